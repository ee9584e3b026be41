"""A resident's year, for the staff and for themself; and the week of the house."""

import datetime as dt

import pytest

from participation.year import month_before, year_of
from residents.models import Away, Stay
from tests import world
from tests.conftest import signed_in
from tests.world import DAY

NIGHT = dt.time(23, 59)


def path(north, who="second"):
    return f"/c/north/people/{getattr(north.rows, who).code}/year/"


def lived_since(north, days):
    Stay.unscoped.filter(resident=north.rows.second).update(
        moved_in_on=north.today - days * DAY, applied_on=north.today - days * DAY
    )


def test_each_day_says_in_words_what_its_shape_says(as_worker, north, late):
    text = as_worker.get(path(north)).content.decode()
    today = f"{north.today:%-d %B}"
    assert f"{today}: joined 1 of 1 recorded, voluntary: 1 not recorded" in text
    assert f"{north.today - 7 * DAY:%-d %B}: 1 not recorded" in text
    assert f'href="/c/north/log/{north.today}/"' in text
    assert "Joined 1 of 1 · 1 of 8 recorded" in text


def test_whoever_is_away_is_not_expected(as_worker, north, late):
    text = as_worker.get(path(north, "resident")).content.decode()
    assert f"{north.today:%-d %B}: not expected" in text


def test_a_year_ends_with_the_month_of_its_day_and_leads_on(viewer, north):
    lived_since(north, 280)
    until = month_before(north.today, 3)
    year = year_of(viewer, north.rows.second, north.today, NIGHT, until=until)
    assert year.months[-1].first == until
    assert (year.before, year.after) == (None, north.today)


def test_months_in_which_nothing_took_place_are_left_out(viewer, north):
    lived_since(north, 700)  # the timetable is 300 days old
    year = year_of(viewer, north.rows.second, north.today, NIGHT)
    assert len(year.months) in {10, 11}
    assert year.before == month_before(north.today, 11) - DAY
    earlier = year_of(viewer, north.rows.second, north.today, NIGHT, until=year.before)
    assert (earlier.months, earlier.after) == ([], month_before(north.today, 0))


def test_the_year_of_somebody_who_left_ends_when_they_did(viewer, north):
    year = year_of(viewer, north.rows.former, north.today, NIGHT)
    last = max(day.day for week in year.months[-1].weeks for day in week if day and day.figures)
    assert last < north.today - 40 * DAY


def test_somebody_who_has_not_come_yet_has_none(viewer, north):
    lived_since(north, -5)
    assert year_of(viewer, north.rows.second, north.today, NIGHT).months == []


@pytest.mark.parametrize("days", [1, 3, 280])
def test_it_asks_as_often_for_one_month_as_for_twelve(as_worker, north, django_assert_num_queries, days):
    with world.inside(north.centre):
        lived_since(north, days)
        Away.unscoped.all().delete()
    as_worker.get(path(north))
    with django_assert_num_queries(17):
        as_worker.get(path(north))


def test_a_person_of_another_house_is_not_there(as_worker, cast):
    assert as_worker.get(f"/c/north/people/{cast.south.rows.second.code}/year/").status_code == 404


def test_a_resident_sees_their_own_year_and_no_way_to_the_log(client, north, late):
    page = signed_in(client, north.living).get("/c/north/my/year/")
    text = page.content.decode()
    assert page.context["resident"] == north.rows.second
    assert f"{north.today:%-d %B}: joined 1 of 1 recorded, voluntary: 1 not recorded" in text
    assert "/log/" not in text
    assert client.get(path(north)).status_code == 404


def test_a_resident_is_expected_where_their_group_is(client, north, late):
    with world.inside(north.centre):
        world.Period.unscoped.filter(pk=north.rows.event.pk).update(expects="group")
        world.SignUp.unscoped.all().delete()
    text = signed_in(client, north.living).get("/c/north/my/year/").content.decode()
    assert "voluntary: 1 not recorded" in text


def test_relatives_see_no_year(client, north):
    signed_in(client, north.reader)
    assert [client.get(address).status_code for address in (path(north), "/c/north/my/year/")] == [404, 404]


def test_the_page_of_a_person_counts_their_last_seven_days(as_worker, north):
    text = as_worker.get(f"/c/north/people/{north.rows.second.code}/").content.decode()
    assert "Joined 1 of 1 · 1 of 1 recorded" in text
    assert path(north) in text


def test_the_week_of_the_house_counts_and_names_nobody(as_worker, north, late):
    page = as_worker.get(f"/c/north/log/week/{north.today}/")
    text = page.content.decode()
    assert "Joined 1 of 1 · 1 of 1 recorded" in text
    assert "Voluntary: 0 of 1 recorded" in text
    assert "northsecond" not in text
    assert [len(day.logs) for day in page.context["week"].days if day.day == north.today] == [2]


@pytest.mark.parametrize("people", [1, 3, 20])
def test_the_week_asks_as_often_for_any_house(as_worker, north, fill, django_assert_num_queries, people):
    with world.inside(north.centre):
        fill(people)
    as_worker.get(f"/c/north/log/week/{north.today}/")
    with django_assert_num_queries(15):
        as_worker.get(f"/c/north/log/week/{north.today}/")
