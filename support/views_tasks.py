from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page, refused_with
from residents.models import Resident

from . import actions, forms, forms_handover
from .handing_over import done_lately, open_tasks
from .models import Note, Task
from .views_handover import page_of


@require_safe
@staff(May.WRITE_NOTES)
def tasks(request, viewer):
    """What is to be done, mine first, and what was done lately."""
    now = timezone.now()
    context = {"tasks": open_tasks(viewer), "done": done_lately(viewer, now)}
    context |= {"day": viewer.centre.day_at(now), "time": viewer.centre.time_at(now)}
    return render(request, "support/tasks.html", {"section": "handover", **context})


@a_form
@staff(May.WRITE_NOTES)
def add(request, viewer):
    return added(request, viewer)


@a_form
@staff(May.WRITE_NOTES)
def add_about(request, viewer, code):
    return added(request, viewer, resident=one_or_404(Resident.visible_to(viewer), code=code))


@a_form
@staff(May.WRITE_NOTES)
def add_from_note(request, viewer, pk):
    """What is to be done about a note: its words stay the note's."""
    note = one_or_404(Note.visible_to(viewer).select_related("resident"), pk=pk)
    return added(request, viewer, resident=note.resident, note=note)


def added(request, viewer, resident=None, note=None):
    now = timezone.now()
    today = viewer.centre.day_at(now)
    initial = {"owner": viewer.membership.pk, "due_on": today, "resident": resident and resident.pk}
    form = forms_handover.TaskForm(request.POST or None, viewer=viewer, today=today, initial=initial)
    wrote = {"centre": viewer.centre, "by": viewer.who, "at": now, "today": today, "note": note}
    if form.is_valid() and (task := accepted(form, actions.add_task, **wrote, **form.cleaned_data)):
        words = {"name": task.owner.user.name, "what": task.what}
        return done(request, _("%(name)s: %(what)s") % words, "support:tasks", viewer.centre.slug)
    lead = note.fact if note else ""
    return form_page(request, form, heading=_("New task"), lead=lead, **words_for(viewer))


@a_form
@staff(May.WRITE_NOTES)
def change(request, viewer, pk):
    """Other words, another day, or in other hands."""
    task = one_or_404(Task.visible_to(viewer).open(), pk=pk)
    today = viewer.centre.day_at(timezone.now())
    form = forms_handover.TaskChangeForm(request.POST or None, viewer=viewer, today=today, instance=task)
    if form.is_valid() and form.save():
        actions.wake(task)
        return done(request, _("Saved."), "support:tasks", viewer.centre.slug)
    return form_page(request, form, heading=_("Change or hand on"), **words_for(viewer))


@require_POST
@staff(May.WRITE_NOTES)
def tick(request, viewer, pk):
    """Done, by whoever taps; or with `undo` still to be done."""
    task = one_or_404(Task.visible_to(viewer), pk=pk)
    form = forms.SeenForm(request.POST)
    page, is_done = page_of(viewer, form), not form.takes_back
    try:
        actions.tick(task=task, is_done=is_done, version=form.seen, by=viewer.who, at=timezone.now())
    except ValidationError as refused:
        return refused_with(request, refused, page)
    if not is_done:
        return done(request, _("Still to be done: %(what)s") % {"what": task.what}, page)
    undo = {"undo": request.path, "version": task.version, "is_undo": "true", "page": form.came_from}
    return done(request, _("Done: %(what)s") % {"what": task.what}, page, **undo)


def words_for(viewer):
    back = reverse("support:tasks", args=[viewer.centre.slug])
    return {"section": "handover", "over": _("Tasks"), "back": back}
