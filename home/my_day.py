"""The day of somebody who lives here, as they meet it on their own page. Nothing to complete, nobody else in it."""

import datetime as dt
from dataclasses import dataclass

from centre.models import OutsideHelp
from chores.models import Turn
from residents.models import DepartureRequest, Resident, Stay
from schedules.now import Now, now_and_next

COMING = dt.timedelta(days=7)


@dataclass
class MyDay:
    """Today, my turns, what I have said, and the way outside."""

    resident: Resident
    clock: Now
    turns: list[Turn]
    stay: Stay | None
    leaving: DepartureRequest | None
    outside: list[OutsideHelp]

    @property
    def later(self):
        """What still begins today, at its hour."""
        return [
            period for period in self.clock.periods if period.starts is not None and period.starts > self.clock.time
        ]


def my_day_at(viewer, moment):
    clock = now_and_next(viewer, moment)
    day = clock.day
    turns = Turn.visible_to(viewer).filter(day__gte=day, day__lt=day + COMING)
    stay = Stay.visible_to(viewer).open_on(day).select_related("key_worker__user").first()
    return MyDay(
        resident=Resident.visible_to(viewer).get(),
        clock=clock,
        turns=list(turns.select_related("chore").order_by("day", "chore__starts", "id")),
        stay=stay,
        leaving=DepartureRequest.visible_to(viewer).open_on(day).newest_first().first(),
        outside=list(OutsideHelp.visible_to(viewer)),
    )
