"""Turns are shared out fairly, among those who are there, and never twice."""

from collections import Counter

from chores import rota
from chores.models import Turn
from tests.world import DAY


def counts(chore):
    return Counter(chore.turns.values_list("resident", flat=True))


def spread(chore, people):
    often = [counts(chore)[pk] for pk in people]
    return max(often) - min(often)


def test_over_sixty_days_nobody_has_a_chore_more_than_once_more_than_another(house_of, chore_of):
    north = house_of(7)
    chores = [chore_of("Cooking", 2), chore_of("Stairs"), chore_of("Bath")]
    people = {stay.resident_id for stay in rota.Stay.unscoped.open_on(north.today)}
    for day in range(60):
        rota.assign_day(north.centre, north.today + day * DAY)
        assert [spread(chore, people) <= 1 for chore in chores] == [True, True, True]
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
