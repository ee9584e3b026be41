from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from centre.access import May, staff
from centre.pages import render_part
from support.forms_handover import HandoverForm

from .handover import shift_at


@require_safe
@staff(May.WRITE_NOTES)
def handover(request, viewer):
    """What is new, what is to be done, what the day says already, and two sentences more."""
    return render(request, "home/handover.html", context_of(viewer))


@require_safe
@staff(May.WRITE_NOTES)
def new(request, viewer):
    """What is new and what is to be done, when somebody has written or done something."""
    return render_part(request, "home/handover.html", context_of(viewer), part="new")


def context_of(viewer):
    shift = shift_at(viewer, timezone.now())
    form = HandoverForm(viewer=viewer)
    words = {"shift": shift, "today": shift.today, "day": shift.today.day, "time": shift.today.clock.time}
    return {"section": "handover", "form": form, "house": shift.today.house, **words}
