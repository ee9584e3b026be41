"""A tap on a usual day is one statement. It writes where all is as usual, and nothing anywhere else."""

import pytest
from django.utils import timezone

from centre.access import Viewer
from participation.actions import Written, mark_as_usual
from participation.models import Mark
from schedules.models import DayKind, Expects, Period, SpecialDay
from tests.world import DAY


def tap(viewer, north, day=None, **fields):
    words = {"pk": north.rows.period.pk, "code": north.rows.second.code, "level": 2, "version": 1}
    return mark_as_usual(viewer, day or north.today, at=timezone.now(), **words | fields)


def marks():
    return list(Mark.unscoped.order_by("id").values_list("resident", "level", "version"))


def test_it_gives_the_period_the_resident_and_what_stood_there(viewer, north):
    here, mark = (north.rows.period, north.rows.second), north.rows.mark.pk
    assert tap(viewer, north) == (*here, Written(2, 4, mark))
    assert tap(viewer, north, version=2, level=None) == (*here, Written(3, 2, mark))
    assert tap(viewer, north, version=0) == (*here, Written(4, None, mark))
    *first, written = tap(viewer, north, code=north.rows.resident.code, version=0, level=None)
    assert (first, written[:2]) == ([north.rows.period, north.rows.resident], (1, None))


@pytest.mark.parametrize(
    "fields",
    [{"version": 2}, {"version": 0}, {"pk": 10**9}, {"code": "zzzzzzzz"}],
    ids=["an old version", "taken", "no period", "nobody"],
)
def test_what_is_not_there_or_was_changed_is_not_written(viewer, north, fields):
    before = marks()
    assert tap(viewer, north, **fields) is None
    assert marks() == before


def test_who_did_not_live_here_is_not_written(viewer, north):
    before = marks()
    assert tap(viewer, north, day=north.today - 70 * DAY, version=0) is None
    assert tap(viewer, north, code=north.rows.former.code, version=0) is None
    assert marks() == before


def test_free_time_and_a_special_day_are_not_usual(viewer, north):
    before = marks()
    Period.unscoped.filter(pk=north.rows.period.pk).update(expects=Expects.NOBODY)
    assert tap(viewer, north) is None
    Period.unscoped.filter(pk=north.rows.period.pk).update(expects=Expects.ALL)
    special = SpecialDay(centre=north.centre, name="Closed", on=north.today, kind=DayKind.CLOSED)
    special.insert()
    assert tap(viewer, north) is None
    assert marks() == before


def test_both_walls_stand_in_it(viewer, cast):
    south, before = cast.south, marks()
    there = {"pk": south.rows.period.pk, "code": south.rows.second.code}
    assert tap(viewer, cast.north, **there) is None  # by what is typed
    theirs = Viewer(south.worker, south.centre, viewer.permissions)
    assert tap(theirs, cast.north, **there) is None  # by the database: we stand in the northern house
    assert marks() == before
