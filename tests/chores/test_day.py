"""The page of a day: whose turn it is, one tap, and the way back."""

import re

import pytest

from chores.models import Chore, Turn
from tests import world
from tests.posts import operation
from tests.world import DAY

HTMX = {"HX-Request": "true"}


def stands(north, name="open_turn"):
    with world.inside(north.centre):
        return Turn.unscoped.with_people().get(pk=getattr(north.rows, name).pk)


def record(client, north, headers=None, **data):
    path = f"/c/north/turns/{north.rows.open_turn.pk}/record/"
    return client.post(path, {"version": 1} | data | operation(), headers=headers or {})


def test_the_day_shows_whose_turn_it_is(as_worker, north):
    page = as_worker.get("/c/north/turns/")
    assert page.status_code == 200
    assert [place.turn for place in page.context["board"].chores[0].places] == [north.rows.turn]
    assert "done, " in page.content.decode()


def test_the_next_day_is_a_tap_away(as_worker, north):
    tomorrow = north.today + DAY
    assert f"/c/north/turns/{tomorrow}/" in as_worker.get("/c/north/turns/").content.decode()
    assert north.rows.resident.name in as_worker.get(f"/c/north/turns/{tomorrow}/").content.decode()


def test_a_tap_without_javascript_returns_to_the_day(as_worker, north):
    answer = record(as_worker, north, state="done")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/c/north/turns/{north.today + DAY}/")
    assert stands(north).state == "done"


def test_the_toast_takes_it_back(as_worker, north):
    record(as_worker, north, state="partly", done_by=north.rows.second.pk)
    page = as_worker.get("/c/north/turns/").content.decode()
    toast = page[page.index('class="toast"') :]
    assert f"{north.rows.resident.name}: partly done by {north.rows.second.name}" in toast
    form = dict(re.findall(r'name="(state|version|done_by|helped_by)" value="(.*?)"', toast))
    assert form == {"state": "", "done_by": "", "helped_by": "", "version": "2"}
    record(as_worker, north, **form)
    assert stands(north).state == ""


def test_a_tap_with_htmx_answers_with_the_turn_alone(as_worker, north):
    answer = record(as_worker, north, HTMX, state="done")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.lstrip().startswith(f'<li class="turn" id="turn-{north.rows.open_turn.pk}">')
    assert '<p class="of" id="count" hx-swap-oob="true">1 of 1 recorded</p>' in text
    assert 'id="toasts"' in text
    assert "HX-Request" in answer.headers["Vary"]


def test_the_board_alone_is_read_again(as_worker):
    answer = as_worker.get("/c/north/turns/", headers=HTMX)
    text = answer.content.decode()
    assert text.lstrip().startswith('<div id="board"')
    assert "hx-swap-oob" not in text
    assert "HX-Request" in answer.headers["Vary"]


def test_a_house_without_chores_is_invited_to_begin(as_worker, north):
    with world.inside(north.centre):
        Turn.unscoped.filter(centre=north.centre).delete()
        Chore.unscoped.filter(centre=north.centre).delete()
    page = as_worker.get("/c/north/turns/").content.decode()
    assert "No chores yet" in page
    assert "/c/north/turns/chores/new/" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_is_the_same(as_worker, north, rows, django_assert_num_queries):
    with world.inside(north.centre):
        for number in range(2, rows + 1):
            chore = Chore.unscoped.create(centre=north.centre, name=f"Number {number}", from_on=north.today)
            Turn.unscoped.create(centre=north.centre, chore=chore, day=north.today, resident=north.rows.resident)
    with django_assert_num_queries(12):
        as_worker.get("/c/north/turns/")
