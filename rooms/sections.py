from residents.sections import Section

from .models import Placement


def room_of(viewer, resident, day):
    """Where somebody sleeps, and where they slept before."""
    placements = Placement.visible_to(viewer).filter(stay__resident=resident).select_related("room__wing")
    return Section("rooms/_of_person.html", {"placements": placements.order_by("-from_on", "-id"), "day": day})
