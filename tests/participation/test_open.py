"""What is not logged: by day and person on duty, with a link to that very cell."""

import datetime as dt

import pytest
import time_machine

from centre.models import Duty
from centre.walltime import instant
from participation.models import Mark
from schedules.models import Expects, Period, SpecialDay
from tests import world
from tests.conftest import signed_in
from tests.world import DAY

OPEN = "/c/north/log/open/"


def days(page):
    return [(day.day, [(log.period, log.recorded, log.expected) for log in day.logs]) for day in page.context["days"]]


def test_the_newest_day_first_with_a_link_to_that_very_cell(as_worker, north, late):
    page = as_worker.get(OPEN)
    week_ago = north.today - 7 * DAY
    assert days(page) == [(north.today, [(north.rows.event, 0, 1)]), (week_ago, [(north.rows.period, 0, 2)])]
    text = page.content.decode()
    second = north.rows.second.code
    assert f'href="/c/north/log/{north.today}/{north.rows.event.pk}/?who={second}#p-{second}"' in text
    assert "1 of 2 recorded" in text  # of the whole day: one period is recorded, one is not
    assert "On duty: northworkergivenlatincanary" not in text
    assert f"On duty: {north.worker.name}" in text


def test_what_has_not_begun_is_not_missing(as_worker, north):
    with time_machine.travel(instant(north.today, dt.time(9), north.centre.time_zone), tick=False):
        assert [day for day, _logs in days(as_worker.get(OPEN))] == [north.today - 7 * DAY]


def test_days_without_periods_are_not_there(as_worker, north, late):
    with world.inside(north.centre):
        SpecialDay.unscoped.create(centre=north.centre, name="Closed", on=north.today - 7 * DAY)
        Period.unscoped.filter(pk=north.rows.event.pk).update(expects=Expects.NOBODY)
    page = as_worker.get(OPEN)
    assert days(page) == []
    assert "Everything that has been is recorded." in page.content.decode()


def test_only_the_days_on_which_i_was_on_duty(as_worker, client, north, late):
    assert [day for day, _logs in days(as_worker.get(f"{OPEN}?mine=on"))] == [north.today]
    with world.inside(north.centre):
        Duty.unscoped.create(centre=north.centre, membership=north.rows.night_membership, day=north.today - 7 * DAY)
    assert [day for day, _logs in days(signed_in(client, north.night).get(f"{OPEN}?mine=on"))] == [
        north.today - 7 * DAY
    ]


@pytest.mark.parametrize("mine", ["", "off", "%00", "9" * 50])
def test_any_other_word_is_answered(as_worker, mine):
    assert as_worker.get(f"{OPEN}?mine={mine}").status_code == 200


@pytest.mark.parametrize("people", [1, 3, 20])
def test_it_asks_as_often_for_any_house(as_worker, north, fill, late, django_assert_num_queries, people):
    with world.inside(north.centre):
        fill(people)
        Mark.unscoped.all().delete()
    as_worker.get(OPEN)
    with django_assert_num_queries(16):
        as_worker.get(OPEN)
