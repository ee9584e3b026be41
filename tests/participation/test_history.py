"""Corrections: with a reason after a week, with a history, and a mark that was somebody else's."""

import datetime as dt

import pytest
from django.utils import timezone

from participation.actions import Conflict, mark, move
from participation.history import history_of
from participation.models import Level, Mark
from tests import world
from tests.broken import promise
from tests.posts import operation, undo_in
from tests.world import DAY


def here(north, by=None, **more):
    words = {"period": north.rows.period, "day": north.today, "by": by or north.worker, "at": timezone.now()}
    return words | more


def stands(north, who):
    row = Mark.unscoped.filter(resident=getattr(north.rows, who), period=north.rows.period).first()
    return row and (row.level, row.version)


def test_long_after_its_day_a_mark_says_why(inside_north):
    late = {"at": timezone.now() + dt.timedelta(days=10)}
    with promise("mark_long_after_says_why"):
        mark(resident=inside_north.rows.second, level=2, version=1, **here(inside_north, **late))
    why = late | {"reason": "Found in the paper log."}
    assert mark(resident=inside_north.rows.second, level=2, version=1, **here(inside_north, **why)).version == 2


@pytest.mark.parametrize(("days", "asks"), [(7, False), (8, True)])
def test_after_seven_days_the_pages_ask_why(as_worker, north, days, asks):
    day = north.today - days * DAY
    path = f"/c/north/log/{day}/"
    with world.inside(north.centre):
        type(north.rows.period).unscoped.filter(pk=north.rows.period.pk).update(weekday=day.weekday())
    assert ('name="reason"' in as_worker.get(path).content.decode()) is asks
    assert ('name="reason"' in as_worker.get(f"{path}{north.rows.period.pk}/").content.decode()) is asks
    tap = {"cell": f"{north.rows.resident.code}.{north.rows.period.pk}.0", "brush": "2"}
    answer = as_worker.post(f"{path}mark/", tap | operation(), follow=True)
    assert ("Please say why it is written now." in answer.content.decode()) is asks
    as_worker.post(f"{path}mark/", tap | {"reason": "From the paper log."} | operation())
    with world.inside(north.centre):
        assert [(m.level, m.reason) for m in Mark.unscoped.filter(day=day)] == [
            (2, "From the paper log." if asks else "")
        ]


def test_everyone_of_a_day_long_ago_needs_a_reason_too(as_worker, north):
    day = north.today - 14 * DAY
    path = f"/c/north/log/{day}/{north.rows.period.pk}/everyone/"
    assert "Please say why" in as_worker.post(path, operation(), follow=True).content.decode()
    as_worker.post(path, {"reason": "From the paper log."} | operation())
    with world.inside(north.centre):
        assert set(Mark.unscoped.filter(day=day).values_list("reason", flat=True)) == {"From the paper log."}


def test_the_history_says_old_new_who_when_and_why(inside_north, viewer):
    north = inside_north
    mark(resident=north.rows.second, level=Level.NEARBY, version=1, **here(north, north.director, reason="Seen later."))
    mark(resident=north.rows.second, level=None, version=2, **here(north))
    entries = history_of(viewer, north.rows.mark)
    assert [(e.was, e.became, e.by, e.reason) for e in entries] == [
        (Level.NEARBY, None, north.worker, ""),
        (Level.TOOK_PART, Level.NEARBY, north.director, "Seen later."),
        (None, Level.TOOK_PART, north.worker, ""),
    ]


@pytest.mark.parametrize("writes", [1, 3])
def test_a_history_costs_the_same(inside_north, viewer, writes, django_assert_num_queries):
    for version in range(1, writes + 1):
        mark(resident=inside_north.rows.second, level=version % 5, version=version, **here(inside_north))
    with django_assert_num_queries(2):
        assert len(history_of(viewer, inside_north.rows.mark)) == writes + 1


def test_the_page_of_a_mark_shows_its_history(as_worker, north):
    page = as_worker.get(f"/c/north/log/marks/{north.rows.mark.pk}/").content.decode()
    assert "Took part" in page
    assert "It was somebody else" in page


