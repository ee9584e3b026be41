"""What was refused, never asked, withdrawn, lapsed, never written or not sent is one and the same page to a family.

Each case is a state of the whole database, made and taken back; bodies, headers and mails are compared as bytes.
"""

import re

import pytest
from django.db import transaction
from django.test import Client

from centre.models import Mail
from families import letters, mail_family
from families.models import TO_DECIDE, Decision
from residents import consenting
from residents.models import LAPSES_AFTER, Answer, Consent, Topic
from tests import kin, world

from .house import Household

TOKENS = [
    (rb'("X-CSRFToken": ")\w+', rb"\1masked"),
    (rb'(name="csrfmiddlewaretoken" value=")\w+', rb"\1masked"),
    (rb'(name="operation" value=")[\w-]+', rb"\1masked"),
]
COOKIES = {"Set-Cookie", "Date"}


def nothing(home):
    """Never asked, never written."""


def refused(home):
    home.shares(*consenting.READING, answer=Answer.NO)


def withdrawn(home):
    home.shares(*consenting.READING)
    home.stops()


def lapsed(home):
    for topic in consenting.READING:
        given = home.day - LAPSES_AFTER
        kin.consent(home.house, home.contact, topic, given_on=given, expires_on=home.day)


def shared_and_no_letter(home):
    home.shares(*consenting.READING)


def drafted(home):
    home.shares(*consenting.READING)
    home.draft(own_words="Hello.", health="A cold.")


def waiting(home):
    drafted(home)
    home.lay_before()


def silent(home):
    waiting(home)
    home.now += TO_DECIDE


def not_this_month(home):
    waiting(home)
    home.decide(Decision.NOT_NOW)


def sent_and_withdrawn(home):
    waiting(home)
    home.decide()
    home.stops()


def sent_and_refused(home):
    waiting(home)
    home.decide()
    home.shares(*consenting.READING, answer=Answer.NO)


NO_LETTER = [
    refused, withdrawn, lapsed, shared_and_no_letter, drafted, waiting, silent, not_this_month, sent_and_withdrawn,
    sent_and_refused,
]  # fmt: skip


def sent_without_health(home):
    home.shares(Topic.LIVING, Topic.DAILY)
    sent(home, own_words="Hello.", month="Cold mornings.")


def sent_with_health(home, before, after):
    home.shares(Topic.LIVING, Topic.DAILY, Topic.HEALTH)
    before(home)
    sent(home, own_words="Hello.", month="Cold mornings.", health="A cold.")
    after(home)


def sent(home, **passages):
    home.draft(about=home.day.replace(day=1), **passages)
    home.lay_before()
    home.decide()


def health_refused(home):
    sent_with_health(home, nothing, lambda home: home.shares(Topic.HEALTH, answer=Answer.NO))


def health_withdrawn(home):
    sent_with_health(home, nothing, lambda home: home.stops(Topic.HEALTH))


def health_withdrawn_before(home):
    sent_with_health(home, lambda home: home.stops(Topic.HEALTH), nothing)


def seen_by(user, house):
    """Everything that reaches a relative: each page with its headers, and each mail that is due."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    month = house.today.replace(day=1)
    found = []
    for path in ("/", f"{house.url}family/", f"{house.url}family/{month}/", f"{house.url}family/?as=lines"):
        for language in ("en", "ja"):
            client.cookies["django_language"] = language
            answer = client.get(path, headers={"accept-language": language})
            body = answer.content
            for pattern, masked in TOKENS:
                body = re.sub(pattern, masked, body)
            headers = sorted((name, value) for name, value in answer.headers.items() if name not in COOKIES)
            found.append((path, language, answer.status_code, headers, body))
    return found


def mails(home):
    due = Mail.unscoped.filter(kind=letters.SENT_MAIL, sent_at=None)
    return [written for mail in due if (written := mail_family.letter(mail, home.now)) is not None]


def seen_after(house, case, monkeypatch):
    """Make a case for a relative of whom nothing is known yet, look with their eyes, and take it back."""
    before = transaction.savepoint()
    with world.inside(house.centre):
        home = Household(house, house.rows.sister)
        Consent.unscoped.standing().filter(contact=home.contact).update(ended_at=home.now, ended_by=house.living)
        kin.link(house, home.contact, house.read_once)
        case(home)
    monkeypatch.setattr("django.utils.timezone.now", lambda: home.now)
    seen = seen_by(house.read_once, house)
    with world.inside(house.centre):
        seen.append(mails(home))
    transaction.savepoint_rollback(before)
    return seen


@pytest.fixture
def look(north, monkeypatch):
    def look_after(case):
        with monkeypatch.context() as patched:
            return seen_after(north, case, patched)

    return look_after


def shown(seen):
    return b"".join(body for _path, _language, _status, _headers, body in seen[:-1])


@pytest.fixture
def plain(look):
    return look(nothing)


@pytest.mark.parametrize("case", NO_LETTER, ids=lambda case: case.__name__)
def test_no_letter_is_the_same_page_whatever_the_reason(look, plain, case):
    assert b"There is no individual letter this month" in shown(plain)
    assert plain[-1] == []
    later = look(lambda home: setattr(home, "now", home.now + TO_DECIDE)) if case is silent else plain
    assert look(case) == later


@pytest.mark.parametrize("case", [health_refused, health_withdrawn, health_withdrawn_before], ids=lambda c: c.__name__)
def test_a_part_that_is_not_shared_leaves_no_trace(look, case):
    without = look(sent_without_health)
    assert b"Cold mornings." in shown(without)
    assert look(case) == without


def test_what_is_shared_makes_a_difference(look, plain):
    """Else the tests above would hold for an empty page too."""
    with_health = look(lambda home: sent_with_health(home, nothing, nothing))
    assert b"A cold." in shown(with_health)
    assert len(with_health[-1]) == 1
    assert with_health[-1] == look(sent_without_health)[-1]
    assert with_health != look(sent_without_health) != plain


def door_refused(home):
    home.shares(Topic.SIGN_IN, answer=Answer.NO)


def door_withdrawn(home):
    home.stops(Topic.SIGN_IN)


def door_lapsed(home):
    home.now += LAPSES_AFTER


def test_a_door_whose_yes_has_lapsed_is_a_door_that_never_was(look):
    def never(home):
        home.contact.links.all().delete()
        door_lapsed(home)

    assert look(door_lapsed) == look(never)


def test_a_door_that_was_shut_is_a_door_that_never_was(look):
    def never(home):
        home.contact.links.all().delete()

    without = look(never)
    assert {status for _path, _language, status, _headers, _body in without[2:-1]} == {404}
    assert look(door_refused) == look(door_withdrawn) == without
