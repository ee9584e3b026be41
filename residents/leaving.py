"""What follows when somebody says that they want to leave: it is told to those who must know, and stands.

Only the person themself takes it back. No function here declines, delays or deletes it, and the database would not
let one.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from centre import outbox
from centre.models import Mail, Membership, OutsideHelp
from centre.models.people import Role

from .models import Contact, ContactKind, DepartureRequest

TO_DIRECTOR = "residents.leaving_director"
TO_OUTSIDE_PERSON = "residents.leaving_outside"
TO_OFFICER = "residents.leaving_officer"
TOLD = {
    TO_DIRECTOR: _("The director"),
    TO_OUTSIDE_PERSON: _("The person outside"),
    TO_OFFICER: _("The independent complaints officer"),
}


@transaction.atomic
def say(*, stay, how, by, at):
    """Write down that somebody wants to leave, and tell the directors and their person outside. Said twice, it
    stands once."""
    said = DepartureRequest.unscoped.standing().filter(stay=stay).first()
    if said is not None:
        return said
    said = DepartureRequest(
        centre=stay.centre, resident=stay.resident, stay=stay, said_at=at, how=how, recorded_by=by
    ).insert()
    for kind, recipient in who_is_told(stay.resident, stay.centre.day_at(at)):
        outbox.put(kind, centre=stay.centre, about=said.pk, recipient=recipient, at=at)
    return said


def who_is_told(resident, day):
    """(kind of mail, id): every director; the persons outside whom the resident named, or else the officer."""
    directors = Membership.unscoped.working_on(day).filter(centre=resident.centre, role=Role.DIRECTOR)
    yield from ((TO_DIRECTOR, user) for user in sorted(set(directors.values_list("user", flat=True))))
    named = Contact.unscoped.current().of_kind(ContactKind.OUTSIDE_PERSON).filter(resident=resident)
    outside = list(named.exclude(email="").values_list("pk", flat=True))
    yield from ((TO_OUTSIDE_PERSON, contact) for contact in outside)
    if not outside:
        officers = OutsideHelp.unscoped.filter(centre=resident.centre, is_officer=True)
        yield from ((TO_OFFICER, officer) for officer in officers.values_list("pk", flat=True))


@transaction.atomic
def withdraw(*, said, account, at):
    """The resident takes it back, from their own page. Raises ValidationError if it does not stand any more."""
    rows = DepartureRequest.unscoped.standing().filter(pk=said.pk)
    if not rows.update(withdrawn_at=at, withdrawn_by=account):
        raise ValidationError(_("This does not stand any more."))


def told(said):
    """Who has been told, and when: [(who, instant, or None while a mail is on its way)]. Several directors are one."""
    mails = Mail.unscoped.filter(centre=said.centre_id, kind__in=TOLD, about=said.pk, withheld_at=None)
    found = mails.values_list("kind").annotate(n=Count("id"), sent=Count("sent_at"), at=Max("sent_at")).order_by("kind")
    return [(TOLD[kind], at if sent == n else None) for kind, n, sent, at in found]
