"""What comes again, on any day of loading. No database."""

import datetime as dt

import pytest

from demo.almanac import DAY, WEEK, dates_of, every_day, is_holiday, monday_of
from demo.data import read

DAYS = [dt.date(2026, 11, 25) + n * DAY for n in range(0, 400, 37)]
CAMP = {row["name"]: row["each"] for row in read("camp_day")["events"]}
FARM = read("school_day")["events"][0]["each"]


@pytest.mark.parametrize("today", DAYS)
def test_the_farm_is_visited_next_week_and_every_four_weeks(today):
    dates = dates_of(FARM, today - 26 * WEEK, today)
    thursdays = every_day(monday_of(today) - 27 * WEEK + 3 * DAY, monday_of(today) + 6 * WEEK)[::7]
    every_fourth = thursdays[::4]
    assert monday_of(today) + WEEK + 3 * DAY in every_fourth
    assert set(dates) <= set(every_fourth)
    assert len(dates) >= 5


@pytest.mark.parametrize("today", DAYS)
def test_a_party_a_month_on_its_last_saturday(today):
    dates = dates_of(CAMP["Monthly party"], today - 52 * WEEK, today)
    assert {(day.weekday(), (day + WEEK).month != day.month) for day in dates} == {(5, True)}
    assert len({(day.year, day.month) for day in dates}) == len(dates) >= 11


@pytest.mark.parametrize("today", DAYS)
def test_the_cherry_blossom_is_in_spring_and_always_to_come(today):
    assert [(day.month, day.day) for day in dates_of(CAMP["Cherry blossom"], today, today)] == [(4, 5)]


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("name", CAMP)
def test_nothing_takes_place_in_the_holidays(today, name):
    assert not any(is_holiday(day) for day in dates_of(CAMP[name], today - 8 * WEEK, today))
