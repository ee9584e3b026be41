"""Counts of taking part in words: x of n each time, and how much is recorded beside how many joined."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from centre.words import listed, with_value

register = template.Library()


@register.simple_tag
def in_words(figures):
    """A line for what is for everybody and one for what is voluntary, where there is either."""
    return [kind(line(counts), is_voluntary) for counts, is_voluntary in figures.lines]


@register.simple_tag
def day_in_words(day):
    """A day of somebody's year, read aloud: "12 May: joined 3 of 4 recorded, 1 not recorded"."""
    parts = [kind(short(counts), is_voluntary) for counts, is_voluntary in day.figures.lines]
    return with_value(date_format(day.day, _("j F")), listed(*parts) or _("not expected"))


@register.simple_tag
def months_in_words(year):
    first, last = (date_format(month.first, _("F Y")) for month in (year.months[0], year.months[-1]))
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


@register.simple_tag
def listed_names(members):
    """Who was on duty, in plain words."""
    return listed(*(member.user.name for member in members))


def line(counts):
    """Such as "joined 3 of 6 · 6 of 7 recorded"."""
    recorded = _("%(recorded)s of %(all)s recorded") % {"recorded": counts.recorded, "all": counts.expected}
    joined = _("joined %(n)s of %(all)s") % {"n": counts.joined, "all": counts.recorded}
    return f"{joined} · {recorded}" if counts.recorded else recorded


def short(counts):
    """Such as "joined 3 of 4 recorded, 1 not recorded"."""
    words = {"n": counts.joined, "all": counts.recorded}
    joined = _("joined %(n)s of %(all)s recorded") % words if counts.recorded else ""
    return listed(joined, _("%(n)s not recorded") % {"n": counts.open} if counts.open else "")


def kind(text, is_voluntary):
    return with_value(_("voluntary"), text) if is_voluntary else text
