"""Killed workers, one tap sent eight times, two hands on one cell: what was acknowledged stands, once, and unhidden."""

import os

import pytest

from bench.faults_log import Found, Hand
from bench.house import Cell
from tests.bench import last_line

KILLS = os.environ.get("FAULT_KILLS", "200")
CELL = Cell("/", period=1, resident=2, code="x")


@pytest.mark.slow
@pytest.mark.faults
def test_nothing_acknowledged_is_lost_doubled_or_overwritten_in_silence(record_property):
    found = last_line("bench.faults_log", seconds=300 + 4 * int(KILLS), FAULT_KILLS=KILLS)
    record_property(
        "faults",
        "{kills} kills, {acknowledged} acknowledged, {lost} lost, {doubled} doubled, "
        "{silent_overwrites} overwritten in silence".format(**found),
    )
    assert found["kills"] == int(KILLS)
    assert found["acknowledged"] > int(KILLS)
    assert (found["lost"], found["doubled"], found["silent_overwrites"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("history", "mark", "found"),
    [
        ([(1, 4), (2, 5)], (2, 5), (0, 0, 0)),
        ([(1, 4)], (1, 4), (1, 0, 1)),
        ([(1, 4), (2, 5), (2, 5)], (2, 5), (0, 1, 0)),
        ([(1, 4), (2, 5), (3, 5)], (3, 5), (0, 1, 1)),
        ([(1, 4), (2, 3)], (2, 3), (1, 1, 1)),
    ],
    ids=["as acknowledged", "lost", "doubled in the history", "written twice", "another level"],
)
def test_it_would_be_noticed(history, mark, found):
    look = Found()
    look.look([Hand(CELL, [4, 5])], [(1, 2, *each) for each in history], [(1, 2, *mark)])
    assert (look.lost, look.doubled, look.silent_overwrites) == found
    assert look.acknowledged == 2
