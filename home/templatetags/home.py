"""What Today says about now and next."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from residents.templatetags.residents import coming_back
from schedules.models import Signal

register = template.Library()
LINE = 510
"""The length of the line up to the wave."""


@register.filter
def unlocalised(number):
    """A number for a drawing, with a point in every language."""
    return f"{number:.2f}"


@register.simple_tag
def walked(clock):
    """How far the line has walked from the last boundary towards the next signal."""
    return f"{LINE * clock.share_walked:.1f}"


@register.simple_tag
def next_signal_words(clock):
    """Such as "Next bell at 12:00, lunch"; of tomorrow it says so."""
    signal = clock.signal
    words = {"at": f"{signal.wall_time:%-H:%M}", "what": signal.period.label}
    if signal.on != clock.day:
        return _("Tomorrow at %(at)s: %(what)s") % words
    if signal.signal == Signal.BELL and signal.is_start:
        return _("Next bell at %(at)s, %(what)s") % words
    if signal.signal == Signal.BELL:
        return _("Next bell at %(at)s, end of %(what)s") % words
    if signal.signal == Signal.CALL:
        return _("Next call at %(at)s, %(what)s") % words
    return _("Next knock at %(at)s, %(what)s") % words


@register.simple_tag
def time_left(signal):
    """Large: hours and minutes until the next signal."""
    hours, minutes = divmod(signal.minutes, 60)
    if hours:
        return format_html(_("{hours}<small> h </small>{minutes}<small> min</small>"), hours=hours, minutes=minutes)
    return format_html(_("{minutes}<small> min</small>"), minutes=minutes)


@register.simple_tag
def next_chore_words(on_day):
    """Such as "Lunch at about 12:30: Sora, Kei"."""
    chore = on_day.chore
    who = _(", ").join(place.turn.resident.name for place in on_day.places)
    when = f"{chore.starts:%-H:%M}" if chore.starts else chore.get_part_of_day_display()
    if chore.starts:
        return _("%(chore)s at about %(when)s: %(who)s") % {"chore": chore.label, "when": when, "who": who}
    return _("%(when)s: %(chore)s, %(who)s") % {"chore": chore.label, "when": when, "who": who}


@register.simple_tag
def said_to_be_back(away, day):
    """When somebody said that they mean to be back; nothing for an outing about which they said nothing."""
    if away.left_on != away.expected_on:
        return coming_back(away, day)
    return coming_back(away, away.left_on) if away.expected_time else ""
