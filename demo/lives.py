"""When everybody moved in and out: dates from the data files and a fixed seed, with today as the anchor."""

import datetime as dt
import random
from dataclasses import dataclass, field

from .almanac import DAY, holidays_from
from .data import latin, names

MONTH = 30.4375
"""Days in a month of a figure: a year of 365.25 days has twelve."""


def months(number):
    return dt.timedelta(days=round(number * MONTH))


@dataclass
class PlannedStay:
    applied_on: dt.date
    moved_in_on: dt.date
    moved_out_on: dt.date | None = None
    reason: str = ""
    destination: str = ""
    kind: str = "regular"
    other_room_on: dt.date | None = None
    at_home: list[tuple[dt.date, dt.date]] = field(default_factory=list)


@dataclass
class Life:
    """One person and the times they lived here."""

    names: dict
    called: str
    is_alias: bool
    born_on: dt.date
    for_whom: str
    now: str
    duties_only: bool
    stays: list[PlannedStay]

    def days_here(self, day):
        """Days since the last time that they moved in, by a date."""
        return (day - max(stay.moved_in_on for stay in self.stays if stay.moved_in_on <= day)).days


def lives(people, today):
    """Everybody of a house, those who have moved out first."""
    former = {latin(row["name"]): row for row in people["lived_here"]}
    moved_out = [(row, moved_out_stay(row, today, former)) for row in people["lived_here"]]
    return (
        [life(row, [stay], old_on=stay.moved_in_on) for row, stay in moved_out]
        + [life(row, living_here_stays(row, today), old_on=today) for row in people["living_here"]]
        + [life(row, [coming_stay(row, today)], old_on=today) for row in people["moving_in"]]
    )


def life(row, stays, old_on):
    """`old_on` is the day on which somebody was as old as their row says."""
    return Life(
        names=names(row["name"]),
        called=row.get("called", ""),
        is_alias=row.get("alias", False),
        born_on=years_before(old_on, row["age"]) - chance_of(row, "born").randint(10, 340) * DAY,
        for_whom=row["for"],
        now=row.get("now", ""),
        duties_only=row.get("duties_only", False),
        stays=stays,
    )


def moved_out_stay(row, today, former):
    moved_out_on = row.get("moved_out_on") or day_left(former.get(row.get("left_with"), row), today)
    moved_in_on = row.get("moved_in_on") or moved_out_on - length(row)
    return stay(row, today, moved_in_on, moved_out_on, row["reason"], row.get("to", ""))


def day_left(row, today):
    return today - months(row["left"]) + chance_of(row, "left").randint(-6, 6) * DAY


def length(row):
    wobble = 0 if row.get("exactly") else chance_of(row, "length").randint(-6, 6)
    return months(row["months"]) + wobble * DAY


def living_here_stays(row, today):
    stays = [stay(row, today, today - length(row), *planned_end(row, today))]
    if earlier := row.get("earlier"):
        stays.insert(0, moved_out_stay(row | earlier, today, {}))
    return stays


def planned_end(row, today):
    end = row.get("moves_out")
    return (today + end["in_days"] * DAY, end["reason"], end["to"]) if end else ()


def coming_stay(row, today):
    return stay(row, today, today + row["in_days"] * DAY, kind=row["kind"])


def stay(row, today, moved_in_on, moved_out_on=None, reason="", destination="", **details):
    chance = chance_of(row, f"stay {row.get('months')}")
    until = min(moved_out_on or today, today)
    nights = (until - moved_in_on).days
    moves = nights > 10 * MONTH and chance.random() < 0.35
    holidays = holidays_between(moved_in_on + 14 * DAY, until - 5 * DAY)
    return PlannedStay(
        applied_on=moved_in_on - chance.randint(12, 60) * DAY,
        moved_in_on=moved_in_on,
        moved_out_on=moved_out_on,
        reason=reason,
        destination=destination,
        other_room_on=moved_in_on + round(nights * chance.uniform(0.3, 0.6)) * DAY if moves else None,
        at_home=[holiday for holiday in holidays if chance.random() < 0.4],
        **details,
    )


def holidays_between(first, last):
    holidays = holidays_from(first.year, last.year)
    return [(left_on, back_on) for left_on, back_on in holidays if first <= left_on and back_on <= last]


def years_before(day, years):
    return dt.date(day.year - years, day.month, min(day.day, 28))


def chance_of(row, what):
    """The same luck for the same person, whoever else is added to the file."""
    return random.Random(f"{latin(row['name'])}: {what}")  # noqa: S311  (invented dates, not secrets)
