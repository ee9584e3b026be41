"""Mail: after the commit, beside the request, and silent about whose address is known."""

import logging
import socket

import pytest
from django.core import mail
from kombu.exceptions import OperationalError

from centre import post
from centre.celery import app
from centre.models import User
from tests import posts


def test_a_forgotten_password_answers_alike_and_writes_to_the_known_alone(cast, client, posted):
    with posted():
        known = client.post("/me/password/forgotten/", {"email": "worker@north.example"})
        unknown = client.post("/me/password/forgotten/", {"email": "nobody@north.example"})
        assert mail.outbox == []
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert [m.to for m in mail.outbox] == [["worker@north.example"]]
    assert "/me/password/" in mail.outbox[0].body


@pytest.fixture
def mail_server_is_away(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = line.getsockname()
        yield  # taken, and nobody listens


def test_a_mail_server_that_is_away_does_not_tell_whose_address_is_known(
    cast, client, posted, mail_server_is_away, caplog
):
    with caplog.at_level(logging.WARNING, "centre.post"), posted():
        answers = [
            client.post("/me/password/forgotten/", {"email": f"{name}@north.example"}) for name in ("worker", "nobody")
        ]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (302, "/me/password/forgotten/sent/")
    ] * 2
    assert caplog.messages == ["A mail could not be sent. ConnectionRefusedError"]


def test_a_mail_server_that_is_away_does_not_keep_a_member_of_staff_out(cast, as_director, posted, mail_server_is_away):
    with posted():
        answer = as_director.post(
            "/c/north/staff/new/", posts.VALID["centre:staff-add"](cast.north) | posts.operation()
        )
    assert answer.status_code == 302
    assert User.objects.filter(email="new@example.org").exists()


def test_without_a_broker_the_mail_is_sent_from_here():
    def away(*letter):
        raise OperationalError

    post.handed_over(away, "Subject", "Text", "house@north.example", ["worker@north.example"])

    assert [(m.subject, m.body, m.to) for m in mail.outbox] == [("Subject", "Text", ["worker@north.example"])]


def test_the_task_that_sends_is_known_by_its_name():
    app.tasks["centre.send_mail"].run("Subject", "Text", "house@north.example", ["worker@north.example"])

    assert [m.to for m in mail.outbox] == [["worker@north.example"]]
