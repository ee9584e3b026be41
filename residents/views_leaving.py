""" "I want to leave", on the resident's own page and, for whoever says it aloud, at the hand of the staff."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centre.access import May, one_or_404, staff
from centre.pages import a_form, done, refused_with

from . import leaving
from .access import resident
from .models import Account, DepartureRequest, Resident, SaidHow, Stay


@a_form
@resident
def leave(request, viewer):
    """One tap leads here from every page of a resident, the second says it."""
    now = timezone.now()
    day = viewer.centre.day_at(now)
    stays = Stay.visible_to(viewer).open_on(day).select_related("resident", "centre")
    if request.method == "POST":
        leaving.say(stay=one_or_404(stays), how=SaidHow.OWN_PAGE, by=viewer.who, at=now)
        return done(request, _("It is said. Nobody can refuse it."), "residents:leave", viewer.centre.slug)
    said = DepartureRequest.visible_to(viewer).open_on(day).newest_first().first()
    words = {"said": said, "told": leaving.told(said) if said else [], "stay": stays.first()}
    return render(request, "residents/leave.html", words)


@require_POST
@resident
def leave_withdraw(request, viewer):
    """Only the person themself takes it back."""
    now = timezone.now()
    said = one_or_404(DepartureRequest.visible_to(viewer).open_on(viewer.centre.day_at(now)))
    account = one_or_404(Account.visible_to(viewer).current())
    try:
        leaving.withdraw(said=said, account=account, at=now)
    except ValidationError as refused:
        return refused_with(request, refused, "residents:leave", viewer.centre.slug)
    return done(
        request, _("You have taken it back. You can say it again at any time."), "home:my-day", viewer.centre.slug
    )


@a_form
@staff(May.WRITE_PEOPLE)
def person_leaves(request, viewer, code):
    """Somebody said it to a member of staff, who writes it down. There is nothing to decide."""
    person = one_or_404(Resident.visible_to(viewer), code=code)
    now = timezone.now()
    stay = one_or_404(
        Stay.visible_to(viewer).open_on(viewer.centre.day_at(now)).select_related("resident", "centre"), resident=person
    )
    if request.method == "POST":
        leaving.say(stay=stay, how=SaidHow.TO_STAFF, by=viewer.who, at=now)
        message = _("It is written down, and the director and somebody outside are being told.")
        return done(request, message, "residents:person", viewer.centre.slug, code)
    return render(request, "residents/person_leaves.html", {"section": "people", "resident": person})
