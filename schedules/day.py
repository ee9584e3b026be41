"""What takes place on a date: the one answer that the log, the bells and every page ask for."""

from .models import DayKind, Period, SpecialDay, Timetable


def periods_on(centre, day):
    """The periods of a date, in order: those of the week, unless the day is special, and those of the date itself.

    Three queries. Must be asked inside the centre.
    """
    special = SpecialDay.unscoped.filter(centre=centre, on=day).first()
    if special is not None and special.kind == DayKind.CLOSED:
        return Period.unscoped.none()
    once = Period.unscoped.filter(centre=centre, on=day)
    if special is not None:
        return once.valid_on(day).in_order()
    weekly = Period.unscoped.filter(
        timetable__in=Timetable.unscoped.filter(centre=centre).in_force_on(day).values("pk"), weekday=day.weekday()
    )
    return (once | weekly).filter(centre=centre).valid_on(day).in_order()
