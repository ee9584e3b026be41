"""Which rings there will be: two days ahead, in each house's own zone. Run as often as one likes."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from centre.live import changed
from centre.walltime import instant

from .day import periods_on
from .models import Bell, Ring, RingState
from .rules import one_hand_at_a_time

DAYS = 3
"""Today, tomorrow and the day after: always two days ahead, wherever in the day we are."""


@transaction.atomic
def plan_rings(centre, moment):
    """Make, move and cancel the planned rings of a house to match its timetable from `moment` on.

    What has rung, was missed or is past is never touched. Must be called inside the centre. Waits first for
    whoever changes the timetable or the clock: planned by what was read before, a new bell would be silenced.
    """
    centre = one_hand_at_a_time(centre)
    today = centre.day_at(moment)
    expected = {}
    for day in (today + dt.timedelta(days=ahead) for ahead in range(DAYS)):
        for bell in bells_on(centre, day):
            expected[bell.pk, day] = instant(day, bell.wall_time, centre.time_zone)
    make_missing(centre, expected, moment)
    move_and_cancel(centre, expected, moment, today)
    changed(centre.pk, "rings")


def bells_on(centre, day):
    return Bell.unscoped.filter(centre=centre, period__in=periods_on(centre, day).values("pk")).select_related("period")


def make_missing(centre, expected, moment):
    """A ring whose instant is already past when it is planned never existed: it is not made."""
    Ring.unscoped.bulk_create(
        [
            Ring(centre=centre, bell_id=bell, on=day, due_at=due_at)
            for (bell, day), due_at in expected.items()
            if due_at > moment
        ],
        ignore_conflicts=True,
    )


def move_and_cancel(centre, expected, moment, today):
    """One conditional UPDATE a changed ring: one that rings meanwhile is left as it is.

    By a clock that has been set, what is still to come may bear a date that is over.
    """
    open_states = [RingState.PLANNED, RingState.CANCELLED]
    to_come = Q(on__gte=today) | Q(due_at__gt=moment)
    for ring in Ring.unscoped.filter(to_come, centre=centre, state__in=open_states):
        due_at = expected.get((ring.bell_id, ring.on))
        mine = Ring.unscoped.filter(pk=ring.pk, state=ring.state)
        if due_at is None and ring.state == RingState.PLANNED and ring.due_at > moment:
            mine.update(state=RingState.CANCELLED)
        elif due_at is not None and due_at > moment and (due_at, "planned") != (ring.due_at, ring.state):
            mine.update(state=RingState.PLANNED, due_at=due_at)