def test_a_moved_mark_stands_with_the_other_and_what_stood_before_stands_again(inside_north):
    north = inside_north
    mark(resident=north.rows.second, level=Level.OWN_ROOM, version=1, **here(north))
    wrong = Mark.unscoped.get(pk=north.rows.mark.pk)
    move(mark=wrong, to=north.rows.resident, seen=(2, 0), by=north.director, at=timezone.now())
    assert (stands(north, "second"), stands(north, "resident")) == ((4, 3), (0, 1))


def test_the_first_mark_of_a_cell_leaves_it_open_when_it_moves(inside_north):
    north = inside_north
    move(mark=north.rows.mark, to=north.rows.resident, seen=(1, 0), by=north.worker, at=timezone.now())
    assert (stands(north, "second"), stands(north, "resident")) == ((None, 2), (4, 1))


@pytest.mark.parametrize("seen", [(2, 0), (1, 1)])
def test_who_moves_meets_a_colleague_and_nothing_is_written(inside_north, seen):
    north = inside_north
    with pytest.raises(Conflict):
        move(mark=north.rows.mark, to=north.rows.resident, seen=seen, by=north.worker, at=timezone.now())
    assert (stands(north, "second"), stands(north, "resident")) == ((4, 1), None)


def test_two_taps_move_it(as_worker, north):
    path = f"/c/north/log/marks/{north.rows.mark.pk}/move/"
    to = f"{north.rows.resident.code}.0"
    assert f'name="to" value="{to}"' in as_worker.get(path + "?page=grid").content.decode()
    answer = as_worker.post(path, {"to": to, "version": "1", "page": "grid"} | operation())
    assert answer["Location"] == f"/c/north/log/{north.today}/"
    again = as_worker.post(path, {"to": to, "version": "1"} | operation())
    assert again.status_code == 404  # it is no longer there
    with world.inside(north.centre):
        assert (stands(north, "second"), stands(north, "resident")) == ((None, 2), (4, 1))


def test_a_move_that_meets_a_colleague_says_so(as_worker, north):
    path = f"/c/north/log/marks/{north.rows.mark.pk}/move/"
    answer = as_worker.post(path, {"to": f"{north.rows.resident.code}.3", "version": "1"} | operation())
    assert answer.status_code == 422
    assert "has just written in one of the two" in answer.content.decode()


@pytest.mark.parametrize("to", ["", "zzzzzzzz.0", "x"])
def test_nobody_is_moved_to_nowhere(as_worker, north, to):
    path = f"/c/north/log/marks/{north.rows.mark.pk}/move/"
    answer = as_worker.post(path, {"to": to, "version": "1"} | operation())
    assert answer.status_code == 422
    assert "Please choose one of those" in answer.content.decode()


def test_what_was_written_twice_alike_is_not_what_stood_before(inside_north):
    north = inside_north
    mark(resident=north.rows.second, level=Level.TOOK_PART, version=1, **here(north))
    move(mark=north.rows.mark, to=north.rows.resident, seen=(2, 0), by=north.worker, at=timezone.now())
    assert (stands(north, "second"), stands(north, "resident")) == ((None, 3), (4, 1))


def test_to_take_back_long_after_needs_a_reason_too(as_worker, north):
    day = north.today - 14 * DAY
    path = f"/c/north/log/{day}/"
    tap = {
        "cell": f"{north.rows.resident.code}.{north.rows.period.pk}.0",
        "brush": "2",
        "reason": "From the paper log.",
    }
    page = as_worker.post(f"{path}mark/", tap | operation(), follow=True)
    address, fields = undo_in(page)
    assert fields["reason"] == "From the paper log."
    bare = {name: value for name, value in fields.items() if name != "reason"}
    assert "Please say why" in as_worker.post(address, bare | operation(), follow=True).content.decode()
    as_worker.post(address, fields | operation())
    with world.inside(north.centre):
        assert [(m.level, m.version) for m in Mark.unscoped.filter(day=day)] == [(None, 2)]
