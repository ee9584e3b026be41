"""What takes place on a date: the one answer that the log, the bells and every page ask for."""

from django.db.models import Exists, OuterRef, Q

from .models import DayKind, Expects, Period, SpecialDay, Timetable


def periods_on(centre, day):
    """The periods of a date, in order: those of the week, unless the day is special, and those of the date itself.

    Two queries. Must be asked inside the centre.
    """
    return taking_place(centre, day, SpecialDay.unscoped.filter(centre=centre, on=day).first())


def taking_place(centre, day, special):
    """The same for a date whose special day, or None, is already known. One query.

    What is once and for everybody takes the place of what the week has at that hour.
    """
    if special is not None and special.kind == DayKind.CLOSED:
        return Period.unscoped.none()
    once = Q(on=day)
    if special is None:
        for_everybody = Period.unscoped.filter(centre=centre, on=day, expects=Expects.ALL).valid_on(day)
        displaced = Exists(for_everybody.filter(starts__lt=OuterRef("ends"), ends__gt=OuterRef("starts")))
        once |= of_the_week(centre, day) & ~displaced
    return Period.unscoped.filter(once, centre=centre).valid_on(day).in_order()


def weekly_on(centre, day):
    """What the timetable in force has for a date, before any exception."""
    return Period.unscoped.filter(of_the_week(centre, day), centre=centre).valid_on(day).in_order()


def of_the_week(centre, day):
    in_force = Timetable.unscoped.filter(centre=centre).in_force_on(day)
    return Q(timetable__in=in_force.values("pk"), weekday=day.weekday())


def once_from(centre, day):
    """What takes place once, on a date or later."""
    return Period.unscoped.filter(centre=centre, on__gte=day, until_on=None)
