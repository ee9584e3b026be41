from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page
from residents.access import resident
from residents.models import Resident

from . import actions, forms
from .models import Note

A_PAGE = 30


@a_form
@staff(May.WRITE_NOTES)
def notes(request, viewer, code):
    """What is written about somebody, and a form to write more."""
    person = one_or_404(Resident.visible_to(viewer), code=code)
    now = timezone.now()
    today = viewer.centre.day_at(now)
    about = {"viewer": viewer, "resident": person, "today": today}
    form = forms.NoteForm(request.POST or None, initial={"day": today}, **about)
    wrote = {"resident": person, "by": viewer.who, "at": now, "today": today}
    if form.is_valid() and accepted(form, actions.write, **wrote, **form.cleaned_data):
        message = _("Written down. %(name)s can read it too.") % {"name": person.name}
        return done(request, message, "support:notes", viewer.centre.slug, code)
    written = written_about(viewer, person).with_handover()
    words = {"section": "people", "resident": person, "form": form, "page": one_page(request, written)}
    return render(request, "support/notes.html", words, status=422 if form.is_bound else 200)


def written_about(viewer, person):
    return Note.visible_to(viewer).filter(resident=person).newest_first()


def one_page(request, rows):
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


@a_form
@staff(May.WRITE_NOTES)
def note_change(request, viewer, pk):
    """Other words for a note; the history keeps what stood before."""
    note = one_or_404(Note.visible_to(viewer).with_handover().select_related("resident"), pk=pk)
    now = timezone.now()
    about = {"viewer": viewer, "resident": note.resident, "today": viewer.centre.day_at(now)}
    form = forms.NoteChangeForm(request.POST or None, instance=note, initial={"handover": wish_of(note)}, **about)
    if form.is_valid() and form.save():
        wish, is_rewritten = form.cleaned_data["handover"], form.is_rewritten
        actions.hand_over(note=note, wish=wish, is_rewritten=is_rewritten, by=viewer.who, at=now)
        return done(request, _("Saved."), "support:notes", viewer.centre.slug, note.resident.code)
    back = reverse("support:notes", args=[viewer.centre.slug, note.resident.code])
    words = {"section": "people", "over": note.resident.name, "back": back}
    return form_page(request, form, heading=_("Change the note"), **words)


def wish_of(note):
    """What the form of a note says about the hand-over."""
    return {None: "", False: "yes", True: actions.MUST_READ}[note.must_read]


@require_safe
@resident
def my_notes(request, viewer):
    """What is written about me, as it stands."""
    me = one_or_404(Resident.visible_to(viewer))
    return render(request, "support/my_notes.html", {"page": one_page(request, written_about(viewer, me))})
