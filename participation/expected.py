"""Who is invited: those for whom a period is. Whether they are there is in `Away.keeps_from`."""

from schedules.models import Expects

from .models import GroupPeriod, SignUp


def invited_to(viewer, periods):
    """The residents that a period names, by a group or by their own sign-up; {period: {resident, …}}. One query."""
    groups = GroupPeriod.visible_to(viewer).filter(period__in=periods, period__expects=Expects.GROUP)
    sign_ups = SignUp.visible_to(viewer).filter(period__in=periods, period__expects=Expects.SIGN_UP)
    found: dict[int, set[int]] = {period.pk: set() for period in periods}
    pairs = groups.values_list("period_id", "group__members__resident_id")
    for period_id, resident_id in pairs.union(sign_ups.values_list("period_id", "resident_id")):
        found[period_id].add(resident_id)
    return found
