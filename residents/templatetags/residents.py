"""Words about where somebody is, and for how long."""

from datetime import timedelta

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def nights(stay, day):
    """Nights enrolled up to a date."""
    return stay.nights_until(day)


@register.simple_tag
def whereabouts(away, day, time):
    """The name of the glyph: in, out, or night."""
    if away is None or not away.is_out_at(day, time):
        return "in"
    return "night" if away.is_overnight_on(day) else "out"


@register.simple_tag
def coming_back(away, day):
    """When somebody means to be back, in plain words."""
    on = away.expected_on
    if on is None:
        return _("return open")
    if on < day:
        return _("expected %(day)s") % {"day": short_day(on, day)}
    if on > day:
        return _("back %(day)s") % {"day": short_day(on, day)}
    if away.expected_time is None:
        return _("back today")
    return _("about %(time)s") % {"time": date_format(away.expected_time, "G:i")}


@register.simple_tag
def leaving(away, day):
    """When somebody means to leave, in plain words."""
    if away.left_on == day and away.left_time is not None:
        return _("from about %(time)s") % {"time": date_format(away.left_time, "G:i")}
    return _("from %(day)s") % {"day": short_day(away.left_on, day)}


def short_day(on, day):
    """A date near another: its weekday within the six days that come, else day and month.

    The weekday alone would say the next one of a day that is over: then both.
    """
    near = {day - timedelta(days=1): _("yesterday"), day: _("today"), day + timedelta(days=1): _("tomorrow")}
    if on in near:
        return near[on]
    if day < on < day + timedelta(days=7):
        return date_format(on, _("l"))
    if day - timedelta(days=7) < on < day and on.year == day.year:
        return date_format(on, _("l j F"))
    return date_format(on, _("j F") if on.year == day.year else _("j F Y"))
