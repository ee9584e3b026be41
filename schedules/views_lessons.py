"""What was done in a period: written from its page of the log, read as the list of a term."""

import datetime as dt

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page

from . import forms_lessons
from . import lessons as actions
from .day import periods_on
from .models import Expects, Lesson


@a_form
@staff(May.LOG)
def lesson(request, viewer, day, pk):
    """The line of a period that took place on a day, or takes place today."""
    now = timezone.now()
    today = viewer.centre.day_at(now)
    if day > today:
        raise Http404
    period = one_or_404(periods_on(viewer.centre, day).exclude(expects=Expects.NOBODY), pk=pk)
    written = Lesson.visible_to(viewer).filter(period=period, day=day).first()
    instance = written or Lesson(period=period, day=day, version=0)
    form = forms_lessons.LessonForm(request.POST or None, viewer=viewer, instance=instance)
    back = reverse("participation:period", args=[viewer.centre.slug, day, pk])
    if form.is_valid() and keep(form, by=viewer.who, at=now):
        return done(request, _("Saved."), back)
    lead = date_format(day, _("l j F Y"))
    words = {
        "section": "log",
        "heading": pgettext("in a period", "What we did"),
        "over": period.label,
        "lead": lead,
        "back": back,
    }
    return form_page(request, form, **words)


def keep(form, by, at):
    if form.instance.pk:
        return form.save(by=by, at=at)
    return accepted(form, actions.write, lesson=form.instance, by=by, at=at)


@require_safe
@staff(May.SEE_HOUSE)
def lessons(request, viewer):
    """The list of a term: by subject, how often it took place, how often a line is written, and the lines."""
    now = timezone.now()
    today, time = viewer.centre.day_at(now), viewer.centre.time_at(now)
    form = forms_lessons.TermForm(request.GET, viewer=viewer, today=today)
    page = {"section": "timetable", "form": form, "today": today}
    if form.is_valid():
        asked = form.cleaned_data
        first, last = asked["since"], asked["until"]
        subjects = actions.subjects_between(viewer, first, last, time if last == today else dt.time.max)
        chosen = [one for one in subjects if asked["what"] in {"", one.name}]
        page |= {"form": form.offering(subjects), "first": first, "last": last, "subjects": chosen}
    return render(request, "schedules/lessons.html", page, status=200 if form.is_valid() else 422)
