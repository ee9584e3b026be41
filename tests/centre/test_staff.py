"""Who works in a house: it always has a director, and learns nothing of another house."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from centre import actions
from centre.models import Membership, User
from centre.models.people import Role
from tests import world
from tests.world import DAY


def direct(house, who, from_on, until_on=None):
    """Give somebody of the house the role of director too."""
    member = Membership(
        centre=house.centre, user=house.people[who], role=Role.DIRECTOR, from_on=from_on, until_on=until_on
    )
    return member.insert()


def end(house, last_day, member=None):
    member = member or house.rows.director_membership
    return actions.end_membership(membership=member, last_day=last_day, today=house.today)


def refused(house, last_day, member=None):
    with pytest.raises(ValidationError, match="only director"):
        end(house, last_day, member)


def test_a_director_of_the_past_does_not_stand_in_for_the_last_one(inside_north):
    direct(inside_north, "left", inside_north.today - 700 * DAY, inside_north.today - 300 * DAY)
    refused(inside_north, inside_north.today - 400 * DAY)


def test_a_director_for_a_while_does_not_stand_in_for_one_without_end(inside_north):
    direct(inside_north, "night", inside_north.today, inside_north.today + 30 * DAY)
    refused(inside_north, inside_north.today)


def test_a_director_who_was_only_asked_does_not_stand_in(inside_north):
    refused(inside_north, inside_north.today)


@pytest.mark.parametrize("in_days", [0, 1])
def test_a_successor_may_begin_the_day_after(inside_north, in_days):
    direct(inside_north, "night", inside_north.today + in_days * DAY)
    assert end(inside_north, inside_north.today).until_on == inside_north.today


def test_a_successor_may_not_begin_a_day_later(inside_north):
    direct(inside_north, "night", inside_north.today + 2 * DAY)
    refused(inside_north, inside_north.today)


def test_a_director_for_a_while_may_go_earlier_or_stay_longer(inside_north):
    other = direct(inside_north, "night", inside_north.today, inside_north.today + 30 * DAY)
    end(inside_north, inside_north.today + 60 * DAY, other)
    end(inside_north, inside_north.today, other)


def test_two_who_end_each_other_wait_for_each_other(inside_north):
    """The row of the house is locked before anybody is counted."""
    direct(inside_north, "night", inside_north.today)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        end(inside_north, inside_north.today)
    statements = [query["sql"] for query in asked.captured_queries]
    lock = next(n for n, sql in enumerate(statements) if "FOR NO KEY UPDATE" in sql and "centre_centre" in sql)
    count = next(n for n, sql in enumerate(statements) if "centre_membership" in sql)
    assert lock < count


def test_whoever_works_in_another_house_stays_signed_in(cast, client):
    client.post("/me/sign-in/", {"login": "worker@north.example", "password": "a-long-password"})
    with world.inside(cast.south.centre):
        Membership(
            centre=cast.south.centre, user=cast.north.worker, role=Role.NIGHT_WORKER, from_on=cast.south.today
        ).insert()
    with world.inside(cast.north.centre, cast.north.director):
        end(cast.north, cast.north.today - DAY, cast.north.rows.worker_membership)
    assert UserSession.objects.filter(user=cast.north.worker).exists()
    assert client.get("/c/north/people/").status_code == 404
    assert client.get("/c/south/people/").status_code == 200


def test_only_a_yes_or_no_leaves_the_wall(cast):
    with world.inside(cast.north.centre):
        assert actions.works_somewhere(cast.south.worker, cast.south.today) is True
        assert actions.works_somewhere(cast.south.left, cast.south.today) is False
        assert actions.works_somewhere(cast.asked, cast.north.today) is False
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_function_privilege('public', 'centre_works_somewhere(bigint, date)', 'execute')")
        assert cursor.fetchone() == (False,)


def test_an_address_that_is_taken_meanwhile_is_said_in_words(inside_north, monkeypatch):
    def taken(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(User.objects, "create_user", taken)
    with pytest.raises(ValidationError, match="just changed"):
        actions.take_on(
            centre=inside_north.centre,
            email="new@example.org",
            role=Role.DIRECTOR,
            from_on=inside_north.today,
            names={"family_name": "New"},
        )


def test_a_promise_broken_meanwhile_is_said_in_words(inside_north, monkeypatch):
    """Somebody gets the same role for the days after, while this last day is on its way."""
    member = end(inside_north, inside_north.today, inside_north.rows.worker_membership)
    Membership(
        centre=inside_north.centre, user=member.user, role=member.role, from_on=inside_north.today + DAY
    ).insert()
    monkeypatch.setattr(Membership, "validate_constraints", lambda self: None)
    with pytest.raises(ValidationError, match="just changed"):
        end(inside_north, inside_north.today + 5 * DAY, member)
