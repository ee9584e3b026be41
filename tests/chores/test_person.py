"""What a person's page says of their turns: plain counts, no share, no rank."""

import pytest

from chores.models import Turn, TurnState
from tests import world
from tests.world import DAY


def of_person(client, who):
    page = client.get(f"/c/north/people/{who.code}/")
    return [s.context for s in page.context["sections"] if s.template == "chores/_of_person.html"]


def test_what_somebody_did_and_what_is_next(as_worker, north):
    rows = north.rows
    assert of_person(as_worker, rows.second) == [
        {"done": [(rows.chore.label, 1)], "helped": 1, "next": None, "day": north.today}
    ]
    (resident,) = of_person(as_worker, rows.resident)
    assert (resident["done"], resident["helped"], resident["next"]) == ([], 0, rows.open_turn)


def test_who_did_it_for_another_is_the_one_who_did_it(as_worker, north):
    with world.inside(north.centre):
        Turn.unscoped.filter(pk=north.rows.turn.pk).update(done_by=north.rows.resident, helped_by=None)
    assert of_person(as_worker, north.rows.second) == []
    assert of_person(as_worker, north.rows.resident)[0]["done"] == [(north.rows.chore.label, 1)]


@pytest.mark.parametrize(("days", "sections"), [(27, 1), (28, 0)])
def test_four_weeks_are_counted(as_worker, north, days, sections):
    with world.inside(north.centre):
        Turn.unscoped.filter(pk=north.rows.turn.pk).update(day=north.today - days * DAY)
    assert len(of_person(as_worker, north.rows.second)) == sections


def test_a_turn_that_was_not_done_is_not_counted(as_worker, north):
    with world.inside(north.centre):
        Turn.unscoped.filter(pk=north.rows.turn.pk).update(state=TurnState.AGREED, done_by=None, helped_by=None)
    assert of_person(as_worker, north.rows.second) == []
