"""Who took part and how, as it was written down in the days of a house."""

import datetime as dt

from centre.walltime import instant
from participation import actions
from participation.log import day_log
from participation.models import Level
from schedules import lessons
from schedules.models import Lesson, PeriodKind

from .almanac import date_of

WITH_GAPS = [1, 5]
"""So many days ago somebody forgot to write down the last thing of the day."""
FORGOTTEN = 0.03
"""How often a single person is not written down; of what is just over, many more."""
NOT_YET = 0.35
SEEN = 0.4
"""How often somebody who did not sign up for a party is written down too, and as what."""
UNASKED = [Level.OWN_ROOM, Level.ELSEWHERE, Level.NEARBY, Level.TOOK_PART]
LASTS = dt.timedelta(hours=2)
LATER = dt.timedelta(minutes=10)


class Logbook:
    def __init__(self, days):
        self.days, self.viewer, self.now = days, days.viewer, days.now
        self.lines = {(date_of(row["once"], days.today), row["what"]): row for row in days.house["lines"]}

    def keep(self, day, luck, hands):
        logs = [log for log in day_log(self.viewer, day) if log.is_kept and self.has_begun(log)]
        ago = (self.days.today - day).days
        if ago == 0 or ago in WITH_GAPS:
            logs = logs[:-1]
        for log in logs:
            is_just_over = ago == 0 and log is logs[-1]
            by = luck.choice(hands)
            self.write(log, luck, by, NOT_YET if is_just_over else FORGOTTEN)
            if row := self.lines.get((day, log.period.name)):
                self.write_line(log, by, row)

    def has_begun(self, log):
        return self.begins(log) <= self.now

    def begins(self, log):
        return instant(log.day, log.period.begins, self.days.centre.time_zone)

    def written_at(self, log):
        ends = self.begins(log) + LASTS
        if log.period.ends:
            ends = instant(log.day, log.period.ends, self.days.centre.time_zone)
        return min(self.now, ends + LATER)

    def write(self, log, luck, by, blank):
        """First those who did something else, one by one; then everyone else with one tap."""
        written = {"period": log.period, "day": log.day, "by": by, "at": self.written_at(log)}
        seen = {**self.expected(log, luck, blank), **self.others(log, luck)}
        for resident, level in seen.items():
            if level != Level.TOOK_PART:
                actions.mark(resident=resident, level=level, version=0, **written)
        everyone = [resident for resident, level in seen.items() if level == Level.TOOK_PART]
        actions.everyone_joined(residents=everyone, **written)

    def write_line(self, log, by, row):
        """What was done and what comes next; whoever led it wrote it."""
        words = {"did": row["did"], "next": row.get("next", ""), "way": row["way"]}
        leader = log.period.leader.user if log.period.leader else by
        lesson = Lesson(centre=self.days.centre, period=log.period, day=log.day, **words)
        lessons.write(lesson=lesson, by=leader, at=self.written_at(log))

    def expected(self, log, luck, blank):
        people = [cell.resident for cell in log.open_cells]
        ways = [(resident, self.days.way(resident)) for resident in people]
        return {
            resident: Level(way.level(log.period, log.day, luck))
            for resident, way in ways
            if luck.random() >= blank or way.never_misses(log.period)
        }

    def others(self, log, luck):
        """At a party those who did not sign up are thought of too; some come along all the same."""
        if log.period.kind != PeriodKind.GATHERING:
            return {}
        people = [cell.resident for cell in log.others if cell.away is None]
        in_their_rooms = [one for one in people if self.days.way(one).life.duties_only]
        others = [one for one in people if one not in in_their_rooms and luck.random() < SEEN]
        return dict.fromkeys(in_their_rooms, Level.OWN_ROOM) | {one: Level(luck.choice(UNASKED)) for one in others}
