"""The log. A tap writes by `mark`; every other answer is the period's page, or for htmx its part."""

import datetime as dt
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from centre.access import May, staff
from centre.pages import render_part
from residents.models import Resident
from schedules.day import taking_place
from schedules.models import SpecialDay

from . import actions, forms
from .answer import answer, said
from .log import (
    Cell,
    has_come,
    logs_of,
    period_log,
    period_or_404,
    resident_to_log,
    rows_of,
)
from .models import Level, Mark

DAY = dt.timedelta(days=1)


@require_safe
@staff(May.SEE_HOUSE)
def today(request, viewer):
    return day_page(request, viewer, viewer.centre.day_at(timezone.now()))


@require_safe
@staff(May.SEE_HOUSE)
def day(request, viewer, day):
    return day_page(request, viewer, day)


def day_page(request, viewer, day):
    now = timezone.now()
    today, time = viewer.centre.day_at(now), viewer.centre.time_at(now)
    special = SpecialDay.visible_to(viewer).filter(on=day).first()
    logs = logs_of(viewer, day, list(taking_place(viewer.centre, day, special)), today)
    context = {
        "section": "log",
        "day": day,
        "before": day - DAY,
        "after": day + DAY,
        "is_today": day == today,
        "is_to_come": day > today,
        "time": time if day == today else dt.time.max if day < today else dt.time.min,
        "logs": logs,
        "rows": rows_of(logs),
        "special": special,
        "levels": Level,
    }
    return render_part(request, "participation/day.html", context, part="day")


@require_safe
@staff(May.SEE_HOUSE)
def period(request, viewer, day, pk):
    return period_page(request, viewer, period_or_404(viewer, day, pk), day, forms.WhoForm(request.GET).code)


@require_POST
@staff(May.LOG)
def mark(request, viewer, day, pk):
    now = timezone.now()
    today = viewer.centre.day_at(now)
    form = forms.MarkForm(request.POST)
    if form.is_valid() and day <= today and (done := mark_as_usual(request, viewer, day, pk, form.cleaned_data, now)):
        return done
    period = period_or_404(viewer, day, pk)
    if not form.is_valid():
        return look_again(request, viewer, period, day, form)
    tap = form.cleaned_data
    cell = Cell(None, Mark(level=tap["level"], by=viewer.who, at=now, day=day))
    try:
        cell = replace(cell, resident=resident_to_log(viewer, day, today, tap["who"]))
        written = write(cell, period, tap["version"])
    except ValidationError as refused:
        return refuse(request, viewer, period, day, tap["who"], refused)
    except actions.Conflict as conflict:
        words = {"mine": cell, "theirs": conflict.theirs}
        return period_page(request, viewer, period, day, tap["who"], status=409, conflict=words)
    cell.mark.version = written.version
    return saved(request, viewer, period, day, cell, written, whole=tap["whole"] or tap["blank"])


def mark_as_usual(request, viewer, day, pk, tap, now):
    """The answer to a tap on a usual day. None where it has to be asked what is unusual; then nothing is written."""
    words = {"code": tap["who"], "level": tap["level"], "version": tap["version"], "at": now}
    if done := actions.mark_as_usual(viewer, day, pk=pk, **words):
        period, resident, written = done
        cell = Cell(resident, Mark(level=tap["level"], version=written.version, by=viewer.who, at=now, day=day))
        return saved(request, viewer, period, day, cell, written, whole=tap["whole"] or tap["blank"])


def write(cell, period, version):
    mark = cell.mark
    return actions.mark(
        resident=cell.resident, period=period, day=mark.day, level=mark.level, version=version, by=mark.by, at=mark.at
    )


