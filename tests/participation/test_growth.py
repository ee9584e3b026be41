"""A day of one house among two million marks of a thousand. How long it takes is said; `make bench-log` judges it."""

import pytest

from tests.bench import last_line

MARKS = 2_000_000


@pytest.mark.slow
def test_a_day_is_planned_alike_however_many_houses_there_are(record_property):
    found = last_line("bench.log.growth", seconds=300, GROWTH_MARKS=str(MARKS))
    record_property(
        "growth", "among {marks} marks of 1,000 houses {grid_growth} times as long as alone".format(**found)
    )
    assert found["same_plan"]
    assert found["marks"] >= MARKS
