"""Two hands at one turn: what the other wrote is shown before anything is written."""

import re

import pytest

from chores.models import Turn
from tests import world
from tests.chores.test_day import HTMX, record, stands


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_a_colleague_wrote_is_shown_before_anything_is_written(as_worker, north, headers):
    record(as_worker, north, state="partly")
    answer = record(as_worker, north, headers, state="agreed")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "partly done" in text
    assert "You wanted to write: not done, as agreed." in text
    assert stands(north).state == "partly"
    mine = re.search(r'name="version" value="(\d+)">\s*<input type="hidden" name="done_by"', text)
    assert record(as_worker, north, state="agreed", version=mine.group(1)).status_code == 302
    assert stands(north).state == "agreed"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_helper_of_oneself_is_asked_about(as_worker, north, headers):
    answer = record(as_worker, north, headers, state="done", helped_by=north.rows.resident.pk)
    assert answer.status_code == 422
    assert "Please name somebody else" in answer.content.decode()
    assert stands(north).state == ""


def test_a_turn_shared_out_anew_is_not_found(as_worker, north):
    with world.inside(north.centre):
        Turn.unscoped.filter(pk=north.rows.open_turn.pk).delete()
    assert record(as_worker, north, state="done").status_code == 404
