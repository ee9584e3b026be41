"""A resident's year: a calendar of taking part, for the staff and for the person themselves."""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import reduce
from operator import add

from residents.models import Stay

from .figures import Figures
from .span import begun, logs_between

MONTHS = 12
ONE_DAY = dt.timedelta(days=1)
SHADES = {"none": "lv-0", "some": "lv-2", "all": "lv-4", "open": "lv-none", "x": "lv-x"}


@dataclass(frozen=True)
class Day:
    """One day of somebody. `figures` is None where nothing was for them, or they did not live here."""

    day: dt.date
    figures: Figures | None = None

    @property
    def shape(self):
        """What its mark looks like: joined none, some or all of what is recorded; open, or nothing expected."""
        if self.figures is None:
            return ""
        joined, of = self.figures.counted
        if of:
            return "none" if not joined else "all" if joined == of else "some"
        return "open" if self.figures.open else "x"

    @property
    def look(self):
        """The classes of its tile. A dashed frame: something of it is not recorded."""
        dashed = " is-open" if self.figures is not None and self.figures.open else ""
        return SHADES[self.shape] + dashed

    @property
    def glyph(self):
        return f"day-{self.shape}" if self.shape in {"none", "some", "all"} else ""


@dataclass(frozen=True)
class Month:
    """A month as a calendar shows it: weeks from Monday, None beside the days of the month."""

    first: dt.date
    weeks: list[list[Day | None]]

    @property
    def drawn(self):
        return [day.figures for week in self.weeks for day in week if day and day.figures]

    @property
    def figures(self):
        return total(self.drawn)


@dataclass(frozen=True)
class Year:
    """Twelve months of somebody, without those in which nothing was for them."""

    months: list[Month]
    before: dt.date | None = None
    """A day of the months before, if they lived here then."""
    after: dt.date | None = None

    @property
    def figures(self):
        return total(month.figures for month in self.months)


def year_of(viewer, resident, today, time, until=None):
    """The twelve months up to that of a date, or up to the last in which somebody lived here. Eight queries."""
    stays = list(Stay.visible_to(viewer).filter(resident=resident, moved_in_on__lte=today).order_by("moved_in_on"))
    if not stays:
        return Year([])
    came, newest = stays[0].moved_in_on, last_day(stays[-1], today)
    until = max(came, min(until or newest, newest))
    first, last = month_before(until, MONTHS - 1), min(last_of_month(until), today)
    logs = logs_between(viewer, first, last, today, resident)
    days = {day: Day(day, figures_of(begun(logs[day], day, today, time))) for day in logs}
    months = [month_of(month_before(until, back), days) for back in reversed(range(MONTHS))]
    return Year(
        [month for month in months if month.drawn],
        first - ONE_DAY if came < first else None,
        min(month_before(until, -MONTHS), newest) if last_of_month(until) < newest else None,
    )


def figures_of(logs):
    """None where nothing was for them: not even a reason why they were not expected."""
    return Figures.of(logs) if any(log.listed for log in logs) else None


def month_of(first, days):
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first, [[days.get(day, Day(day)) if day.month == first.month else None for day in week] for week in weeks]
    )


def last_day(stay, today):
    """The last day of a stay that has been: today, while it lasts."""
    return today if stay.moved_out_on is None else min(stay.moved_out_on - ONE_DAY, today)


def month_before(day, months):
    """The first day of the month that lies so many months back."""
    number = day.year * 12 + day.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)


def last_of_month(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def total(figures):
    return reduce(add, figures, Figures())
