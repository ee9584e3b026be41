"""Dates as a letter writes them."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()
DIGITS = "〇一二三四五六七八九"


@register.filter
def dateline(day):
    """Such as "18 November 2026"; in Japanese in the signs of an upright text."""
    if get_language() != "ja":
        return date_format(day, _("j F Y"))
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{counting(day.month)}月{counting(day.day)}日"


def counting(number):
    """A number below 100 in Japanese signs."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


@register.simple_tag
def state(summary, moment):
    """How far a letter is, in words."""
    if summary.is_draft:
        return _("draft")
    if summary.is_sent:
        return _("sent on %(day)s") % {"day": date_format(summary.decided_at, _("j F"))}
    if summary.decision:
        return _("not sent")
    if summary.is_waiting_at(moment):
        return _("they decide until %(day)s") % {"day": date_format(summary.decide_until, _("j F"))}
    return _("not sent: no answer in seven days")
