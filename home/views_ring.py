"""What an open page fetches for the id of a ring. The numbers come from the apps above the timetable."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from centre.access import May, one_or_404, staff
from rooms.plan import occupants_at
from schedules.models import Ring, Signal
from schedules.ringing import GRACE, milliseconds


@dataclass(frozen=True)
class Shown:
    """A ring as staff see it."""

    ring: Ring
    due: int
    wall_time: object
    to_call: int | None
    """How many live here and are expected in the day; None for a bell."""


@require_safe
@staff(May.SEE_HOUSE)
def ringing(request, viewer):
    """The rings of the last minute, from the ledger: a page asks every 15 seconds while no stream comes."""
    rings = Ring.visible_to(viewer).rung_since(timezone.now() - GRACE).with_period()
    return as_parts(request, [shown(viewer, ring) for ring in rings])


@require_safe
@staff(May.SEE_HOUSE)
def ring(request, viewer, pk):
    return as_parts(request, [shown(viewer, one_or_404(Ring.visible_to(viewer).rung().with_period(), pk=pk))])


def shown(viewer, ring):
    time = viewer.centre.time_at(ring.due_at)
    is_bell = ring.bell.signal == Signal.BELL
    here = [] if is_bell else occupants_at(viewer, ring.on, time).values()
    to_call = None if is_bell else sum(occupant.away is None for occupant in here)
    return Shown(ring, milliseconds(ring.due_at), time, to_call)


def as_parts(request, rings):
    """The lines alone for the page that asked by itself, a page of its own for a person."""
    template = "home/ringing.html" + ("#rings" if request.htmx else "")
    response = render(request, template, {"section": "today", "rings": rings, "now": milliseconds(timezone.now())})
    patch_vary_headers(response, ["HX-Request"])
    return response
