"""One mark: what it has been, and a mark that was somebody else's."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, say_why

from . import actions, forms
from .going_on import grid_address, period_address, say_done
from .history import history_of
from .log import LIVING, Cell, asks_why, may_be_written, period_log
from .models import Mark

NOBODY = gettext_lazy("Please choose one of those who live here on that day.")


@require_safe
@staff(May.LOG)
def mark_history(request, viewer, pk):
    """What was written here: each value, by whom and when."""
    mark = mark_or_404(viewer, pk)
    back = period_address(viewer, mark.period, mark.day, mark.resident.code)
    words = {"section": "log", "mark": mark, "cell": Cell(mark.resident, mark), "back": back}
    return render(request, "participation/mark.html", words | {"entries": history_of(viewer, mark)})


def mark_or_404(viewer, pk):
    return one_or_404(Mark.visible_to(viewer).select_related("resident", "period", "by"), pk=pk)


@a_form
@staff(May.LOG)
def mark_move(request, viewer, pk):
    """It was somebody else: the mark goes to them, and here stands again what stood before."""
    mark = mark_or_404(viewer, pk)
    if mark.level is None:
        raise Http404
    form = forms.MoveForm(request.POST or None)
    if form.is_valid():
        return move(request, viewer, mark, form.cleaned_data)
    return move_page(request, viewer, mark, [NOBODY] if form.is_bound else [])


def move(request, viewer, mark, wanted):
    now = timezone.now()
    code, version = wanted["to"]
    seen = wanted["version"], version
    try:
        may_be_written(mark.day, viewer.centre.day_at(now), wanted["reason"])
        to = whoever(viewer, mark.day, code)
        actions.move(mark=mark, to=to, seen=seen, by=viewer.who, at=now, reason=wanted["reason"])
    except ValidationError as refused:
        return move_page(request, viewer, mark, refused.messages)
    except actions.Conflict:
        return move_page(request, viewer, mark, [_("Somebody else has just written in one of the two. Please look.")])
    say_done(request, _("%(level)s: now with %(name)s.") % {"level": Cell(to, mark).words, "name": to.name})
    if forms.PageForm(request.POST).is_grid:
        return redirect(grid_address(viewer, mark.day))
    return redirect(period_address(viewer, mark.period, mark.day, code))


def whoever(viewer, day, code):
    """Raises ValidationError for a code that is nobody's here on that day."""
    resident = LIVING.first(viewer, day, code=code)
    if resident is None:
        raise ValidationError(NOBODY)
    return resident


def move_page(request, viewer, mark, refused=()):
    """Those whose it may be, each one tap away."""
    say_why(request, refused)
    today = viewer.centre.day_at(timezone.now())
    log = period_log(viewer, mark.day, mark.period, today)
    words = {
        "section": "log",
        "log": log,
        "mark": mark,
        "cell": Cell(mark.resident, mark),
        "others": [cell for cell in log.cells if cell.resident != mark.resident],
        "asks_why": asks_why(mark.day, today),
        "is_from_grid": forms.PageForm(request.GET).is_grid,
        "back": period_address(viewer, mark.period, mark.day, mark.resident.code),
    }
    return render(request, "participation/mark_move.html", words, status=422 if refused else 200)
