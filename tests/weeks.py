"""Weeks made at random: timetables, periods once and every week, special days, and what people did in them."""

import datetime as dt
import random

from participation.models import Group, GroupMember, GroupPeriod, Mark, SignUp
from residents.models import Away, AwayKind, Resident, Stay
from schedules.models import DayKind, Expects, PartOfDay, Period, SpecialDay, Timetable

DAY = dt.timedelta(days=1)
LENGTH = 14
"""Days that are filled."""


class Weeks:
    """Fills a house from a date on. Must be made inside it."""

    def __init__(self, house, seed):
        self.house, self.centre, self.chance = house, house.centre, random.Random(seed)
        self.first = house.today - LENGTH * DAY
        self.days = [self.first + DAY * number for number in range(LENGTH)]

    def write(self):
        centre, chance = self.centre, self.chance
        begins = chance.sample(self.days, 2)
        tables = [Timetable(centre=centre, name=f"From {day}", from_on=day) for day in begins]
        self.timetables = [self.house.rows.timetable, *Timetable.unscoped.bulk_create(tables)]
        specials = [
            SpecialDay(centre=centre, name="Other", on=day, kind=chance.choice(DayKind.values))
            for day in chance.sample(self.days, 4)
        ]
        SpecialDay.unscoped.bulk_create(specials)
        weekly = [self.period(timetable=chance.choice(self.timetables), weekday=chance.randrange(7)) for _ in range(40)]
        once = [self.period(on=chance.choice(self.days)) for _ in range(15)]
        self.periods = Period.unscoped.bulk_create(weekly + once)
        return self

    def period(self, **fields):
        chance, starts = self.chance, self.chance.randrange(7, 20)
        hours = {"starts": dt.time(starts), "ends": dt.time(starts + chance.choice([1, 2]), chance.choice([0, 30]))}
        if chance.random() < 0.2:
            hours = {"part_of_day": chance.choice(PartOfDay.values)}
        from_on = self.first - DAY * 3 + DAY * chance.choice([0, 0, 0, chance.randrange(LENGTH)])
        until_on = from_on + DAY * chance.randrange(LENGTH) if chance.random() < 0.3 else None
        kind = {"expects": chance.choice(Expects.values), "is_voluntary": chance.random() < 0.3}
        return Period(
            centre=self.centre, name="Something", from_on=from_on, until_on=until_on, **hours, **kind, **fields
        )

    def live(self):
        """People come and go, are away, are invited, and are written down here and there."""
        centre, chance = self.centre, self.chance
        people = [Resident(centre=centre, family_name=f"Person{n}", code=f"{n:08d}") for n in range(4)]
        self.residents = Resident.unscoped.bulk_create(people)
        Stay.unscoped.bulk_create([self.stay(resident) for resident in self.residents])
        Away.unscoped.bulk_create([away for resident in self.residents for away in self.aways(resident)])
        group = Group.unscoped.create(centre=centre, name="The farm")
        for resident in chance.sample(self.residents, 3):
            GroupMember.unscoped.create(centre=centre, group=group, resident=resident)
        links = [GroupPeriod(centre=centre, group=group, period=p) for p in self.periods if p.expects == Expects.GROUP]
        GroupPeriod.unscoped.bulk_create(links)
        SignUp.unscoped.bulk_create(
            SignUp(centre=centre, resident=resident, period=period)
            for period in self.periods
            for resident in self.residents
            if period.expects == Expects.SIGN_UP and chance.random() < 0.5
        )
        Mark.unscoped.bulk_create([self.mark(*cell) for cell in self.some_cells()])
        return self

    def stay(self, resident):
        came = self.first + DAY * self.chance.randrange(-5, LENGTH // 2)
        left = came + DAY * self.chance.randrange(LENGTH) if self.chance.random() < 0.4 else None
        reason = {"moved_out_on": left, "reason": "own_home"} if left else {}
        return Stay(centre=self.centre, resident=resident, applied_on=came, moved_in_on=came, **reason)

    def aways(self, resident):
        """One after another, the last perhaps still open, late or planned."""
        chance, day = self.chance, self.first + DAY * self.chance.randrange(6)
        for number in range(3):
            back = day + DAY * chance.randrange(4)
            hours = {"left_time": chance.choice([None, dt.time(chance.randrange(8, 18))])}
            if number < 2:
                hours |= {"back_on": back, "back_time": chance.choice([None, dt.time(20)])}
            hours |= {"expected_on": chance.choice([None, back]) if number == 2 else back}
            yield Away(centre=self.centre, resident=resident, kind=chance.choice(AwayKind.values), left_on=day, **hours)
            day = back + DAY * chance.randrange(1, 5)

    def some_cells(self):
        cells = [(day, period, resident) for day in self.days for period in self.periods for resident in self.residents]
        return self.chance.sample(cells, len(cells) // 2)

    def mark(self, day, period, resident):
        level = self.chance.choice([None, 0, 1, 2, 3, 4, 5])
        words = {"level": level, "by": self.house.worker, "at": dt.datetime.combine(day, dt.time(20), dt.UTC)}
        return Mark(centre=self.centre, resident=resident, period=period, day=day, **words)
