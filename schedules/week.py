"""A week of the house as its page shows it."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from . import picture
from .day import once_from, taking_place
from .models import DayKind, SpecialDay, Timetable

COMING = dt.timedelta(days=60)


@dataclass
class WeekDay:
    """One day: what is drawn to scale, and what has no hour."""

    day: dt.date
    special: SpecialDay | None
    periods: list
    bands: list = field(default_factory=list)
    has_timetable: bool = False

    @property
    def loose(self):
        """What belongs to a part of the day."""
        return [period for period in self.periods if period.starts is None]

    @property
    def has_lanes(self):
        return any(band.lane == 2 for band in self.bands)

    @property
    def is_closed(self):
        return self.special is not None and self.special.kind == DayKind.CLOSED


@dataclass
class Week:
    """Monday to Sunday."""

    days: list
    timetables: list
    coming: list
    hours: picture.Hours = field(default_factory=picture.Hours)

    @property
    def first(self):
        return self.days[0].day

    @property
    def last(self):
        return self.days[-1].day

    @property
    def before(self):
        return self.first - dt.timedelta(days=7)

    @property
    def after(self):
        return self.first + dt.timedelta(days=7)

    @property
    def has_timetable(self):
        return any(day.has_timetable for day in self.days)

    @property
    def is_drawn(self):
        """To scale, where the week has hours; as a list where its days have none."""
        return any(day.has_timetable and day.bands for day in self.days)

    @property
    def has_bells(self):
        return any(band.rings_at_start or band.rings_at_end for day in self.days for band in day.bands)

    @property
    def is_quiet(self):
        """No bell rings, and not because the week is special or comes before the first timetable."""
        special = any(day.special for day in self.days)
        return not self.has_bells and not special and (self.timetable is not None or not self.timetables)

    @property
    def has_calls(self):
        return any(band.start_words for day in self.days for band in day.bands)

    @property
    def has_loose(self):
        return any(day.loose for day in self.days)

    @property
    def has_events(self):
        return any(period.on for day in self.days for period in day.periods)

    @property
    def timetable(self):
        """The one in force at the end of the week."""
        return in_force(self.timetables, self.last)

    @property
    def timetables_after(self):
        return [timetable for timetable in self.timetables if timetable.from_on > self.last]


def week_of(viewer, day):
    """The week around a date. Twelve queries, whatever is in it."""
    first = day - dt.timedelta(days=day.weekday())
    days = [first + dt.timedelta(days=n) for n in range(7)]
    special = {s.on: s for s in SpecialDay.visible_to(viewer).filter(on__range=(first, days[-1]))}
    timetables = list(Timetable.visible_to(viewer).order_by("from_on"))
    periods = {day: list(taking_place(viewer.centre, day, special.get(day))) for day in days}
    everything = [period for of_day in periods.values() for period in of_day]
    prefetch_related_objects(everything, "bells", "leader__user")
    hours = picture.Hours.around(everything)
    week = [
        WeekDay(
            day,
            special.get(day),
            periods[day],
            picture.bands(periods[day], hours),
            any(period.on is None for period in periods[day]),
        )
        for day in days
    ]
    coming = once_from(viewer.centre, days[-1] + dt.timedelta(days=1)).filter(on__lte=days[-1] + COMING)
    coming = coming.select_related("leader__user")
    return Week(week, timetables, list(coming.order_by("on", "starts", "id")), hours)


def in_force(timetables, day):
    return next((timetable for timetable in reversed(timetables) if timetable.from_on <= day), None)
