"""The way of a letter: drafted by the staff, laid before the resident, decided by them. Keyword-only."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from centre import outbox
from centre.tenancy import CHANGED_JUST_NOW
from residents import consenting
from residents.models import Account, Consent, Topic

from . import reading, wording
from .models import SENT, TO_DECIDE, Decision, Link, Part, Passage, Summary

SENT_MAIL = "families.letter"


def shared(contact, day):
    return consenting.shared_with([contact.pk], day)[contact.pk]


@transaction.atomic
def draft(*, contact, month, passages, by, day, at):
    """Begin the letter about a month (its first day) with {part: text}.

    Raises ValidationError if there is one already, or the resident shares nothing with this person.
    """
    if Topic.LIVING not in shared(contact, day):
        raise ValidationError(_("There is no yes to a letter to this person."))
    texts = wording.checked(passages, contact.resident, day)
    letter = Summary(
        centre=contact.centre,
        resident=contact.resident,
        contact=contact,
        month=month,
        language=contact.language,
        drafted_by=by,
        drafted_at=at,
    ).insert()
    write(letter, texts)
    return letter


@transaction.atomic
def redraft(*, letter, version, passages, day):
    """Other words, while it is a draft. Raises ValidationError if somebody else has just changed it."""
    texts = wording.checked(passages, letter.resident, day)
    take(letter, version, shown_at=None)
    write(letter, texts)


@transaction.atomic
def lay_before(*, letter, version, day, at):
    """Show a draft to the resident, who has seven days to decide.

    Raises ValidationError if they have no sign-in of their own, or share nothing with this person, or it is empty.
    """
    if not Account.unscoped.current().filter(resident=letter.resident).exists():
        raise ValidationError(_("They have no page of their own, so nobody could decide about it."))
    if Topic.LIVING not in shared(letter.contact, day):
        raise ValidationError(_("There is no yes to a letter to this person."))
    if not readable(letter, day):
        raise ValidationError(_("There is nothing in this letter that could be read."))
    change(letter, version, {"shown_at": None}, shown_at=at)


@transaction.atomic
def take_back(*, letter, version):
    """Make it a draft again: before the resident has decided, or when the seven days are over."""
    change(letter, version, {"shown_at__isnull": False}, shown_at=None)


@transaction.atomic
def throw_away(*, letter, version):
    """A draft that nobody has been shown is gone."""
    take(letter, version, shown_at=None)
    letter.delete()


@transaction.atomic
def change_words(*, letter, version, passages, day, at):
    """The resident's own change, before they decide."""
    texts = wording.checked(passages, letter.resident, day)
    if not texts:
        raise ValidationError(_("Leave one line at least, or choose “Not this month”."))
    take(letter, version, shown_at__gt=at - TO_DECIDE)
    write(letter, texts)


@transaction.atomic
def decide(*, letter, version, decision, account, day, at, parts=None, own_words=""):
    """What the resident decides; nobody else does, and it stays as decided. What is sent is announced by mail.

    `parts` are those that they read; what was not readable for the relative is not kept in what is sent, so that
    nobody ever reads what the resident did not. Raises ValidationError if the seven days are over, somebody has just
    changed it, something else is shared than when they read it, or nothing is.
    """
    consenting.hold(letter.contact)
    consent = Consent.unscoped.current_on(day).filter(contact=letter.contact, topic=Topic.LIVING).first()
    waiting = {"shown_at__gt": at - TO_DECIDE}
    if decision in SENT:
        if consent is None:
            raise ValidationError(_("You do not share that you live here with this person, so nothing can be sent."))
        version = take(letter, version, **waiting)
    if decision == Decision.OWN_WORDS:
        texts = wording.checked({Part.OWN_WORDS: own_words}, letter.resident, day)
        if not texts:
            raise ValidationError({"own_words": _("Write a line first.")})
        write(letter, texts)
    elif decision == Decision.SEND:
        keep_what_was_read(letter, parts, day)
    decided = {"decided_at": at, "decided_by": account, "consent": consent if decision in SENT else None}
    change(letter, version, waiting, decision=decision, **decided)
    if decision in SENT:
        for link in Link.unscoped.current().filter(contact=letter.contact):
            outbox.put(SENT_MAIL, centre=letter.centre, about=letter.pk, recipient=link.pk, at=at)


def keep_what_was_read(letter, parts, day):
    found = readable(letter, day)
    if not found:
        raise ValidationError(_("There is nothing in this letter that could be read."))
    if parts is not None and set(parts) != set(found):
        raise ValidationError(CHANGED_JUST_NOW)
    letter.passages.exclude(part__in=found).delete()


def readable(letter, day):
    """The parts of a letter that its reader would read today."""
    topics = shared(letter.contact, day)
    letter = Summary.unscoped.prefetch_related("passages").get(pk=letter.pk)
    read = reading.as_read(letter, topics)
    return [passage.part for passage in read.passages] if read else []


def take(letter, version, **state):
    """Hold the letter, as it was seen and not decided, for this transaction. Gives its new version."""
    change(letter, version, state)
    return version + 1


def change(letter, version, state, **fields):
    rows = Summary.unscoped.filter(pk=letter.pk, version=version, decision="", **state)
    if not rows.update(version=F("version") + 1, **fields):
        raise ValidationError(CHANGED_JUST_NOW)


def write(letter, texts):
    letter.passages.all().delete()
    for part, text in texts.items():
        Passage(centre=letter.centre, summary=letter, part=part, text=text).insert()
