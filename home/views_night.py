"""The board for the night: who is in, out, away, as people said it. It asks nobody to look into a room."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from centre.access import May, staff
from centre.pages import render_part
from rooms.plan import house_at


@require_safe
@staff(May.LOG)
def night(request, viewer):
    """Dark, whatever light the person has chosen elsewhere."""
    return board(request, viewer, "night", {"theme": "dark"})


@require_safe
@staff(May.LOG)
def night_in_my_light(request, viewer):
    return board(request, viewer, "night-in-my-light", {})


def board(request, viewer, page, light):
    now = timezone.now()
    day, time = viewer.centre.day_at(now), viewer.centre.time_at(now)
    words = {"section": "today", "page": page, "day": day, "time": time, "house": house_at(viewer, day, time)}
    return render_part(request, "home/night.html", words | light, part="board")
