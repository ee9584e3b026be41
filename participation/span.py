"""The log of many days at once: the same answer as `log.day_log` day by day, in a fixed number of queries.

For the house up to a fortnight, for one resident up to a year: everything is put together here, in memory.
"""

from residents.models import Away, Stay
from schedules.days import days_between, periods_between

from .expected import invited_to
from .log import Known
from .models import Mark


def logs_between(viewer, first, last, today, resident=None):
    """{day: [the log of each period, in order]} for the days of a range on which anything takes place. Seven queries.

    `today` decides who is late back and so still away. With `resident`, theirs alone.
    """
    taking_place = periods_between(viewer, first, last)
    everything = {period for periods in taking_place.values() for period in periods}
    invited = invited_to(viewer, everything)
    own = {} if resident is None else {"resident": resident}
    residents = living_here(viewer, first, last, own)
    aways = aways_by_day(viewer, first, last, own)
    marks = marks_by_day(viewer, first, last, own)
    return {
        day: Known(residents[day], aways[day], invited, marks[day]).logs(viewer.centre.slug, day, periods, today)
        for day, periods in taking_place.items()
        if periods
    }


def living_here(viewer, first, last, own):
    """{day: [the residents, by name]}"""
    stays = Stay.visible_to(viewer).open_between(first, last).filter(**own)
    stays = list(stays.by_name())
    return {day: [stay.resident for stay in stays if stay.is_open_on(day)] for day in days_between(first, last)}


def aways_by_day(viewer, first, last, own):
    """{day: {resident: [the times away that touch it, the earliest first]}}"""
    found: dict = {day: {} for day in days_between(first, last)}
    for away in Away.visible_to(viewer).touching_any(first, last).filter(**own):
        for day in days_between(max(away.left_on, first), min(away.back_on or last, last)):
            found[day].setdefault(away.resident_id, []).append(away)
    return found


def marks_by_day(viewer, first, last, own):
    """{day: {(period, resident): the mark}}"""
    found: dict = {day: {} for day in days_between(first, last)}
    for mark in Mark.visible_to(viewer).filter(day__range=(first, last), **own):
        found[mark.day][mark.period_id, mark.resident_id] = mark
    return found


def begun(logs, day, today, time):
    """The periods of a day that are no longer to come: nothing is missing before it has begun."""
    if day != today:
        return logs if day < today else []
    return [log for log in logs if log.begins <= time or log.recorded]
