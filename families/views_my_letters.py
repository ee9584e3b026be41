"""What a resident decides about each letter to their family. They read it first, exactly as it would be read."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from centre.access import one_or_404
from centre.pages import a_form, done, place_errors, refused_with
from residents.access import resident
from residents.models import Account

from . import drafting, forms, letters, reading
from .models import Decision, Part, Summary

MINE = {
    Part.OWN_WORDS: gettext_lazy("In my own words"),
    Part.YOU: gettext_lazy("What they can do"),
}
"""How parts are called where the resident themself writes."""
SAID = {
    Decision.SEND: gettext_lazy("It is sent."),
    Decision.OWN_WORDS: gettext_lazy("Your own words are sent, and nothing else."),
    Decision.NOT_NOW: gettext_lazy("Nothing is sent. They are not told that there was a letter."),
}


@require_safe
@resident
def my_letters(request, viewer):
    """Every letter that was laid before me, the newest first."""
    now = timezone.now()
    shown = Summary.visible_to(viewer).filter(shown_at__isnull=False).select_related("contact").newest_first()
    found = [(letter, letter.is_waiting_at(now)) for letter in shown]
    return render(request, "families/my_letters.html", {"letters": found})


def my_letter_or_404(viewer, pk):
    rows = Summary.visible_to(viewer).filter(shown_at__isnull=False)
    return one_or_404(rows.select_related("resident", "contact", "drafted_by").prefetch_related("passages"), pk=pk)


@require_safe
@resident
def my_letter(request, viewer, pk):
    return letter_page(request, viewer, my_letter_or_404(viewer, pk))


def letter_page(request, viewer, summary, words=None, own=None, status=200):
    """One letter exactly as they would read it today, and what I can decide."""
    now = timezone.now()
    day = viewer.centre.day_at(now)
    topics = letters.shared(summary.contact, day)
    read = reading.as_read(summary, topics)
    passages = {passage.part: passage.text for passage in summary.passages.all()}
    seen = {"version": summary.version}
    parts = drafting.parts_open(topics)
    context = {
        "letter": read,
        "parts": ",".join(passage.part for passage in read.passages) if read else "",
        "summary": summary,
        "hidden": reading.hidden(summary, read),
        "is_waiting": summary.is_waiting_at(now),
        "words": words or forms.LetterForm(viewer=viewer, parts=parts, labels=MINE, initial=passages | seen),
        "own": own or forms.OwnWordsForm(viewer=viewer, initial=seen | {"own_words": passages.get(Part.OWN_WORDS, "")}),
        "decisions": Decision,
        "today": now,
    }
    return render(request, "families/my_letter.html", context, status=status)


@a_form
@resident
def my_letter_change(request, viewer, pk):
    """My change, before I decide."""
    summary = my_letter_or_404(viewer, pk)
    if request.method != "POST":
        return letter_page(request, viewer, summary)
    now = timezone.now()
    day = viewer.centre.day_at(now)
    parts = drafting.parts_open(letters.shared(summary.contact, day))
    form = forms.LetterForm(request.POST, viewer=viewer, parts=parts, labels=MINE)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            letters.change_words(letter=summary, version=version, passages=form.passages, day=day, at=now)
        except ValidationError as refused:
            place_errors(form, refused)
        else:
            return done(request, _("Changed. Now decide about it."), "families:my-letter", viewer.centre.slug, pk)
    return letter_page(request, viewer, summary, words=form, status=422)


@a_form
@resident
def my_letter_own_words(request, viewer, pk):
    """Only my own words are sent."""
    summary = my_letter_or_404(viewer, pk)
    if request.method != "POST":
        return letter_page(request, viewer, summary)
    form = forms.OwnWordsForm(request.POST, viewer=viewer)
    if form.is_valid():
        try:
            decided(viewer, summary, Decision.OWN_WORDS, **form.cleaned_data)
        except ValidationError as refused:
            place_errors(form, refused)
        else:
            return done(request, SAID[Decision.OWN_WORDS], "families:my-letters", viewer.centre.slug)
    return letter_page(request, viewer, summary, own=form, status=422)


@require_POST
@resident
def my_letter_decide(request, viewer, pk):
    """Send it, or not this month."""
    summary = my_letter_or_404(viewer, pk)
    form = forms.DecideForm(request.POST)
    if not form.is_valid():
        return letter_page(request, viewer, summary, status=422)
    decision = Decision(form.cleaned_data["decision"])
    try:
        read = form.cleaned_data["parts"].split(",")
        decided(viewer, summary, decision, version=form.cleaned_data["version"], parts=read)
    except ValidationError as refused:
        return refused_with(request, refused, "families:my-letter", viewer.centre.slug, pk)
    return done(request, SAID[decision], "families:my-letters", viewer.centre.slug)


def decided(viewer, summary, decision, **what):
    now = timezone.now()
    account = one_or_404(Account.visible_to(viewer).current())
    day = viewer.centre.day_at(now)
    letters.decide(letter=summary, decision=decision, account=account, day=day, at=now, **what)
