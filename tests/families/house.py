"""The actions of a letter as short words, so that a test reads as what happens."""

import datetime as dt

from django.utils import timezone

from families import letters, reading
from families.access import as_relative
from families.models import Decision, Part, Summary
from residents import consenting
from residents.models import Answer, Topic

DAY = dt.timedelta(days=1)


class Household:
    def __init__(self, house, contact=None):
        self.house, self.rows = house, house.rows
        self.contact = contact or house.rows.mother
        self.now = timezone.now()
        self.version = 1

    @property
    def day(self):
        return self.house.centre.day_at(self.now)

    def shares(self, *topics, answer=Answer.YES):
        given = {"account": self.rows.account, "by": self.house.living, "day": self.day, "at": self.now}
        consenting.answer(contact=self.contact, answers={Topic(topic): answer for topic in topics}, **given)

    def stops(self, *topics):
        consenting.withdraw(
            contact=self.contact, by=self.house.living, at=self.now, topics=topics or consenting.READING
        )

    def draft(self, about=None, **passages):
        month = about or (self.day.replace(day=1) - 40 * DAY).replace(day=1)
        passages = {Part(part): text for part, text in (passages or {"own_words": "Hello."}).items()}
        self.letter = letters.draft(
            contact=self.contact, month=month, passages=passages, by=self.house.worker, day=self.day, at=self.now
        )
        return self.letter

    def lay_before(self):
        letters.lay_before(letter=self.letter, version=self.seen(), day=self.day, at=self.now)

    def decide(self, decision=Decision.SEND, **words):
        decided = {"account": self.rows.account, "day": self.day, "at": self.now}
        letters.decide(letter=self.letter, version=self.seen(), decision=decision, **decided, **words)

    def seen(self):
        self.letter = Summary.unscoped.get(pk=self.letter.pk)
        return self.letter.version

    def letter_is_waiting(self):
        self.seen()
        return self.letter.is_waiting_at(self.now)

    def reads(self):
        """{month: {part: text}} for the relative, now."""
        viewer = as_relative(self.house.reader, self.house.centre, [self.contact.pk])
        found = reading.letters_for(viewer, self.day)
        return {read.summary.month: {p.part: p.text for p in read.passages} for read in found}

    def reads_of(self, letter):
        return self.reads().get(letter.month)
