"""Everything that Today shows, gathered from the apps below in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from centre import duty
from centre.access import May
from chores.board import turns_on
from participation.log import PeriodLog, logs_of, open_periods
from participation.quiet import quiet_lately
from residents.models import Away, DepartureRequest, Resident
from rooms.plan import House, house_at
from schedules.models import PeriodKind
from schedules.now import Now, now_and_next
from support.handing_over import Since, not_read_by_all, open_tasks, since_last_shift
from support.models import Handover, Task

ONE_DAY = dt.timedelta(days=1)


@dataclass
class Today:
    """The day as a member of staff meets it."""

    clock: Now
    house: House
    logs: list[PeriodLog]
    yesterday: list[PeriodLog]
    chores: list
    planned: list[Away]
    on_duty: list
    leaving: list[DepartureRequest]
    """Who has said that they want to leave."""
    since: Since | None
    tasks: list[Task]
    """What is to be done, by the reader first."""
    unread: list[Handover]
    """To the director: what not everybody has read two days later."""
    quiet: list[Resident]
    """Whose key worker the reader is, and who has not taken part for a while."""

    @property
    def day(self):
        return self.clock.day

    @cached_property
    def log_of(self):
        return {log.period.pk: log for log in self.logs}

    @property
    def bands(self):
        """The day drawn to scale: each band with its log."""
        return [(band, self.log_of[band.period.pk]) for band in self.clock.bands]

    @property
    def loose(self):
        return [(period, self.log_of[period.pk]) for period in self.clock.loose]

    @property
    def my_tasks(self):
        return [task for task in self.tasks if task.is_mine]

    @property
    def is_for_greetings(self):
        """The morning of a house in which people are greeted as the day begins."""
        return self.clock.time.hour < 12 and any(period.kind == PeriodKind.WAKE for period in self.clock.periods)

    @property
    def is_night(self):
        return self.clock.time.hour >= 18 or self.clock.time.hour < 6

    @property
    def not_logged(self):
        """What has begun today and is not wholly recorded."""
        return [log for log in self.logs if log.open and log.begins <= self.clock.time]

    @property
    def open_turns(self):
        """The chores of the day with a turn that is not recorded."""
        return [on_day for on_day in self.chores if any(not place.turn.is_recorded for place in on_day.places)]

    @property
    def next_chore(self):
        """The next chore that somebody has, for a house whose day has no signals."""
        waiting = [c for c in self.chores if c.places and c.chore.about_when > self.clock.time]
        return waiting[0] if waiting else None


def today_at(viewer, moment):
    clock = now_and_next(viewer, moment)
    day = clock.day
    planned = Away.visible_to(viewer).planned_after(day).select_related("resident").order_by("left_on", "id")
    hands_over = viewer.may(May.WRITE_NOTES)
    leaving = DepartureRequest.visible_to(viewer).open_on(day).select_related("resident").newest_first()
    return Today(
        clock=clock,
        house=house_at(viewer, day, clock.time),
        logs=logs_of(viewer, day, clock.periods),
        yesterday=open_periods(viewer, day - ONE_DAY, today=day),
        chores=turns_on(viewer, day),
        planned=list(planned[:5]),
        on_duty=list(duty.on_duty(viewer, day)),
        leaving=list(leaving),
        since=since_last_shift(viewer, day) if hands_over else None,
        tasks=open_tasks(viewer) if hands_over else [],
        unread=not_read_by_all(viewer, day) if viewer.may_staff else [],
        quiet=list(quiet_lately(viewer, day)),
    )
