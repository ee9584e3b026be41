from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from centre import actions
from centre.access import May, one_or_404, signed_in, staff
from centre.duty import is_on_duty
from centre.forms_house import AnswerForm
from centre.models import Membership
from centre.pages import render_part
from centre.tenancy import enter
from families.access import open_doors
from residents.models import Account

from .greeting import greeting
from .today import today_at


@require_safe
@signed_in
def door(request):
    """Straight in where somebody has one door, as staff, resident or family; else a choice, or a house asks."""
    memberships = Membership.of_user_at(request.user, timezone.now())
    asked = Membership.asked_of(request.user)
    accounts = Account.of_user(request.user)
    families = open_doors(request.user, timezone.now())
    works_in = list({membership.centre_id: membership.centre for membership in memberships}.values())
    doors = [
        *(("home:today", house) for house in works_in),
        *(("home:my-day", account.centre) for account in accounts),
        *(("families:family", house) for house in families),
    ]
    if len(doors) == 1 and not asked:
        page, house = doors[0]
        return redirect(page, house.slug)
    words = {"memberships": memberships, "asked": asked, "accounts": accounts, "families": families}
    return render(request, "home/door.html", words)


@require_POST
@signed_in
def accept(request, pk):
    """Yes or no to a house that asked for this person."""
    membership = one_or_404(Membership.asked_of(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        enter(membership.centre_id, request.user.pk)
        actions.answer(membership=membership, at=timezone.now(), **form.cleaned_data)
    return redirect("door:door")


@require_safe
@staff(May.SEE_HOUSE)
def today(request, viewer):
    return render(request, "home/today.html", context_of(viewer, timezone.now()))


@require_safe
@staff(May.SEE_HOUSE)
def clock(request, viewer):
    """The card of now and next, which the open page asks for every minute."""
    return render_part(request, "home/today.html", context_of(viewer, timezone.now()), part="clock")


@require_safe
@staff(May.SEE_HOUSE)
def to_do(request, viewer):
    """What is not logged yet and whose turn is open, when somebody has written something."""
    return render_part(request, "home/today.html", context_of(viewer, timezone.now()), part="to-do")


def context_of(viewer, moment):
    today = today_at(viewer, moment)
    return {
        "section": "today",
        "greeting": greeting(viewer.who, today.clock.time),
        "day": today.day,
        "today": today,
        "house": today.house,
        "clock": today.clock,
        "on_duty": today.on_duty,
        "am_on_duty": is_on_duty(viewer, today.on_duty),
    }
