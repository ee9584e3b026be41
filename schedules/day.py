"""What takes place on a date: the one answer that the log, the bells and every page ask for."""

from django.db.models import Exists, OuterRef

from .models import DayKind, Expects, Period, SpecialDay, Timetable


def periods_on(centre, day):
    """The periods of a date, in order: those of the week, unless the day is special, and those of the date itself.

    Two queries. Must be asked inside the centre.
    """
    return taking_place(centre, day, SpecialDay.unscoped.filter(centre=centre, on=day).first())


def taking_place(centre, day, special):
    """The same for a date whose special day, or None, is already known. One query."""
    if special is not None and special.kind == DayKind.CLOSED:
        return Period.unscoped.none()
    once = Period.unscoped.filter(centre=centre, on=day).valid_on(day)
    if special is not None:
        return once.in_order()
    for_everybody = once.filter(expects=Expects.ALL, starts__lt=OuterRef("ends"), ends__gt=OuterRef("starts"))
    weekly = weekly_on(centre, day).exclude(Exists(for_everybody))
    return Period.unscoped.filter(pk__in=once.values("pk").union(weekly.values("pk"), all=True)).in_order()


def weekly_on(centre, day):
    """What the timetable in force has for a date, before any exception."""
    in_force = Timetable.unscoped.filter(centre=centre).in_force_on(day)
    return Period.unscoped.filter(centre=centre, timetable__in=in_force.values("pk"), weekday=day.weekday()).valid_on(
        day
    )


def once_from(centre, day):
    """What takes place once, on a date or later."""
    return Period.unscoped.filter(centre=centre, on__gte=day, until_on=None)
