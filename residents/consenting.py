"""What a resident shares, with whom: given by them alone, taken back at once. Keyword-only; the edge reads the clock.

`shared_with` is the one question that every page and every mail asks about a relative.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from centre.words import with_value

from .models import LAPSES_AFTER, Answer, Consent, ContactKind, Topic, Way
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


@transaction.atomic
def answer(*, contact, answers, by, day, at, account=None, signed_on=None):
    """Write down {topic: yes or no} about one contact: from the resident's own page, or from a paper of a day.

    What stands already from that day is left as it is. Raises ValidationError for a paper of a day to come, or one
    that has lapsed, or if the contact is not named any more, or not as family.
    """
    way, given_on = (Way.OWN_PAGE, day) if account else (Way.ON_PAPER, signed_on)
    if given_on > day:
        raise ValidationError({"signed_on": _("This day is still to come.")})
    if given_on + LAPSES_AFTER <= day:
        raise ValidationError({"signed_on": _("This paper has lapsed. It held for half a year.")})
    if contact.ended_at is not None:
        raise ValidationError(_("This person is not named any more."))
    if contact.kind != ContactKind.RELATIVE:
        raise ValidationError(_("Only to family can this be given. To pay gives no right to be told."))
    standing = {said.topic: said for said in Consent.unscoped.standing().filter(contact=contact).select_for_update()}
    for topic, said in answers.items():
        before = standing.get(topic)
        if before and (before.answer, before.given_on) == (said, given_on):
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
            way=way,
            account=account,
            given_on=given_on,
            expires_on=given_on + LAPSES_AFTER,
            recorded_by=by,
            at=at,
        ).insert()
    if refused := [topic for topic, said in answers.items() if said == Answer.NO]:
        stopped_sharing.send(sender=Consent, contact=contact, topics=refused, at=at)


@transaction.atomic
def withdraw(*, contact, by, at, topics=READING):
    """Nothing of these topics is shared with this contact any more, from the next request on."""
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
