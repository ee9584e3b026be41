"""The outbox: each mail once, whoever asks and whatever is away."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from centre import outbox
from centre.models import Centre, Mail
from centre.tenancy import inside

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "tests.letter"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def house(monkeypatch):
    monkeypatch.setitem(outbox.writers, KIND, write)
    return Centre.objects.create(slug="post", name="Post")


def write(letter, moment):
    """Row 404 is one that this person may not be told of any more; row 500 breaks its writer."""
    if letter.about == 500:
        raise RuntimeError("broken")
    return None if letter.about == 404 else outbox.Letter("a@house.example", "News", f"http://x/{letter.about}")


def put(house, about, at=None):
    with inside(house):
        outbox.put(KIND, centre=house, about=about, recipient=1, at=at or timezone.now())


def row(house, about):
    with inside(house):
        return Mail.unscoped.get(about=about)


def test_a_mail_is_sent_once(house):
    put(house, 1)
    put(house, 1)
    assert outbox.send_due(timezone.now()) == (1, 0, 0)
    assert outbox.send_due(timezone.now()) == (0, 0, 0)
    assert [(m.to, m.body) for m in mail.outbox] == [(["a@house.example"], "http://x/1")]


def test_what_may_not_be_told_any_more_is_withheld(house):
    put(house, 404)
    assert outbox.send_due(timezone.now()) == (0, 1, 0)
    assert row(house, 404).withheld_at
    assert mail.outbox == []


def test_nothing_goes_out_before_it_is_due(house):
    put(house, 1, at=timezone.now() + MINUTE)
    assert outbox.send_due(timezone.now()) == (0, 0, 0)


def test_a_mail_server_that_is_away_delays_and_loses_nothing(house, settings):
    put(house, 1)
    now = timezone.now()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert outbox.send_due(now) == (0, 0, 1)
    assert outbox.send_due(now) == (0, 0, 0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.send_due(now + MINUTE) == (1, 0, 0)


def test_one_that_cannot_be_written_keeps_no_other(house):
    put(house, 500)
    put(house, 1)
    assert outbox.send_due(timezone.now()) == (1, 0, 1)


def test_a_mail_that_a_dead_worker_had_in_hand_goes_out_later_with_the_same_id(house):
    put(house, 1)
    now = timezone.now()
    assert len(outbox.claim(now)) == 1
    assert outbox.send_due(now + MINUTE) == (0, 0, 0)
    assert outbox.send_due(now + outbox.LEASE + MINUTE) == (1, 0, 0)
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{house.pk}.{row(house, 1).pk}@localhost>"


def test_four_workers_at_once_send_each_mail_once(house):
    for about in range(1, 41):
        put(house, about)

    def work(_number):
        try:
            return outbox.send_due(timezone.now())[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(work, range(4))) == 40
    assert sorted(m.body for m in mail.outbox) == sorted(f"http://x/{about}" for about in range(1, 41))
