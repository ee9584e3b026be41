"""The house's week: for each period how many took part, of how many that are recorded. Of nobody by name."""

import datetime as dt
from dataclasses import dataclass

from .figures import Figures
from .log import PeriodLog
from .span import begun, logs_between

WEEK = dt.timedelta(days=7)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class HouseDay:
    """A day, and its periods in which somebody is written down."""

    day: dt.date
    logs: list[PeriodLog]
    is_to_come: bool
    time: dt.time
    """The hour up to which it has come."""


@dataclass(frozen=True)
class HouseWeek:
    """Monday to Sunday."""

    days: list[HouseDay]
    figures: Figures

    @property
    def first(self):
        return self.days[0].day

    @property
    def last(self):
        return self.days[-1].day

    @property
    def before(self):
        return self.first - WEEK

    @property
    def after(self):
        return self.first + WEEK

    @property
    def has_any(self):
        return any(day.logs for day in self.days)


def house_week(viewer, day, today, time):
    """The week around a date. Seven queries."""
    first = day - ONE_DAY * day.weekday()
    logs = logs_between(viewer, first, first + WEEK - ONE_DAY, today)
    come = [log for day, of_day in logs.items() for log in begun(of_day, day, today, time)]
    days = [house_day(first + ONE_DAY * number, logs, today, time) for number in range(7)]
    return HouseWeek(days, Figures.of(come))


def house_day(day, logs, today, time):
    kept = [log for log in logs.get(day, ()) if log.is_kept]
    return HouseDay(day, kept, day > today, time if day == today else dt.time.max)
