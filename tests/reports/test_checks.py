"""Each identity fails by name when its two sides differ."""

from dataclasses import replace

import pytest

from reports import checks
from reports.survival import Curve


@pytest.fixture
def report(house):
    for number in range(6):
        stay = house.stay(f"2025-01-{number + 1:02}", "2025-03-10" if number % 2 else None)
        house.away(stay, "2025-03-01", back="2025-03-03")
    return house.report("2025-03-01", "2025-03-31")


def test_a_whole_report_adds_up(report):
    assert checks.broken(report) == []


def test_a_sum_that_is_wrong_is_named(report):
    wrong = replace(report, movement=replace(report.movement, closing=99))
    assert checks.broken(wrong) == ["Who came and who left: 6 + 0 − 3 is not 99."]


def test_nights_that_the_census_does_not_know_are_named(report):
    wrong = replace(report, movement=replace(report.movement, census=1))
    assert checks.broken(wrong) == ["Nights of the period: 1 by the midnights, 120 by the stays."]


def test_a_month_that_is_missing_is_named(report):
    months = dict(list(report.totals.by_month.items())[1:])
    wrong = replace(report, totals=replace(report.totals, by_month=months))
    (words,) = checks.broken(wrong)
    assert words.startswith("Nights since the first moving in: ")


def test_a_departure_that_is_dropped_is_named(report):
    first, *others = report.curve.steps
    wrong = replace(report, curve=Curve(report.curve.counts, [replace(first, left={}), *others]))
    (words,) = checks.broken(wrong)
    assert words == f"Still here and moved out, by reason: at night {first.time} the shares do not add up to 1."


def test_a_night_counted_twice_is_named(report):
    wrong = replace(report, totals=replace(report.totals, out=report.totals.out - 1))
    (words,) = checks.broken(wrong)
    assert words.startswith("Nights: ")
    assert len(checks.CHECKS) == 5
