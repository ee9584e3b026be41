"""The rounds of a day as staff meet them, each in three queries, and what a resident reads of their own."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from residents.models import Away, Resident, Stay, what_keeps

from .log import has_come
from .models import Greeting, Meal, MealTogether, Outcome

MORNING, LATE = dt.time(6), dt.time(23, 59)
"""Who is away at both is away the whole day. Who is not back by morning was not here to be greeted."""
OPEN_FOR = dt.timedelta(days=7)
"""So long a day is written down."""
MINE = dt.timedelta(days=14)
"""How far back a resident reads."""


@dataclass(frozen=True, slots=True)
class Greeted:
    """One resident on the wake-up round. What was seen beats what was planned."""

    resident: Resident
    greeting: Greeting | None
    away: Away | None
    is_new: bool
    """Moves in on the day itself, so did not sleep here."""

    @property
    def outcome(self):
        return Outcome(self.greeting.outcome) if self.greeting and self.greeting.outcome else None

    @property
    def version(self):
        return self.greeting.version if self.greeting else 0

    @property
    def is_recorded(self):
        return self.outcome is not None

    @property
    def is_expected(self):
        return self.is_recorded or not (self.away or self.is_new)


@dataclass(frozen=True)
class Round:
    """The wake-up round of a day: everybody who lives here, in the order of the names."""

    rows: list[Greeted]

    @cached_property
    def expected(self):
        return sum(row.is_expected for row in self.rows)

    @cached_property
    def recorded(self):
        return sum(row.is_recorded for row in self.rows)

    def row_of(self, code):
        return next((row for row in self.rows if row.resident.code == code), None)


def round_on(viewer, day, today):
    """`today` decides who is late back, and so still away."""
    aways = Away.visible_to(viewer).by_resident_on(day)
    rows = Greeting.visible_to(viewer).filter(day=day).select_related("by")
    greetings = {greeting.resident_id: greeting for greeting in rows}
    return Round(
        [
            Greeted(
                stay.resident,
                greetings.get(stay.resident_id),
                what_keeps(nights_out(aways.get(stay.resident_id, ()), day), day, MORNING, today),
                stay.moved_in_on == day,
            )
            for stay in living_here(viewer, day)
        ]
    )


def nights_out(aways, day):
    """Those that began before the day: who leaves on the day itself has slept here."""
    return [away for away in aways if away.left_on < day and not away.is_in_the_house]


@dataclass(frozen=True, slots=True)
class Ate:
    """One resident at the meals of a day. What is not noted says nothing."""

    resident: Resident
    together: frozenset[str]
    is_away: bool

    @property
    def meals(self):
        return [(meal, meal.value in self.together) for meal in Meal]


@dataclass(frozen=True)
class Table:
    """The meals of a day: who may have been there, in the order of the names."""

    rows: list[Ate]

    @property
    def meals(self):
        """Each meal, and how many ate it together."""
        return [(meal, sum(meal.value in row.together for row in self.rows)) for meal in Meal]

    def row_of(self, code):
        return next((row for row in self.rows if row.resident.code == code), None)


def table_on(viewer, day, today, code=""):
    """Who was away the whole day has no row, unless somebody saw them at the table, or has just tapped there."""
    aways = Away.visible_to(viewer).by_resident_on(day)
    noted: dict[int, set[str]] = {}
    for resident_id, meal in MealTogether.visible_to(viewer).filter(day=day).values_list("resident_id", "meal"):
        noted.setdefault(resident_id, set()).add(meal)
    rows = [
        Ate(stay.resident, frozenset(noted.get(stay.resident_id, ())), is_away_all_day(aways, stay, day, today))
        for stay in living_here(viewer, day)
    ]
    return Table([row for row in rows if row.together or not row.is_away or row.resident.code == code])


def is_away_all_day(aways, stay, day, today):
    out = [away for away in aways.get(stay.resident_id, ()) if not away.is_in_the_house]
    return bool(what_keeps(out, day, MORNING, today) and what_keeps(out, day, LATE, today))


def living_here(viewer, day):
    return Stay.visible_to(viewer).open_on(day).by_name()


def is_open(day, today):
    return today - OPEN_FOR <= day <= today


def must_be_open(day, today):
    """Raises ValidationError, in words, for a day on which nothing is written down, yet or any more."""
    has_come(day, today)
    if not is_open(day, today):
        raise ValidationError(_("This day is more than a week ago. What is written about it stays as it is."))


@dataclass(frozen=True)
class MyDayNoted:
    """What is noted about one of my days."""

    day: dt.date
    greeting: Greeting | None
    meals: list[Meal]


def mine(viewer, today):
    """A resident's own last two weeks, the newest day first; days about which nothing is noted are left out."""
    since = today - MINE
    rows = Greeting.visible_to(viewer).filter(day__gte=since).exclude(outcome="").select_related("by")
    greetings = {greeting.day: greeting for greeting in rows}
    meals: dict[dt.date, set[str]] = {}
    for eaten in MealTogether.visible_to(viewer).filter(day__gte=since):
        meals.setdefault(eaten.day, set()).add(eaten.meal)
    days = sorted(greetings.keys() | meals.keys(), reverse=True)
    return [MyDayNoted(day, greetings.get(day), [meal for meal in Meal if meal in meals.get(day, ())]) for day in days]
