"""A job of every house goes on after one that fails, and says so in the end."""

import pytest
import time_machine
from django.db import IntegrityError

from centre.houses import SomeHousesFailed, in_every_house
from centre.models import Heartbeat, Membership
from schedules import tasks
from schedules.models import Ring, Timetable
from tests import checks, world
from tests.world import DAY


def test_each_house_has_its_turn_inside_its_own_walls(cast):
    seen = []
    in_every_house(lambda centre: seen.append((centre, set(Timetable.unscoped.values_list("centre", flat=True)))))
    assert seen == [(house.centre, {house.centre.pk}) for house in (cast.north, cast.south)]
    assert checks.rows("SELECT current_setting('app.centre')") == [("",)]


def test_one_that_fails_keeps_no_other_from_its_turn_and_is_named(cast, caplog):
    done = []

    def job(centre):
        Heartbeat.objects.create(name=f"job {centre.pk}", at="2026-01-01T00:00Z")
        if centre == cast.north.centre:
            Membership.unscoped.create(centre=centre)
        done.append(centre)

    with caplog.at_level("ERROR"), pytest.raises(SomeHousesFailed) as failed:
        in_every_house(job)
    assert failed.value.args == ([cast.north.centre.pk],)
    assert done == [cast.south.centre]
    assert list(Heartbeat.objects.values_list("name", flat=True)) == [f"job {cast.south.centre.pk}"]
    assert [(r.getMessage(), r.exc_info[0]) for r in caplog.records] == [
        (f"A job failed in house {cast.north.centre.pk}", IntegrityError)
    ]


def rings(house):
    with world.inside(house.centre):
        return Ring.unscoped.filter(state="planned").count()


def test_a_house_whose_rings_cannot_be_planned_leaves_the_others_theirs(cast):
    """Its zone is gone from the zones of the machine."""
    type(cast.north.centre).objects.filter(pk=cast.north.centre.pk).update(time_zone="Nowhere/Nothing")
    with time_machine.travel(f"{cast.south.today + 6 * DAY}T12:00+09:00", tick=False), pytest.raises(SomeHousesFailed):
        tasks.plan()
    assert (rings(cast.north), rings(cast.south)) == (0, 1)
