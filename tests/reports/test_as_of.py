"""As of a date: what came later does not exist yet."""

import pytest

from reports import checks
from residents.models import StayKind

from .house import day


def test_a_later_moving_out_does_not_exist_yet(house):
    house.stay("2025-03-10", "2025-04-02")
    then = house.report("2025-03-01", "2025-03-31")
    assert (then.leavers.n, then.stayers.counts) == (0, {22: 1})
    later = house.report("2025-04-01", "2025-04-30")
    assert (later.leavers.counts, later.stayers.n) == ({23: 1}, 0)


def test_who_moves_out_on_the_day_itself_has_left(house):
    house.stay("2025-03-10", "2025-03-31")
    assert house.report("2025-03-01", "2025-03-31").leavers.counts == {21: 1}


def test_a_later_moving_in_does_not_exist_yet(house):
    house.stay("2025-04-01")
    assert house.report("2025-03-01", "2025-03-31").stays == 0


def test_the_same_day_is_no_night(house):
    house.stay("2025-03-10", "2025-03-10")
    report = house.report("2025-03-01", "2025-03-31")
    it = report.movement
    assert (it.opening, it.admissions, it.departures, it.closing, it.enrolled) == (0, 1, 1, 0, 0)
    assert checks.broken(report) == []


def test_a_return_noted_later_is_still_open(house):
    stay = house.stay("2025-03-01")
    house.away(stay, "2025-03-30", back="2025-04-20")
    it = house.report("2025-03-01", "2025-03-31").movement
    assert (it.enrolled, it.away, it.present) == (31, 2, 29)


def test_an_open_leave_goes_on_up_to_the_date_and_no_further_than_the_stay(house):
    house.away(house.stay("2025-03-01"), "2025-03-20", expected="2025-03-22")
    house.away(house.stay("2025-03-01", "2025-03-25"), "2025-03-20")
    assert house.report("2025-03-01", "2025-03-31").movement.away == 12 + 5


def test_an_open_leave_ends_where_the_next_begins(house):
    stay = house.stay("2025-03-01")
    house.away(stay, "2025-03-05", expected="2025-03-07")
    house.away(stay, "2025-03-10", back="2025-03-12")
    report = house.report("2025-03-01", "2025-03-31")
    assert (report.movement.away, report.movement.out) == (5 + 2, 7)
    assert checks.broken(report) == []


def test_a_planned_leave_is_no_night_away_yet(house):
    house.away(house.stay("2025-03-01"), "2025-04-05", expected="2025-04-09")
    assert house.report("2025-03-01", "2025-03-31").movement.away == 0


def test_out_and_back_on_one_day_is_no_night_away_and_rest_is_in_the_house(house):
    stay = house.stay("2025-03-01")
    house.away(stay, "2025-03-05", back="2025-03-05", kind="outing")
    house.away(stay, "2025-03-08", back="2025-03-11", kind="rest")
    assert house.report("2025-03-01", "2025-03-31").movement.away == 0


def test_a_leave_counts_in_the_stay_it_lies_in(house):
    first = house.stay("2025-01-01", "2025-02-01")
    house.away(first, "2025-01-10", back="2025-01-12")
    house.stay("2025-03-01", resident=first.resident)
    report = house.report("2025-03-01", "2025-03-31")
    assert (report.movement.away, report.totals.away) == (0, 2)


@pytest.mark.parametrize("kind", [StayKind.TRIAL, StayKind.RESPITE])
def test_other_kinds_of_stay_stand_apart(house, kind):
    house.stay("2025-03-01")
    house.stay("2025-02-20", "2025-03-06", kind=kind)
    report = house.report("2025-03-01", "2025-03-31")
    assert (report.stays, report.movement.enrolled) == (1, 31)
    assert report.others == [(kind, 1, 14, 5)]
    assert report.other_nights == 5


def test_dates_far_away_are_only_dates(house):
    house.stay("1985-03-01", "2025-02-28")
    house.stay("2025-01-01", "9999-12-31")
    house.stay("9999-12-31")
    report = house.report("2025-03-01", "2025-03-31")
    assert report.leavers.counts == {14609: 1}
    assert report.stayers.counts == {90: 1}
    assert min(report.totals.by_month) == day("1985-03-01")
    assert checks.broken(report) == []
