"""Meals together, and what a resident reads of their own: an empty place says nothing about anybody."""

import pytest
from django.utils import timezone

from participation.actions_rounds import eat_together, greet
from participation.models import Meal, MealTogether, Outcome
from tests import world
from tests.posts import operation, undo_in
from tests.world import DAY

HTMX = {"HX-Request": "true"}


@pytest.fixture
def path(north):
    return f"/c/north/log/{north.today}/meals/"


def tap(north, who="second", **more):
    return {"who": getattr(north.rows, who).code} | more | operation()


def noted(north):
    with world.inside(north.centre):
        return list(MealTogether.unscoped.filter(day__gte=north.today - 9 * DAY).values_list("meal", flat=True))


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_tap_notes_a_second_takes_it_back_and_each_has_its_way_back(as_worker, path, north):
    as_worker.post(f"{path}tap/", tap(north, add="lunch"))
    page = as_worker.get(path)
    assert "1 ate together" in text_of(page)
    assert 'name="remove" value="lunch"' in text_of(page)
    address, fields = undo_in(page)
    as_worker.post(address, fields | operation())
    assert noted(north) == []
    as_worker.post(f"{path}tap/", tap(north, add="dinner"))
    as_worker.post(f"{path}tap/", tap(north, remove="dinner"))
    assert noted(north) == []


def test_nobody_is_shown_as_having_missed_anything(as_worker, path, north):
    text = text_of(as_worker.get(path))
    assert "An empty place says nothing about anybody." in text
    assert not [word for word in ("missed", "absent", "alone", "of 1", "%") if word in text.split('id="rounds"')[1]]


def test_who_is_away_all_day_has_no_row_until_somebody_saw_them_at_the_table(as_worker, path, north):
    code = north.rows.resident.code
    assert f'id="p-{code}"' not in text_of(as_worker.get(path))
    answer = as_worker.post(f"{path}tap/", tap(north, "resident", add="lunch"), headers=HTMX)
    assert f'id="r-{code}"' in text_of(answer)
    answer = as_worker.post(f"{path}tap/", tap(north, "resident", remove="lunch"), headers=HTMX)
    assert f'id="r-{code}"' in text_of(answer)


def test_both_at_once_none_or_an_unknown_meal_is_looked_at_again(as_worker, path, north):
    for fields in ({}, {"add": "lunch", "remove": "lunch"}, {"add": "tea"}):
        assert as_worker.post(f"{path}tap/", tap(north, **fields)).status_code == 422
    assert noted(north) == []


@pytest.mark.parametrize(("days", "words"), [(1, "has not come yet"), (-8, "more than a week ago")])
def test_days_to_come_and_days_long_past_refuse(as_worker, north, days, words):
    path = f"/c/north/log/{north.today + days * DAY}/meals/"
    text = text_of(as_worker.get(path))
    assert ('name="add"' in text, words in text) == (False, True)
    assert as_worker.post(f"{path}tap/", tap(north, add="lunch")).status_code == 422


def test_somebody_of_another_house_is_not_there(as_worker, path, cast):
    fields = {"who": cast.south.rows.second.code, "add": "lunch"} | operation()
    assert as_worker.post(f"{path}tap/", fields).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_number_of_queries_is_the_same(as_worker, path, north, fill, django_assert_num_queries, people):
    with world.inside(north.centre):
        fill(people)
    as_worker.get(path)
    with django_assert_num_queries(11):
        as_worker.get(path)


@pytest.fixture
def days(inside_north):
    """A greeting and a meal of both residents, and an older greeting."""
    north = inside_north
    for resident, outcome in ((north.rows.second, Outcome.IN_BED), (north.rows.resident, Outcome.NO_ANSWER)):
        written = {"by": north.worker, "at": timezone.now()}
        greet(resident=resident, day=north.today, outcome=outcome, version=0, **written)
        eat_together(resident=resident, day=north.today - DAY, meal=Meal.DINNER, **written)
        greet(resident=resident, day=north.today - 20 * DAY, outcome=Outcome.NOT_CALLED, version=0, **written)


def test_a_resident_reads_their_own_of_two_weeks_and_no_other(client, north, days):
    client.force_login(north.living)
    text = text_of(client.get("/c/north/log/my/"))
    assert "Morning greeting: Staying in bed" in text
    assert "Dinner together" in text
    assert "No answer" not in text
    assert "Not called" not in text
    assert "/c/north/log/my/" in text_of(client.get("/c/north/my/notes/"))


def test_a_resident_reads_nothing_that_was_taken_back(client, north, days):
    with world.inside(north.centre, north.worker):
        written = {"by": north.worker, "at": timezone.now()}
        greet(resident=north.rows.second, day=north.today, outcome="", version=1, **written)
    client.force_login(north.living)
    assert "Morning greeting" not in text_of(client.get("/c/north/log/my/"))
    client.force_login(north.worker)
    assert client.get("/c/north/log/my/").status_code == 404
