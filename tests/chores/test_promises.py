"""Each promise about chores and turns, broken once."""

import pytest
from django.utils import timezone

from chores.models import Chore, Turn
from tests.broken import promise


@pytest.fixture
def turn(inside_north):
    return Turn.unscoped.filter(pk=inside_north.rows.open_turn.pk)


def test_a_chore_has_one_name(inside_north):
    with promise("chore_one_per_name"):
        Chore.unscoped.create(centre=inside_north.centre, name=inside_north.rows.chore.name, from_on=inside_north.today)


@pytest.mark.parametrize("people", [0, 13])
def test_a_chore_is_for_one_to_twelve_people(inside_north, people):
    with promise("chore_for_1_to_12_people"):
        Chore.unscoped.filter(pk=inside_north.rows.chore.pk).update(people=people)


def test_a_place_of_a_day_is_given_once(turn, inside_north):
    with promise("turn_one_per_chore_day_and_slot"):
        turn.update(day=inside_north.today)


def test_nobody_has_a_chore_twice_a_day(turn, inside_north):
    with promise("turn_one_of_a_chore_a_day_for_a_resident"):
        turn.update(day=inside_north.today, slot=2, resident=inside_north.rows.second)


@pytest.mark.parametrize("fields", [{"state": "done"}, {"recorded_at": timezone.now()}])
def test_a_record_has_its_hand_and_instant(turn, fields):
    with promise("turn_recorded_with_hand_and_instant"):
        turn.update(**fields)


def test_nobody_did_what_is_not_done(turn, inside_north):
    with promise("turn_done_by_only_when_done"):
        turn.update(done_by=inside_north.rows.second)


def test_nobody_helped_with_what_is_not_done(turn, inside_north):
    with promise("turn_helped_only_when_done"):
        turn.update(helped_by=inside_north.rows.second)


@pytest.mark.parametrize("key", ["chore", "resident", "done_by", "helped_by"])
def test_a_turn_names_rows_of_its_own_house(cast, key, inside_north):
    foreign = cast.south.rows.chore if key == "chore" else cast.south.rows.second
    with promise(f"turn_{key}_of_same_centre"):
        Turn.unscoped.filter(pk=inside_north.rows.turn.pk).update(**{key: foreign})


def test_a_chore_ends_after_it_begins(inside_north):
    with promise("chore_ends_after_it_begins"):
        Chore.unscoped.filter(pk=inside_north.rows.chore.pk).update(until_on="2001-01-01")
