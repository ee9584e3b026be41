"""What every write in the log answers: what was done, the way back, and the page it was done on."""

from functools import cache

from django.contrib import messages
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from .forms import GRID
from .log import PeriodLog


@cache
def log_path(slug):
    """The beginning of every address of the log of a house. To work an address out takes longer than to draw a tap."""
    return reverse("participation:today", args=[slug])


def way_back(viewer, period, day, who, before, mark_id=None, reason=""):
    """What the form of Undo sends, and where; for a single mark also where it is moved, and what it has been.

    `before` is {code: (the version that the write left, the level before it or None)}.
    """
    return about_mark(viewer, mark_id) | {
        "path": f"{period_address(viewer, period, day)}undo/",
        "who": who,
        "reason": reason,
        "marks": " ".join(f"{code}.{version}.{'' if was is None else was}" for code, (version, was) in before.items()),
    }


def about_mark(viewer, mark_id):
    if mark_id is None:
        return {"move": "", "history": ""}
    history = f"{log_path(viewer.centre.slug)}marks/{mark_id}/"
    return {"move": f"{history}move/", "history": history}


def say_done(request, said, back=None):
    """Say what was done, with the way back where there is one."""
    if back:
        said = render_to_string("participation/_undo.html", {"said": said} | back, request)
    if said:
        messages.success(request, said)


def to_grid(request, viewer, period, day, cells, said, back=None, brush=""):
    """To the script of the grid the cells that changed; to everybody else the grid, at the first of them."""
    say_done(request, said, back and back | {"page": GRID})
    if request.htmx:
        log = PeriodLog(viewer.centre.slug, period, day, cells)
        return render(request, "participation/day.html#cells", {"log": log, "day": day, "viewer": viewer})
    return redirect(grid_address(viewer, day, period, cells, brush))


def grid_address(viewer, day, period=None, cells=(), brush=""):
    path = f"{log_path(viewer.centre.slug)}{day}/"
    query = f"?{urlencode({'brush': brush})}" if brush else ""
    return path + query + (f"#c-{cells[0].resident.code}-{period.pk}" if cells else "")


def period_address(viewer, period, day, who=""):
    path = f"{log_path(viewer.centre.slug)}{day}/{period.pk}/"
    return f"{path}?who={who}#p-{who}" if who else path
