"""Pattern 7b: rings are rows, claimed by one UPDATE; Celery only wakes us, often and harmlessly.

Everything takes the moment as its argument: a task passes the clock, a test passes its own.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from centre.live import after_commit, publish

from .models import Ring

GRACE = dt.timedelta(seconds=60)
"""A ring later than this is recorded missed, not rung."""
EARLY = dt.timedelta(milliseconds=150)
"""How long before its instant a ring is claimed, within the 200 ms that the database allows: the pages know the
instant, fetch what rings meanwhile, and sound it when it comes."""
AHEAD = dt.timedelta(seconds=12)
"""How far ahead an instant is handed to Celery; never more (a longer ETA was lost or doubled)."""


@dataclass(frozen=True)
class Claimed:
    """A ring that this call, and no other, may ring or record."""

    centre_id: int
    ring_id: int
    due_at: dt.datetime


def ring_due(moment):
    """Ring whatever is due in every house. Returns what this call claimed."""
    claimed = ask("SELECT centre_id, id, due_at FROM schedules_ring_due(%s, %s)", moment, GRACE)
    for ring in claimed:
        after_commit(publish, wake(ring))
    return claimed


def miss_overdue(moment):
    """Record as missed whatever is later than the grace. Returns what this call recorded."""
    missed = ask("SELECT centre_id, id, due_at FROM schedules_miss_overdue(%s, %s)", moment, GRACE)
    for ring in missed:
        after_commit(publish, {"centre": ring.centre_id, "event": "changed", "what": "rings", "day": ""})
    return missed


def instants_ahead(moment):
    """The distinct instants at which something is due soon, in any house."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT due_at FROM schedules_due_ahead(%s, %s) ORDER BY 1", [moment, moment + AHEAD])
        return [due_at for (due_at,) in cursor.fetchall()]


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Claimed(*row) for row in cursor.fetchall()]


def wake(ring):
    """What goes out to the pages of the house: an id and an instant."""
    return {"centre": ring.centre_id, "event": "ring", "id": ring.ring_id, "due": milliseconds(ring.due_at)}


def milliseconds(moment):
    return int(moment.timestamp() * 1000)


def recent(centre, moment):
    """(id, due) of what rang in the last minute, the oldest first. Must be asked inside the centre."""
    rung = Ring.unscoped.filter(centre=centre).rung_since(moment - GRACE)
    return [(pk, milliseconds(due_at)) for pk, due_at in rung.values_list("pk", "due_at")]
