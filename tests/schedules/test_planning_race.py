"""The hourly planning and a change of the timetable, each on its own connection."""

import datetime as dt
import threading
import time

import pytest
from django.db import connection, transaction

from centre import tenancy
from schedules import actions, planning
from schedules.models import Period
from tests.checks import rows
from tests.schedules.test_planning import TODAY, a_house, at, rings
from tests.timetable import BELL

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house():
    with transaction.atomic():
        return a_house({"9:30": "bell"})


class Planning(threading.Thread):
    """The hourly planning of a house, on a connection of its own."""

    def __init__(self, house):
        super().__init__()
        self.house, self.backend = house, None

    def run(self):
        try:
            with tenancy.inside(self.house):
                ((self.backend,),) = rows("SELECT pg_backend_pid()")
                planning.plan_rings(self.house, at(6))
        finally:
            connection.close()

    def waits(self):
        """Whether it comes to wait for somebody else's transaction."""
        until = time.monotonic() + 5
        while time.monotonic() < until:
            if self.backend and rows("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", self.backend):
                return True
            time.sleep(0.005)
        return False


def test_a_bell_that_is_added_while_the_rings_are_planned_is_not_taken_away(house):
    hours = {"starts": dt.time(18), "ends": dt.time(19)}
    hourly = Planning(house)
    with tenancy.inside(house):
        actions.add_event(period=Period(centre=house, name="Film", on=TODAY, **hours), signals=BELL, at=at(6))
        hourly.start()
        assert hourly.waits()
    hourly.join()
    assert [ring for ring in rings_in(house) if ring[1] == "18:00"] == [(TODAY, "18:00", "planned")]


def test_planning_goes_by_the_clock_that_holds_when_its_turn_comes(house):
    hourly = Planning(house)
    with tenancy.inside(house):
        type(house).objects.filter(pk=house.pk).update(time_zone="Asia/Tokyo")
        hourly.start()
        assert hourly.waits()
    hourly.join()
    house.refresh_from_db()
    assert {wall for _on, wall, _state in rings_in(house)} == {"09:30"}


def rings_in(house):
    with transaction.atomic():
        return rings(house)
