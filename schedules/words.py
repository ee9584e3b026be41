"""From when something holds, said before it is saved and after."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from centre.words import sentences


def day(date, today):
    """A date as one says it, such as "today" or "Friday 27 November"."""
    if date == today:
        return _("today")
    if date == today + dt.timedelta(days=1):
        return _("tomorrow")
    return date_of(date, today)


def date_of(date, today):
    """A date with its weekday; with its year where that is another one."""
    return date_format(date, _("l j F") if date.year == today.year else _("l j F Y"))


def occurrence(period, first):
    """The first date on or after another at which a period of the week takes place."""
    return first + dt.timedelta(days=(period.weekday - first.weekday()) % 7)


def today_stays(period, first, today):
    """Whether today's is kept because it has begun."""
    return period.weekday == today.weekday() and today < first <= today + dt.timedelta(days=1)


def will_hold(period, first, today):
    text = _("This holds from %(day)s.") % {"day": day(occurrence(period, first), today)}
    return with_today(text, today_stays(period, first, today))


def will_end(period, first, today):
    text = _("From %(day)s on it no longer takes place.") % {"day": day(occurrence(period, first), today)}
    return with_today(text, today_stays(period, first, today))


def now_hold(periods, today):
    """Of periods just saved."""
    soonest = min(occurrence(period, period.from_on) for period in periods)
    text = _("This holds from %(day)s.") % {"day": day(soonest, today)}
    return with_today(text, any(today_stays(period, period.from_on, today) for period in periods))


def forgotten_with_its_periods(timetable, today):
    text = _("It would hold from %(day)s. Every period written in it is removed with it.")
    return text % {"day": day(timetable.from_on, today)}


def with_today(text, stays):
    return sentences(text, _("Today’s has already begun and stays as it is.")) if stays else text
