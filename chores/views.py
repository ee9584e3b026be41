import datetime as dt

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page, render_part, say

from . import actions, forms, rota
from .board import board_on, how_it_went
from .models import Chore, Turn

ONE_DAY = dt.timedelta(days=1)


@require_safe
@staff(May.SEE_HOUSE)
def today(request, viewer):
    return board(request, viewer, viewer.centre.day_at(timezone.now()))


@require_safe
@staff(May.SEE_HOUSE)
def day(request, viewer, day):
    return board(request, viewer, day)


def board(request, viewer, day, turn=None, status=200, **asked):
    """The page of a day, or for htmx a part of it: one turn, with what is `asked` about it, or all."""
    today = viewer.centre.day_at(timezone.now())
    board = board_on(viewer, day, today)
    context = {
        "section": "turns",
        "day": day,
        "today": today,
        "before": day - ONE_DAY,
        "after": day + ONE_DAY,
        "board": board,
        "has_chores": bool(board.chores) or Chore.visible_to(viewer).exists(),
    }
    if turn is None:
        return render_part(request, "chores/day.html", context, "board")
    place = place_of(board, turn)
    for name, value in asked.items():
        setattr(place, name, value)
    return render_part(request, "chores/day.html", context | {"place": place, "is_answer": True}, "turn", status)


def place_of(board, turn):
    if (place := board.place_of(turn)) is None:
        raise Http404
    return place


@require_POST
@staff(May.TICK_CHORES)
def turn_record(request, viewer, pk):
    turn = one_or_404(Turn.visible_to(viewer).with_people(), pk=pk)
    form = forms.RecordForm(request.POST, viewer=viewer, turn=turn)
    try:
        written = form.is_valid() and accepted(
            form, actions.record, turn=turn, by=viewer.who, at=timezone.now(), **form.cleaned_data
        )
    except actions.Conflict as conflict:
        return board(request, viewer, turn.day, conflict.theirs, 409, mine=form.cleaned_data)
    if not written:
        return board(request, viewer, turn.day, turn, 422, form=form)
    return recorded(request, viewer, turn, written)


def recorded(request, viewer, before, turn):
    """Say it, offer the way back, and show the turn."""
    words = {"name": turn.resident.name, "state": how_it_went(turn)}
    message = _("%(name)s: %(state)s") % words
    undo = reverse("chores:turn-record", args=[viewer.centre.slug, turn.pk])
    fields = {"state": before.state, "done_by": before.done_by_id or "", "helped_by": before.helped_by_id or ""}
    fields["version"] = turn.version
    if not request.htmx:
        return done(request, message, "chores:day", viewer.centre.slug, turn.day, undo=undo, **fields)
    say(request, message, undo, fields)
    return board(request, viewer, turn.day, turn)


@a_form
@staff(May.CHANGE_CHORES)
def turn_give(request, viewer, pk):
    turn = one_or_404(Turn.visible_to(viewer).with_people(), pk=pk)
    form = forms.GiveForm(request.POST or None, viewer=viewer, turn=turn)
    try:
        given = form.is_valid() and accepted(form, actions.give, turn=turn, **form.cleaned_data)
    except actions.Conflict as conflict:
        return board(request, viewer, turn.day, conflict.theirs, 409, mine={})
    if given:
        words = {"name": given.resident.name, "chore": given.chore.label}
        message = _("%(name)s takes the turn: %(chore)s.") % words
        say(request, message, request.path, {"to": turn.resident_id, "version": given.version})
        return redirect("chores:day", viewer.centre.slug, turn.day)
    people = rota.people_for(viewer.centre, turn, viewer.centre.day_at(timezone.now()))
    context = {"section": "turns", "turn": turn, "form": form, "people": people}
    return render(request, "chores/give.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff(May.SEE_HOUSE)
def chores(request, viewer):
    today = viewer.centre.day_at(timezone.now())
    rows = sorted(Chore.visible_to(viewer), key=lambda chore: (chore.about_when, chore.pk))
    return render(
        request,
        "chores/chores.html",
        {
            "section": "turns",
            "chores": [chore for chore in rows if not chore.is_over_on(today)],
            "ended": [chore for chore in rows if chore.is_over_on(today)],
            "today": today,
        },
    )


@a_form
@staff(May.CHANGE_CHORES)
def chore_add(request, viewer):
    today = viewer.centre.day_at(timezone.now())
    form = forms.ChoreForm(request.POST or None, viewer=viewer, initial={"from_on": today})
    if form.is_valid() and (chore := form.save()):
        return saved(request, viewer, chore, today)
    return form_page(request, form, heading=_("New chore"), **words_for(viewer))


@a_form
@staff(May.CHANGE_CHORES)
def chore_change(request, viewer, pk):
    chore = one_or_404(Chore.visible_to(viewer), pk=pk)
    form = forms.ChoreChangeForm(request.POST or None, instance=chore, viewer=viewer)
    if form.is_valid() and form.save():
        return saved(request, viewer, chore, viewer.centre.day_at(timezone.now()))
    return form_page(request, form, heading=chore.label, **words_for(viewer))


def saved(request, viewer, chore, today):
    """A new or changed chore is shared out at once."""
    rota.assign_ahead(viewer.centre, today)
    return done(request, _("%(thing)s is saved.") % {"thing": chore.label}, "chores:chores", viewer.centre.slug)


def words_for(viewer):
    back = reverse("chores:chores", args=[viewer.centre.slug])
    return {"section": "turns", "over": _("Chores"), "submit": _("Save"), "back": back}
