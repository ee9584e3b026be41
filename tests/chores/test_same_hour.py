"""Nobody is given two chores at the same hour while somebody else is free."""

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from chores import rota
from chores.models import Chore, Turn
from residents import actions as residents
from residents.models import AwayKind
from tests.world import DAY

HOURS = [dt.time(9), dt.time(9, 30), dt.time(10), dt.time(17), dt.time(17, 59)]


def both_at_once(turns):
    return [(one, two) for one, two in combinations(turns, 2) if one.chore.is_at_the_hour_of(two.chore)]


def unfairly_burdened(people, turns):
    """(who has two turns at once, who has nothing at that hour)."""
    for one, two in both_at_once(turns):
        if one.resident_id == two.resident_id:
            busy = {t.resident_id for t in turns if t.chore.is_at_the_hour_of(two.chore)}
            yield from ((one.resident_id, free) for free in people - busy)


@pytest.mark.slow
@given(plan=some.lists(some.tuples(some.sampled_from(HOURS), some.integers(1, 3)), min_size=2, max_size=5))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("people", [2, 5])
def test_nobody_has_two_at_once_while_another_is_free(house_of, chore_of, plan, people):
    Turn.unscoped.all().delete()
    if not hasattr(house_of, "filled"):
        house_of.filled = house_of(people)
    north = house_of.filled
    Chore.unscoped.all().delete()
    for number, (hour, places) in enumerate(plan):
        chore_of(f"Chore {number}", places, starts=hour)
    for ahead in range(4):
        rota.assign_day(north.centre, north.today + ahead * DAY)
        turns = list(Turn.unscoped.filter(day=north.today + ahead * DAY).select_related("chore"))
        everybody = {stay.resident_id for stay in rota.Stay.unscoped.open_on(north.today)}
        assert list(unfairly_burdened(everybody, turns)) == []


@pytest.mark.parametrize(
    ("hour", "is_at_once"), [("08:00", False), ("08:01", True), ("09:00", True), ("09:59", True), ("10:00", False)]
)
def test_less_than_an_hour_apart_is_the_same_hour(hour, is_at_once):
    one, two = Chore(starts=dt.time(9)), Chore(starts=dt.time.fromisoformat(hour))
    assert one.is_at_the_hour_of(two) is is_at_once


def test_the_one_who_is_due_for_both_does_one(house_of, chore_of):
    north = house_of(3)
    chore_of("Cooking"), chore_of("Stairs")
    for ahead in range(6):
        rota.assign_day(north.centre, north.today + ahead * DAY)
        turns = Turn.unscoped.filter(day=north.today + ahead * DAY)
        assert len(set(turns.values_list("resident", flat=True))) == 2


def test_who_is_alone_does_both(house_of, chore_of):
    """Nobody else is free: the place is not left open for it."""
    north = house_of(2)
    residents.go_away(resident=north.rows.second, kind=AwayKind.HOME, left_on=north.today)
    chore_of("Cooking"), chore_of("Stairs")
    assert rota.assign_day(north.centre, north.today) == 2
