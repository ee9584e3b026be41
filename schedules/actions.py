"""Changing the timetable. A change never touches the past: what has been ends, and another begins."""

import datetime as dt

from django.db import transaction

from centre.live import after_commit

from .models import Bell, Edge, Period, SpecialDay
from .tasks import plan_one

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def add_period(*, period, signals):
    """Write a new period and its signals ({"start": "bell", "end": ""}); the rings are planned at once."""
    period.insert()
    for edge, signal in signals.items():
        if signal:
            Bell(centre=period.centre, period=period, edge=Edge(edge), signal=signal).insert()
    replan(period.centre_id)
    return period


@transaction.atomic
def change_period(*, period, to, signals, today, time):
    """Let `to` (not yet saved) take the place of `period` from the next time that it has not begun.

    Today's is kept if it has already started; a period that never was is replaced without a trace but in
    the history.
    """
    from_on = first_day_for_change(period, today, time)
    to.timetable, to.weekday, to.centre = period.timetable, to.weekday, period.centre
    to.from_on, to.until_on = from_on, period.until_on
    end_period(period=period, from_on=from_on)
    return add_period(period=to, signals=signals)


@transaction.atomic
def remove_period(*, period, today, time):
    end_period(period=period, from_on=first_day_for_change(period, today, time))
    replan(period.centre_id)


def end_period(*, period, from_on):
    Period.unscoped.filter(pk=period.pk).update(until_on=max(from_on, period.from_on))


def first_day_for_change(period, today, time):
    has_begun = period.starts is not None and period.starts <= time
    return max(period.from_on, today + ONE_DAY if has_begun else today)


@transaction.atomic
def add_special_day(*, special):
    special.insert()
    replan(special.centre_id)
    return special


@transaction.atomic
def remove_special_day(*, special):
    SpecialDay.unscoped.filter(pk=special.pk).delete()
    replan(special.centre_id)


def replan(centre_id):
    after_commit(plan_one.delay, centre_id)
