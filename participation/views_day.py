"""The whole day on one page, and a tap on one of its cells."""

import datetime as dt
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, staff
from centre.pages import render_part, say_why
from schedules.day import taking_place
from schedules.models import SpecialDay

from . import forms
from .actions import Conflict
from .answer import said
from .going_on import grid_address, period_address, to_grid, way_back
from .log import PeriodLog, asks_why, logs_of, period_log, period_or_404, rows_of
from .models import Level
from .tapping import both, tap
from .views import period_page

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
        "may_write": viewer.may_log and day <= today,
        "asks_why": asks_why(day, today),
        "time": time if day == today else dt.time.max if day < today else dt.time.min,
        "logs": logs,
        "kept": [log for log in logs if log.is_kept],
        "rows": rows_of(logs),
        "special": special,
        "levels": Level,
        "brush": forms.BrushForm(request.GET).chosen,
    }
    return render_part(request, "participation/day.html", context, part="day")


@require_POST
@staff(May.LOG)
def cell(request, viewer, day):
    """A tap in the grid: with a brush it writes; without one it opens the period, where a level is chosen."""
    form = forms.CellForm(request.POST)
    if not form.is_valid():
        raise Http404
    touch = form.cleaned_data
    if touch["brush"] == "":
        period = period_or_404(viewer, day, touch["period"])
        return redirect(period_address(viewer, period, day, touch["who"]))
    try:
        tapped = tap(viewer, day, touch["period"], at=timezone.now(), **form.written)
    except ValidationError as refused:
        return refuse(request, viewer, day, touch, refused)
    except Conflict as conflict:
        return ask(request, viewer, day, touch, conflict.theirs)
    code, written = tapped.cell.resident.code, tapped.written
    back = way_back(
        viewer, tapped.period, day, code, {code: (written.version, written.was)}, written.mark_id, touch["reason"]
    )
    return to_grid(request, viewer, tapped.period, day, [tapped.cell], said(tapped.cell), back, touch["brush"])


def refuse(request, viewer, day, touch, refused):
    """Say why, where it stays to be read; nothing is written."""
    period_or_404(viewer, day, touch["period"])
    say_why(request, refused.messages)
    if request.htmx:
        return render(request, "participation/day.html#refused", status=422)
    return redirect(grid_address(viewer, day, brush=touch["brush"]))


def ask(request, viewer, day, touch, theirs):
    """Somebody else wrote there: what stands now is shown, and which of the two is kept is asked."""
    period = period_or_404(viewer, day, touch["period"])
    words = both(touch["level"], theirs)
    if not request.htmx:
        return period_page(request, viewer, period, day, touch["who"], status=409, conflict=words)
    today = viewer.centre.day_at(timezone.now())
    now = period_log(viewer, day, period, today).cell_of(touch["who"])
    log = PeriodLog(viewer.centre.slug, period, day, [now])
    words |= {"cell": now, "brush": touch["brush"]}
    return render(
        request,
        "participation/day.html#ask",
        {"log": log, "day": day, "conflict": SimpleNamespace(**words)},
        status=409,
    )
