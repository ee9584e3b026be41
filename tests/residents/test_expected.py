"""Who is expected in what begins at a time: half-open like every range of the house, by the hour where one is known."""

import datetime as dt

from residents.models import Away, what_keeps

MON, TUE, WED, THU, FRI = (dt.date(2026, 11, day) for day in range(16, 21))
NINE, NOON, THREE = dt.time(9), dt.time(12), dt.time(15)


def away(**fields):
    return Away(kind="home", **fields)


def test_the_day_of_leaving_is_away_and_the_day_of_coming_back_is_not():
    leave = away(left_on=TUE, expected_on=THU)
    assert [leave.keeps_from(day, NINE, MON) for day in (MON, TUE, WED, THU, FRI)] == [False, True, True, False, False]


def test_who_leaves_at_an_hour_is_expected_until_then():
    leave = away(left_on=TUE, left_time=NOON, expected_on=THU)
    assert [leave.keeps_from(TUE, time, MON) for time in (NINE, NOON, THREE)] == [False, True, True]
    assert leave.keeps_from(WED, NINE, MON)


def test_who_comes_back_at_an_hour_is_expected_from_then():
    leave = away(left_on=TUE, expected_on=THU, expected_time=NOON)
    assert [leave.keeps_from(THU, time, MON) for time in (NINE, NOON, THREE)] == [True, False, False]


def test_a_morning_at_the_clinic():
    clinic = away(left_on=TUE, left_time=dt.time(10), expected_on=TUE, expected_time=dt.time(13))
    assert [clinic.keeps_from(TUE, time, MON) for time in (dt.time(9, 30), NOON, THREE)] == [False, True, False]


def test_a_day_out_without_hours_is_the_whole_day():
    assert [away(left_on=TUE, expected_on=TUE).keeps_from(TUE, time, MON) for time in (NINE, THREE)] == [True, True]


def test_without_a_day_of_coming_back_it_goes_on():
    assert away(left_on=TUE).keeps_from(FRI, NINE, MON)


def test_who_came_back_early_is_expected_from_that_day():
    leave = away(left_on=TUE, expected_on=FRI, expected_time=THREE, back_on=THU)
    assert [leave.keeps_from(day, NINE, MON) for day in (WED, THU, FRI)] == [True, False, False]


def test_who_stayed_longer_is_away_until_the_day_they_came():
    leave = away(left_on=MON, expected_on=TUE, back_on=THU)
    assert [leave.keeps_from(day, NINE, MON) for day in (TUE, WED, THU)] == [True, True, False]


def test_the_hour_that_was_meant_stands_when_the_day_came_true():
    clinic = away(left_on=TUE, left_time=NINE, expected_on=TUE, expected_time=NOON, back_on=TUE)
    assert [clinic.keeps_from(TUE, time, MON) for time in (dt.time(9, 30), THREE)] == [True, False]


def test_who_is_late_back_is_away_until_somebody_notes_the_return():
    late = away(left_on=MON, expected_on=TUE, expected_time=NOON)
    assert [late.keeps_from(day, THREE, TUE) for day in (TUE, WED)] == [False, False]
    assert [late.keeps_from(day, THREE, WED) for day in (MON, TUE, WED, THU)] == [True] * 4
    late.back_on = WED
    assert [late.keeps_from(day, THREE, WED) for day in (TUE, WED)] == [True, False]


def test_who_was_noted_as_back_is_expected_in_what_begins_after_that():
    clinic = away(left_on=TUE, left_time=NINE, expected_on=TUE, expected_time=THREE, back_on=TUE, back_time=NOON)
    assert [clinic.keeps_from(TUE, time, TUE) for time in (dt.time(11), dt.time(13))] == [True, False]


def test_out_of_the_house_now_is_by_the_tap_and_not_by_the_plan():
    clinic = away(left_on=TUE, left_time=NINE, expected_on=TUE, expected_time=NOON)
    assert [clinic.is_out_at(TUE, time) for time in (dt.time(8), NINE, THREE)] == [False, True, True]
    clinic.back_on = TUE
    assert not clinic.is_out_at(TUE, NINE)


def test_of_two_times_away_on_a_day_the_one_that_keeps_them_is_named():
    morning = away(left_on=TUE, left_time=NINE, expected_on=TUE, expected_time=NOON)
    evening = away(left_on=TUE, left_time=dt.time(18))
    found = [what_keeps([morning, evening], TUE, dt.time(hour), TUE) for hour in (8, 10, 14, 19)]
    assert found == [None, morning, None, evening]
