"""Figures and periods in the reader's language."""

import calendar
import datetime as dt

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.lengths import MONTH, YEAR
from residents.models import StayKind

register = template.Library()


def rounded(value, digits):
    """In the reader's language. Rounded first, because `number_format` cuts off."""
    return number_format(round(value, digits), digits, force_grouping=True)


@register.filter
def number(value):
    """A number of nights or stays; a half is shown, a whole has no point."""
    if value is None:
        return "–"
    digits = 0 if float(value).is_integer() else 1
    return rounded(value, digits)


@register.filter
def percent(share, digits=1):
    """A share as a percentage."""
    return _("%(number)s %%") % {"number": rounded(share * 100, digits)}


@register.simple_tag
def limits(low, high):
    """95 % limits of a share, in whole percent: 39 to 88 %."""
    if low is None:
        return "–"
    return pgettext("two percentages", "%(low)s–%(high)s %%") % {
        "low": rounded(low * 100, 0),
        "high": rounded(high * 100, 0),
    }


@register.filter
def months(nights):
    return rounded(nights / MONTH, 1)


@register.filter
def years(nights):
    return rounded(nights / YEAR, 1)


@register.filter
def band_name(band):
    """Such as "same day", "1–7" or "1,096 and more"."""
    if band.last == 0:
        return _("same day")
    if band.last is None:
        return pgettext("nights", "%(first)s+") % {"first": rounded(band.first, 0)}
    return pgettext("nights", "%(first)s–%(last)s") % {"first": rounded(band.first, 0), "last": rounded(band.last, 0)}


@register.simple_tag
def period(first, last):
    """A whole month by its name, anything else by its dates."""
    whole = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    if whole and last.day == calendar.monthrange(last.year, last.month)[1]:
        return date_format(first, pgettext("a month of a year", "F Y"))
    return pgettext("dates", "%(first)s to %(last)s") % {
        "first": date_format(first, _("j F Y")),
        "last": date_format(last, _("j F Y")),
    }


@register.filter
def night_before(day):
    """The date whose night ends before a date begins to count."""
    return day - dt.timedelta(days=1)


@register.filter
def kind_name(kind):
    return StayKind(kind).label
