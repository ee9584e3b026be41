"""Staff, residents and relatives alike: a forgotten password, and the second step where the house asks it of all."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail

WHO = [("worker", ""), ("living", "my/"), ("reader", "family/")]


@pytest.fixture(params=WHO, ids=["staff", "resident", "relative"])
def who(request, north):
    """(somebody of the northern house, the page that is theirs)"""
    name, page = request.param
    return getattr(north, name), north.url + page


def test_a_forgotten_password_is_replaced_by_the_link_of_a_mail(client, who, posted):
    user, page = who
    with posted():
        client.post("/me/password/forgotten/", {"email": user.email})
    (sent,) = mail.outbox
    assert sent.to == [user.email]
    link = re.search(r"https?://[^/]+(/\S+)", sent.body)[1]
    form = client.get(link, follow=True)
    path = form.redirect_chain[-1][0] if form.redirect_chain else link
    client.post(path, {"password1": "another-long-password", "password2": "another-long-password"})
    assert client.get(link, follow=True).context.get("token_fail"), "the link holds once"
    client.logout()
    client.post("/me/sign-in/", {"login": user.email, "password": "another-long-password"})
    assert client.get("/", follow=True).redirect_chain[-1][0] == page


def test_where_the_house_asks_everybody_nobody_comes_in_by_the_password_alone(client, north, who):
    user, page = who
    north.centre.second_factor = "everyone"
    north.centre.save()
    client.force_login(user)
    assert client.get(page).headers["Location"].startswith("/me/second-step/app/")
    TOTP.activate(user, generate_totp_secret())
    (code, *_others) = RecoveryCodes.activate(user).get_unused_codes()
    client.logout()
    client.post("/me/sign-in/", {"login": user.email, "password": "a-long-password"})
    assert client.get(page).status_code == 302
    client.post("/me/second-step/enter/", {"code": code})
    assert client.get(page).status_code == 200


def test_where_the_house_asks_the_staff_a_resident_and_a_relative_come_in_without(client, north, who):
    user, page = who
    north.centre.second_factor = "staff"
    north.centre.save()
    client.force_login(user)
    assert client.get(page).status_code == (302 if user == north.worker else 200)


def test_each_can_set_a_second_step_up(client, who):
    user, page = who
    client.post("/me/sign-in/", {"login": user.email, "password": "a-long-password"})
    client.post("/me/sign-in/again/", {"password": "a-long-password"})
    form = client.get("/me/second-step/app/")
    secret = form.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/me/second-step/app/", {"code": code}).status_code == 302
    client.logout()
    client.post("/me/sign-in/", {"login": user.email, "password": "a-long-password"})
    assert client.get(page).status_code == 302
