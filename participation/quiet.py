"""A quiet line to the key worker: somebody has not taken part for a while. Nothing of it is kept."""

import datetime as dt

from django.db.models import Count, Q

from residents.models import Resident, Stay

from .models import JOINED

LATELY = dt.timedelta(days=10)
ENOUGH = 5
"""Fewer records than that say nothing."""


def quiet_lately(viewer, day):
    """Residents of whom the reader is key worker and who joined nothing of what is recorded lately, by name.

    Each with `recorded`, how often that was. What is voluntary counts for whoever joined it, and against nobody.
    Whoever came only now is left to arrive. One query.
    """
    stays = Stay.visible_to(viewer).open_on(day).filter(key_worker__user=viewer.who, moved_in_on__lte=day - LATELY)
    lately = {"marks__day__gt": day - LATELY, "marks__day__lte": day, "marks__level__isnull": False}
    rows = Resident.visible_to(viewer).filter(pk__in=stays.values("resident"), **lately)
    rows = rows.annotate(
        recorded=Count("marks", filter=Q(marks__period__is_voluntary=False)),
        joined=Count("marks", filter=Q(marks__level__in=JOINED)),
    )
    return rows.filter(joined=0, recorded__gte=ENOUGH).by_name()
