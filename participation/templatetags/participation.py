"""Words about a cell of the log: why somebody is not expected, who wrote it and when."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from centre.words import listed, with_value
from residents.templatetags.residents import short_day

register = template.Library()


@register.simple_tag
def cell_label(log, cell):
    """What a cell of the grid is called: who, when, how."""
    return with_value(listed(cell.resident.name, log.name), cell.words)


@register.simple_tag
def level_words(level):
    return _("Not recorded") if level is None else level.label


@register.simple_tag
def why_not(cell, day):
    """Why somebody is not expected, in plain words; nothing for somebody whom the period is not for."""
    if cell.away is None:
        return ""
    what = cell.away.get_kind_display()
    on, time = cell.away.back_at
    if on is not None and on > day:
        return _("%(what)s until %(day)s") % {"what": what, "day": short_day(on, day)}
    if on == day and time is not None:
        return _("%(what)s until about %(time)s") % {"what": what, "time": date_format(time, "G:i")}
    return what


@register.simple_tag
def written(mark, viewer):
    """Who wrote a mark, and when by the clock of the house."""
    time = clock(mark, viewer.centre)
    if mark.by_id == viewer.who.pk:
        return _("Recorded by you, %(time)s") % {"time": time}
    return _("Recorded by %(name)s, %(time)s") % {"name": mark.by.name, "time": time}


@register.simple_tag
def clock(mark, centre):
    """The wall time of a write; with its date if it was not written on the day itself."""
    time = date_format(centre.time_at(mark.at), "G:i")
    on = centre.day_at(mark.at)
    return time if on == mark.day else _("%(day)s, %(time)s") % {"day": date_format(on, _("j F")), "time": time}


@register.simple_tag
def differs(mark, viewer):
    """The question to the second of two who wrote the same cell."""
    words = {"name": mark.by.name, "time": clock(mark, viewer.centre)}
    if mark.level is None:
        return _("%(name)s took this entry back at %(time)s. Keep which?") % words
    return _("%(name)s wrote something else at %(time)s. Keep which?") % words
