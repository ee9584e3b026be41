"""Turns are shared out fairly, among those who are there, and never twice."""

import datetime as dt
from collections import Counter

import pytest

from chores import rota
from chores.models import Turn
from tests.world import DAY


def counts(chore):
    return Counter(chore.turns.values_list("resident", flat=True))


def spread(chore, people):
    often = [counts(chore)[pk] for pk in people]
    return max(often) - min(often)


@pytest.mark.parametrize(("at_different_hours", "apart"), [(True, 1), (False, 2)])
def test_over_sixty_days_everybody_has_a_chore_about_as_often(house_of, chore_of, at_different_hours, apart):
    """Once more than another at most; at one hour, where some wait for their turn, twice."""
    north = house_of(7)
    hours = [dt.time(9), dt.time(12), dt.time(17)] if at_different_hours else [dt.time(17)] * 3
    chores = [
        chore_of(name, people, starts=hour)
        for (name, people), hour in zip([("Cooking", 2), ("Stairs", 1), ("Bath", 1)], hours, strict=True)
    ]
    people = {stay.resident_id for stay in rota.Stay.unscoped.open_on(north.today)}
    for day in range(60):
        rota.assign_day(north.centre, north.today + day * DAY)
        assert max(spread(chore, people) for chore in chores) <= apart
    assert [sum(counts(chore).values()) for chore in chores] == [120, 60, 60]
    everything = Counter(Turn.unscoped.values_list("resident", flat=True))
    assert max(everything.values()) - min(everything.values()) <= len(chores)


def test_nobody_has_two_chores_a_day_while_another_has_none(house_of, chore_of):
    north = house_of(6)
    chore_of("Cooking", 2), chore_of("Stairs"), chore_of("Bath")
    for day in range(12):
        rota.assign_day(north.centre, north.today + day * DAY)
        busy = Counter(Turn.unscoped.filter(day=north.today + day * DAY).values_list("resident", flat=True))
        assert max(busy.values()) <= 2


def test_twice_changes_nothing(house_of, chore_of):
    north = house_of(4)
    chore_of("Cooking", 2)
    assert rota.assign_ahead(north.centre, north.today) == 14
    before = list(Turn.unscoped.order_by("id").values_list())
    assert rota.assign_ahead(north.centre, north.today) == 0
    assert list(Turn.unscoped.order_by("id").values_list()) == before


def test_the_same_house_gives_the_same_turns(house_of, chore_of):
    north = house_of(5)
    chore_of("Cooking", 2)
    given = []
    for _again in range(2):
        Turn.unscoped.all().delete()
        rota.assign_ahead(north.centre, north.today)
        given.append(list(Turn.unscoped.order_by("day", "slot").values_list("day", "slot", "resident")))
    assert given[0] == given[1]


def test_a_small_house_leaves_a_place_free(house_of, chore_of):
    north = house_of(2)
    chore_of("Party", 5)
    assert rota.assign_day(north.centre, north.today) == 2


def test_a_day_without_the_chore_has_no_turn(house_of, chore_of):
    north = house_of(2)
    chore_of("Bath", weekdays=str((north.today + DAY).weekday()))
    assert rota.assign_day(north.centre, north.today) == 0
    assert rota.assign_day(north.centre, north.today + DAY) == 1
