"""Sign-in: the same answer for unknown and wrong, slow to guessers, open to a known device."""

import re
import time

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from centre import actions
from tests import world

SIGN_IN = "/me/sign-in/"


def try_with(client, email, password):
    return client.post(SIGN_IN, {"login": email, "password": password})


def without_what_changes(answer, email):
    text = re.sub(r"\b\w{64}\b", "", answer.content.decode())  # CSRF tokens
    return text.replace(email, "somebody@example.org")


def test_the_right_password_comes_in(cast, client):
    answer = try_with(client, "worker@north.example", "a-long-password")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/").headers["Location"] == "/c/north/"


def test_unknown_and_wrong_get_the_same_answer(cast, client):
    unknown = try_with(client, "nobody@north.example", "a-wrong-password")
    wrong = try_with(Client(), "worker@north.example", "a-wrong-password")
    assert unknown.status_code == wrong.status_code
    assert without_what_changes(unknown, "nobody@north.example") == without_what_changes(wrong, "worker@north.example")


def test_guesses_are_limited_per_account_from_many_addresses(cast):
    for number in range(5):
        try_with(Client(REMOTE_ADDR=f"127.0.0.{number + 10}"), "worker@north.example", f"wrong-password-{number}")
    answer = try_with(Client(REMOTE_ADDR="127.0.0.99"), "worker@north.example", "a-long-password")
    assert answer.status_code == 200
    assert "tried many times" in answer.content.decode()


def test_guesses_are_limited_per_address_over_many_accounts(cast):
    attacker = Client(REMOTE_ADDR="127.0.0.66")
    for number in range(30):
        try_with(attacker, f"somebody{number}@north.example", "wrong-password")
    assert "tried many times" in try_with(attacker, "worker@north.example", "a-long-password").content.decode()
    assert try_with(Client(), "worker@north.example", "a-long-password").status_code == 302


def test_a_known_device_comes_in_during_an_attack(cast):
    known = Client()
    try_with(known, "worker@north.example", "a-long-password")
    known.post("/me/sign-out/")
    for number in range(40):
        try_with(Client(), "worker@north.example", f"wrong-password-{number}")
    assert "tried many times" in try_with(Client(), "worker@north.example", "a-long-password").content.decode()
    assert try_with(known, "worker@north.example", "a-long-password").status_code == 302


def test_a_known_device_may_not_guess_for_ever(cast):
    known = Client()
    try_with(known, "worker@north.example", "a-long-password")
    known.post("/me/sign-out/")
    for number in range(10):
        try_with(known, "worker@north.example", f"wrong-password-{number}")
    assert "tried many times" in try_with(known, "worker@north.example", "a-long-password").content.decode()


def test_a_forged_device_is_not_known(cast):
    forged = Client()
    forged.cookies["engawa_known"] = "eyJpZCI6ICJ4IiwgIm1hcmtzIjogWyJ4Il19:1:forged"
    for number in range(5):
        try_with(Client(), "worker@north.example", f"wrong-password-{number}")
    assert "tried many times" in try_with(forged, "worker@north.example", "a-long-password").content.decode()


def test_the_session_changes_its_key_at_sign_in(cast, client):
    client.get(SIGN_IN)
    before = client.session.session_key
    try_with(client, "worker@north.example", "a-long-password")
    assert client.session.session_key != before


def test_a_membership_that_ends_ends_the_sessions_at_once(cast, client):
    try_with(client, "worker@north.example", "a-long-password")
    assert client.get("/c/north/people/").status_code == 200
    with world.inside(cast.north.centre, cast.north.director):
        actions.end_membership(
            membership=cast.north.rows.worker_membership,
            last_day=cast.north.today - world.DAY,
            today=cast.north.today,
        )
    assert not UserSession.objects.filter(user=cast.north.worker).exists()
    assert not Session.objects.filter(session_key=client.session.session_key).exists()
    assert client.get("/c/north/people/").headers["Location"].startswith(SIGN_IN)


def test_a_person_whose_last_day_is_over_has_no_house(cast, client):
    client.force_login(cast.north.left)
    assert client.get("/c/north/").status_code == 404
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(("since", "seen", "ends"), [(0, 0, False), (0, 31 * 60, True), (13 * 3600, 5, True)])
def test_a_session_ends_when_idle_or_old(as_worker, since, seen, ends):
    session = as_worker.session
    session["began"], session["seen"] = time.time() - since, time.time() - seen
    session.save()
    answer = as_worker.get("/c/north/people/")
    assert (answer.status_code == 302) is ends


def test_nobody_signs_up(client, db):
    assert client.get("/me/join/").status_code == 404


def test_htmx_is_told_to_sign_in_again(client, cast):
    answer = client.get("/c/north/people/", headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"] == SIGN_IN


@pytest.mark.parametrize(
    "value", ["abcdefgh\x00ijklmnop", '"abcdefgh\\000ijklmnop"', "x" * 5000, "\xc3\xa9" * 8, "ABCDEFGHIJ'--"]
)
def test_a_cookie_that_can_be_no_session_is_none(cast, client, value):
    cookie = {"cookie": f"{settings.SESSION_COOKIE_NAME}={value}"}
    assert client.get(SIGN_IN, headers=cookie).status_code == 200
    assert Client().get("/c/north/people/", headers=cookie).headers["Location"].startswith(SIGN_IN)
