"""The clock walks through whole days of a house: every signal once, at its hour, also in the two odd nights."""

import datetime as dt
import zoneinfo

import pytest

from demo.data import signals_on
from schedules import planning, ringing
from schedules.models import Ring, RingState
from tests import world
from tests.schedules.test_planning import ROME, TOKYO, a_house

TICK, EARLY = dt.timedelta(minutes=5), dt.timedelta(seconds=10)
SIGNALS = {"7:30": "call", "8:30": "call", "9:30": "bell", "12:00": "bell", "13:00": "bell", "16:00": "bell"}
"""The school: woken at 7:30, breakfast an hour later, bells to the class, at both ends of lunch, and at 16:00."""
HOURS = ["07:30", "08:30", "09:30", "12:00", "13:00", "16:00"]
WEDNESDAY = dt.date(2026, 11, 25)


def walk(house, day):
    """Tick through a day as the look-ahead does. Returns [(wall time, offset)] of what rang, in order."""
    zone = zoneinfo.ZoneInfo(house.time_zone)
    midnight, end = (dt.datetime.combine(d, dt.time(), zone).astimezone(dt.UTC) for d in (day, day + dt.timedelta(1)))
    with world.inside(house):
        planning.plan_rings(house, midnight - TICK)
    rang, tick = [], midnight - EARLY
    while tick < end:
        for instant in ringing.instants_ahead(tick):
            found = [*ringing.ring_due(instant), *ringing.ring_due(instant)]
            assert [claimed.due_at for claimed in found] == [instant] * len(found)
            rang += [instant.astimezone(zone)] * len(found)
        ringing.miss_overdue(tick)
        tick += TICK
    return [(at.strftime("%H:%M"), at.utcoffset() // dt.timedelta(hours=1)) for at in rang]


def states(house, day):
    with world.inside(house):
        return [ring.state for ring in Ring.unscoped.filter(centre=house, on=day)]


@pytest.mark.parametrize(("zone", "offset"), [(TOKYO, 9), (ROME, 1)])
def test_the_school_as_the_demo_writes_it(db, zone, offset):
    written = {wall.strftime("%-H:%M"): signal for wall, signal in signals_on("school", WEDNESDAY.weekday())}
    house = a_house(written, zone)

    assert written == SIGNALS
    assert walk(house, WEDNESDAY) == [(wall, offset) for wall in HOURS]
    assert states(house, WEDNESDAY) == [RingState.RUNG] * len(HOURS)


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        (TOKYO, WEDNESDAY, 9),
        (ROME, WEDNESDAY, 1),
        (ROME, dt.date(2027, 3, 28), 2),  # 23 hours
        (ROME, dt.date(2027, 10, 31), 1),  # 25 hours
    ],
)
def test_a_whole_day_also_when_the_clocks_change(db, zone, day, offset):
    house = a_house(SIGNALS, zone)

    assert walk(house, day) == [(wall, offset) for wall in HOURS]
    assert states(house, day) == [RingState.RUNG] * len(HOURS)


@pytest.mark.parametrize(
    ("day", "rang"),
    [
        (dt.date(2027, 3, 27), ("02:30", 1)),
        (dt.date(2027, 3, 28), ("03:30", 2)),  # 2:30 does not exist: as if the clocks had not gone forward
        (dt.date(2027, 10, 30), ("02:30", 2)),
        (dt.date(2027, 10, 31), ("02:30", 2)),  # it comes twice: the first of the two
        (dt.date(2027, 11, 1), ("02:30", 1)),
    ],
)
def test_a_bell_in_the_hour_that_is_skipped_or_comes_twice_rings_once(db, day, rang):
    house = a_house({"2:30": "knock"}, ROME)

    assert walk(house, day) == [rang]
    assert states(house, day) == [RingState.RUNG]
