"""The mail that asks a resident to have a sign-in of their own."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from centre import invitations, outbox

from .models import Account, AccountInvitation


def asked(mail, moment):
    """Withheld if the invitation was used, replaced or has run out."""
    invitation = AccountInvitation.unscoped.open_at(moment).select_related("centre").filter(pk=mail.about).first()
    if invitation is None:
        return None
    with translation.override(invitation.language):
        house = invitation.centre.label
        path = reverse("residents:invitation", args=[invitation.centre.slug, invitations.token_of(invitation)])
        text = _(
            "%(house)s has a page for you: your day, your turns, and what you decide yourself.\n\n"
            "Choose a password here. The link holds for 72 hours, and once:\n%(link)s\n\n"
            "If you did not expect this, you need do nothing."
        )
        words = {"house": house, "link": outbox.link(path)}
        return outbox.Letter(invitation.email, _("Your page at %(house)s") % words, text % words)


def ended(mail, moment):
    """To the address that signed in until now: nobody takes over somebody's page without their hearing of it."""
    account = Account.unscoped.select_related("centre", "user").filter(pk=mail.about).first()
    if account is None:
        return None
    with translation.override(account.user.language):
        words = {"house": account.centre.label}
        text = _(
            "Your sign-in to your page at %(house)s has been ended.\n\n"
            "If you did not want this, tell somebody you trust, or the independent complaints officer of the house."
        )
        return outbox.Letter(account.user.email, _("Your sign-in at %(house)s has ended") % words, text % words)
