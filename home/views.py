from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from centre.access import May, signed_in, staff
from centre.models import Membership
from residents.models import Away
from rooms.plan import house_at

from .greeting import greeting


@require_safe
@signed_in
def door(request):
    """Straight in where somebody works in one house; a choice where they work in several."""
    memberships = Membership.of_user_at(request.user, timezone.now())
    if len({membership.centre_id for membership in memberships}) == 1:
        return redirect("home:today", memberships[0].centre.slug)
    return render(request, "home/door.html", {"memberships": memberships})


@require_safe
@staff(May.SEE_HOUSE)
def today(request, viewer):
    now = timezone.now()
    day, time = viewer.centre.day_at(now), viewer.centre.time_at(now)
    planned = Away.visible_to(viewer).planned_after(day).select_related("resident")
    return render(
        request,
        "home/today.html",
        {
            "section": "today",
            "greeting": greeting(viewer.who, time),
            "day": day,
            "house": house_at(viewer, day, time),
            "planned": planned.order_by("left_on", "id")[:5],
            "team": Membership.visible_to(viewer).working_on(day).by_name(),
        },
    )
