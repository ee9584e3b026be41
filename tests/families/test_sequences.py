"""Whatever is said, drafted and decided in whatever order: a relative reads what a plain list says, and no more.

The list knows nothing of the app: three dictionaries and the rules of the field in a dozen lines.
"""

import datetime as dt
import random

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from centre.models import Mail
from families import letters, links, mail_family
from families.models import Decision
from residents.models import Answer, Consent
from tests import kin

from .house import Household

HALF_A_YEAR, SEVEN_DAYS = 182, dt.timedelta(days=7)
NEEDS = {"own_words": "living", "month": "daily", "taking_part": "activities", "health": "health", "you": "living"}
STEPS = 14


class PlainList:
    """Who may read what, kept by hand."""

    def __init__(self):
        self.yes_until, self.letters, self.is_open = {}, {}, True

    def shared(self, day):
        return {topic for topic, until in self.yes_until.items() if until > day}

    def readable(self, day):
        shared = self.shared(day)
        if "living" not in shared:
            return {}
        sent = {month: passages for month, (state, _shown, passages) in self.letters.items() if state == "sent"}
        return {month: read for month, passages in sent.items() if (read := self.parts(passages, day))}

    def parts(self, passages, day):
        """Those of some parts that may be read on a date."""
        shared = self.shared(day)
        return {part: text for part, text in passages.items() if "living" in shared and NEEDS[part] in shared}


class Story:
    """One random sequence, told to the app and to the list alike."""

    def __init__(self, house, seed):
        self.home, self.known, self.chance = Household(house, house.rows.sister), PlainList(), random.Random(seed)
        Consent.unscoped.standing().filter(contact=self.home.contact).update(
            ended_at=self.home.now, ended_by=house.living
        )
        kin.link(house, self.home.contact, house.read_once)
        self.known.yes_until["sign_in"] = self.home.contact.consents.get(topic="sign_in", ended_at=None).expires_on
        self.grant("living")
        self.months = [dt.date(2020, month, 1) for month in range(1, 13)]

    def step(self):
        often = [self.grant, self.draft, self.lay_before, self.decide] * 3
        self.chance.choice([*often, self.refuse, self.withdraw, self.shut, self.wait])()

    def topics(self):
        return self.chance.sample([*dict.fromkeys(NEEDS.values())], self.chance.randint(1, 4))

    def grant(self, *topics):
        topics = topics or self.topics()
        self.home.shares(*topics)
        until = self.home.day + dt.timedelta(days=HALF_A_YEAR)
        self.known.yes_until |= dict.fromkeys(topics, until)

    def refuse(self):
        topics = self.topics()
        self.home.shares(*topics, answer=Answer.NO)
        self.forget(topics)

    def withdraw(self):
        topics = self.topics()
        self.home.stops(*topics)
        self.forget(topics)

    def forget(self, topics):
        for topic in topics:
            self.known.yes_until.pop(topic, None)

    def shut(self):
        if self.chance.random() < 0.2:
            links.end(contact=self.home.contact, at=self.home.now)
            self.known.is_open = False

    def draft(self):
        month = self.chance.choice(self.months)
        parts = self.chance.sample([*NEEDS], self.chance.randint(1, 3))
        passages = {part: f"{part} of {month}" for part in parts}
        may = "living" in self.known.shared(self.home.day) and month not in self.known.letters
        if self.happens(may, lambda: self.home.draft(about=month, **passages)):
            self.known.letters[month] = ("draft", None, passages)

    def letter(self, state):
        found = [month for month, (has, _shown, _passages) in self.known.letters.items() if has == state]
        if not found:
            return None
        month = self.chance.choice(found)
        self.home.letter = self.home.contact.summaries.get(month=month)
        return month

    def lay_before(self):
        month = self.letter("draft")
        if month is None:
            return
        may = bool(self.known.parts(self.known.letters[month][2], self.home.day))
        if self.happens(may, self.home.lay_before):
            self.known.letters[month] = ("shown", self.home.now, self.known.letters[month][2])

    def decide(self):
        month = self.letter("shown")
        if month is None:
            return
        _state, shown, passages = self.known.letters[month]
        decision = self.chance.choice([*Decision, Decision.SEND])
        words = {"own_words": "I am well."} if decision == Decision.OWN_WORDS else {}
        in_time = self.home.now < shown + SEVEN_DAYS
        kept = words or self.known.parts(passages, self.home.day)
        is_shared = "living" in self.known.shared(self.home.day) and bool(kept)
        may = in_time and (decision == Decision.NOT_NOW or is_shared)
        if self.happens(may, lambda: self.home.decide(decision, **words)):
            state = "kept" if decision == Decision.NOT_NOW else "sent"
            self.known.letters[month] = (state, shown, kept)

    def happens(self, may, action):
        try:
            with transaction.atomic():
                action()
        except ValidationError:
            assert not may
            return False
        assert may
        return True

    def wait(self):
        self.home.now += dt.timedelta(days=self.chance.choice([1, 2, 3, 6, 8, 190]))

    def check(self):
        wanted = self.known.readable(self.home.day)
        assert self.home.reads() == wanted
        readable = {self.home.contact.summaries.get(month=month).pk for month in wanted}
        for mail in Mail.unscoped.filter(kind=letters.SENT_MAIL):
            is_told = mail_family.letter(mail, self.home.now) is not None
            may_come_in = self.known.is_open and "sign_in" in self.known.shared(self.home.day)
            assert is_told == (may_come_in and mail.about in readable)


def tell(house, seeds, record_property):
    shown = 0
    for seed in seeds:
        before = transaction.savepoint()
        story = Story(house, seed)
        for _step in range(STEPS):
            story.step()
            story.check()
            shown += bool(story.known.readable(story.home.day))
        transaction.savepoint_rollback(before)
    assert shown > len(seeds) / 10, "hardly anything was ever read, so hardly anything was asked"
    record_property("sequences", f"{len(seeds)} sequences of {STEPS} steps, a letter to read after {shown}")


def test_a_few_stories(inside_north, record_property):
    tell(inside_north, range(12), record_property)


@pytest.mark.slow
def test_a_thousand_stories(inside_north, record_property):
    tell(inside_north, range(1000), record_property)
