"""What is not written: days to come, days before a stay, other people's residents, a colleague's cell."""

import pytest

from participation.actions import mark
from participation.models import Mark
from tests import world
from tests.posts import operation
from tests.world import DAY


def at(north, day):
    return f"/c/north/log/{day}/{north.rows.period.pk}/"


def marks(north):
    with world.inside(north.centre):
        return list(Mark.unscoped.order_by("id").values_list("resident", "level"))


def tap(resident, **fields):
    return {"who": resident.code, "level": "2", "version": "0"} | fields | operation()


@pytest.fixture
def before(north):
    return marks(north)


def test_a_day_to_come_is_shown_and_not_written(as_worker, north, before):
    path = at(north, north.today + 7 * DAY)
    assert "This day has not come yet." in as_worker.get(path).content.decode()
    for name, data in [("mark", tap(north.rows.second)), ("everyone", operation())]:
        answer = as_worker.post(f"{path}{name}/", data, follow=True)
        assert "This day has not come yet." in answer.content.decode()
    assert marks(north) == before


def test_a_day_before_the_stay_is_refused_by_name(as_worker, north, before):
    path = at(north, north.today - 70 * DAY)
    answer = as_worker.post(f"{path}mark/", tap(north.rows.second) | {"reason": "x"}, follow=True)
    assert "did not live here on that day." in answer.content.decode()
    assert marks(north) == before


@pytest.mark.parametrize("whose", ["south", "nobody"])
def test_somebody_elses_resident_is_not_there(as_worker, cast, whose):
    before, path = marks(cast.north), at(cast.north, cast.north.today)
    code = cast.south.rows.second.code if whose == "south" else "zzzzzzzz"
    assert as_worker.post(f"{path}mark/", {"who": code, "level": "2", "version": "0"} | operation()).status_code == 404
    assert as_worker.post(f"{path}undo/", {"marks": f"{code}.1."} | operation()).status_code == 404
    assert marks(cast.north) == before


@pytest.mark.parametrize("marks", ["", "x", "aaaaaaaa.0.", "aaaaaaaa.1.6", "aaaaaaaa.1.  bbbbbbbb.1."])
def test_an_undo_of_nonsense_is_not_there(as_worker, north, marks):
    path = f"{at(north, north.today)}undo/"
    assert as_worker.post(path, {"marks": marks} | operation()).status_code == 404


def test_a_colleagues_mark_is_shown_before_anything_is_written(as_director, north):
    with world.inside(north.centre, north.night):
        here = {"period": north.rows.period, "day": north.today, "by": north.night, "at": north.rows.ring.due_at}
        mark(resident=north.rows.second, level=5, version=1, **here)
    stands = marks(north)
    answer = as_director.post(f"{at(north, north.today)}mark/", tap(north.rows.second, version="1"))
    text = answer.content.decode()
    assert (answer.status_code, marks(north)) == (409, stands)
    assert "northnightgivenlatincanary" in text
    assert "wrote something else at" in text
    assert 'name="version" value="2"' in text
    answer = as_director.post(f"{at(north, north.today)}mark/", tap(north.rows.second, version="2"))
    assert (answer.status_code, marks(north)) == (302, [(north.rows.second.pk, 2)])
