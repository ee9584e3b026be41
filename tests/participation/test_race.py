"""Two hands in the same instant, each on its own connection: one writes, the other is asked."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from centre import tenancy
from participation.actions import Conflict, everyone_joined, mark
from participation.actions_rounds import eat_together, greet
from participation.models import Greeting, Mark, MealTogether
from tests import world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def north():
    with transaction.atomic():
        return world.build().north


def at_once(north, *acts):
    """What each act gave, or the conflict that it met, each in its own transaction inside the house."""
    ready = Barrier(len(acts))

    def run(act):
        try:
            with tenancy.inside(north.centre, north.worker):
                ready.wait(5)
                return act()
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def here(north, by):
    return {"period": north.rows.period, "day": north.today, "by": by, "at": timezone.now()}


def rows(north):
    with tenancy.inside(north.centre):
        return list(Mark.unscoped.filter(resident=north.rows.resident).values_list("level", "version", "by"))


def test_of_two_first_marks_one_is_written_and_the_other_asks(north):
    def tap(level, by):
        return lambda: mark(resident=north.rows.resident, level=level, version=0, **here(north, by))

    given = at_once(north, tap(2, north.worker), tap(5, north.director))
    conflicts = [answer for answer in given if isinstance(answer, Conflict)]
    assert len(conflicts) == 1
    ((level, version, _by),) = rows(north)
    assert (level, version) == (conflicts[0].theirs.level, 1)


def test_of_many_corrections_of_one_version_one_is_written(north):
    with tenancy.inside(north.centre):
        mark(resident=north.rows.resident, level=4, version=0, **here(north, north.worker))
    levels = [0, 1, 2, 3, 5]
    given = at_once(
        north,
        *(
            lambda level=level: mark(resident=north.rows.resident, level=level, version=1, **here(north, north.worker))
            for level in levels
        ),
    )
    assert sum(isinstance(answer, Conflict) for answer in given) == 4
    assert [version for _level, version, _by in rows(north)] == [2]


def test_everyone_twice_at_once_fills_each_cell_once(north):
    residents = [north.rows.resident, north.rows.second]

    def everyone(order):
        return lambda: everyone_joined(residents=residents[::order], **here(north, north.worker))

    given = at_once(north, everyone(1), everyone(-1))
    assert sorted(map(len, given)) == [0, 1]
    assert [(level, version) for level, version, _by in rows(north)] == [(4, 1)]


def test_of_two_first_greetings_one_is_written_and_the_other_asks(north):
    at = {"day": north.today, "version": 0, "at": timezone.now(), "resident": north.rows.resident}

    def tap(outcome, by):
        return lambda: greet(outcome=outcome, by=by, **at)

    given = at_once(north, tap("up", north.worker), tap("in_bed", north.director))
    assert sum(isinstance(answer, Conflict) for answer in given) == 1
    with tenancy.inside(north.centre):
        assert Greeting.unscoped.get(resident=north.rows.resident).version == 1


def test_a_meal_noted_twice_at_once_is_noted_once(north):
    meal = {"day": north.today, "meal": "lunch", "at": timezone.now(), "resident": north.rows.resident}
    at_once(north, *(lambda: eat_together(by=north.worker, **meal) for _hand in range(4)))
    with tenancy.inside(north.centre):
        assert MealTogether.unscoped.filter(resident=north.rows.resident).count() == 1
