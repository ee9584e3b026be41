"""The dates of the demo hold on any day and at any hour of loading. No database."""

import datetime as dt
from collections import Counter
from statistics import mean

import pytest

from demo.data import HOUSES, read
from demo.lives import DAY, MONTH, lives
from demo.today import WHERE, away_now

DAYS = [
    dt.date(2026, 1, 1),
    dt.date(2026, 8, 14),
    dt.date(2027, 12, 30),
    dt.date(2028, 2, 29),
    dt.date(2031, 5, 4),
]
PLACES = {("camp", "men"): 11, ("camp", "women"): 7, ("school", "men"): 8, ("school", "women"): 6}


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("house", HOUSES)
def test_nobody_ever_lacks_a_place(house, today):
    people = lives(read(f"{house}_people"), today)
    taken = Counter()
    for life in people:
        for stay in life.stays:
            for night in range((stay.moved_in_on - today).days, ((stay.moved_out_on or today) - today).days):
                taken[life.for_whom, night] += 1
    for (whose, _night), count in taken.items():
        assert count <= PLACES[house, whose]


@pytest.mark.parametrize("today", DAYS)
def test_the_average_of_the_camp_holds(today):
    stays = [stay for life in lives(read("camp_people"), today) for stay in life.stays]
    nights = [(s.moved_out_on - s.moved_in_on).days for s in stays if s.moved_out_on]
    assert abs(mean(nights) / MONTH - 11.0) <= 0.5


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("house", HOUSES)
def test_lives_are_in_order(house, today):
    for life in lives(read(f"{house}_people"), today):
        assert life.born_on < life.stays[0].moved_in_on - 15 * 365 * DAY
        for stay in life.stays:
            end = stay.moved_out_on or today + 30 * DAY
            assert stay.applied_on < today
            assert stay.applied_on < stay.moved_in_on < end
            assert stay.other_room_on is None or stay.moved_in_on < stay.other_room_on < end
            assert all(stay.moved_in_on < left < back < end for left, back in stay.at_home)


@pytest.mark.parametrize("what", WHERE)
def test_where_people_are_looks_right_at_any_hour(what):
    for day in (dt.date(2026, 11, 23) + n * DAY for n in range(7)):
        for hour in range(24):
            time = dt.time(hour, 30)
            away = away_now(what, day, time)
            assert away["expected_on"] >= day
            assert away["expected_on"] > day or away["expected_time"] > time
            assert away["left_on"] > day or away["left_time"] is None or away["left_on"] < day
            assert what != "next week" or 5 <= (away["left_on"] - day).days <= 11


@pytest.mark.parametrize("house", HOUSES)
def test_assumed_values_are_marked_by_keys_that_exist(house):
    data, day = read(house), read(f"{house}_day")
    tables = [data, data["centre"], *data["wings"], *data["staff"], *data["supporters"]]
    week = day.get("timetable", {"periods": [], "assumed": []})
    tables += [day, week, *week["periods"], *day["events"], *day["chores"], *day.get("special_days", [])]
    for table in tables:
        assert [key for key in table["assumed"] if key.split(".")[0] not in table] == []
