"""A resident's own sign-in: asked for, accepted, ended. Keyword-only; the edge reads the clock."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from centre import invitations, outbox
from centre.models import Membership
from centre.models.invitations import HOLDS

from .models import Account, AccountInvitation

ASKED = "residents.account"
ENDED = "residents.account_ended"


@transaction.atomic
def ask(*, resident, email, language, by, at):
    """Ask a resident, by mail, to have a sign-in of their own. A newer invitation takes the place of an open one.

    Raises ValidationError if they have one.
    """
    if Account.unscoped.current().filter(resident=resident).exists():
        raise ValidationError(_("There is a sign-in already."))
    AccountInvitation.unscoped.filter(resident=resident, used_at=None, ended_at=None).update(ended_at=at)
    asked = AccountInvitation(
        centre=resident.centre,
        resident=resident,
        email=email.lower(),
        language=language,
        made_by=by,
        made_at=at,
        expires_at=at + HOLDS,
    ).insert()
    outbox.put(ASKED, centre=resident.centre, about=asked.pk, recipient=resident.pk, at=at)
    return asked


@transaction.atomic
def accept(*, invitation, user, at):
    """Open the account that was asked for, to the person of `user`, once.

    Raises ValidationError if the invitation was used or ended meanwhile, or the person has an account here or works
    here: what a resident decides, nobody of the staff decides for them.
    """
    day = invitation.centre.day_at(at)
    if Membership.unscoped.working_on(day).filter(centre=invitation.centre, user=user).exists():
        raise ValidationError(_("Whoever works here cannot have the page of somebody who lives here."))
    if not invitations.use(invitation, at):
        raise ValidationError(_("This invitation has been used already, or taken back."))
    return Account(
        centre=invitation.centre, resident=invitation.resident, user=user, invitation=invitation, from_at=at
    ).insert()


@transaction.atomic
def end(*, account, at):
    """The sign-in opens nothing here any more, from the next request on. Whose it was is told so by mail."""
    ended = bool(Account.unscoped.current().filter(pk=account.pk).update(ended_at=at))
    if ended:
        outbox.put(ENDED, centre=account.centre, about=account.pk, recipient=account.user_id, at=at)
    return ended
