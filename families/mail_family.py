"""The mails to relatives: a sign-in, and that there is something to read. Each is asked anew when it is due.

A mail about a letter is the same for every family: it names nobody and says nothing of what it leads to.
"""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from centre import invitations, outbox

from . import links, reading
from .access import as_relative
from .models import Link, LinkInvitation


def asked(mail, moment):
    """Withheld if the invitation was used, replaced or has run out, or the resident's yes is withdrawn."""
    rows = LinkInvitation.unscoped.open_at(moment).select_related("centre", "contact").filter(pk=mail.about)
    invitation = rows.first()
    if invitation is None or links.yes_to_signing_in(invitation.contact, invitation.centre.day_at(moment)) is None:
        return None
    with translation.override(invitation.language):
        house = invitation.centre.label
        path = reverse("families:invitation", args=[invitation.centre.slug, invitations.token_of(invitation)])
        text = _(
            "%(house)s has a page where you read what is shared with you.\n\n"
            "Choose a password here. The link holds for 72 hours, and once:\n%(link)s\n\n"
            "If you did not expect this, you need do nothing."
        )
        words = {"house": house, "link": outbox.link(path)}
        sender = "\n".join(filter(None, [house, invitation.centre.phone]))
        return outbox.Letter(invitation.email, _("Your page at %(house)s") % words, f"{text % words}\n\n{sender}")


def letter(mail, moment):
    """Withheld if the door is shut by now, or the resident does not share the letter any more."""
    link = Link.unscoped.current().select_related("centre", "user").filter(pk=mail.recipient).first()
    if link is None or not links.open_on([link], link.centre.day_at(moment)):
        return None
    viewer = as_relative(link.user, link.centre, [link.contact_id])
    readable = {read.summary.pk for read in reading.letters_for(viewer, link.centre.day_at(moment))}
    if mail.about not in readable:
        return None
    with translation.override(link.user.language):
        words = {"house": link.centre.label, "link": outbox.link(reverse("families:family", args=[link.centre.slug]))}
        text = _("There is something to read for you at %(house)s:\n%(link)s")
        return outbox.Letter(link.user.email, _("A letter from %(house)s") % words, text % words)
