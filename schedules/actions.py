"""Changing the timetable. A change never touches the past: what has been ends, and another begins.

`at` is the moment of the change; what has begun at that moment on that day stays as it is that day.
The rings are planned anew in the same transaction: a change without its rings is no change. With
`plan=False` whoever calls plans them, once for many changes.
"""

import datetime as dt

from django.db import transaction

from . import rules
from .day import periods_on, weekly_on
from .models import Bell, Edge, Period, Ring, SpecialDay, Timetable
from .planning import plan_rings
from .signals import period_continued, periods_forgotten

ONE_DAY = dt.timedelta(days=1)
WRITTEN = [
    *["name", "name_ja", "starts", "ends", "part_of_day", "kind"],
    *["place", "place_ja", "leader_id", "expects", "is_voluntary"],
]
"""What a person writes about a period; the rest says when it holds."""


@transaction.atomic
def add_timetable(*, timetable, at, copy=False, plan=True):
    """Begin another week from a day on; with `copy`, as the week before it was."""
    centre = timetable.centre
    rules.one_hand_at_a_time(centre)
    rules.not_in_the_past(timetable, centre.day_at(at), centre.time_at(at))
    before = Timetable.unscoped.filter(centre=centre).in_force_on(timetable.from_on).first()
    timetable.insert()
    if copy and before is not None:
        copy_periods(before.periods.still_open_on(timetable.from_on), timetable)
    if plan:
        plan_rings(centre, at)
    return timetable


def copy_periods(periods, timetable):
    olds = list(periods.with_signals())
    news = [
        Period(
            centre=timetable.centre,
            timetable=timetable,
            weekday=old.weekday,
            from_on=timetable.from_on,
            **written_of(old),
        )
        for old in olds
    ]
    Period.unscoped.bulk_create(news)
    bells = [
        Bell(centre=timetable.centre, period=new, edge=bell.edge, signal=bell.signal)
        for old, new in zip(olds, news, strict=True)
        for bell in old.bells.all()
    ]
    Bell.unscoped.bulk_create(bells)
    for old, new in zip(olds, news, strict=True):
        period_continued.send(Period, before=old, after=new)


@transaction.atomic
def remove_timetable(*, timetable, at):
    """Forget a timetable that has not begun, with all that is in it. Raises ValidationError for another."""
    centre = timetable.centre
    rules.one_hand_at_a_time(centre)
    rules.not_in_force(timetable, centre.day_at(at))
    periods = Period.unscoped.filter(timetable=timetable)
    periods_forgotten.send(Period, periods=periods)
    Ring.unscoped.filter(bell__period__timetable=timetable).delete()
    Bell.unscoped.filter(period__timetable=timetable).delete()
    periods.delete()
    Timetable.unscoped.filter(pk=timetable.pk).delete()
    plan_rings(centre, at)
    return timetable


@transaction.atomic
def add_periods(*, period, weekdays, signals, at, plan=True):
    """Write a period of the week once for each weekday, from the next time that it has not begun.

    `signals`: {"start": "bell", "end": ""}.
    """
    rules.one_hand_at_a_time(period.centre)
    rules.keep_to_hours(period, signals)
    added = []
    for weekday in weekdays:
        new = Period(centre=period.centre, timetable=period.timetable, weekday=weekday, **written_of(period))
        new.from_on = first_day(new, at)
        rules.fits_the_week(new, signals)
        added.append(write(new, signals))
    if plan:
        plan_rings(period.centre, at)
    return added


@transaction.atomic
def add_event(*, period, signals, at, plan=True):
    """Write something that takes place once."""
    rules.one_hand_at_a_time(period.centre)
    event = write_event(period, signals, at)
    if plan:
        plan_rings(period.centre, at)
    return event


@transaction.atomic
def change_period(*, period, to, signals, at, also=()):
    """Let `to` (not yet saved) take the place of `period`, and of `also` on their weekdays.

    Each holds from the next time that neither the old nor the new has begun. A period that never was is
    replaced without a trace but in the history.
    """
    rules.one_hand_at_a_time(period.centre)
    rules.keep_to_hours(to, signals)
    changed = []
    for old in [period, *also]:
        rules.still_open(old)
        new = Period(centre=old.centre, timetable=old.timetable, weekday=old.weekday, **written_of(to))
        new.from_on = first_day(old, at, to=to)
        end(old, new.from_on)
        rules.fits_the_week(new, signals)
        changed.append(write(new, signals))
        period_continued.send(Period, before=old, after=new)
    plan_rings(period.centre, at)
    return changed


@transaction.atomic
def change_event(*, event, to, signals, at):
    """Let `to` (not yet saved) take the place of an event that has not begun."""
    rules.one_hand_at_a_time(event.centre)
    rules.still_open(event)
    today, time = now_in(event.centre, at)
    rules.not_begun(event, today, time)
    end(event, today)
    new = write_event(to, signals, at)
    period_continued.send(Period, before=event, after=new)
    plan_rings(event.centre, at)
    return new


@transaction.atomic
def remove_period(*, period, at, also=()):
    """Take a period out of the week, or an event off its day, from the next time that it has not begun."""
    rules.one_hand_at_a_time(period.centre)
    today, time = now_in(period.centre, at)
    for old in [period, *also]:
        rules.still_open(old)
        if old.on is not None:
            rules.not_begun(old, today, time)
        end(old, first_day(old, at))
    plan_rings(period.centre, at)
    return period


@transaction.atomic
def add_special_day(*, special, at, plan=True):
    rules.one_hand_at_a_time(special.centre)
    today, time = now_in(special.centre, at)
    rules.not_yet_begun(special, periods_on(special.centre, special.on), today, time)
    rules.nothing_planned(special)
    special.insert()
    if plan:
        plan_rings(special.centre, at)
    return special


@transaction.atomic
def remove_special_day(*, special, at):
    """The day is as any other again. Raises ValidationError if that would change what has been."""
    rules.one_hand_at_a_time(special.centre)
    today, time = now_in(special.centre, at)
    rules.not_yet_begun(special, weekly_on(special.centre, special.on), today, time)
    SpecialDay.unscoped.filter(pk=special.pk).delete()
    plan_rings(special.centre, at)


def first_day(period, at, to=None):
    """The first day from which a change of a period, into `to`, touches nothing that has begun."""
    today, time = now_in(period.centre, at)
    if period.on is not None:
        return today
    begins = min(one.begins for one in (period, to) if one is not None)
    has_begun = period.weekday == today.weekday() and begins <= time
    return max(period.from_on or today, period.timetable.from_on, today + ONE_DAY if has_begun else today)


def write_event(period, signals, at):
    today, time = now_in(period.centre, at)
    rules.keep_to_hours(period, signals)
    rules.keep_to_the_clock(period, period.centre.time_zone)
    event = Period(centre=period.centre, on=period.on, from_on=min(today, period.on), **written_of(period))
    rules.fits_the_day(event, signals, today, time)
    return write(event, signals)


def write(period, signals):
    period.insert()
    for edge, signal in signals.items():
        if signal:
            Bell(centre=period.centre, period=period, edge=Edge(edge), signal=signal).insert()
    return period


def end(period, from_on):
    Period.unscoped.filter(pk=period.pk).update(until_on=max(from_on, period.from_on))


def written_of(period):
    return {name: getattr(period, name) for name in WRITTEN}


def now_in(centre, at):
    return centre.day_at(at), centre.time_at(at)
