"""What takes place on each date of a range: the answer of `day.periods_on`, for many dates at once."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from .models import DayKind, Expects, Period, SpecialDay, Timetable

ONE_DAY = dt.timedelta(days=1)


def days_between(first, last):
    """Every date of a range, the last included."""
    return [first + ONE_DAY * number for number in range((last - first).days + 1)]


def periods_between(centre, first, last):
    """{day: [the periods of that date, in order]} for every date of a range, the last included.

    Three queries, however long the range: what holds on which date is told apart here. Must be asked inside
    the centre.
    """
    written = Written(
        special={special.on: special for special in SpecialDay.unscoped.filter(centre=centre, on__range=(first, last))},
        timetables=list(Timetable.unscoped.filter(centre=centre, from_on__lte=last).order_by("-from_on")),
    )
    for period in could_take_place(centre, first, last, written.timetables):
        written.add(period)
    return {day: written.on(day) for day in days_between(first, last)}


def could_take_place(centre, first, last, timetables):
    here = Q(on__range=(first, last)) | Q(timetable__in=timetables)
    return Period.unscoped.filter(here, centre=centre, from_on__lte=last).still_open_on(first).in_order()


@dataclass
class Written:
    """What a house has written about a range of dates."""

    special: dict[dt.date, SpecialDay]
    timetables: list[Timetable]
    """The newest first."""
    weekly: dict[tuple[int | None, int | None], list[Period]] = field(default_factory=dict)
    once: dict[dt.date, list[Period]] = field(default_factory=dict)

    def add(self, period):
        if period.on is not None:
            self.once.setdefault(period.on, []).append(period)
        else:
            self.weekly.setdefault((period.timetable_id, period.weekday), []).append(period)

    def on(self, day):
        special = self.special.get(day)
        if special is not None and special.kind == DayKind.CLOSED:
            return []
        once = [period for period in self.once.get(day, ()) if is_valid_on(period, day)]
        if special is not None:
            return once
        for_everybody = [period for period in once if period.expects == Expects.ALL]
        weekly = [period for period in self.of_the_week(day) if not any(touch(period, one) for one in for_everybody)]
        return merged(weekly, once)

    def of_the_week(self, day):
        in_force = next((timetable.pk for timetable in self.timetables if timetable.from_on <= day), None)
        return [period for period in self.weekly.get((in_force, day.weekday()), ()) if is_valid_on(period, day)]


def is_valid_on(period, day):
    return period.from_on <= day and (period.until_on is None or period.until_on > day)


def touch(period, other):
    """Whether both have hours, and at the same time."""
    if period.starts is None or other.starts is None:
        return False
    return period.starts < other.ends and period.ends > other.starts


def merged(weekly, once):
    """Both in the order of `in_order`: by the hour of beginning, then of ending, none last."""
    return sorted([*weekly, *once], key=lambda one: (one.begins, one.ends or dt.time.max, one.ends is None, one.pk))
