"""Who works in a house: it always has a director, and learns nobody's name without their yes."""

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from centre import actions
from centre.models import Membership, User
from centre.models.people import Role
from tests import posts, world
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


def take_on(client, house, email):
    form = posts.VALID["centre:staff-add"](house) | posts.operation() | {"email": email}
    return client.post("/c/north/staff/new/", form, follow=True)


def letters(django_capture_on_commit_callbacks, client, house, email):
    with django_capture_on_commit_callbacks() as after_commit:
        page = take_on(client, house, email)
    return page.content.decode(), len(after_commit)


def test_a_new_account_works_at_once_and_gets_a_mail(cast, as_director, django_capture_on_commit_callbacks):
    page, sent = letters(django_capture_on_commit_callbacks, as_director, cast.north, "new@example.org")
    assert "A mail with a link" in page
    assert sent >= 1
    with world.inside(cast.north.centre):
        assert Membership.unscoped.get(user__email="new@example.org").accepted_at


def test_an_account_of_somebody_else_is_asked_and_its_name_not_shown(
    cast, as_director, django_capture_on_commit_callbacks
):
    page, sent = letters(django_capture_on_commit_callbacks, as_director, cast.north, "Director@south.example")
    assert "It asks for their yes" in page
    assert "director@south.example" in page
    assert "waiting for their yes" in page
    assert not [canary for canary in cast.south.canaries if canary in page]
    assert mail.outbox == []
    with world.inside(cast.north.centre):
        member = Membership.unscoped.get(user=cast.south.director)
    page = as_director.get(f"/c/north/staff/{member.pk}/").content.decode()
    assert not [canary for canary in cast.south.canaries if canary in page]


def test_whoever_belongs_to_the_house_is_not_asked_again(cast, as_director):
    page = take_on(as_director, cast.north, "left@north.example").content.decode()
    with world.inside(cast.north.centre):
        assert Membership.unscoped.filter(user=cast.north.left, accepted_at=None).count() == 0
    assert "It asks for their yes" not in page


@pytest.fixture
def as_asked(cast, client):
    client.force_login(cast.asked)
    return client


def asked(cast):
    with world.inside(cast.north.centre):
        return Membership.unscoped.filter(pk=cast.north.rows.asked_membership.pk).first()


def answer(client, cast, agrees):
    return client.post(f"/asked/{cast.north.rows.asked_membership.pk}/", {"agrees": agrees})


def test_the_door_asks_and_opens_after_a_yes(cast, as_asked):
    assert as_asked.get("/c/north/").status_code == 404
    assert "This house asks you" in as_asked.get("/").content.decode()
    assert answer(as_asked, cast, "yes").headers["Location"] == "/"
    page = as_asked.get("/").content.decode()
    assert 'href="/c/north/"' in page
    assert page.count("This house asks you") == 1  # the other house
    assert as_asked.get("/c/north/").status_code == 200
    assert as_asked.get("/c/south/").status_code == 404


def test_a_no_leaves_nothing(cast, as_asked):
    assert answer(as_asked, cast, "no").status_code == 302
    assert asked(cast) is None
    assert as_asked.get("/").content.decode().count("This house asks you") == 1  # the other house


def test_neither_yes_nor_no_is_no_answer(cast, as_asked):
    answer(as_asked, cast, "")
    assert asked(cast).accepted_at is None


@pytest.mark.parametrize("who", ["director", "worker"])
def test_nobody_else_answers(cast, client, who):
    client.force_login(cast.north.people[who])
    assert answer(client, cast, "yes").status_code == 404
    assert asked(cast).accepted_at is None


def test_what_was_answered_is_not_asked_again(cast, as_asked):
    answer(as_asked, cast, "yes")
    assert answer(as_asked, cast, "no").status_code == 404
    assert asked(cast).accepted_at


def test_whoever_was_only_asked_is_no_choice_and_not_on_the_team(cast, inside_north):
    assert cast.asked not in [m.user for m in Membership.unscoped.working_on(inside_north.today)]
    assert not inside_north.rows.asked_membership.is_working_on(inside_north.today)


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
