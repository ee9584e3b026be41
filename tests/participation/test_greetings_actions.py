"""Writing how a morning greeting went: nothing is overwritten unseen, nothing becomes an absence."""

import pytest
from django.utils import timezone

from centre.models import Change
from participation.actions import Conflict
from participation.actions_rounds import eat_together, greet, take_meal_back
from participation.models import Greeting, Meal, MealTogether, Outcome
from tests.broken import promise

NOW = timezone.now()


@pytest.fixture
def write(inside_north):
    def tap(outcome, version, by=inside_north.worker):
        resident, day = inside_north.rows.second, inside_north.today
        return greet(resident=resident, day=day, outcome=outcome, version=version, by=by, at=NOW)

    return tap


def stands(north):
    row = Greeting.unscoped.get(resident=north.rows.second)
    return row.outcome, row.version, row.by


@pytest.mark.parametrize("outcome", Outcome)
def test_each_of_the_four_is_written_the_same_way(write, north, outcome):
    assert write(outcome, 0) == (1, "")
    assert stands(north) == (outcome, 1, north.worker)


def test_no_hour_of_getting_up_is_kept():
    fields = {field.name for field in Greeting._meta.concrete_fields}
    assert fields == {"id", "centre", "resident", "day", "outcome", "version", "by", "at"}


def test_a_second_hand_that_saw_the_first_says_what_it_replaced(write, north):
    write(Outcome.NO_ANSWER, 0)
    assert write(Outcome.UP, 1, by=north.director) == (2, Outcome.NO_ANSWER)
    assert stands(north) == (Outcome.UP, 2, north.director)


@pytest.mark.parametrize("version", [0, 1])
def test_a_hand_that_did_not_see_what_stands_is_asked(write, north, version):
    write(Outcome.NO_ANSWER, 0)
    write(Outcome.UP, 1)
    with pytest.raises(Conflict) as conflict:
        write(Outcome.IN_BED, version, by=north.director)
    assert (conflict.value.theirs.outcome, conflict.value.theirs.version) == (Outcome.UP, 2)
    assert stands(north) == (Outcome.UP, 2, north.worker)


def test_two_who_wrote_the_same_do_not_disagree(write, north):
    write(Outcome.IN_BED, 0)
    assert write(Outcome.IN_BED, 0, by=north.director) == (1, Outcome.IN_BED)
    assert stands(north) == (Outcome.IN_BED, 1, north.worker)


def test_a_version_of_what_never_was_is_a_conflict_with_nobody(write):
    with pytest.raises(Conflict) as conflict:
        write(Outcome.UP, 7)
    assert conflict.value.theirs is None


def test_taken_back_is_not_recorded_and_takes_a_first_greeting_again(write, north):
    write(Outcome.UP, 0)
    assert write("", 1) == (2, Outcome.UP)
    assert stands(north) == ("", 2, north.worker)
    assert write(Outcome.IN_BED, 0) == (3, "")
    row = Greeting.unscoped.get(resident=north.rows.second)
    assert [change.new["outcome"] for change in Change.unscoped.of(row)] == ["in_bed", "", "up"]


def test_a_resident_has_one_greeting_a_day(write, inside_north):
    write(Outcome.UP, 0)
    north = inside_north
    with promise("greeting_one_a_resident_and_day"):
        Greeting.unscoped.create(
            centre=north.centre, resident=north.rows.second, day=north.today, outcome="up", by=north.worker, at=NOW
        )


def test_an_outcome_is_one_of_four(write):
    write(Outcome.UP, 0)
    with promise("greeting_one_of_four"):
        Greeting.unscoped.filter(outcome="up").update(outcome="late")


def here(north):
    return {"resident": north.rows.second, "day": north.today, "meal": Meal.LUNCH}


def test_a_meal_noted_by_two_is_noted_once_and_taken_back_says_nothing(inside_north):
    north = inside_north
    eat_together(**here(north), by=north.worker, at=NOW)
    eat_together(**here(north), by=north.director, at=NOW)
    row = MealTogether.unscoped.get(resident=north.rows.second)
    assert (row.meal, row.by) == (Meal.LUNCH, north.worker)
    take_meal_back(**here(north))
    take_meal_back(**here(north))
    assert not MealTogether.unscoped.filter(resident=north.rows.second).exists()
    assert [change.new for change in Change.unscoped.of(row)][0] is None


def test_a_meal_is_noted_once(inside_north):
    north = inside_north
    eat_together(**here(north), by=north.worker, at=NOW)
    with promise("meal_together_once"):
        MealTogether.unscoped.create(centre=north.centre, **here(north), by=north.worker, at=NOW)


def test_a_meal_is_one_of_three(inside_north):
    north = inside_north
    eat_together(**here(north), by=north.worker, at=NOW)
    with promise("meal_together_one_of_three"):
        MealTogether.unscoped.update(meal="midnight")
