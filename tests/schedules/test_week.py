import pytest

from schedules.day import periods_on
from schedules.models import Period
from schedules.week import week_of
from tests import world
from tests.timetable import director_of
from tests.world import DAY

WEEK = "/c/north/timetable/"


def page(client, path=WEEK):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_week_shows_what_takes_place(as_worker, north):
    text = page(as_worker)
    assert north.rows.period.name in text
    assert north.rows.timetable.name in text
    assert "a bell rings" in text


def test_every_day_has_its_own_address(as_worker, north):
    text = page(as_worker, f"{WEEK}{north.today}/")
    for days in (7, -7):
        monday = north.today - north.today.weekday() * DAY
        assert f'href="{WEEK}{monday + days * DAY}/"' in text


@pytest.mark.parametrize("path", ["2026-13-01/", "1999-12-31/", "2101-01-01/", "today/"])
def test_a_day_that_is_none_is_missing(as_worker, path):
    assert as_worker.get(WEEK + path).status_code == 404


def test_the_first_and_the_last_day_have_a_week(as_worker):
    assert as_worker.get(f"{WEEK}2000-01-10/").status_code == 200
    assert as_worker.get(f"{WEEK}2100-12-20/").status_code == 200


def test_the_week_agrees_with_the_one_answer(inside_north):
    week = week_of(director_of(inside_north), inside_north.today)
    for day in week.days:
        assert day.periods == list(periods_on(inside_north.centre, day.day))


def test_a_day_without_timetable_says_so(as_worker):
    assert page(as_worker).count("no timetable on ") == 6


def test_a_house_without_timetable_is_a_list_and_complete(as_worker, north):
    with world.inside(north.centre):
        Period.unscoped.filter(on=None).update(until_on=north.today - 200 * DAY)
    text = page(as_worker)
    assert "This house has no bells. The day is as it comes." in text
    assert north.rows.event.name in text
    assert text.count("Nothing planned.") == 6


def test_what_comes_after_the_week_is_named(as_worker, north):
    assert north.rows.coming_event.name in page(as_worker, f"{WEEK}{north.today}/")


def test_a_worker_sees_no_way_to_change(as_worker):
    assert "/period/" not in page(as_worker)


def test_a_director_does(as_director, north):
    text = page(as_director)
    assert f'href="{WEEK}periods/{north.rows.period.pk}/"' in text
    assert f'href="{WEEK}{north.today}/period/"' in text


def test_the_japanese_page_has_japanese_names(as_worker, north):
    with world.inside(north.centre):
        Period.unscoped.filter(pk=north.rows.period.pk).update(name_ja="話す練習")
    north.worker.language = "ja"
    north.worker.save()
    text = page(as_worker)
    assert "話す練習" in text
    assert north.rows.period.name not in text


def test_it_asks_as_often_for_one_as_for_three(as_director, north, django_assert_num_queries):
    page(as_director)
    with django_assert_num_queries(21):
        page(as_director)
    with world.inside(north.centre):
        for hour in (12, 14):
            world.period(
                north,
                f"more{hour}",
                timetable=north.rows.timetable,
                weekday=north.today.weekday(),
                from_on=north.today - DAY,
            )
    with django_assert_num_queries(21):
        page(as_director)
