"""What a resident shares with one relative: on their own page; and, at the hand of the staff, what was signed on paper.

Nobody but the resident says yes. To share no more, a word to anybody is enough.
"""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre.access import May, one_or_404, staff
from centre.pages import a_form, done, place_errors

from . import consenting, forms
from .access import resident
from .models import Account, Consent, Topic
from .pages import relative_or_404


def answered(form, **about):
    """Whether the answers of a valid form are written down; else the messages stand at their fields."""
    try:
        consenting.answer(answers=form.answers, **about)
    except ValidationError as refused:
        place_errors(form, refused)
        return False
    return True


def put_to_them(contact):
    """The words that are agreed to, or not: on the page, on the paper, and kept with each answer."""
    return {"heading": consenting.heading(contact), "terms": consenting.TERMS}


def first_shown(said, day):
    """What stands, for the form to begin with. A yes that has lapsed or soon will have is asked anew."""
    answers = {topic: what.answer for topic, what, _holds in said if what and not what.is_to_be_asked_anew_on(day)}
    return answers | {"seen": forms.ids_of(said)}


@a_form
@resident
def my_consents(request, viewer, pk):
    """Yes or no, topic by topic. It holds from the next request on."""
    contact = relative_or_404(viewer, pk)
    now = timezone.now()
    day = viewer.centre.day_at(now)
    said = consenting.said_to(contact, day)
    form = forms.MyConsentsForm(request.POST or None, viewer=viewer, initial=first_shown(said, day))
    if form.is_valid():
        given = {"contact": contact, "by": viewer.who, "day": day, "at": now, "seen": form.seen_ids}
        if answered(form, account=one_or_404(Account.visible_to(viewer).current()), **given):
            return done(request, _("Saved. It holds from now on."), "residents:my-contacts", viewer.centre.slug)
        said = consenting.said_to(contact, day)
        form.look_again(said)
    rows = [(topic, what, holds, form[topic.value]) for topic, what, holds in said]
    words = {"form": form, "contact": contact, "rows": rows} | put_to_them(contact)
    return render(request, "residents/my_consents.html", words, status=422 if form.is_bound else 200)


@require_POST
@resident
def my_consents_stop(request, viewer, pk):
    contact = relative_or_404(viewer, pk)
    consenting.withdraw(contact=contact, by=viewer.who, at=timezone.now())
    message = _("%(name)s can read nothing about you from now on. What was printed cannot be called back.")
    return done(request, message % {"name": contact.name}, "residents:my-contacts", viewer.centre.slug)


@require_safe
@staff(May.SEE_HOUSE)
def consents(request, viewer, pk):
    """What stands, and what was said before."""
    contact = relative_or_404(viewer, pk)
    day = viewer.centre.day_at(timezone.now())
    before = Consent.visible_to(viewer).filter(contact=contact, ended_at__isnull=False).newest_first()
    words = {"contact": contact, "said": consenting.said_to(contact, day), "before": before[:50]}
    return render(request, "residents/consents.html", words | {"section": "people"})


@a_form
@staff(May.RECORD_CONSENT)
def consents_paper(request, viewer, pk):
    """Write down what stands on a paper that the resident has signed."""
    contact = relative_or_404(viewer, pk)
    now = timezone.now()
    form = forms.PaperForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        signed = {"signed_on": form.cleaned_data["signed_on"], "day": viewer.centre.day_at(now), "at": now}
        if answered(form, contact=contact, by=viewer.who, **signed):
            message = _("Written down. They see on their own page that it was given on paper.")
            return done(request, message, "residents:consents", viewer.centre.slug, pk)
    words = {"section": "people", "form": form, "contact": contact, "topics": Topic} | put_to_them(contact)
    words["answers"] = [form[topic.value] for topic in Topic]
    return render(request, "residents/consents_paper.html", words, status=422 if form.is_bound else 200)


@require_POST
@staff(May.RECORD_CONSENT)
def consents_stop(request, viewer, pk):
    """Somebody said aloud that they share no more: that is enough."""
    contact = relative_or_404(viewer, pk)
    consenting.withdraw(contact=contact, by=viewer.who, at=timezone.now())
    message = _("Written down. Nothing is shared with %(name)s any more.") % {"name": contact.name}
    return done(request, message, "residents:consents", viewer.centre.slug, pk)
