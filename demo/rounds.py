"""Who was greeted in the morning and who ate with others, yesterday and today, where a house does so."""

import datetime as dt

from centre.walltime import instant
from participation.actions_rounds import eat_together, greet
from participation.models import Meal, Outcome
from participation.rounds import round_on, table_on
from schedules.day import periods_on
from schedules.models import PeriodKind

from .almanac import DAY
from .ways import chance

DAYS = DAY
"""So far back."""
HOUR = {Meal.BREAKFAST: dt.time(8, 30), Meal.LUNCH: dt.time(12, 30), Meal.DINNER: dt.time(18, 30)}
GREETED = [(Outcome.UP, 7), (Outcome.IN_BED, 3), (Outcome.NO_ANSWER, 1)]
AS_AGREED = 0.1
"""How many have agreed that nobody calls them."""
OPEN_TODAY = 2
TOGETHER = 0.6
MINUTE = dt.timedelta(minutes=1)


class Rounds:
    def __init__(self, days):
        self.days, self.house = days, days.house

    def note(self, day, hands):
        if day < self.days.today - DAYS:
            return
        luck = chance(self.days.centre.slug, day, "rounds")
        wake_up = periods_on(self.days.centre, day).filter(kind=PeriodKind.WAKE).first()
        if wake_up and (at := self.past(day, wake_up.begins)):
            self.greet(day, luck, luck.choice(hands), at)
        for meal in map(Meal, self.house.get("meals_together", [])):
            if at := self.past(day, HOUR[meal]):
                self.eat(day, meal, luck, luck.choice(hands), at)

    def past(self, day, time):
        """The instant, a few minutes later; None for what has not been yet."""
        at = instant(day, time, self.days.centre.time_zone) + 10 * MINUTE
        return at if at <= self.days.now else None

    def greet(self, day, luck, by, at):
        here = [row.resident for row in round_on(self.days.viewer, day, self.days.today).rows if row.is_expected]
        for resident in here[OPEN_TODAY:] if day == self.days.today else here:
            agreed = chance(resident.code, "is called").random() < AS_AGREED
            outcome = Outcome.NOT_CALLED if agreed else luck.choices(*zip(*GREETED, strict=True))[0]
            greet(resident=resident, day=day, outcome=outcome, version=0, by=by, at=at)

    def eat(self, day, meal, luck, by, at):
        for row in table_on(self.days.viewer, day, self.days.today).rows:
            if not self.days.way(row.resident).life.duties_only and luck.random() < TOGETHER:
                eat_together(resident=row.resident, day=day, meal=meal, by=by, at=at)
