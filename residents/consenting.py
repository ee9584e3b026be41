"""What a resident shares, with whom: given by them alone, taken back at once. Keyword-only; the edge reads the clock.

`shared_with` is the one question that every page and every mail asks about a relative.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from centre.tenancy import CHANGED_JUST_NOW
from centre.words import with_value

from .models import LAPSES_AFTER, Answer, Consent, Contact, ContactKind, Topic, Way
from .signals import stopped_sharing

READING = [topic for topic in Topic if topic != Topic.SIGN_IN]
"""What somebody may read, as against whether they may come in."""
TERMS = gettext_lazy(
    "You decide, topic by topic, and can change it at any time: it holds from the next moment on. Nobody outside is"
    " told what you did not share, or that you said no. A yes holds for half a year, then you are asked again."
)


def shared_with(contact_ids, day):
    """{contact: topics} that may be told to each of them on a date. Nobody is missing: nothing is an empty set."""
    shared: dict[int, set[Topic]] = {contact: set() for contact in contact_ids}
    for contact, topic in Consent.unscoped.current_on(day).filter(contact__in=shared).values_list("contact", "topic"):
        shared[contact].add(topic)
    return shared


def heading(contact):
    return _("What I share with %(name)s") % {"name": contact.name}


def sentence(contact, topic):
    """What is put to the resident, on their page and on the paper alike, in the language of the page."""
    return f"{with_value(heading(contact), Topic(topic).label)}\n{TERMS}"


def hold(contact):
    """Whoever says, takes back or acts on a yes to this contact waits for those before. Gives the row as it is now."""
    return Contact.unscoped.select_for_update(no_key=True).get(pk=contact.pk)


@transaction.atomic
def answer(*, contact, answers, by, day, at, account=None, signed_on=None, seen=None):
    """Write down {topic: yes or no} about one contact: from the resident's own page, or from a paper of a day.

    What stands already and is not about to lapse is left as it is. `seen` are the ids of what stood on the page.
    Raises ValidationError for a paper of a day to come, one that has lapsed or is older than the last word; if the
    contact is not named any more, or not as family; or if something else stands by now than what was seen.
    """
    given_on = day if account else signed_on
    check_day(given_on, day)
    named = hold(contact)
    if named.ended_at is not None:
        raise ValidationError(_("This person is not named any more."))
    if named.kind != ContactKind.RELATIVE:
        raise ValidationError(_("Only to family can this be given. To pay gives no right to be told."))
    standing = {said.topic: said for said in Consent.unscoped.standing().filter(contact=contact)}
    if seen is not None and seen != {said.pk for said in standing.values()}:
        raise ValidationError(CHANGED_JUST_NOW)
    if account is None:
        check_nothing_later(contact, answers, signed_on)
    for topic, said in answers.items():
        before = standing.get(topic)
        if before and before.answer == said and not before.is_to_be_asked_anew_on(day):
            continue
        if before:
            Consent.unscoped.filter(pk=before.pk).update(ended_at=at, ended_by=by)
        Consent(
            centre=contact.centre,
            resident=contact.resident,
            contact=contact,
            topic=topic,
            answer=said,
            text=sentence(contact, topic),
            language=get_language(),
            way=Way.OWN_PAGE if account else Way.ON_PAPER,
            account=account,
            given_on=given_on,
            expires_on=given_on + LAPSES_AFTER,
            recorded_by=by,
            at=at,
        ).insert()
    if refused := [topic for topic, said in answers.items() if said == Answer.NO]:
        stopped_sharing.send(sender=Consent, contact=contact, topics=refused, at=at)


def check_day(given_on, day):
    if given_on > day:
        raise ValidationError({"signed_on": _("This day is still to come.")})
    if given_on + LAPSES_AFTER <= day:
        raise ValidationError({"signed_on": _("This paper has lapsed. It held for half a year.")})


def check_nothing_later(contact, topics, signed_on):
    """A paper says what was wanted on its day: an answer or a withdrawal of that day or a later one stands."""
    for said in Consent.unscoped.filter(contact=contact, topic__in=list(topics)):
        last = max(said.given_on, said.centre.day_at(said.ended_at)) if said.ended_at else said.given_on
        if last >= signed_on:
            raise ValidationError({"signed_on": _("Since this day something else was said about one of these topics.")})


@transaction.atomic
def withdraw(*, contact, by, at, topics=READING):
    """Nothing of these topics is shared with this contact any more, from the next request on."""
    hold(contact)
    given = Consent.unscoped.standing().filter(contact=contact, answer=Answer.YES, topic__in=topics)
    ended = given.update(ended_at=at, ended_by=by)
    stopped_sharing.send(sender=Consent, contact=contact, topics=topics, at=at)
    return ended


def said_to(contact, day):
    """[(topic, what stands, whether it holds today)] for every topic, in order; None where nothing was said."""
    standing = {said.topic: said for said in Consent.unscoped.standing().filter(contact=contact)}
    return [
        (topic, said, said is not None and said.is_current_on(day)) for topic in Topic for said in [standing.get(topic)]
    ]