@require_POST
@staff(May.LOG)
def everyone(request, viewer, day, pk):
    period = period_or_404(viewer, day, pk)
    now = timezone.now()
    today = viewer.centre.day_at(now)
    who = forms.WhoForm(request.POST).code
    try:
        has_come(day, today)
    except ValidationError as refused:
        return refuse(request, viewer, period, day, who, refused)
    open_cells = period_log(viewer, day, period, today).open_cells
    residents = {cell.resident.pk: cell.resident for cell in open_cells}
    written = actions.everyone_joined(residents=list(residents.values()), period=period, day=day, by=viewer.who, at=now)
    before = {residents[pk].code: (version, None) for pk, version in written.items()}
    said = ngettext("%(n)s person took part", "%(n)s people took part", len(before)) % {"n": len(before)}
    return go_on(request, viewer, period, day, who, said, before)


@require_POST
@staff(May.LOG)
def undo(request, viewer, day, pk):
    period = period_or_404(viewer, day, pk)
    form = forms.UndoForm(request.POST)
    if not form.is_valid():
        raise Http404
    before = form.cleaned_data["marks"]
    residents = list(Resident.visible_to(viewer).filter(code__in=before))
    if len(residents) != len(before):
        raise Http404
    kept = actions.undo(
        before={resident: before[resident.code] for resident in residents},
        period=period,
        day=day,
        by=viewer.who,
        at=timezone.now(),
    )
    for mark in kept:
        words = {"name": mark.resident.name, "other": mark.by.name}
        messages.warning(request, _("%(name)s: %(other)s has written there since, so that stays.") % words)
    said = _("Taken back.") if len(kept) < len(residents) else ""
    return go_on(request, viewer, period, day, form.cleaned_data["who"], said)


def period_page(request, viewer, period, day, who, status=200, **more):
    """The page of a period, or its part for htmx: the list, and the dock of the person who is chosen."""
    today = viewer.centre.day_at(timezone.now())
    log = period_log(viewer, day, period, today)
    context = {
        "section": "log",
        "log": log,
        "day": day,
        "chosen": log.cell_of(who),
        "levels": Level,
        "may_write": viewer.may_log and day <= today,
        "is_to_come": day > today,
    }
    response = render_part(request, "participation/period.html", context | more, part="period", status=status)
    if request.method == "POST":
        retarget(reswap(response, "outerHTML"), "#period")
    return response


def saved(request, viewer, period, day, cell, written, whole):
    """The answer to a tap. To htmx only what changed: the ticket for the next tap, the row, the way back."""
    code = cell.resident.code
    before = {code: (written.version, written.was)}
    if whole or not request.htmx:
        return go_on(request, viewer, period, day, code, said(cell), before)
    path = request.path.removesuffix("mark/")  # the period's; to work it out anew takes longer than to draw the answer
    back = way_back(path, code, before)
    text = answer(cell=cell, viewer=viewer, path=path, back=back)
    response = HttpResponse(text, headers={"HX-Trigger": "marks-changed"})
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_on(request, viewer, period, day, who, said, before=None):
    """Say what was done, with the way back, and show the period."""
    if before:
        words = {"said": said} | way_back(path_of(viewer, period, day), who, before)
        messages.success(request, render_to_string("participation/_undo.html", words, request))
    elif said:
        messages.success(request, said)
    if request.htmx:
        return period_page(request, viewer, period, day, who)
    return redirect(address(viewer, period, day, who))


def way_back(path, who, before):
    """What the form of Undo sends, and where."""
    return {
        "path": f"{path}undo/",
        "who": who,
        "marks": " ".join(f"{code}.{version}.{'' if was is None else was}" for code, (version, was) in before.items()),
    }


def refuse(request, viewer, period, day, who, refused):
    """Say why, where it stays to be read."""
    for message in refused.messages:
        messages.warning(request, message)
    if request.htmx:
        return period_page(request, viewer, period, day, who, status=422)
    return redirect(address(viewer, period, day, who))


def look_again(request, viewer, period, day, form):
    messages.warning(request, _("Please choose how it was, then save."))
    who = form.cleaned_data.get("who", "")
    return period_page(request, viewer, period, day, who, status=422)


def address(viewer, period, day, who):
    path = path_of(viewer, period, day)
    return f"{path}?who={who}#p-{who}" if who else path


def path_of(viewer, period, day):
    return reverse("participation:period", args=[viewer.centre.slug, day, period.pk])
