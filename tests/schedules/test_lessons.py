"""The line of a period, and the list of a term."""

import datetime as dt

import pytest

from schedules.models import Expects, Lesson, Period, SpecialDay
from tests import world
from tests.posts import operation
from tests.world import DAY

LIST = "/c/north/timetable/lessons/"
LINE = {"did": "Said a poem by heart.", "next": "The same poem, louder.", "way": "improvised"}


@pytest.fixture
def path(north):
    return f"{LIST}{north.today}/{north.rows.period.pk}/"


@pytest.fixture
def blank(north):
    with world.inside(north.centre):
        Lesson.unscoped.all().delete()


def line(north):
    with world.inside(north.centre):
        return Lesson.unscoped.select_related("by").get()


def lines(north, count):
    """On so many weeks before this one, made up on the spot."""
    with world.inside(north.centre):
        for week in range(1, count + 1):
            day = north.today - 7 * week * DAY
            Lesson(
                centre=north.centre,
                period=north.rows.period,
                day=day,
                did=f"Week {week}.",
                way="improvised",
                by=north.worker,
                at=north.rows.ring.due_at,
            ).insert()


def test_a_line_is_written_from_the_page_of_the_period(as_worker, north, path, blank):
    page = f"/c/north/log/{north.today}/{north.rows.period.pk}/"
    assert f'href="{path}"' in as_worker.get(page).content.decode()
    assert "not about a person" in as_worker.get(path).content.decode()
    answer = as_worker.post(path, LINE | {"version": "0"} | operation())
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    written = line(north)
    assert (written.did, written.next, written.way, written.by, written.version) == (*LINE.values(), north.worker, 1)
    text = as_worker.get(page).content.decode()
    assert "Said a poem by heart." in text
    assert "The same poem, louder." in text


def test_whoever_changes_it_stands_beside_it(as_director, north, path):
    assert as_director.post(path, LINE | {"version": "1"} | operation()).status_code == 302
    assert (line(north).did, line(north).by, line(north).version) == (LINE["did"], north.director, 2)


@pytest.mark.parametrize("version", ["0", "7"])
def test_of_two_who_write_the_second_sees_the_first_s_words(as_director, north, path, version):
    answer = as_director.post(path, LINE | {"version": version} | operation())
    assert answer.status_code == 422
    assert f"Somebody else has meanwhile written: {north.rows.lesson.did}" in answer.content.decode()
    assert 'name="version" value="1"' in answer.content.decode()
    assert line(north).did == north.rows.lesson.did


@pytest.mark.parametrize(("field", "value"), [("did", " "), ("did", "x" * 301), ("next", "x" * 301), ("way", "well")])
def test_what_is_no_line_is_asked_again(as_worker, north, path, field, value):
    assert as_worker.post(path, LINE | {"version": "1", field: value} | operation()).status_code == 422
    assert line(north).version == 1


def test_no_line_about_a_day_to_come_or_what_does_not_take_place(as_worker, north, path):
    today = str(north.today)
    assert as_worker.get(path.replace(today, str(north.today + 7 * DAY))).status_code == 404
    assert as_worker.get(path.replace(today, str(north.today - DAY))).status_code == 404
    with world.inside(north.centre):
        Period.unscoped.filter(pk=north.rows.period.pk).update(expects=Expects.NOBODY)
    assert as_worker.get(path).status_code == 404


def test_the_list_counts_what_is_written_of_what_took_place(as_worker, north):
    lines(north, 3)
    with world.inside(north.centre):
        SpecialDay(centre=north.centre, name="Closed", on=north.today - 28 * DAY).insert()
    query = f"?from={north.today - 28 * DAY}&until={north.today}&what={north.rows.period.name}"
    text = as_worker.get(LIST + query).content.decode()
    assert "Written down 4 of 4 times" in text
    assert "as planned 1 of 4" in text
    assert "made up on the spot 3 of 4" in text
    assert text.index(north.rows.lesson.did) < text.index("Week 1.") < text.index("Week 2.") < text.index("Week 3.")
    assert north.rows.period.name in as_worker.get(LIST).content.decode()


def test_a_class_without_a_line_is_counted_too(as_worker, north, blank):
    text = as_worker.get(f"{LIST}?from={north.today - 14 * DAY}&until={north.today - DAY}").content.decode()
    assert "Written down 0 of 2 times" in text


def test_without_dates_the_last_three_months(as_worker, north):
    text = as_worker.get(LIST).content.decode()
    assert f'name="from" value="{north.today - 90 * DAY}"' in text
    assert f'name="until" value="{north.today}"' in text


@pytest.mark.parametrize("query", ["from=x", "until=2099-01-01", "from=1990-01-01", "from=2024-02-01&until=2024-01-01"])
def test_dates_that_are_no_range_are_asked_again(as_worker, query):
    assert as_worker.get(f"{LIST}?{query}").status_code == 422


def test_a_name_that_is_none_shows_nothing(as_worker, north):
    text = as_worker.get(f"{LIST}?what=nothing").content.decode()
    assert north.rows.lesson.did not in text
    assert "Nothing is written yet" in text


def test_what_begins_later_today_has_not_been(as_worker, north, blank):
    with world.inside(north.centre):
        Period.unscoped.filter(pk=north.rows.period.pk).update(starts=dt.time(23, 59, 58), ends=dt.time(23, 59, 59))
    text = as_worker.get(f"{LIST}?from={north.today}").content.decode()
    assert f'id="subject-1">{north.rows.period.name}' not in text


def test_the_list_asks_as_often_for_one_as_for_three(as_worker, north, django_assert_num_queries):
    as_worker.get(LIST)
    with django_assert_num_queries(12):
        as_worker.get(LIST)
    lines(north, 3)
    with django_assert_num_queries(12):
        as_worker.get(LIST)
