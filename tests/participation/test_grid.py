"""The whole day on one page: a tap with a brush, without one, refused, and met by a colleague's."""

import datetime as dt

import pytest

from participation.models import Mark
from schedules.models import Period
from tests import world
from tests.posts import operation, undo_in
from tests.world import DAY

HTMX = {"HX-Request": "true"}


@pytest.fixture
def day(north):
    return f"/c/north/log/{north.today}/"


def cell(north, version=1, **fields):
    return {"cell": f"{north.rows.second.code}.{north.rows.period.pk}.{version}"} | fields | operation()


def level(north):
    with world.inside(north.centre):
        return Mark.unscoped.get(resident=north.rows.second, period=north.rows.period).level


def test_a_tap_with_a_brush_writes_and_keeps_the_brush(as_worker, north, day):
    answer = as_worker.post(f"{day}mark/", cell(north, brush="2"))
    assert answer["Location"] == f"{day}?brush=2#c-{north.rows.second.code}-{north.rows.period.pk}"
    assert level(north) == 2
    page = as_worker.get(f"{day}?brush=2").content.decode()
    assert '<input type="radio" name="brush" value="2" checked>' in page


def test_a_tap_without_a_brush_opens_the_period_where_a_level_is_chosen(as_worker, north, day):
    answer = as_worker.post(f"{day}mark/", cell(north))
    code = north.rows.second.code
    assert answer["Location"] == f"{day}{north.rows.period.pk}/?who={code}#p-{code}"
    assert level(north) == 4


def test_the_blank_brush_makes_it_not_recorded(as_worker, north, day):
    as_worker.post(f"{day}mark/", cell(north, brush="blank"))
    assert level(north) is None


def test_the_script_gets_the_cell_and_the_way_back(as_worker, north, day):
    answer = as_worker.post(f"{day}mark/", cell(north, brush="0"), headers=HTMX)
    text = answer.content.decode()
    assert f'value="{north.rows.second.code}.{north.rows.period.pk}.2"' in text
    assert "Own room, or not today" in text
    assert 'name="page" value="grid"' in text


def test_undo_goes_back_to_the_grid(as_worker, north, day):
    page = as_worker.post(f"{day}mark/", cell(north, brush="5"), follow=True)
    address, fields = undo_in(page)
    back = as_worker.post(address, fields | operation())
    assert back["Location"].startswith(f"{day}#c-")
    assert level(north) == 4


def test_everyone_joined_from_the_grid_comes_back_to_it(as_worker, north, day):
    with world.inside(north.centre):
        Mark.unscoped.all().delete()
    path = f"{day}{north.rows.period.pk}/everyone/"
    assert as_worker.post(path, {"page": "grid"} | operation())["Location"].startswith(day + "#c-")
    with world.inside(north.centre):
        Mark.unscoped.update(level=None)
    text = as_worker.post(path, {"page": "grid"} | operation(), headers=HTMX).content.decode()
    assert f'id="c-{north.rows.second.code}-{north.rows.period.pk}"' in text


def test_the_second_hand_sees_the_first_before_anything_is_written(as_worker, north, day):
    as_worker.post(f"{day}mark/", cell(north, brush="2"))
    answer = as_worker.post(f"{day}mark/", cell(north, brush="5"), headers=HTMX)
    assert answer.status_code == 409
    assert "wrote something else at" in answer.content.decode()
    assert 'data-mine="5"' in answer.content.decode()
    plain = as_worker.post(f"{day}mark/", cell(north, brush="5"))
    assert plain.status_code == 409
    assert "Write mine" in plain.content.decode()
    assert level(north) == 2


@pytest.mark.parametrize("what", [{"cell": "x"}, {"cell": "abcdefgh.1"}, {"cell": ""}, {"brush": "7"}])
def test_what_no_page_sends_is_a_404(as_worker, north, day, what):
    assert as_worker.post(f"{day}mark/", cell(north) | what).status_code == 404


def test_a_day_to_come_is_refused_with_a_word(as_worker, north):
    day = f"/c/north/log/{north.today + 7 * DAY}/"
    answer = as_worker.post(f"{day}mark/", cell(north, brush="2", version=0), headers=HTMX)
    assert answer.status_code == 422
    assert "This day has not come yet." in answer.content.decode()
    page = as_worker.post(f"{day}mark/", cell(north, brush="2", version=0), follow=True)
    assert "This day has not come yet." in page.content.decode()
    assert 'name="brush"' not in page.content.decode()


def test_everyone_is_offered_for_what_has_begun_alone(as_worker, north, day):
    with world.inside(north.centre):
        Mark.unscoped.all().delete()
        Period.unscoped.filter(pk=north.rows.period.pk).update(starts=dt.time(0), ends=dt.time(0, 1))
        Period.unscoped.filter(pk=north.rows.event.pk).update(starts=dt.time(23, 58), ends=dt.time(23, 59))
    page = as_worker.get(day).content.decode()
    assert f'data-everyone="{north.rows.period.pk}"' in page
    assert f'data-everyone="{north.rows.event.pk}"' not in page
