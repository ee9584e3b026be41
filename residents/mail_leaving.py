"""The mails that say: somebody wants to leave. Each is asked anew when it is due."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from centre import outbox
from centre.models import Membership, OutsideHelp, User
from centre.models.people import Role

from .models import Contact, DepartureRequest


def standing(mail):
    rows = DepartureRequest.unscoped.standing().select_related("resident", "centre")
    return rows.filter(pk=mail.about).first()


def to_director(mail, moment):
    """A link to the person's page, for those who may open it; no name stands in the mail."""
    said = standing(mail)
    user = User.objects.filter(pk=mail.recipient).first()
    if said is None or user is None:
        return None
    here = Membership.unscoped.working_on(said.centre.day_at(moment)).filter(centre=said.centre, user=user)
    if not here.filter(role=Role.DIRECTOR).exists():
        return None
    with translation.override(user.language):
        path = reverse("residents:person", args=[said.centre.slug, said.resident.code])
        words = {"house": said.centre.label, "link": outbox.link(path)}
        text = _(
            "Somebody at %(house)s has said that they want to leave. Nobody can refuse it.\n\n"
            "Please see them today:\n%(link)s"
        )
        return outbox.Letter(user.email, _("Somebody wants to leave"), text % words)


def to_outside_person(mail, moment):
    """They have no sign-in here: the mail itself says it, because the resident named them for this."""
    said = standing(mail)
    contact = Contact.unscoped.current().filter(pk=mail.recipient).exclude(email="").first()
    if said is None or contact is None:
        return None
    with translation.override(contact.language):
        words = {"house": said.centre.label, "name": said.resident.name}
        text = _(
            "%(name)s named you as somebody to trust outside %(house)s, and has said that they want to leave.\n\n"
            "You need do nothing. If you can, ask %(name)s how you can help. The house has been told too, and"
            " nobody there can refuse it."
        )
        return outbox.Letter(contact.email, _("%(name)s wants to leave %(house)s") % words, text % words)


def to_officer(mail, moment):
    """Nobody outside is named: the officer is told that it happened, and asks the house who it is."""
    said = standing(mail)
    officer = OutsideHelp.unscoped.filter(pk=mail.recipient, is_officer=True).first()
    if said is None or officer is None:
        return None
    with translation.override(said.centre.language):
        words = {"house": said.centre.label}
        text = _(
            "Somebody who lives at %(house)s has said that they want to leave, and has named nobody outside whom we"
            " could tell. Nobody can refuse it. Please ask the house how it goes on."
        )
        return outbox.Letter(officer.email, _("Somebody wants to leave %(house)s") % words, text % words)
