"""A house that sets its clock in the settings hears its bells by the new one at once."""

import datetime as dt
import zoneinfo

import time_machine

from schedules.models import Ring, RingState
from tests import posts, world
from tests.schedules.test_planning import TOKYO, a_house, at, plan
from tests.timetable import at as on_that_day

NEW_YORK = "America/New_York"


def save(client, north, **data):
    form = posts.VALID["centre:settings"](north) | data | posts.operation()
    with time_machine.travel(on_that_day(north, "6:00"), tick=False):
        return client.post("/c/north/settings/", form)


def due_today(north):
    with world.inside(north.centre):
        rings = Ring.unscoped.filter(on=north.today, bell=north.rows.bell, state=RingState.PLANNED)
        return [ring.due_at for ring in rings]


def alone(north):
    """Today the house has only its period of the week, with a bell at 9:30, and no ring yet."""
    with world.inside(north.centre):
        type(north.rows.event).unscoped.filter(pk=north.rows.event.pk).update(until_on=north.today)
        Ring.unscoped.all().delete()


def test_a_new_zone_moves_the_bells(as_director, north):
    alone(north)
    assert save(as_director, north, time_zone="Europe/Rome").status_code == 302
    half_past_nine = dt.datetime.combine(north.today, dt.time(9, 30), zoneinfo.ZoneInfo("Europe/Rome"))
    assert due_today(north) == [half_past_nine]


def test_other_settings_touch_no_bell(as_director, north):
    alone(north)
    assert save(as_director, north).status_code == 302
    assert due_today(north) == []


def test_what_somebody_else_has_changed_meanwhile_moves_nothing(as_director, north):
    alone(north)
    assert save(as_director, north, time_zone="Europe/Rome", version="9").status_code == 422
    assert due_today(north) == []


def test_what_bears_a_date_that_is_over_by_the_new_clock_does_not_ring(db):
    """At 20:00 in New York it is already the next morning in Tokyo."""
    house = a_house({"21:30": "bell"}, NEW_YORK)
    plan(house, at(20, zone=NEW_YORK))
    house.time_zone = TOKYO
    house.save()

    to_come = [(wall, state) for _on, wall, state in plan(house, at(20, zone=NEW_YORK)) if state == "planned"]

    assert to_come == [("21:30", "planned")] * 3
