"""What is new since somebody's last shift, who has read what, and what is to be done: read by Today and the hand-over.

Each question is a fixed number of queries, and takes no more rows than a page can show.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Min

from centre.models import Duty, Membership
from centre.walltime import instant

from .models import Handover, Receipt, Task

REMEMBERED = dt.timedelta(days=14)
"""How long an item that need not be read stays new."""
AT_MOST = 60
TWO_SHIFTS = dt.timedelta(days=1)
"""A must-read of the day before yesterday, or older, has gone past at least two shifts."""
LATELY = dt.timedelta(days=3)
"""How long a task that is done is still shown."""


@dataclass(frozen=True)
class Since:
    """What somebody has not read yet, must-reads first, the newest first."""

    last_shift: dt.date | None
    """The day on which they were last on duty, as far as they said so."""
    items: list[Handover]

    @property
    def must_reads(self):
        return [item for item in self.items if item.must_read]

    @property
    def others(self):
        return [item for item in self.items if not item.must_read]

    @property
    def others_seen(self):
        """What "Read all" says was seen: each with the version that the page shows."""
        return " ".join(f"{item.pk}.{item.version}" for item in self.others)


def since_last_shift(viewer, day):
    """Three queries. What was written before somebody began to work here is not their news."""
    began = began_on(viewer, Membership.visible_to(viewer).filter(user=viewer.who))
    new = Handover.visible_to(viewer).new_for(viewer.who, midnight(viewer, began[viewer.who.pk]))
    new = new.must_read_or_since(midnight(viewer, day - REMEMBERED)).with_words().must_reads_first()
    shifts = Duty.visible_to(viewer).filter(membership__user=viewer.who, day__lt=day).order_by("-day")
    return Since(shifts.values_list("day", flat=True).first(), list(new[:AT_MOST]))


def began_on(viewer, memberships):
    """{user: the first day on which they worked here, in whichever role} of the people of some memberships."""
    rows = Membership.visible_to(viewer).filter(user__in=memberships.values("user"), accepted_at__isnull=False)
    return dict(rows.values_list("user").annotate(Min("from_on")))


def with_readers(viewer, items, day):
    """The items, each with `readers`: who of the others working here has read it as it stands; and `team`, how many
    they are. Whoever began later was never shown it. Two queries."""
    began = began_on(viewer, Membership.visible_to(viewer).working_on(day))
    team = set(began)
    readers = defaultdict(list)
    receipts = Receipt.visible_to(viewer).filter(handover__in=items, by__in=team).select_related("by")
    for receipt in receipts.order_by("at", "id"):
        readers[receipt.handover_id, receipt.version].append(receipt.by)
    for item in items:
        written_on = viewer.centre.day_at(item.at)
        item.team = sum(began[user] <= written_on for user in team - {item.by_id})
        item.readers = [user for user in readers[item.pk, item.version] if user.pk != item.by_id]
    return items


def must_reads_lately(viewer, day):
    return Handover.visible_to(viewer).must_reads_from(midnight(viewer, day - REMEMBERED))


def not_read_by_all(viewer, day):
    """The must-reads of the last two weeks that two shifts have gone past and not everybody has read. Three queries."""
    items = must_reads_lately(viewer, day).filter(at__lt=midnight(viewer, day - TWO_SHIFTS))
    items = with_readers(viewer, list(items[:AT_MOST]), day)
    return [item for item in items if len(item.readers) < item.team]


def open_tasks(viewer):
    """Those of the reader first. One query."""
    return list(Task.visible_to(viewer).open().with_people().mine_first(viewer.who)[:AT_MOST])


def done_lately(viewer, moment):
    done = Task.visible_to(viewer).done_since(moment - LATELY).with_people()
    return list(done.order_by("-done_at", "-id")[:AT_MOST])


def midnight(viewer, day):
    return instant(day, dt.time(), viewer.centre.time_zone)
