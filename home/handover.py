"""What the page of the hand-over adds to Today: what else is said of tonight, and who has read my must-reads."""

from dataclasses import dataclass

from residents.models import Away
from support.handing_over import must_reads_lately, with_readers
from support.models import Handover

from .today import Today, today_at

AT_MOST = 10


@dataclass
class Shift:
    """A shift as it is handed over: nothing here is written for it alone but the items."""

    today: Today
    later: list[Away]
    """Who means to go out later today."""
    mine: list[Handover]
    """What I asked everybody to read, with who has."""


def shift_at(viewer, moment):
    today = today_at(viewer, moment)
    day, time = today.day, today.clock.time
    of_today = Away.visible_to(viewer).open_on(day).filter(left_on=day, left_time__gt=time).select_related("resident")
    mine = must_reads_lately(viewer, day).filter(by=viewer.who)[:AT_MOST]
    return Shift(today, list(of_today.order_by("left_time", "id")), with_readers(viewer, list(mine), day))
