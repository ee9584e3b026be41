"""What a change does to the rings, in its own transaction: those of before stay with their period, those to come
move.
"""

from django.utils import timezone

from participation.actions import mark
from participation.models import Mark
from schedules import actions
from schedules.models import Ring, RingState, SpecialDay
from schedules.planning import plan_rings
from tests.timetable import BELL, at, draft, weekly
from tests.world import DAY


def change(house, when):
    to = draft(house, "Speaking", "9:45", "10:45")
    actions.change_period(period=house.rows.period, to=to, signals=BELL, at=at(house, when))


def test_marks_and_rings_of_before_keep_their_period(plain):
    rows, before = plain.rows, plain.today - 7 * DAY
    mark(resident=rows.second, period=rows.period, day=before, level=4, version=0, by=plain.worker, at=timezone.now())
    rung = at(plain, "9:30", days=-7)
    Ring(centre=plain.centre, bell=rows.bell, on=before, due_at=rung, state=RingState.RUNG, rung_at=rung).insert()
    change(plain, "9:00")
    assert Mark.unscoped.get(day=before).period == rows.period
    assert Ring.unscoped.get(on=before).bell.period == rows.period
    assert Ring.unscoped.get(on=before).state == RingState.RUNG


def test_a_planned_ring_of_today_moves(plain):
    plan_rings(plain.centre, at(plain, "8:00"))
    change(plain, "9:00")
    today = Ring.unscoped.filter(on=plain.today, state=RingState.PLANNED)
    assert [ring.due_at for ring in today] == [at(plain, "9:45")]


def test_a_ring_of_a_period_that_has_begun_stays(plain):
    plan_rings(plain.centre, at(plain, "8:00"))
    change(plain, "9:30")
    assert Ring.unscoped.get(on=plain.today).state == RingState.PLANNED


def planned(house, day):
    rings = Ring.unscoped.filter(on=day, state=RingState.PLANNED).order_by("due_at")
    return [f"{house.centre.time_at(ring.due_at):%H:%M}" for ring in rings]


def test_an_event_and_its_ring_are_one_change(plain):
    event = actions.add_event(period=draft(plain, on=plain.today), signals=BELL, at=at(plain, "8:00"))
    assert planned(plain, plain.today) == ["09:30", "18:00"]
    to = draft(plain, starts="18:30", on=plain.today)
    event = actions.change_event(event=event, to=to, signals=BELL, at=at(plain, "8:00"))
    assert planned(plain, plain.today) == ["09:30", "18:30"]
    actions.remove_period(period=event, at=at(plain, "8:00"))
    assert planned(plain, plain.today) == ["09:30"]


def test_a_period_and_its_rings_are_one_change(plain):
    weekdays = [(plain.today + ahead * DAY).weekday() for ahead in (0, 1)]
    actions.add_periods(period=weekly(plain), weekdays=weekdays, signals=BELL, at=at(plain, "8:00"))
    assert planned(plain, plain.today) == ["09:30", "18:00"]
    assert "18:00" in planned(plain, plain.today + DAY)


def test_a_special_day_and_its_silence_are_one_change(plain):
    special = SpecialDay(centre=plain.centre, name="Closed", kind="closed", on=plain.today)
    actions.add_special_day(special=special, at=at(plain, "8:00"))
    assert planned(plain, plain.today) == []
    actions.remove_special_day(special=special, at=at(plain, "8:00"))
    assert planned(plain, plain.today) == ["09:30"]


def test_whoever_makes_many_changes_plans_once(plain):
    actions.add_event(period=draft(plain, on=plain.today), signals=BELL, at=at(plain, "8:00"), plan=False)
    assert planned(plain, plain.today) == []
