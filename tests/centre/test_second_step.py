"""A house that asks for a second step asks each session for it, and not only once each person."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import RequestFactory
from django.utils import timezone

from centre.listeners import admitted
from centre.models import User

PAGE = "/c/north/people/"
BACK = "%2Fc%2Fnorth%2Fpeople%2F"
AGAIN = "/me/second-step/again/"


@pytest.fixture
def house(north):
    north.centre.second_factor = "staff"
    north.centre.save()
    return north


@pytest.fixture
def codes(house):
    """What the support worker could write: a few spare codes."""
    TOTP.activate(house.worker, generate_totp_secret())
    return RecoveryCodes.activate(house.worker).get_unused_codes()


def test_who_has_no_second_step_is_asked_to_set_one_up(house, as_worker):
    answer = as_worker.get(PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/me/second-step/app/?next={BACK}")


def test_a_session_older_than_the_second_step_is_asked_to_use_it(as_worker, codes):
    answer = as_worker.get(PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{AGAIN}?next={BACK}")


def test_after_a_code_it_goes_on_where_it_was(as_worker, codes):
    answer = as_worker.post(f"{AGAIN}?next={PAGE}", {"code": codes[0]})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert as_worker.get(PAGE).status_code == 200


def test_a_wrong_code_or_the_password_alone_opens_nothing(as_worker, codes):
    as_worker.post(AGAIN, {"code": "000000"})
    as_worker.post("/me/sign-in/again/", {"password": "a-long-password"})
    assert as_worker.get(PAGE).headers["Location"].startswith(AGAIN)


def test_a_sign_in_with_both_steps_is_not_asked_again(client, codes):
    client.post("/me/sign-in/", {"login": "worker@north.example", "password": "a-long-password"})
    client.post("/me/second-step/enter/", {"code": codes[0]})
    assert client.get(PAGE).status_code == 200


def test_the_second_step_of_one_session_is_not_that_of_another(client, as_worker, codes):
    as_worker.post(AGAIN, {"code": codes[0]})
    client.logout()
    client.force_login(User.objects.get(email="worker@north.example"))
    assert client.get(PAGE).headers["Location"].startswith(AGAIN)


def test_setting_it_up_is_using_it(house, as_worker):
    request = RequestFactory().get("/")
    request.session, request.user = as_worker.session, house.worker
    app = TOTP.activate(house.worker, generate_totp_secret()).instance
    authenticator_added.send(Authenticator, request=request, user=house.worker, authenticator=app)
    request.session.save()
    assert as_worker.get(PAGE).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_htmx_is_told_to_go_there(as_worker, codes, method):
    answer = getattr(as_worker, method)("/c/north/duty/" if method == "post" else PAGE, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, AGAIN)


def test_a_stream_opens_only_to_a_session_that_used_it(as_worker, codes):
    assert admitted("north", as_worker.session.session_key, timezone.now()) == 404
    as_worker.post(AGAIN, {"code": codes[0]})
    key = as_worker.session.session_key
    assert admitted("north", key, timezone.now()).session_key == key


ABOUT_ITSELF = ["app/off/", "codes/", "codes/new/", "codes/file/"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ABOUT_ITSELF)
def test_the_password_alone_neither_shows_the_codes_nor_switches_it_off(as_worker, codes, page, method):
    as_worker.post("/me/sign-in/again/", {"password": "a-long-password"})
    answer = getattr(as_worker, method)(f"/me/second-step/{page}")
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, AGAIN)
    assert Authenticator.objects.filter(user=answer.wsgi_request.user).count() == 2


@pytest.mark.parametrize("page", ABOUT_ITSELF)
def test_after_a_code_its_own_pages_open(as_worker, codes, page):
    as_worker.post(AGAIN, {"code": codes[0]})
    assert as_worker.get(f"/me/second-step/{page}").status_code == 200


def test_after_a_code_it_can_be_switched_off(as_worker, codes):
    as_worker.post(AGAIN, {"code": codes[0]})
    answer = as_worker.post("/me/second-step/app/off/")
    assert not Authenticator.objects.filter(user=answer.wsgi_request.user).exists()
