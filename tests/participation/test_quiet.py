"""A quiet line: to the key worker alone, where nothing that is recorded was joined for a while."""

import pytest
from django.utils import timezone

from centre import tenancy
from centre.models import Membership
from participation.models import Mark
from participation.quiet import quiet_lately
from residents.models import Stay
from schedules.models import Period
from tests.conftest import signed_in
from tests.world import DAY


@pytest.fixture
def write(inside_north):
    """Marks of the first resident, whose key worker is the worker: a level on each of the last days."""
    north = inside_north

    def marks(*levels, **fields):
        words = {"centre": north.centre, "resident": north.rows.resident, "period": north.rows.period} | fields
        now = timezone.now()
        Mark.unscoped.bulk_create(
            Mark(day=north.today - days * DAY, at=now - days * DAY, level=level, by=north.worker, **words)
            for days, level in enumerate(levels)
        )

    return marks


def told(viewer, north):
    return [(resident, resident.recorded) for resident in quiet_lately(viewer, north.today)]


def test_after_five_records_and_nothing_joined(viewer, north, write):
    write(0, 1, 0, None, 1, 0)
    assert told(viewer, north) == [(north.rows.resident, 5)]


@pytest.mark.parametrize("levels", [(0, 1, 0, 1), (0, 1, 0, 1, 0, 2), (None,) * 9, (0,) * 4 + (None,) * 6 + (0,) * 9])
def test_not_where_little_is_recorded_or_something_was_joined_or_long_ago(viewer, north, write, levels):
    write(*levels)
    assert told(viewer, north) == []


def test_to_refuse_what_is_voluntary_says_nothing(viewer, north, write):
    Period.unscoped.filter(pk=north.rows.period.pk).update(is_voluntary=True)
    write(0, 0, 0, 0, 0, 0)
    assert told(viewer, north) == []


def test_to_join_what_is_voluntary_is_taking_part(viewer, north, write):
    write(0, 0, 0, 0, 0, 0)
    write(4, period=north.rows.event)
    assert told(viewer, north) == []


def test_whoever_came_only_now_is_left_to_arrive(viewer, north, write):
    write(0, 0, 0, 0, 0, 0)
    Stay.unscoped.filter(resident=north.rows.resident).update(moved_in_on=north.today - 9 * DAY)
    assert told(viewer, north) == []


def test_today_tells_the_key_worker_and_nobody_else(client, north, write):
    write(0, 0, 0, 0, 0)
    line = "has not taken part in what was recorded in the last ten days (0 of 5)"
    tenancy.enter(None)
    assert line in signed_in(client, north.worker).get("/c/north/").content.decode()
    for other in (north.director, north.night):
        assert line not in signed_in(client, other).get("/c/north/").content.decode()


def test_a_director_who_is_key_worker_is_told(client, north, write):
    write(0, 0, 0, 0, 0)
    as_director = Membership.unscoped.get(user=north.director)
    Stay.unscoped.filter(resident=north.rows.resident).update(key_worker=as_director)
    tenancy.enter(None)
    assert "Perhaps a quiet word." in signed_in(client, north.director).get("/c/north/").content.decode()
