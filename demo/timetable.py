"""What a house writes down before it happens: its week, its chores, special days, and what takes place once.

No bell of a day that is over was ever planned: the house plans its rings once, when all is written.
"""

import datetime as dt

from centre.models import Membership
from centre.walltime import instant
from chores.models import Chore
from schedules import actions
from schedules.models import Period, SpecialDay, Timetable

from .almanac import NEXT_DAYS, SOON, date_of, dates_of, every_day, is_holiday, weekdays
from .data import signals_of

DAY_BEGINS = dt.time(0)
SAME_NAMES = ["name", "name_ja", "kind", "place", "place_ja", "expects", "is_voluntary", "part_of_day"]


class Written:
    """The timetable of a house since a day. `when_written(day, event)` is told of each event."""

    def __init__(self, years, house, since, when_written):
        self.years, self.house, self.since = years, house, since
        self.centre, self.when_written = years.centre, when_written

    def plan(self):
        self.years.on(self.since, 7, self.begin)
        for day, row in self.special_days():
            self.years.on(max(self.since, day - NEXT_DAYS), 8, self.write_special_day, day, row)
        for row in self.house["events"]:
            for day in dates_of(row["each"], self.since, self.years.today):
                self.years.on(max(self.since, day - NEXT_DAYS), 9, self.write_event, day, row)

    def special_days(self):
        today = self.years.today
        for row in self.house.get("special_days", []):
            day = date_of(row["once"], today)
            if self.since <= day and not is_holiday(day):
                yield day, row
        if holidays := self.house.get("holidays"):
            yield from ((day, holidays) for day in every_day(self.since, today + SOON) if is_holiday(day))

    def begin(self, day):
        if week := self.house.get("timetable"):
            words = {"name": week["name"], "name_ja": week["name_ja"]}
            timetable = Timetable(centre=self.centre, from_on=day, **words)
            actions.add_timetable(timetable=timetable, at=self.dawn(day), plan=False)
            for row in week["periods"]:
                self.write_periods(day, timetable, row)
        for row in self.house["chores"]:
            self.write_chore(day, row)

    def write_periods(self, day, timetable, row):
        for when in row["when"]:
            actions.add_periods(
                period=self.period(row, when, day, timetable=timetable),
                weekdays=weekdays(when["on"]),
                signals=signals_of(when),
                at=self.dawn(day),
                plan=False,
            )

    def write_chore(self, day, row):
        days = ",".join(str(weekday) for weekday in weekdays(row["on"]))
        written = {key: row[key] for key in row if key not in {"on", "assumed"}}
        Chore(centre=self.centre, from_on=day, weekdays=days, **written).insert()

    def write_special_day(self, written_on, day, row):
        words = {key: row[key] for key in ("name", "name_ja", "kind")}
        special = SpecialDay(centre=self.centre, on=day, **words)
        actions.add_special_day(special=special, at=self.dawn(written_on), plan=False)
        for event in row.get("events", []):
            self.write_event(written_on, day, event)

    def write_event(self, written_on, day, row):
        event = actions.add_event(
            period=self.period(row, row, written_on, on=day),
            signals=signals_of(row),
            at=self.dawn(written_on),
            plan=False,
        )
        self.when_written(day, event)

    def period(self, row, when, day, **holds):
        return Period(
            centre=self.centre,
            starts=when.get("from"),
            ends=when.get("until"),
            leader=self.member(row["leader"], day) if "leader" in row else None,
            **{key: row[key] for key in SAME_NAMES if key in row},
            **holds,
        )

    def member(self, email, day):
        """Nobody, before they came to work here."""
        return Membership.unscoped.working_on(day).filter(centre=self.centre, user__email=email).first()

    def dawn(self, day):
        """The first instant of a day, or of today: nothing of it has begun."""
        day = min(day, self.years.today)
        return instant(day, DAY_BEGINS, self.centre.time_zone)
