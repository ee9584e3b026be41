"""Writing how a turn went: with whose hand, over what, and the way back."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from chores import actions
from chores.board import how_it_went
from chores.models import TurnState


@pytest.fixture
def record(inside_north):
    def write(turn, state, version=None, **who):
        version = turn.version if version is None else version
        now = timezone.now()
        return actions.record(turn=turn, state=state, by=inside_north.worker, at=now, version=version, **who)

    return write


def test_done_by_the_one_whose_turn_it_is(inside_north, record):
    turn = record(inside_north.rows.open_turn, "done")
    assert (turn.state, turn.done_by, turn.done_for, turn.version) == ("done", turn.resident, None, 2)
    assert turn.recorded_by == inside_north.worker
    assert how_it_went(turn) == "done"


def test_done_by_somebody_else_with_help(inside_north, record):
    rows = inside_north.rows
    turn = record(rows.open_turn, "partly", done_by=rows.second, helped_by=rows.resident)
    assert (turn.done_for, turn.helped_by) == (rows.second, rows.resident)
    assert how_it_went(turn) == f"partly done by {rows.second.name}, {rows.resident.name} helped"


def test_not_done_as_agreed_names_nobody(inside_north, record):
    turn = record(inside_north.rows.open_turn, "agreed", done_by=inside_north.rows.second)
    assert (turn.done_by, turn.helped_by, how_it_went(turn)) == (None, None, "not done, as agreed")


def test_back_to_not_recorded(inside_north, record):
    turn = record(record(inside_north.rows.open_turn, "done"), "")
    assert (turn.state, turn.done_by, turn.recorded_by, turn.recorded_at) == (TurnState.OPEN, None, None, None)


def test_nobody_helps_themselves(inside_north, record):
    with pytest.raises(ValidationError):
        record(inside_north.rows.open_turn, "done", helped_by=inside_north.rows.resident)


def test_what_somebody_else_wrote_is_shown_first(inside_north, record):
    record(inside_north.rows.open_turn, "partly")
    with pytest.raises(actions.Conflict) as conflict:
        record(inside_north.rows.open_turn, "agreed", version=1)
    assert conflict.value.theirs.state == "partly"


def test_both_writing_the_same_is_no_conflict(inside_north, record):
    record(inside_north.rows.open_turn, "done")
    assert record(inside_north.rows.open_turn, "done", version=1).version == 2


def test_a_turn_shared_out_anew_is_a_conflict_with_nothing(inside_north, record):
    turn = inside_north.rows.open_turn
    type(turn).unscoped.filter(pk=turn.pk).delete()
    with pytest.raises(actions.Conflict) as conflict:
        record(turn, "done")
    assert conflict.value.theirs is None


def test_a_turn_is_given(inside_north):
    rows = inside_north.rows
    given = actions.give(turn=rows.open_turn, to=rows.second, version=1)
    assert (given.resident, given.state, given.version) == (rows.second, "", 2)


def test_a_turn_on_record_is_not_given(inside_north):
    with pytest.raises(ValidationError, match="on record already"):
        actions.give(turn=inside_north.rows.turn, to=inside_north.rows.resident, version=1)


def test_a_turn_is_not_given_to_somebody_who_has_it(inside_north):
    rows = inside_north.rows
    type(rows.turn).unscoped.filter(pk=rows.open_turn.pk).update(day=rows.turn.day, slot=2)
    with pytest.raises(ValidationError, match="has this turn that day already"):
        actions.give(turn=rows.open_turn, to=rows.second, version=1)


def test_a_given_turn_is_a_conflict_for_who_saw_the_former(inside_north, record):
    rows = inside_north.rows
    actions.give(turn=rows.open_turn, to=rows.second, version=1)
    with pytest.raises(actions.Conflict):
        record(rows.open_turn, "done", version=1)
