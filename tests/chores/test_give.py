"""A turn becomes somebody else's in two taps."""

import re

from tests.chores.test_day import stands
from tests.posts import operation


def path(north):
    return f"/c/north/turns/{north.rows.open_turn.pk}/give/"


def give(client, north, to, version=1):
    return client.post(path(north), {"to": to.pk, "version": version} | operation())


def test_everybody_else_is_one_tap_away(as_worker, north):
    page = as_worker.get(path(north)).content.decode()
    assert re.findall(r'name="to" value="(\d+)"', page) == [str(north.rows.second.pk)]


def test_a_tap_gives_the_turn_and_another_takes_it_back(as_worker, north):
    assert give(as_worker, north, north.rows.second).status_code == 302
    assert stands(north).resident == north.rows.second
    page = as_worker.get("/c/north/turns/").content.decode()
    assert re.findall(r'name="(to|version)" value="(\d+)"', page[page.index('class="toast"') :]) == [
        ("to", str(north.rows.resident.pk)),
        ("version", "2"),
    ]
    assert give(as_worker, north, north.rows.resident, version=2).status_code == 302
    assert stands(north).resident == north.rows.resident


def test_a_turn_that_was_given_meanwhile_is_shown(as_worker, north):
    give(as_worker, north, north.rows.second)
    answer = give(as_worker, north, north.rows.second)
    assert answer.status_code == 409
    assert "Somebody has changed this turn meanwhile" in answer.content.decode()


def test_who_does_not_live_here_cannot_be_given_a_turn(as_worker, north):
    assert give(as_worker, north, north.rows.former).status_code == 422
    assert stands(north).resident == north.rows.resident
