"""What takes place on each day of a range, for the pages that count.

The same answer as `day.periods_on` day by day, in three questions whatever the range; a test holds the two together.
"""

import datetime as dt
from collections import defaultdict

from .models import DayKind, Expects, Period, SpecialDay, Timetable
from .rules import share_a_minute

ONE_DAY = dt.timedelta(days=1)


def days_between(first, last):
    """Every date of a range, the last included."""
    return [first + ONE_DAY * number for number in range((last - first).days + 1)]


def periods_between(viewer, first, last):
    """{day: its periods in order}, for each day from the first to the last."""
    special = {day.on: day for day in SpecialDay.visible_to(viewer).filter(on__range=(first, last))}
    timetables = list(Timetable.visible_to(viewer).filter(from_on__lte=last).order_by("-from_on"))
    once: dict[dt.date, list[Period]] = defaultdict(list)
    weekly: dict[tuple, list[Period]] = defaultdict(list)
    for period in Period.visible_to(viewer).touching(first, last):
        (weekly[period.timetable_id, period.weekday] if period.on is None else once[period.on]).append(period)
    found = {}
    for day in days_between(first, last):
        in_force = next((timetable.pk for timetable in timetables if timetable.from_on <= day), None)
        found[day] = on_one_day(day, special.get(day), once[day], weekly[in_force, day.weekday()])
    return found


def on_one_day(day, special, once, weekly):
    if special is not None and special.kind == DayKind.CLOSED:
        return []
    once, weekly = ([period for period in periods if period.is_valid_on(day)] for periods in (once, weekly))
    if special is not None:
        return in_order(once)
    for_everybody = [event for event in once if event.expects == Expects.ALL]
    kept = [period for period in weekly if not any(share_a_minute(event, period) for event in for_everybody)]
    return in_order([*kept, *once])


def in_order(periods):
    """As `Period.in_order`: what has no end comes last of those that begin together."""
    return sorted(periods, key=lambda period: (period.begins, period.ends or dt.time.max, period.pk))
