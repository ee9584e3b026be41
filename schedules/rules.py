"""What a period, an event, a special day or a timetable must keep to. Each raises ValidationError at its field.

All are asked inside the transaction that writes, after `one_hand_at_a_time`, so that two who change the
timetable at once cannot pass each other.
"""

from django.core.exceptions import ValidationError
from django.utils.dateformat import time_format
from django.utils.translation import gettext as _

from centre.models import Centre
from centre.walltime import exists
from centre.words import listed

from .day import once_from, periods_on, weekly_on
from .models import DayKind, Edge, Expects, Period, Signal, SpecialDay, Weekday
from .words import date_of

MOST_IN_A_DAY = 60


def one_hand_at_a_time(centre):
    """Wait until whoever else changes this house's timetable, or plans its rings, is done.

    Gives the house as it is from then on. Rows that only point at it are not held up.
    """
    return Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)


def clock(time):
    return time_format(time, "G:i")


def keep_to_hours(period, signals):
    """A period has both hours, one after the other, or a part of the day, which cannot be signalled."""
    if (period.starts is None) != (period.ends is None):
        missing = "starts" if period.starts is None else "ends"
        raise ValidationError({missing: _("Give both: when it begins and when it ends.")})
    if period.starts is None and not period.part_of_day:
        raise ValidationError({"starts": _("Give when it begins and when it ends, or a part of the day.")})
    if period.starts is not None and period.part_of_day:
        raise ValidationError({"part_of_day": _("Give hours, or a part of the day: not both.")})
    if period.starts is not None and period.ends <= period.starts:
        raise ValidationError({"ends": _("It ends before it starts.")})
    for edge, signal in signals.items():
        if signal and period.starts is None:
            raise ValidationError({f"signal_{edge}": _("A part of the day has no minute at which to signal.")})


def keep_to_the_clock(period, zone):
    """An hour that is skipped that night, when the clocks go forward, is no hour."""
    for edge, time in (("starts", period.starts), ("ends", period.ends)):
        if time is not None and not exists(period.on, time, zone):
            words = {"time": clock(time)}
            raise ValidationError({edge: _("The clocks go forward that day: there is no %(time)s.") % words})


def fits_the_week(period, signals):
    """A period of the week beside the others of its weekday, from its first day on."""
    beside = list(period.timetable.periods.still_open_on(period.from_on).filter(weekday=period.weekday).with_signals())
    day = Weekday(period.weekday).label
    not_too_many(beside, {"weekdays": _("There are already %(most)d on %(day)s, as many as a day can hold.")}, day)
    not_at_the_same_time(period, beside, day)
    coming = once_from(period.centre, period.from_on).with_signals()
    not_two_bells(period, signals, [*beside, *(e for e in coming if e.on.weekday() == period.weekday)])


def fits_the_day(period, signals, today, time):
    """An event beside what its date has already."""
    if period.on < today:
        raise ValidationError({"on": _("This day is over. What has been stays as it was.")})
    special = SpecialDay.unscoped.filter(centre=period.centre, on=period.on).first()
    if special is not None and special.kind == DayKind.CLOSED:
        raise ValidationError({"on": _("Nothing takes place on this day: %(day)s.") % {"day": special.label}})
    others = list(periods_on(period.centre, period.on).with_signals())
    day = date_of(period.on, today)
    not_too_many(others, {"on": _("There are already %(most)d on %(day)s, as many as a day can hold.")}, day)
    not_at_the_same_time(period, [other for other in others if other.on], day)
    displaced = [other for other in others if takes_the_place_of(period, other)]
    if period.on == today and (begun := next((o for o in displaced if o.begins <= time), None)):
        raise ValidationError({"starts": _("“%(name)s” has already begun.") % {"name": begun.label}})
    not_two_bells(period, signals, [other for other in others if other not in displaced])


def takes_the_place_of(event, other):
    return event.expects == Expects.ALL and other.on is None and share_a_minute(event, other)


def share_a_minute(one, other):
    if one.starts is None or other.starts is None:
        return False
    return one.starts < other.ends and other.starts < one.ends


def not_too_many(others, message, day):
    if len(others) >= MOST_IN_A_DAY:
        words = {"most": MOST_IN_A_DAY, "day": day}
        raise ValidationError({field: text % words for field, text in message.items()})


def not_at_the_same_time(period, others, day):
    """Two things for everybody cannot be at once; one of a group, or of those who sign up, runs beside."""
    for other in others:
        if share_a_minute(period, other) and not (period.may_run_beside or other.may_run_beside):
            words = {"name": other.label, "from": clock(other.starts), "until": clock(other.ends), "day": day}
            message = _("At this time there is already “%(name)s” on %(day)s, from %(from)s to %(until)s.")
            raise ValidationError({"starts": message % words})


def not_two_bells(period, signals, others):
    """Only bells are heard; a call or a knock may come at the same minute."""
    taken = {minute: other for other in others for minute in bells_of(other, other.signals).values()}
    for edge, minute in bells_of(period, signals).items():
        if minute in taken:
            words = {"time": clock(minute), "name": taken[minute].label}
            message = _("At %(time)s a bell already rings, for “%(name)s”. Two in one minute would be one too many.")
            raise ValidationError({f"signal_{edge}": message % words})


def bells_of(period, signals):
    wall = {Edge.START: period.starts, Edge.END: period.ends}
    return {edge: wall[Edge(edge)] for edge, signal in signals.items() if signal == Signal.BELL}


def not_in_the_past(timetable, today, time):
    if timetable.from_on < today:
        raise ValidationError({"from_on": _("This day is over. What has been stays as it was.")})
    if timetable.from_on == today and has_begun(weekly_on(timetable.centre, today), time):
        raise ValidationError({"from_on": _("Today has already begun. The earliest day is tomorrow.")})


def not_in_force(timetable, today):
    if timetable.from_on <= today:
        raise ValidationError(_("This timetable has already begun. A new one can take its place."))


def not_yet_begun(special, periods, today, time):
    if special.on < today:
        raise ValidationError({"on": _("This day is over. What has been stays as it was.")})
    if special.on == today and has_begun(periods, time):
        raise ValidationError({"on": _("Today has already begun. The earliest day is tomorrow.")})


def nothing_planned(special):
    """A day on which nothing takes place hides no event that somebody looks forward to."""
    events = once_from(special.centre, special.on).filter(on=special.on)
    if special.kind == DayKind.CLOSED and (names := listed(*(event.label for event in events))):
        message = _("On this day there is: %(names)s. Remove it first, or choose another kind of day.")
        raise ValidationError({"kind": message % {"names": names}})


def still_open(period):
    if not Period.unscoped.filter(pk=period.pk, until_on=None).exists():
        raise ValidationError(_("Somebody else has changed this meanwhile. Please look at the week as it is now."))


def not_begun(event, today, time):
    if event.on < today or (event.on == today and event.begins <= time):
        raise ValidationError(_("This has already begun. What has been stays as it was."))


def has_begun(periods, time):
    return any(period.begins <= time for period in periods)
