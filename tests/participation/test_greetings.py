"""The wake-up round: one tap a person, four answers worth the same, nobody late and nobody absent."""

import datetime as dt

import pytest

from participation.models import Greeting
from residents import actions as resident_actions
from residents.models import AwayKind
from tests import world
from tests.posts import operation, undo_in
from tests.world import DAY

HTMX = {"HX-Request": "true"}


@pytest.fixture
def path(north):
    return f"/c/north/log/{north.today}/greetings/"


def tap(north, outcome="up", version=0, who="second", **more):
    return {"who": getattr(north.rows, who).code, "outcome": outcome, "version": version} | more | operation()


def stands(north):
    with world.inside(north.centre):
        return list(Greeting.unscoped.filter(day__gte=north.today - 9 * DAY).values_list("outcome", "version"))


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_everybody_who_slept_here_has_four_answers_and_whoever_did_not_a_reason(as_worker, path, north):
    text = text_of(as_worker.get(path))
    for outcome in ("up", "in_bed", "no_answer", "not_called"):
        assert text.count(f'name="outcome" value="{outcome}"') == 1
    assert "Not expected · At home until tomorrow" in text
    assert "0 of 1 recorded" in text
    assert text_of(as_worker.get("/c/north/log/greetings/")).count('name="outcome"') == 4


def test_a_tap_works_without_javascript_and_so_does_its_way_back(as_worker, path, north):
    answer = as_worker.post(f"{path}tap/", tap(north, "in_bed"))
    assert answer.headers["Location"] == f"{path}#p-{north.rows.second.code}"
    page = as_worker.get(path)
    assert "1 of 1 recorded" in text_of(page)
    assert "Staying in bed · Recorded by you" in text_of(page)
    address, fields = undo_in(page)
    as_worker.post(address, fields | operation())
    page = text_of(as_worker.get(path))
    assert stands(north) == [("", 2)]
    assert "Taken back." in page
    assert "0 of 1 recorded" in page
    assert "absent" not in page.lower()


def test_undo_of_a_correction_is_what_stood_before(as_worker, path, north):
    as_worker.post(f"{path}tap/", tap(north, "no_answer"))
    as_worker.get(path)
    as_worker.post(f"{path}tap/", tap(north, "up", 1))
    address, fields = undo_in(as_worker.get(path))
    as_worker.post(address, fields | operation())
    assert stands(north) == [("no_answer", 3)]


def test_undo_leaves_what_a_colleague_wrote_since(as_worker, path, north):
    as_worker.post(f"{path}tap/", tap(north, "up"))
    address, fields = undo_in(as_worker.get(path))
    as_worker.post(f"{path}tap/", tap(north, "in_bed", 1))
    answer = as_worker.post(address, fields | operation())
    assert (answer.status_code, stands(north)) == (422, [("in_bed", 2)])
    assert "has written there since, so that stays." in text_of(answer)


def test_htmx_gets_the_row_the_count_and_the_way_back(as_worker, path, north):
    answer = as_worker.post(f"{path}tap/", tap(north), headers=HTMX)
    text = text_of(answer)
    assert (answer.status_code, text.count("<form")) == (200, 1)
    assert text.startswith(f'<div class="tap-row" id="r-{north.rows.second.code}"')
    assert 'id="count" hx-swap-oob="true">1 of 1 recorded' in text
    assert 'name="version" value="1"' in text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_who_wrote_something_else_sees_it_before_anything_is_written(as_worker, path, north, headers):
    as_worker.post(f"{path}tap/", tap(north, "up"))
    answer = as_worker.post(f"{path}tap/", tap(north, "no_answer"), headers=headers)
    text = text_of(answer)
    assert (answer.status_code, stands(north)) == (409, [("up", 1)])
    assert "wrote something else at" in text
    assert "data-keep" in text
    as_worker.post(f"{path}tap/", tap(north, "no_answer", 1))
    assert stands(north) == [("no_answer", 2)]


def test_a_tap_without_an_answer_or_version_is_looked_at_again(as_worker, path, north):
    for fields in ({"outcome": ""}, {"outcome": "late"}, {"version": "x"}):
        assert as_worker.post(f"{path}tap/", tap(north) | fields).status_code == 422
    assert stands(north) == []


@pytest.mark.parametrize(("days", "words"), [(1, "has not come yet"), (-8, "more than a week ago")])
def test_days_to_come_and_days_long_past_refuse(as_worker, north, days, words):
    path = f"/c/north/log/{north.today + days * DAY}/greetings/"
    text = text_of(as_worker.get(path))
    assert ('name="outcome"' in text, words in text) == (False, True)
    answer = as_worker.post(f"{path}tap/", tap(north))
    assert (answer.status_code, words in text_of(answer), stands(north)) == (422, True, [])


def test_a_week_ago_can_still_be_written(as_worker, north):
    path = f"/c/north/log/{north.today - 7 * DAY}/greetings/"
    assert as_worker.post(f"{path}tap/", tap(north)).status_code == 302


def test_somebody_of_another_house_or_nobody_is_not_there(as_worker, path, cast):
    for code in (cast.south.rows.second.code, "zzzzzzzz"):
        assert as_worker.post(f"{path}tap/", tap(cast.north) | {"who": code}).status_code == 404
    assert as_worker.get(path.replace("north", "south")).status_code == 404
    assert stands(cast.north) == []


def test_who_was_seen_is_recorded_whatever_was_planned(as_worker, path, north):
    as_worker.post(f"{path}tap/", tap(north, who="resident"))
    assert "1 of 2 recorded" in text_of(as_worker.get(path))


def test_who_leaves_on_the_day_or_rests_is_greeted_and_who_moves_in_is_not(as_worker, path, north):
    with world.inside(north.centre, north.worker):
        second = north.rows.second
        resident_actions.rest_today(resident=second, day=north.today)
        resident_actions.go_away(
            resident=second,
            kind=AwayKind.OUTING,
            left_on=north.today,
            left_time=dt.time(0, 30),
            expected_on=north.today,
        )
    assert "0 of 1 recorded" in text_of(as_worker.get(path))
    with world.inside(north.centre, north.worker):
        second.stays.update(applied_on=north.today, moved_in_on=north.today)
    assert "moves in today" in text_of(as_worker.get(path))


@pytest.mark.parametrize("people", [1, 3])
def test_the_number_of_queries_is_the_same(as_worker, path, north, fill, django_assert_num_queries, people):
    with world.inside(north.centre):
        fill(people)
    as_worker.get(path)
    with django_assert_num_queries(11):
        as_worker.get(path)
