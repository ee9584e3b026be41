"""Shorthand for the tests of the timetable: a moment of today, a period not yet saved."""

import datetime as dt

from centre.access import PERMISSIONS, Viewer
from centre.models.people import Role
from centre.walltime import instant
from schedules.models import Period, PeriodKind

BELL, SILENT = {"start": "bell", "end": ""}, {"start": "", "end": ""}


def clock(text):
    return dt.time.fromisoformat(text.zfill(5))


def at(house, text, days=0):
    return instant(house.today + dt.timedelta(days=days), clock(text), house.centre.time_zone)


def draft(house, name="Reading", starts="18:00", ends="19:00", **fields):
    hours = {"starts": clock(starts), "ends": clock(ends)} if "part_of_day" not in fields else {}
    return Period(centre=house.centre, name=name, kind=PeriodKind.FREE, **hours, **fields)


def weekly(house, name="Reading", starts="18:00", ends="19:00", **fields):
    return draft(house, name, starts, ends, timetable=house.rows.timetable, **fields)


def director_of(house):
    return Viewer(house.director, house.centre, PERMISSIONS[Role.DIRECTOR], house.rows.director_membership)
