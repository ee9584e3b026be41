"""A relative's sign-in: the staff ask with the resident's yes, the relative opens it with the link of the mail."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from centre import invitations
from centre.access import May, invited, staff
from centre.pages import a_form, done, refused_with
from centre.views_invited import answer_to, dead_link
from residents.pages import relative_or_404

from . import links
from .models import Link, LinkInvitation


def sign_in_of(viewer, contact):
    """Whether a relative signs in, was asked to, or may be asked: the words of `families/_sign_in.html`."""
    now = timezone.now()
    return {
        "contact": contact,
        "link": Link.visible_to(viewer).current().filter(contact=contact).select_related("user").first(),
        "asked": LinkInvitation.visible_to(viewer).open_at(now).filter(contact=contact).first(),
        "yes": links.yes_to_signing_in(contact, viewer.centre.day_at(now)),
    }


@require_safe
@staff(May.WRITE_PEOPLE)
def link(request, viewer, pk):
    """Whether a relative signs in, was asked to, or may be asked."""
    contact = relative_or_404(viewer, pk)
    words = {"section": "people"} | sign_in_of(viewer, contact)
    return render(request, "families/link.html", words)


@require_POST
@staff(May.WRITE_PEOPLE)
def link_ask(request, viewer, pk):
    return asked_in(request, viewer, relative_or_404(viewer, pk), "families:link")


def asked_in(request, viewer, contact, page):
    """Ask a relative, by mail, to have a sign-in; then go on to a page about them."""
    now = timezone.now()
    try:
        links.ask(contact=contact, by=viewer.who, day=viewer.centre.day_at(now), at=now)
    except ValidationError as refused:
        return refused_with(request, refused, page, viewer.centre.slug, contact.pk)
    message = _("A mail is on its way to %(email)s. Its link holds for 72 hours.") % {"email": contact.email}
    return done(request, message, page, viewer.centre.slug, contact.pk)


@require_POST
@staff(May.WRITE_PEOPLE)
def link_end(request, viewer, pk):
    """Somebody else got in, or the resident said so: the door is shut from the next request on."""
    contact = relative_or_404(viewer, pk)
    links.end(contact=contact, at=timezone.now())
    return done(request, _("The sign-in is ended."), "families:link", viewer.centre.slug, pk)


@a_form
@invited
def invitation(request, viewer, token):
    """The link of the mail. Without the resident's yes of today it is a page that does not exist."""
    now = timezone.now()
    asked = invitations.find(LinkInvitation, token, now)
    if asked is None or links.yes_to_signing_in(asked.contact, viewer.centre.day_at(now)) is None:
        return dead_link(request)
    return answer_to(request, asked, who=asked.contact, accept=links.accept, at=now)
