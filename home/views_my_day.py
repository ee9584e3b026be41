from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from centre.pages import render_part
from residents.access import resident

from .my_day import my_day_at


@require_safe
@resident
def my_day(request, viewer):
    return render(request, "home/my_day.html", context_of(viewer))


@require_safe
@resident
def my_clock(request, viewer):
    """What is on now and next, which the open page asks for every minute."""
    return render_part(request, "home/my_day.html", context_of(viewer), part="my-clock")


def context_of(viewer):
    mine = my_day_at(viewer, timezone.now())
    return {"mine": mine, "clock": mine.clock, "day": mine.clock.day}
