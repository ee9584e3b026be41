"""The chores of the house: written once, shared out at once."""

import datetime as dt

from chores.models import Chore
from schedules.models import part_of_day_at
from tests import posts, world
from tests.world import DAY

URL = "/c/north/turns/chores/"


def send(client, path, **data):
    return client.post(f"{URL}{path}", data | posts.operation())


def chore(north, name="Stairs"):
    with world.inside(north.centre):
        found = Chore.unscoped.get(name=name)
        return found, list(found.turns.order_by("day", "slot").values_list("day", "slot"))


def test_a_new_chore_is_shared_out_at_once(as_worker, north):
    every_day = {"weekdays": list("0123456"), "people": "1", "name_ja": "階段"}
    assert send(as_worker, "new/", **posts.chore(north) | every_day).status_code == 302
    stairs, turns = chore(north)
    assert (stairs.weekdays, stairs.part_of_day, stairs.label) == ("0,1,2,3,4,5,6", "afternoon", "Stairs")
    assert turns == [(north.today + day * DAY, 1) for day in range(7)]


def test_an_hour_or_a_part_of_the_day_is_needed(as_worker, north):
    without = posts.chore(north) | {"starts": "", "part_of_day": ""}
    answer = send(as_worker, "new/", **without)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"part_of_day": ["Please give an hour or a part of the day."]}
    assert send(as_worker, "new/", **without | {"part_of_day": "noon"}).status_code == 302


def test_an_hour_says_the_part_of_the_day():
    assert [part_of_day_at(dt.time(hour)) for hour in (5, 12, 16, 20)] == ["morning", "noon", "afternoon", "evening"]


def test_a_chore_that_ends_before_it_begins_is_asked_about(as_worker, north):
    answer = send(as_worker, "new/", **posts.chore(north) | {"until_on": north.today - DAY})
    assert list(answer.context["form"].errors) == ["until_on"]


def test_as_many_people_as_a_house_can_ask(as_worker, north):
    answer = send(as_worker, "new/", **posts.chore(north) | {"people": "13"})
    assert list(answer.context["form"].errors) == ["people"]


def test_no_day_at_all_is_asked_about(as_worker, north):
    assert send(as_worker, "new/", **posts.chore(north) | {"weekdays": []}).status_code == 422


def test_a_changed_chore_is_shared_out_anew(as_worker, north):
    send(as_worker, "new/", **posts.chore(north) | {"weekdays": list("0123456")})
    stairs, turns = chore(north)
    assert len(turns) == 13  # for two people, of whom one is back tomorrow
    only = str((north.today + 2 * DAY).weekday())
    change = posts.chore(north) | {"weekdays": only, "version": 1}
    assert send(as_worker, f"{stairs.pk}/", **change).status_code == 302
    assert chore(north)[1] == [(north.today + 2 * DAY, 1), (north.today + 2 * DAY, 2)]


def test_the_form_ticks_the_days_of_the_chore(as_worker, north):
    with world.inside(north.centre):
        Chore.unscoped.filter(pk=north.rows.chore.pk).update(weekdays="1,3")
    page = as_worker.get(f"{URL}{north.rows.chore.pk}/").content.decode()
    assert page.count("checked") == 2


def test_what_a_colleague_changed_is_said_in_words(as_worker, north):
    with world.inside(north.centre):
        Chore.unscoped.filter(pk=north.rows.chore.pk).update(weekdays="1,3", version=2)
    answer = send(as_worker, f"{north.rows.chore.pk}/", **posts.chore(north) | {"version": 1})
    assert answer.context["form"].errors["weekdays"] == ["Somebody else has meanwhile written: Tue · Thu"]


def test_the_list_says_what_was_before(as_worker, north):
    with world.inside(north.centre):
        Chore.unscoped.filter(pk=north.rows.chore.pk).update(until_on=north.today)
    page = as_worker.get(URL)
    assert (page.context["chores"], [c.pk for c in page.context["ended"]]) == ([], [north.rows.chore.pk])
