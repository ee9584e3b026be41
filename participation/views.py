"""The log of one period. A tap writes by `mark`; every other answer is the period's page, or for htmx its part."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from centre.access import May, staff
from centre.pages import render_part, say_why
from residents.models import Resident
from schedules.models import Lesson

from . import actions, forms
from .answer import answer, said
from .going_on import about_mark, period_address, say_done, to_grid, way_back
from .log import asks_why, may_be_written, period_log, period_or_404
from .models import Level
from .tapping import both, tap


@require_safe
@staff(May.SEE_HOUSE)
def period(request, viewer, day, pk):
    return period_page(request, viewer, period_or_404(viewer, day, pk), day, forms.WhoForm(request.GET).code)


@require_POST
@staff(May.LOG)
def mark(request, viewer, day, pk):
    form = forms.MarkForm(request.POST)
    if not form.is_valid():
        return look_again(request, viewer, period_or_404(viewer, day, pk), day, form)
    touch = form.cleaned_data
    try:
        tapped = tap(viewer, day, pk, at=timezone.now(), **form.written)
    except ValidationError as refused:
        return refuse(request, viewer, period_or_404(viewer, day, pk), day, touch["who"], refused)
    except actions.Conflict as conflict:
        period = period_or_404(viewer, day, pk)
        words = both(touch["level"], conflict.theirs)
        return period_page(request, viewer, period, day, touch["who"], status=409, conflict=words)
    return saved(request, viewer, day, tapped, whole=touch["whole"] or touch["blank"])


@require_POST
@staff(May.LOG)
def everyone(request, viewer, day, pk):
    period = period_or_404(viewer, day, pk)
    now = timezone.now()
    today = viewer.centre.day_at(now)
    form = forms.WhoForm(request.POST)
    try:
        may_be_written(day, today, form.reason)
    except ValidationError as refused:
        return refuse(request, viewer, period, day, form.code, refused)
    open_cells = period_log(viewer, day, period, today).open_cells
    residents = {cell.resident.pk: cell.resident for cell in open_cells}
    here = {"period": period, "day": day, "by": viewer.who, "at": now, "reason": form.reason}
    written = actions.everyone_joined(residents=list(residents.values()), **here)
    before = {residents[pk].code: (version, None) for pk, version in written.items()}
    said = ngettext("%(n)s person took part", "%(n)s people took part", len(before)) % {"n": len(before)}
    return go_on(request, viewer, period, day, form.code, said, before, reason=form.reason)


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
    now, reason = timezone.now(), form.cleaned_data["reason"]
    try:
        may_be_written(day, viewer.centre.day_at(now), reason)
    except ValidationError as refused:
        return refuse(request, viewer, period, day, form.cleaned_data["who"], refused)
    versions = {resident: before[resident.code] for resident in residents}
    kept = actions.undo(before=versions, period=period, day=day, by=viewer.who, at=now, reason=reason)
    for mark in kept:
        words = {"name": mark.resident.name, "other": mark.by.name}
        messages.warning(request, _("%(name)s: %(other)s has written there since, so that stays.") % words)
    said = _("Taken back.") if len(kept) < len(residents) else ""
    return go_on(request, viewer, period, day, form.cleaned_data["who"], said, changed=before)


def period_page(request, viewer, period, day, who, status=200, **more):
    """The page of a period, or its part for htmx: the list, and the dock of the person who is chosen."""
    today = viewer.centre.day_at(timezone.now())
    log = period_log(viewer, day, period, today)
    chosen = log.cell_of(who)
    context = about_mark(viewer, chosen.mark.pk if chosen and chosen.mark else None) | {
        "section": "log",
        "log": log,
        "day": day,
        "chosen": chosen,
        "levels": Level,
        "may_write": viewer.may_log and day <= today,
        "asks_why": asks_why(day, today),
        "is_to_come": day > today,
        "lesson": Lesson.visible_to(viewer).filter(period=period, day=day).select_related("by").first(),
    }
    response = render_part(request, "participation/period.html", context | more, part="period", status=status)
    if request.method == "POST":
        retarget(reswap(response, "outerHTML"), "#period")
    return response


def saved(request, viewer, day, tapped, whole):
    """The answer to a tap. To htmx only what changed: the ticket for the next tap, the row, the way back."""
    period, cell, written = tapped
    code = cell.resident.code
    before = {code: (written.version, written.was)}
    if whole or cell.mark.reason or not request.htmx:
        return go_on(request, viewer, period, day, code, said(cell), before, written.mark_id, cell.mark.reason)
    back = way_back(viewer, period, day, code, before, written.mark_id)
    text = answer(cell=cell, viewer=viewer, path=period_address(viewer, period, day), back=back)
    response = HttpResponse(text, headers={"HX-Trigger": "marks-changed"})
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_on(request, viewer, period, day, who, said, before=None, mark_id=None, reason="", changed=()):
    """Say what was done, with the way back, and show the page that it was done on."""
    back = way_back(viewer, period, day, who, before, mark_id, reason) if before else None
    if forms.PageForm(request.POST).is_grid:
        log = period_log(viewer, day, period, viewer.centre.day_at(timezone.now()))
        cells = [cell for cell in log.cells if cell.resident.code in (before or changed)]
        return to_grid(request, viewer, period, day, cells, said, back)
    say_done(request, said, back)
    if request.htmx:
        return period_page(request, viewer, period, day, who)
    return redirect(period_address(viewer, period, day, who))


def refuse(request, viewer, period, day, who, refused):
    """Say why, where it stays to be read."""
    say_why(request, refused.messages)
    if request.htmx:
        return period_page(request, viewer, period, day, who, status=422)
    return redirect(period_address(viewer, period, day, who))


def look_again(request, viewer, period, day, form):
    messages.warning(request, _("Please choose how it was, then save."))
    who = form.cleaned_data.get("who", "")
    return period_page(request, viewer, period, day, who, status=422)
