"""The day of somebody who lives here, as they meet it on their own page. Nothing to complete, nobody else in it."""

import datetime as dt
from dataclasses import dataclass

from centre.models import OutsideHelp
from chores.models import Turn
from families.models import Summary
from residents import consenting
from residents.models import Away, AwayKind, Contact, ContactKind, DepartureRequest, Resident, Stay, Topic
from schedules.now import Now, now_and_next
from support.models import Note

COMING = dt.timedelta(days=7)


@dataclass
class MyDay:
    """Today, my turns, what I have said, and the way outside."""

    resident: Resident
    clock: Now
    turns: list[Turn]
    stay: Stay | None
    rests: bool
    """ "Not today" was said."""
    leaving: DepartureRequest | None
    outside: list[OutsideHelp]
    family: list[tuple[Contact, list[Topic]]]
    """Each relative, and what I share with them today."""
    letters: list[Summary]
    """Those that wait for me."""
    note: Note | None
    """The newest that is written about me."""

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
        rests=Away.visible_to(viewer).filter(kind=AwayKind.REST, left_on=day, back_on=day).exists(),
        leaving=DepartureRequest.visible_to(viewer).open_on(day).newest_first().first(),
        outside=list(OutsideHelp.visible_to(viewer)),
        family=family_of(viewer, day),
        letters=list(Summary.visible_to(viewer).waiting_at(moment).select_related("contact").newest_first()),
        note=Note.visible_to(viewer).newest_first().first(),
    )


def family_of(viewer, day):
    relatives = list(Contact.visible_to(viewer).current().of_kind(ContactKind.RELATIVE).in_order())
    shared = consenting.shared_with([relative.pk for relative in relatives], day)
    return [
        (relative, [topic for topic in consenting.READING if topic in shared[relative.pk]]) for relative in relatives
    ]
