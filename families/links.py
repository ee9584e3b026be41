"""A relative's sign-in: asked for on the resident's yes, accepted once, ended at their word."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from centre import invitations, outbox
from centre.models.invitations import HOLDS
from residents import consenting
from residents.models import Consent, Topic

from .models import Link, LinkInvitation

ASKED = "families.link"


def yes_to_signing_in(contact, day):
    """The resident's consent that this person may have a sign-in, or None."""
    return Consent.unscoped.current_on(day).filter(contact=contact, topic=Topic.SIGN_IN).first()


def open_on(links, day):
    """Those of some links that open their door on a date: the resident's yes to a sign-in holds."""
    shared = consenting.shared_with({link.contact_id for link in links}, day)
    return [link for link in links if Topic.SIGN_IN in shared[link.contact_id]]


@transaction.atomic
def ask(*, contact, by, day, at):
    """Ask a relative, by mail, to have a sign-in. A newer invitation takes the place of an open one.

    Raises ValidationError without the resident's yes, without an address, or if there is a sign-in.
    """
    contact = consenting.hold(contact)
    consent = yes_to_signing_in(contact, day)
    if consent is None:
        raise ValidationError(_("There is no yes to this person's having a sign-in."))
    if not contact.email:
        raise ValidationError(_("There is no e-mail address to write to."))
    if Link.unscoped.current().filter(contact=contact).exists():
        raise ValidationError(_("This person has a sign-in already."))
    end_invitations(contact, at)
    asked = LinkInvitation(
        centre=contact.centre,
        contact=contact,
        consent=consent,
        email=contact.email.lower(),
        language=contact.language,
        made_by=by,
        made_at=at,
        expires_at=at + HOLDS,
    ).insert()
    outbox.put(ASKED, centre=contact.centre, about=asked.pk, recipient=contact.pk, at=at)
    return asked


@transaction.atomic
def accept(*, invitation, user, at):
    """Open the door that was asked for to the person of `user`, once.

    Raises ValidationError if the invitation was used or ended meanwhile, or the yes is withdrawn.
    """
    day = invitation.centre.day_at(at)
    consenting.hold(invitation.contact)
    if yes_to_signing_in(invitation.contact, day) is None or not invitations.use(invitation, at):
        raise ValidationError(_("This invitation has been used already, or taken back."))
    return Link(
        centre=invitation.centre, contact=invitation.contact, user=user, invitation=invitation, from_at=at
    ).insert()


@transaction.atomic
def end(*, contact, at):
    """The sign-in opens nothing here any more, from the next request on, and no invitation does."""
    end_invitations(contact, at)
    return bool(Link.unscoped.current().filter(contact=contact).update(ended_at=at))


def end_invitations(contact, at):
    LinkInvitation.unscoped.filter(contact=contact, used_at=None, ended_at=None).update(ended_at=at)
