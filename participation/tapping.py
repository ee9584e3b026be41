"""A tap on a cell, from whichever page: who, in which period, how; and what it left behind."""

from typing import NamedTuple

from residents.models import Resident
from schedules.models import Period

from . import actions
from .log import Cell, may_be_written, period_or_404, resident_to_log
from .models import Mark


class Tapped(NamedTuple):
    """What a tap wrote."""

    period: Period
    cell: Cell
    written: actions.Written


def tap(viewer, day, pk, *, who, level, version, reason, at):
    """Write what was tapped.

    Raises Http404 for a period or person that is not there, ValidationError for a day that cannot be written,
    and Conflict if somebody else has meanwhile written something else there.
    """
    today = viewer.centre.day_at(at)
    may_be_written(day, today, reason)
    here = {"level": level, "version": version, "reason": reason, "at": at}
    period, resident, written = actions.mark_as_usual(viewer, day, pk=pk, code=who, **here) or unusually(
        viewer, day, pk, who, here
    )
    mark = Mark(pk=written.mark_id, version=written.version, level=level, reason=reason, by=viewer.who, at=at, day=day)
    return Tapped(period, Cell(resident, mark), written)


def both(level, theirs):
    """What the second of two who wrote one cell chooses from: what they tapped, and the mark that stands there."""
    return {"mine": Cell(Resident(), Mark(level=level)), "theirs": theirs}


def unusually(viewer, day, pk, who, here):
    """The same, question by question: on a special day, or where the tap is refused."""
    period = period_or_404(viewer, day, pk)
    resident = resident_to_log(viewer, day, who)
    return period, resident, actions.mark(resident=resident, period=period, day=day, by=viewer.who, **here)
