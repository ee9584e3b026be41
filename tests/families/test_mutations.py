"""Take out each question that stands between a relative and what is not shared: a named test must notice.

Each mutation changes one rule of the app in memory. The tests that are asked are those of this folder and of consents.
"""

import inspect
from itertools import islice

import pytest
from django.db import connection, transaction
from django.test import Client

from centre import access, outbox, tenancy
from families import letters, links, mail_family, reading, receivers, wording
from families.models import LinkQuerySet, SummaryQuerySet
from residents import consenting, views_consents
from residents.models import Answer, Topic, consents
from residents.signals import stopped_sharing
from tests import world
from tests.families import house, test_letters, test_links, test_same_page, test_wording
from tests.residents import test_consents

pytestmark = [pytest.mark.slow, pytest.mark.walls, pytest.mark.django_db(transaction=True)]

ConsentQuerySet = consents.ConsentQuerySet
EVERYTHING = {topic.value for topic in Topic}


def nothing(*_things, **_words):
    """In the place of a check."""


MUTATIONS = {
    "a withdrawn yes holds": (ConsentQuerySet, "standing", lambda self: self.all()),
    "a lapsed yes holds": (
        ConsentQuerySet,
        "current_on",
        lambda self, day: self.standing().filter(answer=Answer.YES, contact__ended_at=None),
    ),
    "a no is a yes": (
        ConsentQuerySet,
        "current_on",
        lambda self, day: self.standing().filter(expires_on__gt=day, contact__ended_at=None),
    ),
    "every topic is shared": (
        consenting,
        "shared_with",
        lambda contacts, day: dict.fromkeys(contacts, EVERYTHING),
    ),
    "what is shared with one is shared with all": (
        consenting,
        "shared_with",
        lambda contacts, day: {
            contact: set(consents.Consent.unscoped.current_on(day).values_list("topic", flat=True))
            for contact in contacts
        },
    ),
    "a paper of any day is taken": (consenting, "check_day", nothing),
    "an older paper undoes the last word": (consenting, "check_nothing_later", nothing),
    "an open page brings back what was stopped": (
        views_consents.forms.MyConsentsForm,
        "seen_ids",
        property(lambda self: None),
    ),
    "a director records papers": (access, "NOT_FOR_DIRECTORS", frozenset()),
    "an ended link opens the door": (LinkQuerySet, "current", lambda self: self.all()),
    "the door asks for no yes": (links, "open_on", lambda found, day: found),
    "an invitation needs no yes": (
        links,
        "yes_to_signing_in",
        lambda contact, day: consents.Consent.unscoped.filter(contact=contact).first(),
    ),
    "without the yes the door stays open": (receivers, "links", world.SimpleNamespace(end=nothing)),
    "a letter is read before it is decided": (SummaryQuerySet, "sent", lambda self: self.all()),
    "every part of a letter is read": (reading, "NEEDS", dict.fromkeys(reading.NEEDS, Topic.LIVING)),
    "a letter needs no yes to be decided": (letters, "SENT", []),
    "what the resident did not read is kept": (letters, "keep_what_was_read", nothing),
    "a letter is decided after seven days": (letters, "TO_DECIDE", letters.TO_DECIDE * 9),
    "the mail does not ask again": (mail_family, "letter", lambda mail, moment: outbox.Letter("x@y.example", "", "")),
    "any word may stand in a letter": (
        wording,
        "checked",
        lambda passages, resident, day: {part: text for part, text in passages.items() if text.strip()},
    ),
}


def every_test():
    for module in (test_letters, test_links, test_wording, test_consents, test_same_page):
        for name, test in inspect.getmembers(module, inspect.isfunction):
            marks = {mark.name: mark for mark in getattr(test, "pytestmark", [])}
            if name.startswith("test_") and "django_db" not in marks:
                yield module, name, test, cases(marks)


def cases(marks):
    if "parametrize" not in marks:
        return [{}]
    names, values = marks["parametrize"].args
    names = names.split(",") if isinstance(names, str) else names
    return [dict(zip(names, [v] if len(names) == 1 else v, strict=True)) for v in values]


def given_to(module, test, cast, monkeypatch):
    """The fixtures of a test, made by hand: those of this suite are few and small. None if one is another."""
    north, client = cast.north, Client()
    made = {
        "cast": lambda: cast,
        "north": lambda: north,
        "inside_north": lambda: north,
        "home": lambda: house.Household(north),
        "client": lambda: client,
        "as_resident": lambda: signed_in(client, north.living),
        "as_worker": lambda: signed_in(client, north.worker),
        "as_director": lambda: signed_in(client, north.director),
        "monkeypatch": lambda: monkeypatch,
        "look": lambda: lambda case: look_after(north, case),
        "plain": lambda: look_after(north, test_same_page.nothing),
        "sister": lambda: without_a_word(north),
        "house": lambda: test_wording.named(north) if module is test_wording else with_a_stranger(cast),
    }
    names = inspect.signature(test).parameters
    inside = {"inside_north", "home", "sister", "house"} & set(names)
    return {name: make for name, make in made.items() if name in names}, inside


def look_after(north, case):
    with pytest.MonkeyPatch.context() as patched:
        return test_same_page.seen_after(north, case, patched)


def signed_in(client, user):
    client.force_login(user)
    return client


def with_a_stranger(cast):
    cast.north.people["stranger_"] = cast.stranger
    return cast.north


def without_a_word(north):
    said = consents.Consent.unscoped.filter(contact=north.rows.sister, ended_at=None)
    said.update(ended_at=world.timezone.now(), ended_by=north.living)
    return north.rows.sister


def who_notices(cast, enough=3):
    """The first tests that fail now, by their names."""
    return list(
        islice((name for module, name, test, given in every_test() if fails(module, test, given, cast)), enough)
    )


def fails(module, test, given, cast):
    for case in given:
        with pytest.MonkeyPatch.context() as monkeypatch:
            made, inside = given_to(module, test, cast, monkeypatch)
            if set(made) | set(case) != set(inspect.signature(test).parameters):
                return False  # a fixture of its own
            before = transaction.savepoint()
            if inside:
                tenancy.enter(cast.north.centre.pk, cast.north.director.pk)
            try:
                test(**{name: make() for name, make in made.items()}, **case)
            except (Exception, pytest.fail.Exception):
                return True
            finally:
                transaction.savepoint_rollback(before)
                tenancy.enter(None)
    return False


@pytest.fixture
def standing(db):
    with transaction.atomic():
        connection.atomic_blocks[0]._from_testcase = True
        yield world.build()
        transaction.set_rollback(True)


def test_nobody_notices_anything_while_the_rules_stand(standing):
    assert len([name for _module, name, _test, _given in every_test()]) >= 80
    assert who_notices(standing) == []


@pytest.mark.parametrize("what", MUTATIONS)
def test_a_rule_taken_out_is_noticed(standing, what, monkeypatch, record_property):
    place, name, instead = MUTATIONS[what]
    monkeypatch.setattr(place, name, instead)
    noticed = who_notices(standing)
    record_property("mutation", f"{what}: {', '.join(noticed)}")
    assert noticed
    assert stopped_sharing.receivers
