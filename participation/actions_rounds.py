"""Writing the rounds of a day. A greeting is compared like a mark: nothing that stands is overwritten unseen."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from centre.live import changed

from .actions import Conflict
from .models import Greeting, MealTogether


class Wrote(NamedTuple):
    """What a tap left behind, and the outcome that stood there before ("" for none)."""

    version: int
    was: str


@transaction.atomic
def greet(*, resident, day, outcome, version, by, at):
    """Write how the greeting went, or take it back (outcome ""). Gives the version left behind, and what was there.

    `version` is what the writer saw: 0 where nothing was recorded. Raises Conflict, with what stands now, if
    somebody else has meanwhile written something else there. Two who wrote the same do not disagree.
    """
    rows = Greeting.unscoped.filter(centre=resident.centre_id, resident=resident, day=day)
    mine = {"outcome": outcome, "by": by, "at": at}
    if version == 0 and first(resident, day, mine):
        changed(resident.centre_id, "greetings", day)
        return Wrote(1, "")
    stands = rows.select_related("by").select_for_update(of=["self"]).first()
    if stands is None:
        raise Conflict(None)
    if stands.outcome == outcome:
        return Wrote(stands.version, outcome)
    if stands.version != version and (version, stands.outcome) != (0, ""):
        raise Conflict(stands)
    rows.update(**mine, version=F("version") + 1)
    changed(resident.centre_id, "greetings", day)
    return Wrote(stands.version + 1, stands.outcome)


def first(resident, day, mine):
    """Whether this hand was the first to write there."""
    cell = {"centre_id": resident.centre_id, "resident": resident, "day": day}
    return Greeting.unscoped.get_or_create(**cell, defaults=mine)[1]


@transaction.atomic
def eat_together(*, resident, day, meal, by, at):
    """Note that somebody ate with others. Noted by two, it is noted once."""
    cell = {"centre_id": resident.centre_id, "resident": resident, "day": day, "meal": meal}
    MealTogether.unscoped.get_or_create(**cell, defaults={"by": by, "at": at})
    changed(resident.centre_id, "meals", day)


@transaction.atomic
def take_meal_back(*, resident, day, meal):
    """Say nothing about that meal any more. The history keeps what was noted."""
    MealTogether.unscoped.filter(centre=resident.centre_id, resident=resident, day=day, meal=meal).delete()
    changed(resident.centre_id, "meals", day)
