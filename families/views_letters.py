"""Letters as the staff write them: an overview, one letter, its words. What is sent, the resident decides."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, accepted, done, form_page, place_errors, refused_with
from residents.forms import SeenForm
from residents.models import Account, Topic
from residents.pages import relative_or_404

from . import drafting, forms, letters, overview, reading
from .models import Summary


@require_safe
@staff(May.WRITE_LETTERS)
def all_letters(request, viewer):
    """Each relative who may have a letter, and how far it is this month."""
    now = timezone.now()
    words = {"section": "people", "months": overview.months(viewer, viewer.centre.day_at(now)), "now": now}
    return render(request, "families/letters.html", words)


def letter_or_404(viewer, pk):
    rows = Summary.visible_to(viewer).select_related("resident", "contact", "drafted_by", "centre")
    return one_or_404(rows.prefetch_related("passages"), pk=pk)


@require_safe
@staff(May.WRITE_LETTERS)
def letter(request, viewer, pk):
    """One letter as it would be read today, and what can be done with it."""
    summary = letter_or_404(viewer, pk)
    now = timezone.now()
    topics = letters.shared(summary.contact, viewer.centre.day_at(now))
    read = reading.as_read(summary, topics)
    return render(
        request,
        "families/letter.html",
        {
            "section": "people",
            "letter": read,
            "summary": summary,
            "hidden": reading.hidden(summary, read),
            "is_waiting": summary.is_waiting_at(now),
            "has_lapsed": summary.has_lapsed_at(now),
            "has_page": Account.visible_to(viewer).current().filter(resident=summary.resident).exists(),
            "now": now,
            "today": now,
            "foot": reading.foot(viewer, viewer.centre.day_at(now)),
        },
    )


@a_form
@staff(May.WRITE_LETTERS)
def letter_add(request, viewer, pk):
    """Begin a letter to one relative, from the notes of the month that were marked for it."""
    contact = relative_or_404(viewer, pk)
    now = timezone.now()
    day = viewer.centre.day_at(now)
    month = month_of(request, day)
    if begun := Summary.visible_to(viewer).filter(contact=contact, month=month).first():
        return redirect("families:letter", viewer.centre.slug, begun.pk)
    topics = letters.shared(contact, day)
    parts = drafting.parts_open(topics)
    initial = {"version": 1} | drafting.beginning(viewer, contact, month, topics)
    form = forms.LetterForm(request.POST or None, viewer=viewer, parts=parts, initial=initial)
    if form.is_valid():
        written = {"contact": contact, "month": month, "passages": form.passages}
        if begun := accepted(form, letters.draft, by=viewer.who, day=day, at=now, **written):
            message = _("The draft is saved. Only you and your colleagues see it so far.")
            return done(request, message, "families:letter", viewer.centre.slug, begun.pk)
    lead = about_parts(contact, topics)
    heading = _("Letter for %(month)s") % {"month": date_format(month, _("F Y"))}
    return form_page(request, form, heading=heading, lead=lead, **about(viewer, contact.name, _("Save the draft")))


def month_of(request, day):
    """The month of the address, this or the last one. Raises Http404 for any other."""
    wanted = request.GET.get("month", "")
    month = parse_month(wanted) if wanted else day.replace(day=1)
    if month not in drafting.months(day):
        raise Http404
    return month


def parse_month(text):
    try:
        return parse_date(f"{text}-01")
    except ValueError:
        return None


def about(viewer, over, submit, back=None):
    back = back or reverse("families:letters", args=[viewer.centre.slug])
    return {"section": "people", "over": over, "submit": submit, "back": back}


def about_parts(contact, topics):
    if Topic.LIVING not in topics:
        return _("There is no yes to a letter to this person, so none can be written.")
    return _(
        "%(name)s reads it first and decides. Only what they share with %(reader)s has a field here. Say what was seen,"
        " in plain words; leave out what is not for a letter."
    ) % {"name": contact.resident.name, "reader": contact.name}


@a_form
@staff(May.WRITE_LETTERS)
def letter_change(request, viewer, pk):
    """The words of a draft. What lies before the resident is taken back first."""
    summary = letter_or_404(viewer, pk)
    if not summary.is_draft:
        raise Http404
    day = viewer.centre.day_at(timezone.now())
    topics = letters.shared(summary.contact, day)
    initial = {"version": summary.version} | {p.part: p.text for p in summary.passages.all()}
    parts = drafting.parts_open(topics)
    form = forms.LetterForm(request.POST or None, viewer=viewer, parts=parts, initial=initial)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            letters.redraft(letter=summary, version=version, passages=form.passages, day=day)
        except ValidationError as refused:
            place_errors(form, refused)
        else:
            return done(request, _("The draft is saved."), "families:letter", viewer.centre.slug, pk)
    back = reverse("families:letter", args=[viewer.centre.slug, pk])
    words = about(viewer, summary.contact.name, _("Save the draft"), back)
    heading = _("Letter for %(month)s") % {"month": date_format(summary.month, _("F Y"))}
    return form_page(request, form, heading=heading, lead=about_parts(summary.contact, topics), **words)


@require_POST
@staff(May.WRITE_LETTERS)
def letter_show(request, viewer, pk):
    now = timezone.now()
    message = _("They can read it now. Without their answer nothing is sent.")
    return moved(request, viewer, pk, letters.lay_before, message, day=viewer.centre.day_at(now), at=now)


@require_POST
@staff(May.WRITE_LETTERS)
def letter_take_back(request, viewer, pk):
    return moved(request, viewer, pk, letters.take_back, _("It is a draft again."))


@require_POST
@staff(May.WRITE_LETTERS)
def letter_remove(request, viewer, pk):
    return moved(request, viewer, pk, letters.throw_away, _("The draft is gone."), to="families:letters")


def moved(request, viewer, pk, action, message, to="families:letter", **arguments):
    summary = letter_or_404(viewer, pk)
    page = [to, viewer.centre.slug] + ([pk] if to == "families:letter" else [])
    try:
        action(letter=summary, version=SeenForm(request.POST).seen["version"], **arguments)
    except ValidationError as refused:
        return refused_with(request, refused, "families:letter", viewer.centre.slug, pk)
    return done(request, message, *page)
