"""Which rings there are: two days ahead in the house's own zone, and what a change of the timetable does to them."""

import datetime as dt
import zoneinfo

import pytest
import time_machine

from centre.models import Centre
from schedules import planning, ringing, tasks
from schedules.models import Bell, Edge, Period, Ring, RingState, Signal, SpecialDay, Timetable
from tests import world

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
TODAY = dt.date(2027, 2, 3)
ROME, TOKYO = "Europe/Rome", "Asia/Tokyo"


def at(hour, minute=0, day=TODAY, zone=ROME):
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=zoneinfo.ZoneInfo(zone))


@pytest.fixture
def house(db):
    """A house in Rome with one bell, at 9:30 on every day."""
    return a_house({"9:30": "bell"})


def a_house(signals, zone=ROME, slug="trial"):
    centre = Centre.objects.create(slug=slug, name=slug, time_zone=zone)
    with world.inside(centre):
        timetable = Timetable.unscoped.create(centre=centre, name="Week", from_on=dt.date(2020, 1, 1))
        for wall, signal in signals.items():
            for weekday in range(7):
                signalled(centre, wall, signal, timetable=timetable, weekday=weekday)
    return centre


def signalled(centre, wall, signal, **when):
    starts = dt.datetime.strptime(wall, "%H:%M").time()  # noqa: DTZ007  (a wall time has no zone)
    ends = starts.replace(minute=starts.minute + 10)
    period = Period.unscoped.create(
        centre=centre, name=wall, starts=starts, ends=ends, from_on=dt.date(2020, 1, 1), **when
    )
    return Bell.unscoped.create(centre=centre, period=period, edge=Edge.START, signal=Signal(signal))


def plan(centre, moment):
    with world.inside(centre):
        planning.plan_rings(centre, moment)
        return rings(centre)


def rings(centre):
    """(date, wall time, state) of each ring of a house, in order."""
    with world.inside(centre):
        found = list(Ring.unscoped.filter(centre=centre).order_by("due_at"))
    return [(ring.on, centre.time_at(ring.due_at).strftime("%H:%M"), ring.state) for ring in found]


def test_rings_are_planned_two_days_ahead(house):
    assert plan(house, at(6)) == [(TODAY + ahead * DAY, "09:30", "planned") for ahead in (0, 1, 2)]


def test_planning_again_changes_nothing(house):
    assert plan(house, at(6)) == plan(house, at(6)) == plan(house, at(7))


def test_a_ring_whose_instant_is_past_is_not_made(house):
    assert plan(house, at(9, 30)) == [(TODAY + ahead * DAY, "09:30", "planned") for ahead in (1, 2)]


@pytest.mark.parametrize(("zone", "utc_hour"), [(TOKYO, 0), (ROME, 8), ("America/New_York", 14)])
def test_a_wall_time_is_that_of_the_house(db, zone, utc_hour):
    house = a_house({"9:30": "bell"}, zone)

    plan(house, at(0, 0, zone=zone))

    with world.inside(house):
        due = Ring.unscoped.filter(centre=house).earliest("due_at").due_at
    assert due == dt.datetime(2027, 2, 3, utc_hour, 30, tzinfo=dt.UTC)


def test_a_closed_day_cancels_what_was_planned_and_its_end_brings_it_back(house):
    plan(house, at(6))
    with world.inside(house):
        closed = SpecialDay.unscoped.create(centre=house, name="Closed", on=TODAY + DAY)

    assert [state for _on, _wall, state in plan(house, at(7))] == ["planned", "cancelled", "planned"]
    with world.inside(house):
        closed.delete()
    assert [state for _on, _wall, state in plan(house, at(8))] == ["planned"] * 3


def test_a_bell_that_moves_moves_what_has_not_rung(house):
    plan(house, at(6))
    ringing.ring_due(at(9, 30))
    with world.inside(house):
        Period.unscoped.filter(centre=house).update(starts=dt.time(9, 35))

    assert plan(house, at(9, 31)) == [
        (TODAY, "09:30", "rung"),
        (TODAY + DAY, "09:35", "planned"),
        (TODAY + 2 * DAY, "09:35", "planned"),
    ]


def test_what_was_missed_stays_missed(house):
    plan(house, at(6))
    ringing.miss_overdue(at(9, 32))
    with world.inside(house):
        SpecialDay.unscoped.create(centre=house, name="Closed", on=TODAY)

    assert plan(house, at(9, 33))[0] == (TODAY, "09:30", "missed")


def test_what_is_due_this_minute_is_not_taken_away_by_planning(house):
    """Planned, due a second ago, not yet claimed: still to be rung."""
    plan(house, at(6))
    with world.inside(house):
        SpecialDay.unscoped.create(centre=house, name="Closed", on=TODAY)

    assert plan(house, at(9, 30) + dt.timedelta(seconds=1))[0] == (TODAY, "09:30", "planned")


def test_a_house_that_changes_its_zone_hears_its_bells_by_the_new_clock(house):
    plan(house, at(6))
    house.time_zone = TOKYO
    house.save()

    moved = plan(house, at(6))

    assert {(wall, state) for _on, wall, state in moved if _on > TODAY} == {("09:30", "planned")}


def test_a_house_without_a_timetable_has_no_rings(db):
    assert plan(a_house({}), at(6)) == []


def test_no_ring_is_planned_in_another_house(house):
    other = a_house({"9:30": "bell"}, slug="other")

    plan(house, at(6))

    assert rings(other) == []


def test_the_task_plans_by_the_clock(house):
    with time_machine.travel(at(6), tick=False):
        tasks.plan()

    assert [on for on, _wall, _state in rings(house)] == [TODAY, TODAY + DAY, TODAY + 2 * DAY]
    assert {state for _on, _wall, state in rings(house)} == {RingState.PLANNED}
