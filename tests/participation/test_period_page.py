"""The page of a period: its list, its dock, and a tap on it without JavaScript."""

import pytest

from participation.models import Mark
from schedules.models import Expects, Period
from tests import world
from tests.posts import operation
from tests.world import DAY


@pytest.fixture
def path(north):
    return f"/c/north/log/{north.today}/{north.rows.period.pk}/"


def levels(north):
    with world.inside(north.centre):
        return list(Mark.unscoped.filter(day=north.today).order_by("resident").values_list("level", "version"))


def tap(north, who="second", **fields):
    return {"who": getattr(north.rows, who).code, "version": "1"} | fields | operation()


def test_it_says_how_many_are_recorded_and_who_is_not_expected(as_worker, path):
    text = as_worker.get(path).content.decode()
    assert "1 of 1 recorded" in text
    assert "Not expected · At home until tomorrow" in text


def test_it_lists_nobody_of_the_past_or_of_another_house(as_worker, path, cast):
    text = as_worker.get(path).content.decode()
    assert "northformerfamilylatincanary" not in text
    assert "south" not in text


def test_the_dock_belongs_to_whom_one_chose(as_worker, path, north):
    assert 'id="dock"' not in as_worker.get(path).content.decode()
    text = as_worker.get(f"{path}?who={north.rows.second.code}").content.decode()
    assert 'id="level-4" name="level" value="4" required checked' in text
    assert "Recorded by you" in text


@pytest.mark.parametrize("who", ["zzzzzzzz", "'", "", "%00"])
def test_an_unknown_person_is_nobody_chosen(as_worker, path, who):
    answer = as_worker.get(f"{path}?who={who}")
    assert (answer.status_code, 'id="dock"' in answer.content.decode()) == (200, False)


def test_a_tap_writes_and_comes_back_to_the_row(as_worker, path, north):
    answer = as_worker.post(f"{path}mark/", tap(north, level="2"))
    code = north.rows.second.code
    assert answer.headers["Location"] == f"{path}?who={code}#p-{code}"
    assert levels(north) == [(2, 2)]


def test_the_way_back_works_as_a_plain_form(as_worker, path, north):
    as_worker.post(f"{path}mark/", tap(north, level="2"))
    text = as_worker.get(path).content.decode()
    assert f'name="marks" value="{north.rows.second.code}.2.4"' in text
    undo = {"marks": f"{north.rows.second.code}.2.4"} | operation()
    assert as_worker.post(f"{path}undo/", undo).status_code == 302
    assert levels(north) == [(4, 3)]
    assert "Taken back." in as_worker.get(path).content.decode()


def test_back_to_not_recorded(as_worker, path, north):
    assert as_worker.post(f"{path}mark/", tap(north, level="4", blank="1")).status_code == 302
    assert levels(north) == [(None, 2)]
    assert "Everyone joined (1)" in as_worker.get(path).content.decode()


def test_everyone_fills_those_who_are_expected_and_blank(as_worker, path, north):
    as_worker.post(f"{path}mark/", tap(north, blank="1"))
    assert as_worker.post(f"{path}everyone/", operation()).headers["Location"] == path
    assert levels(north) == [(4, 3)]


def test_somebody_came_along_who_was_not_expected(as_worker, path, north):
    assert as_worker.post(f"{path}mark/", tap(north, who="resident", level="1", version="0")).status_code == 302
    assert "2 of 2 recorded" in as_worker.get(path).content.decode()


def test_without_a_level_it_asks_again(as_worker, path, north):
    answer = as_worker.post(f"{path}mark/", tap(north))
    assert (answer.status_code, levels(north)) == (422, [(4, 1)])
    assert "Please choose how it was, then save." in answer.content.decode()


def test_a_period_of_another_day_or_of_nobody_is_not_there(as_worker, path, north):
    assert as_worker.get(path.replace(str(north.today), str(north.today - DAY))).status_code == 404
    with world.inside(north.centre):
        Period.unscoped.filter(pk=north.rows.period.pk).update(expects=Expects.NOBODY)
    assert as_worker.get(path).status_code == 404
