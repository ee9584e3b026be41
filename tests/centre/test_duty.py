"""On duty: a tick by the person themselves."""

import pytest

from centre.models import Duty
from tests import world
from tests.broken import promise
from tests.posts import operation

DUTY = "/c/north/duty/"


def ticks(north, who):
    with world.inside(north.centre):
        return Duty.unscoped.filter(membership__user=who, day=north.today).count()


def test_nobody_is_on_duty_twice(inside_north):
    with promise("duty_once_a_day"):
        Duty.unscoped.create(
            centre=inside_north.centre, membership=inside_north.rows.worker_membership, day=inside_north.today
        )


def test_a_tick_and_its_taking_back(as_director, north):
    as_director.post(DUTY, {"on": "true"} | operation())
    assert ticks(north, north.director) == 1
    as_director.post(DUTY, {"on": "true"} | operation())
    assert ticks(north, north.director) == 1
    as_director.post(DUTY, {"on": ""} | operation())
    assert ticks(north, north.director) == 0


@pytest.mark.parametrize("who", ["worker", "night", "director"])
def test_today_names_who_is_on_duty(client, north, who):
    client.force_login(getattr(north, who))
    page = client.get("/c/north/").content.decode()
    assert "northworkerfamilylatincanary" in page
