"""Who is expected: half-open like every range of the house, and by the hour where one is known."""

import datetime as dt

from participation.expected import begins, is_away_at
from residents.models import Away
from schedules.models import PartOfDay, Period

MON, TUE, WED, THU, FRI = (dt.date(2026, 11, day) for day in range(16, 21))
NINE, NOON, THREE = dt.time(9), dt.time(12), dt.time(15)


def away(**fields):
    return Away(kind="home", **fields)


def test_the_day_of_leaving_is_away_and_the_day_of_coming_back_is_not():
    leave = away(left_on=TUE, expected_on=THU)
    assert [is_away_at(leave, day, NINE) for day in (MON, TUE, WED, THU, FRI)] == [False, True, True, False, False]


def test_who_leaves_at_an_hour_is_expected_until_then():
    leave = away(left_on=TUE, left_time=NOON, expected_on=THU)
    assert [is_away_at(leave, TUE, time) for time in (NINE, NOON, THREE)] == [False, True, True]
    assert is_away_at(leave, WED, NINE)


def test_who_comes_back_at_an_hour_is_expected_from_then():
    leave = away(left_on=TUE, expected_on=THU, expected_time=NOON)
    assert [is_away_at(leave, THU, time) for time in (NINE, NOON, THREE)] == [True, False, False]


def test_a_morning_at_the_clinic():
    clinic = away(left_on=TUE, left_time=dt.time(10), expected_on=TUE, expected_time=dt.time(13))
    assert [is_away_at(clinic, TUE, time) for time in (dt.time(9, 30), NOON, THREE)] == [False, True, False]


def test_a_day_out_without_hours_is_the_whole_day():
    assert [is_away_at(away(left_on=TUE, expected_on=TUE), TUE, time) for time in (NINE, THREE)] == [True, True]


def test_without_a_day_of_coming_back_it_goes_on():
    assert is_away_at(away(left_on=TUE), FRI, NINE)


def test_who_came_back_early_is_expected_from_that_day():
    leave = away(left_on=TUE, expected_on=FRI, expected_time=THREE, back_on=THU)
    assert [is_away_at(leave, day, NINE) for day in (WED, THU, FRI)] == [True, False, False]


def test_who_stayed_longer_is_away_until_the_day_they_came():
    leave = away(left_on=MON, expected_on=TUE, back_on=THU)
    assert [is_away_at(leave, day, NINE) for day in (TUE, WED, THU)] == [True, True, False]


def test_the_hour_that_was_meant_stands_when_the_day_came_true():
    clinic = away(left_on=TUE, left_time=NINE, expected_on=TUE, expected_time=NOON, back_on=TUE)
    assert [is_away_at(clinic, TUE, time) for time in (dt.time(9, 30), THREE)] == [True, False]


def test_a_part_of_the_day_begins_about_then():
    assert begins(Period(part_of_day=PartOfDay.AFTERNOON)) == dt.time(14)
    assert begins(Period(starts=NINE)) == NINE
