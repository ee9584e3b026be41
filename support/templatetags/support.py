"""Words about when something was written, and by when something is to be done."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from residents.templatetags.residents import short_day

register = template.Library()


@register.simple_tag
def written_at(moment, day):
    """Such as "6:40", or "yesterday, 22:10"."""
    local = timezone.localtime(moment)
    words = {"day": short_day(local.date(), day), "time": date_format(local, "G:i")}
    return words["time"] if local.date() == day else _("%(day)s, %(time)s") % words


@register.simple_tag
def due(task, day, time=None):
    """Such as "by 12:00", "today", "by tomorrow, 9:00", "was due yesterday". Overdue is said, not coloured."""
    at = date_format(task.due_time, "G:i") if task.due_time else ""
    on = "" if task.due_on == day and at else short_day(task.due_on, day)
    words = {"when": (_("%(day)s, %(time)s") % {"day": on, "time": at}) if on and at else on or at}
    if time is not None and task.is_overdue_at(day, time):
        return _("was due %(when)s") % words
    return on if task.due_on == day and not at else _("by %(when)s") % words


@register.filter
def without_owner(task, day):
    """Whether whoever was to do it does not work here any more."""
    return task.has_no_owner_on(day)
