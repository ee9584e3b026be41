"""A resident's own sign-in, from the mail to the open page."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone

from centre import invitations, outbox
from centre.models import Mail, User
from centre.tenancy import inside
from residents import accounts
from residents.models import Account, AccountInvitation
from tests import posts, world

HOURS = dt.timedelta(hours=1)


def ask(house, email="own@north.example", at=None):
    at = at or timezone.now()
    return accounts.ask(resident=house.rows.resident, email=email, language="en", by=house.worker, at=at)


def path_of(house, asked):
    return f"/c/{house.centre.slug}/invitation/{invitations.token_of(asked)}/"


def passwords(word="a-long-password"):
    return {"new_password1": word, "new_password2": word}


def test_a_resident_opens_their_page_with_the_link(client, inside_north):
    path = path_of(inside_north, ask(inside_north))
    page = client.get(path)
    assert page.status_code == 200
    assert inside_north.rows.resident.family_name not in page.content.decode()
    assert client.post(path, passwords()).status_code == 302
    with world.inside(inside_north.centre):
        account = Account.unscoped.current().get(resident=inside_north.rows.resident)
    assert account.user.email == "own@north.example"
    assert account.user.check_password("a-long-password")


def test_the_link_holds_once(client, inside_north):
    path = path_of(inside_north, ask(inside_north))
    client.post(path, passwords())
    assert client.get(path).status_code == 404
    assert Client().post(path, passwords("another-password")).status_code == 404


def test_the_link_holds_for_72_hours(client, inside_north):
    asked = ask(inside_north, at=timezone.now() - 72 * HOURS)
    assert client.get(path_of(inside_north, asked)).status_code == 404
    later = ask(inside_north, at=timezone.now() - 71 * HOURS)
    assert client.get(path_of(inside_north, later)).status_code == 200


def test_a_newer_link_takes_the_place_of_an_older(client, inside_north):
    older = ask(inside_north)
    ask(inside_north)
    assert client.get(path_of(inside_north, older)).status_code == 404


def test_a_weak_password_is_refused_at_its_field(client, inside_north):
    answer = client.post(path_of(inside_north, ask(inside_north)), passwords("short"))
    assert answer.status_code == 422
    with world.inside(inside_north.centre):
        assert not User.objects.filter(email="own@north.example").exists()


def test_an_address_with_an_account_signs_in_first(client, inside_north):
    path = path_of(inside_north, ask(inside_north, email=inside_north.left.email))
    assert client.post(path, passwords("a-stolen-password")).status_code == 200
    assert not User.objects.get(pk=inside_north.left.pk).check_password("a-stolen-password")
    client.force_login(inside_north.left)
    assert client.post(path).status_code == 302
    with world.inside(inside_north.centre):
        assert Account.unscoped.current().get(resident=inside_north.rows.resident).user == inside_north.left


def test_nobody_who_works_here_has_the_page_of_a_resident(client, inside_north):
    north = inside_north
    path = path_of(north, ask(north, email=north.director.email))
    client.force_login(north.director)
    page = client.post(path, follow=True)
    assert "Whoever works here" in page.content.decode()
    with world.inside(north.centre):
        assert not Account.unscoped.current().filter(resident=north.rows.resident).exists()


def test_two_who_open_the_same_link_at_once_leave_one_user_and_no_error(client, inside_north, monkeypatch):
    """The second did not know of the first's user when it looked."""
    path = path_of(inside_north, ask(inside_north))
    client.post(path, passwords())
    monkeypatch.setattr(invitations, "known_user", lambda asked: None)
    monkeypatch.setattr(invitations, "find", lambda model, token, moment: model.unscoped.order_by("-id").first())
    assert client.post(path, passwords()).status_code == 302
    assert User.objects.filter(email="own@north.example").count() == 1


def test_who_has_a_sign_in_is_not_asked_again(inside_north):
    with pytest.raises(ValidationError):
        accounts.ask(
            resident=inside_north.rows.second, email="x@y.example", language="en", by=inside_north.worker,
            at=timezone.now(),
        )  # fmt: skip


def test_an_ended_sign_in_opens_nothing(as_worker, north):
    code = north.rows.second.code
    answer = as_worker.post(f"{north.url}people/{code}/sign-in/end/", posts.operation())
    assert answer.status_code == 302
    with world.inside(north.centre):
        assert not Account.unscoped.current().filter(resident=north.rows.second).exists()


@pytest.mark.django_db(transaction=True)
def test_the_mail_carries_the_link_alone(client):
    north = kept_house()
    with inside(north.centre):
        asked = ask(north)
    outbox.send_due(timezone.now())
    (sent,) = [one for one in mail.outbox if one.to == ["own@north.example"]]
    assert re.search(r"http://\S+/c/north/invitation/\S+/", sent.body)
    assert north.rows.resident.family_name not in sent.subject + sent.body
    with inside(north.centre):
        assert Mail.unscoped.get(kind=accounts.ASKED, about=asked.pk).sent_at


@pytest.mark.django_db(transaction=True)
def test_the_mail_of_a_replaced_invitation_is_withheld():
    north = kept_house()
    with inside(north.centre):
        asked = ask(north)
        AccountInvitation.unscoped.filter(pk=asked.pk).update(ended_at=timezone.now())
    outbox.send_due(timezone.now())
    assert [one for one in mail.outbox if one.to == ["own@north.example"]] == []


@pytest.mark.django_db(transaction=True)
def test_whose_sign_in_was_ended_hears_of_it():
    north = kept_house()
    with inside(north.centre):
        accounts.end(account=Account.unscoped.get(pk=north.rows.account.pk), at=timezone.now())
    outbox.send_due(timezone.now())
    (told,) = [one for one in mail.outbox if one.to == ["living@north.example"]]
    assert "has been ended" in told.body


def kept_house():
    with transaction.atomic():
        return world.build().north
