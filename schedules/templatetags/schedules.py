"""What the pages of the timetable say."""

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from schedules.models import BUSY, Edge, Expects, Signal

register = template.Library()


@register.simple_tag
def week_words(week, today):
    """Such as "16 to 22 November"; with its year where that is another one."""
    words = {
        "day": date_format(week.first, "j"),
        "month": date_format(week.first, "F"),
        "last_day": date_format(week.last, "j"),
        "last_month": date_format(week.last, "F"),
        "year": week.first.year,
        "last_year": week.last.year,
    }
    if week.first.year != week.last.year:
        return _("%(day)s %(month)s %(year)s to %(last_day)s %(last_month)s %(last_year)s") % words
    if week.first.month == week.last.month:
        text = _("%(day)s to %(last_day)s %(month)s") % words
    else:
        text = _("%(day)s %(month)s to %(last_day)s %(last_month)s") % words
    if week.first.year == today.year:
        return text
    return _("%(week)s %(year)s") % {"week": text, "year": week.first.year}


@register.simple_tag
def why_empty(day, week):
    """Why nothing is drawn on a day; nothing where something is."""
    if day.bands:
        return ""
    if day.special is not None:
        return day.special.label if not day.is_closed else f"{day.special.label} · {day.special.get_kind_display()}"
    if not any(timetable.from_on <= day.day for timetable in week.timetables):
        return _("no timetable yet")
    return [
        _("no timetable on Mondays"),
        _("no timetable on Tuesdays"),
        _("no timetable on Wednesdays"),
        _("no timetable on Thursdays"),
        _("no timetable on Fridays"),
        _("no timetable on Saturdays"),
        _("no timetable on Sundays"),
    ][day.day.weekday()]


@register.simple_tag
def look_of(band):
    looks = [f"lane{band.lane}"]
    if band.is_once:
        looks.append("is-once")
    elif band.period.kind in BUSY:
        looks.append("is-class")
    elif band.start_words:
        looks.append("is-signal")
    return " ".join(looks)


@register.simple_tag(takes_context=True)
def change_address(context, period, today):
    """Where somebody who may change it would; empty for others, and for what is over."""
    viewer = context["viewer"]
    if period.on is not None and period.expects == Expects.SIGN_UP and viewer.may_log:
        return reverse("participation:sign-up", args=[viewer.centre.slug, period.pk])
    if not viewer.may_timetable or period.until_on is not None:
        return ""
    if period.on is None:
        return reverse("schedules:period-change", args=[viewer.centre.slug, period.pk])
    if period.on < today:
        return ""
    return reverse("schedules:event-change", args=[viewer.centre.slug, period.pk])


@register.simple_tag
def about_period(period, full=False, beside_a_week=False):
    """Place, leader and what else there is to know, in small letters; nothing where there is nothing.

    `full` adds the end and the signals that are not drawn; `beside_a_week`, that an event is not every week.
    """
    parts = [period.where]
    if period.on is not None and beside_a_week:
        parts.append(_("this week only"))
    if period.leader_id is not None:
        parts.append(period.leader.user.name)
    if period.expects == Expects.SIGN_UP:
        parts.append(_("with sign-up"))
    elif period.is_voluntary:
        parts.append(_("voluntary"))
    if full:
        parts = [*end_and_signals(period), *parts]
    text = " · ".join(str(part) for part in parts if part)
    return format_html("<small>{}</small>", text) if text else ""


def end_and_signals(period):
    if period.starts is None:
        return
    yield _("until %(time)s") % {"time": f"{period.ends:%-H:%M}"}
    start, end = period.signals[Edge.START], period.signals[Edge.END]
    if start and start != Signal.BELL:
        yield Signal(start).label
    if end:
        yield _("%(signal)s at the end") % {"signal": Signal(end).label}


@register.simple_tag
def now_line(hours, time):
    share = hours.share_of(time)
    if share is None:
        return ""
    return format_html(
        '<svg class="week-now" aria-hidden="true"><line x1="0" x2="100%" y1="{0}%" y2="{0}%"/>'
        '<circle cx="0" cy="{0}%" r="4"/></svg>',
        share,
    )
