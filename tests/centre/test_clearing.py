"""What is of no use any more goes once a day, in every house; what may still be needed stays."""

import datetime as dt
import uuid

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from centre import clearing, tasks
from centre.celery import app
from centre.models import Operation
from tests import world
from tests.world import DAY


@pytest.fixture
def moment():
    return timezone.now()


def an_operation(house, at):
    with world.inside(house.centre):
        return Operation.unscoped.create(
            centre=house.centre, key=uuid.uuid4(), path="/", content="", by=house.worker, at=at
        )


def still_there(house, operations):
    with world.inside(house.centre):
        return list(Operation.unscoped.filter(pk__in=[o.pk for o in operations]).order_by("at"))


def test_operations_go_after_14_days_in_every_house(cast, moment):
    kept = {}
    for house in (cast.north, cast.south):
        old = an_operation(house, moment - 14 * DAY - dt.timedelta(seconds=1))
        kept[house.word] = [old, an_operation(house, moment - 14 * DAY + dt.timedelta(minutes=5))]
    assert clearing.clear_away(moment)["operations"] == 2
    for house in (cast.north, cast.south):
        assert still_there(house, kept[house.word]) == kept[house.word][1:]


def test_no_moment_forgets_what_is_still_needed(cast, moment):
    fresh = an_operation(cast.north, moment)
    clearing.clear_away(moment + 400 * DAY)
    assert still_there(cast.north, [fresh]) == [fresh]


def a_session(key, ends, user):
    Session.objects.create(session_key=key, session_data="", expire_date=ends)
    UserSession.objects.create(session_key=key, user=user, ip="127.0.0.1", user_agent="")


def test_sessions_that_are_over_go_with_their_devices(cast, moment):
    a_session("over", moment - dt.timedelta(seconds=1), cast.north.worker)
    a_session("open", moment + dt.timedelta(seconds=1), cast.north.worker)
    UserSession.objects.create(session_key="signedout", user=cast.north.worker, ip="127.0.0.1", user_agent="")
    cleared = clearing.clear_away(moment)
    assert (cleared["sessions"], cleared["devices"]) == (1, 2)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["open"]


def test_a_session_still_in_use_is_not_ended(as_worker, moment):
    assert as_worker.get("/c/north/people/").status_code == 200
    clearing.clear_away(moment)
    assert as_worker.get("/c/north/people/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("sessions", [1, 3])
def test_many_are_cleared_as_quickly_as_one(cast, moment, sessions, django_assert_num_queries):
    for number in range(sessions):
        a_session(f"over{number}", moment - DAY, cast.north.worker)
    with django_assert_num_queries(5):  # three deletes, and the savepoint
        clearing.clear_away(moment)


def test_the_task_is_in_the_table_and_clears(cast, moment):
    entries = [e for e in app.conf.beat_schedule.values() if e["task"] == tasks.clear_away.name]
    assert [entry["schedule"] for entry in entries] == [86400.0]
    old = an_operation(cast.north, moment - 15 * DAY)
    tasks.clear_away()
    assert still_there(cast.north, [old]) == []


def test_the_app_role_may_not_delete_them_itself_in_another_house(cast, moment):
    old = an_operation(cast.north, moment - 15 * DAY)
    with world.inside(cast.south.centre), connection.cursor() as cursor:
        cursor.execute("DELETE FROM centre_operation WHERE id = %s", [old.pk])
        assert cursor.rowcount == 0
