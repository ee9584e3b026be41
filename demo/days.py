"""The days of a house as they were lived: whose turn it was and how it went, who signed up, who took part and how.

Today is lived up to this hour: what has just begun is not written down yet.
"""

import datetime as dt

from centre.access import Viewer
from centre.duty import go_on_duty
from centre.models import Membership
from centre.models.people import Role
from centre.walltime import instant
from chores import actions as chore_actions
from chores import rota
from chores.models import Turn, TurnState
from participation.signing_up import write_list
from residents.models import Away, Resident, what_keeps
from schedules.models import Expects

from .almanac import DAY, every_day, weekdays
from .logbook import Logbook
from .rounds import Rounds
from .timetable import Written
from .ways import Way, chance

MINUTE = dt.timedelta(minutes=1)
LAST_SHIFT = 2 * DAY
"""How long ago those on duty today were on duty before."""
DECIDED = 0.6
"""How many of those who will come to something have said so already."""


class Days:
    def __init__(self, years, house, since, director):
        self.years, self.house, self.since = years, house, since
        self.centre, self.today, self.now = years.centre, years.today, years.now
        self.viewer = Viewer(director, years.centre, frozenset())
        self.logbook, self.rounds = Logbook(self), Rounds(self)
        self.ways = {}
        self.every_week = [
            (row["name"], weekday)
            for row in house["events"]
            if row["each"].get("weeks") == 1
            for weekday in weekdays(row["each"]["on"])
        ]

    def plan(self):
        Written(self.years, self.house, self.since, self.when_written).plan()
        for day in every_day(self.since, self.today):
            self.years.on(day, 11, self.live)
        for day in (self.today - LAST_SHIFT, self.today):
            self.years.on(day, 12, self.tick_duty)

    def live(self, day):
        luck = chance(self.centre.slug, day)
        hands = [member.user for member in self.support_workers(day)]
        if day == self.today:
            rota.assign_ahead(self.centre, day)
        else:
            rota.assign_day(self.centre, day)
        turns = list(Turn.unscoped.filter(centre=self.centre).on(day).order_by("id"))
        for turn in turns:
            self.record(turn, turns, luck, luck.choice(hands))
        self.logbook.keep(day, luck, hands)
        self.rounds.note(day, hands)

    def support_workers(self, day):
        members = Membership.unscoped.filter(centre=self.centre, role=Role.SUPPORT_WORKER)
        return members.working_on(day).select_related("user").order_by("id")

    def tick_duty(self, day):
        for member in Membership.unscoped.working_on(day).filter(
            centre=self.centre, user__email__in=self.house["on_duty"]
        ):
            go_on_duty(Viewer(member.user, self.centre, frozenset(), member), day)

    def way(self, resident):
        """How somebody takes part."""
        if resident.pk not in self.ways:
            self.ways[resident.pk] = Way(self.years.life_of[resident.code], self.every_week)
        return self.ways[resident.pk]

    def record(self, turn, turns, luck, by):
        at = instant(turn.day, turn.chore.about_when, self.centre.time_zone) + luck.randint(60, 150) * MINUTE
        how = luck.choices([*self.house["how_turns_go"]], [*self.house["how_turns_go"].values()])[0]
        others = self.others(turn, turns)
        other = luck.choice(others) if others else None
        if at > self.now or how == "not_recorded":
            return
        chore_actions.record(
            turn=turn,
            state=how if how in TurnState.values else TurnState.DONE,
            done_by=other if how == "by_another" else None,
            helped_by=other if how == "helped" else None,
            by=by,
            at=at,
            version=turn.version,
        )

    def others(self, turn, turns):
        """Those who have something else to do that day, and so are there to help."""
        have_it = {one.resident_id for one in turns if one.chore_id == turn.chore_id}
        there = [one.resident for one in turns if one.resident_id not in have_it]
        return [resident for resident in there if not self.way(resident).life.duties_only]

    def when_written(self, day, event):
        if event.expects == Expects.SIGN_UP:
            self.years.on(day, 10, self.sign_up, event)

    def sign_up(self, day, event):
        """Those who mean to come. For what is still to come, not everybody has made up their mind."""
        luck = chance(self.centre.slug, day, event.name)
        aways, today = Away.visible_to(self.viewer).by_resident_on(day), min(day, self.today)
        people = Resident.unscoped.filter(centre=self.centre).living_in_on(day).by_name()
        coming = [
            one
            for one in people
            if not what_keeps(aways.get(one.pk, ()), day, event.begins, today)
            and self.way(one).comes_to(event, luck)
            and (day == today or luck.random() < DECIDED)
        ]
        write_list(period=event, residents=coming, offered=[], today=today)
