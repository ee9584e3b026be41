"""Counts of taking part: the worked example of the field, and what is voluntary apart."""

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone

from participation.figures import Counts, Figures
from participation.models import Mark
from participation.span import logs_between
from participation.templatetags.seeing import in_words
from participation.year import Day, year_of
from residents.models import Away, AwayKind
from schedules.models import Period, SpecialDay
from tests.world import DAY

NIGHT = dt.time(23, 59)


@pytest.fixture
def somebody(viewer, north):
    """The first resident, here all the time, in a house without a period yet."""
    Away.unscoped.all().delete()
    Period.unscoped.update(until_on=F("from_on"))
    SpecialDay.unscoped.all().delete()
    return north.rows.resident


def period(north, day, hour=9, **fields):
    hours = {"starts": dt.time(hour), "ends": dt.time(hour, 30)}
    return Period.unscoped.create(centre=north.centre, name="Class", on=day, from_on=day, **hours, **fields)


def mark(north, resident, period, level):
    words = {"day": period.on, "level": level, "by": north.worker, "at": timezone.now()}
    Mark.unscoped.create(centre=north.centre, resident=resident, period=period, **words)


def figures(viewer, north, resident):
    logs = logs_between(viewer, north.today - 9 * DAY, north.today, north.today, resident)
    return Figures.of([log for of_day in logs.values() for log in of_day])


def test_the_worked_example(viewer, north, somebody):
    """10 periods, 1 clinic, 2 on leave: 7 expected; 6 recorded (0, 2, 1, 3, 3, 0), 1 not: joined 3 of 6, 6 of 7."""
    days = [north.today - number * DAY for number in range(10)]
    periods = [period(north, day) for day in days]
    for kind, left, back in ((AwayKind.CLINIC, days[9], days[9]), (AwayKind.HOME, days[8], days[6])):
        Away.unscoped.create(centre=north.centre, resident=somebody, kind=kind, left_on=left, back_on=back)
    for one, level in zip(periods, [0, 2, 1, 3, 3, 0], strict=False):
        mark(north, somebody, one, level)
    found = figures(viewer, north, somebody)
    assert found == Figures(Counts(expected=7, recorded=6, joined=3))
    assert in_words(found) == ["joined 3 of 6 · 6 of 7 recorded"]
    year = year_of(viewer, somebody, north.today, NIGHT)
    assert year.figures == found


def test_blank_is_not_absent(viewer, north, somebody):
    mark(north, somebody, period(north, north.today), None)
    assert figures(viewer, north, somebody) == Figures(Counts(expected=1))


def test_a_mark_makes_somebody_expected(viewer, north, somebody):
    Away.unscoped.create(centre=north.centre, resident=somebody, kind=AwayKind.REST, left_on=north.today)
    mark(north, somebody, period(north, north.today), 2)
    assert figures(viewer, north, somebody) == Figures(Counts(1, 1, 1))


def test_what_is_voluntary_stands_apart(viewer, north, somebody):
    mark(north, somebody, period(north, north.today), 4)
    mark(north, somebody, period(north, north.today, 11, is_voluntary=True), 0)
    found = figures(viewer, north, somebody)
    assert found == Figures(Counts(1, 1, 1), Counts(1, 1, 0))
    assert in_words(found) == ["joined 1 of 1 · 1 of 1 recorded", "voluntary: joined 0 of 1 · 1 of 1 recorded"]


@pytest.mark.parametrize(
    ("usual", "voluntary", "shape", "look"),
    [
        ((4, 4, 4), (0, 0, 0), "all", "lv-4"),
        ((4, 3, 3), (0, 0, 0), "all", "lv-4 is-open"),
        ((4, 4, 1), (0, 0, 0), "some", "lv-2"),
        ((4, 2, 0), (0, 0, 0), "none", "lv-0 is-open"),
        ((4, 0, 0), (0, 0, 0), "open", "lv-none is-open"),
        ((0, 0, 0), (0, 0, 0), "x", "lv-x"),
        ((4, 4, 4), (2, 2, 0), "all", "lv-4"),  # what is voluntary is never against anybody
        ((4, 4, 0), (2, 2, 1), "some", "lv-2"),
        ((0, 0, 0), (2, 2, 0), "x", "lv-x"),
        ((0, 0, 0), (2, 1, 1), "all", "lv-4 is-open"),
    ],
)
def test_the_shape_of_a_day(usual, voluntary, shape, look):
    day = Day(dt.date(2026, 5, 12), Figures(Counts(*usual), Counts(*voluntary)))
    assert (day.shape, day.look) == (shape, look)
