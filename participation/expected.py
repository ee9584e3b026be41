"""Who is expected in a period: those who live here that day and for whom the period is, unless they are away.

Night is midnight and ranges are half-open: the day of leaving counts as away, the day of coming back does
not, unless an hour is known. What counts is where somebody is when the period begins.
"""

import datetime as dt

from residents.models import Away
from schedules.models import Expects, PartOfDay

from .models import GroupPeriod, SignUp

ABOUT = {
    PartOfDay.MORNING: dt.time(9),
    PartOfDay.NOON: dt.time(12),
    PartOfDay.AFTERNOON: dt.time(14),
    PartOfDay.EVENING: dt.time(18),
}
"""About when a part of the day begins, to hold it against the hours of a time away."""


def begins(period):
    return period.starts or ABOUT[PartOfDay(period.part_of_day)]


def is_away_at(away, day, time):
    """Whether this time away covers a wall time of a date."""
    if day < away.left_on or (day == away.left_on and away.left_time is not None and time < away.left_time):
        return False
    back_on, back_time = back(away)
    if back_on is None or day < back_on:
        return True
    if day > back_on:
        return False
    return time < back_time if back_time is not None else away.left_on == day


def back(away):
    """When somebody came back or, until they have, means to: a date, and the hour if it went as planned."""
    on = away.back_on or away.expected_on
    return on, away.expected_time if on == away.expected_on else None


def aways_on(viewer, day):
    """The times away that touch a date, by resident. One query."""
    found: dict[int, list[Away]] = {}
    for away in Away.visible_to(viewer).touching(day).order_by("left_on", "left_time", "id"):
        found.setdefault(away.resident_id, []).append(away)
    return found


def invited_to(viewer, periods):
    """The residents that a period names, by a group or by their own sign-up; {period: {resident, …}}. One query."""
    groups = GroupPeriod.visible_to(viewer).filter(period__in=periods, period__expects=Expects.GROUP)
    sign_ups = SignUp.visible_to(viewer).filter(period__in=periods, period__expects=Expects.SIGN_UP)
    found: dict[int, set[int]] = {period.pk: set() for period in periods}
    pairs = groups.values_list("period_id", "group__members__resident_id")
    for period_id, resident_id in pairs.union(sign_ups.values_list("period_id", "resident_id")):
        found[period_id].add(resident_id)
    return found
