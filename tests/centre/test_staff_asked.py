"""Whoever is to work in a house says yes first; until then it learns no name, nor whether there was an account."""

import re

import pytest
from django.db import transaction
from django.utils import timezone

from centre.models import Membership, User
from tests import posts, world


def take_on(client, house, email):
    form = posts.VALID["centre:staff-add"](house) | posts.operation() | {"email": email}
    return client.post("/c/north/staff/new/", form, follow=True)


def letters(django_capture_on_commit_callbacks, client, house, email):
    with django_capture_on_commit_callbacks() as after_commit:
        page = take_on(client, house, email)
    return page.content.decode(), len(after_commit)


def test_a_new_account_is_asked_and_gets_a_mail(cast, as_director, django_capture_on_commit_callbacks):
    page, sent = letters(django_capture_on_commit_callbacks, as_director, cast.north, "new@example.org")
    assert "a mail with a link" in page
    assert sent == 1
    with world.inside(cast.north.centre):
        assert Membership.unscoped.get(user__email="new@example.org").accepted_at is None


def test_an_account_that_was_used_gets_no_mail(cast, as_director, django_capture_on_commit_callbacks):
    User.objects.filter(pk=cast.south.director.pk).update(last_login=timezone.now())
    _page, sent = letters(django_capture_on_commit_callbacks, as_director, cast.north, "director@south.example")
    assert sent == 0


def what_the_house_sees(client, house, email):
    """Every page about somebody who was asked, without what differs each time."""
    before = transaction.savepoint()
    with world.inside(house.centre):
        had = set(Membership.unscoped.values_list("pk", flat=True))
    pages = [take_on(client, house, email)]
    with world.inside(house.centre):
        member = Membership.unscoped.exclude(pk__in=had).get()
    pages += [client.get(f"/c/north/staff/{member.pk}/"), client.get("/c/north/staff/")]
    text = "".join(f"{page.status_code} {page.content.decode()}" for page in pages)
    assert text.count(email) >= 3
    transaction.savepoint_rollback(before)
    tokens = r"\b\w{64}\b|[0-9a-f]{8}-[0-9a-f-]{27}|since=\d+"
    return re.sub(tokens, "", text.replace(email, "ADDRESS")).replace(f"/staff/{member.pk}/", "/staff/N/")


def test_a_house_does_not_learn_whether_an_address_has_an_account(cast, as_director):
    """Also not from its place in the list: the name of this one would come first."""
    User.objects.create_user("known@example.org", "a-long-password", family_name="0", last_login=timezone.now())
    known = what_the_house_sees(as_director, cast.north, "known@example.org")
    assert known == what_the_house_sees(as_director, cast.north, "new@example.org")


def test_the_name_of_an_account_of_another_house_is_not_shown(cast, as_director):
    page = take_on(as_director, cast.north, "Director@south.example").content.decode()
    assert "director@south.example" in page
    assert "waiting for their yes" in page
    with world.inside(cast.north.centre):
        member = Membership.unscoped.get(user=cast.south.director)
    page += as_director.get(f"/c/north/staff/{member.pk}/").content.decode()
    assert [canary for canary in cast.south.canaries if canary in page] == []


def test_whoever_belongs_to_the_house_is_not_asked_again(cast, as_director):
    page = take_on(as_director, cast.north, "left@north.example").content.decode()
    with world.inside(cast.north.centre):
        assert Membership.unscoped.filter(user=cast.north.left, accepted_at=None).count() == 0
    assert "They work here now" in page


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
