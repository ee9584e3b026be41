"""What one cell of the log has been: each value, who wrote it, when, and why so late."""

import datetime as dt
from dataclasses import dataclass

from centre.models import Change, User

from .models import Level


@dataclass(frozen=True)
class Entry:
    """One write in a cell of a day. A level of None is "not recorded"."""

    day: dt.date
    at: dt.datetime
    by: User
    was: Level | None
    became: Level | None
    reason: str


def history_of(viewer, mark):
    """Every write of a mark, the newest first. Two queries."""
    changes = [change for change in Change.visible_to(viewer).of(mark) if change.new]
    people = User.objects.in_bulk({change.new["by_id"] for change in changes})
    return [
        Entry(
            day=mark.day,
            at=dt.datetime.fromisoformat(change.new["at"]),
            by=people[change.new["by_id"]],
            was=level_in(change.old),
            became=level_in(change.new),
            reason=change.new.get("reason", ""),
        )
        for change in changes
    ]


def level_in(row):
    return None if row is None or row["level"] is None else Level(row["level"])
