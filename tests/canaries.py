"""A house of the cast, and its canaries: words that stand nowhere else, so that whoever sees one has seen its row."""

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace

from centre import tenancy
from centre.models import Centre, User

DAY = dt.timedelta(days=1)


@contextmanager
def inside(centre, user=None):
    """Stand inside a house for a while, within the test's own transaction."""
    tenancy.enter(centre.pk, user.pk if user else None)
    try:
        yield
    finally:
        tenancy.enter(None)


@dataclass
class House:
    """One house of the cast."""

    word: str
    centre: Centre
    today: dt.date
    people: dict = field(default_factory=dict)
    rows: SimpleNamespace = field(default_factory=SimpleNamespace)

    def __getattr__(self, name):
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def url(self):
        return f"/c/{self.centre.slug}/"

    @property
    def canaries(self):
        return planted[self.word]


planted: dict[str, set[str]] = {}
KNOWN_TO_RESIDENTS = (
    *("house", "about", "officer", "second", "living", "mother", "father", "sister", "outside"),
    *("read", "hidden", "waiting", "note", "news"),
    *("period", "event", "comingevent", "timetable", "specialday", "chore", "worker", "wing", "fourthroom"),
)
"""What the second resident may read of the house: about themself, and what is the same for everybody."""


KNOWN_TO_RELATIVES = ("house", "officer", "second", "mother", "reader", "read", "news", "worker")
"""What a mother may read: what is shared with her today, who wrote it, and what every family is told."""


def the_name_of(house):
    """All that the link of an invitation tells."""
    return f"{house.word}housecanary"


def of_residents(word):
    return {text for text in planted[word] if text.removeprefix(word).startswith(KNOWN_TO_RESIDENTS)}


def of_relatives(word):
    return {text for text in planted[word] if text.removeprefix(word).startswith(KNOWN_TO_RELATIVES)}


def canary(word, what):
    text = f"{word}{what}canary".lower()
    planted.setdefault(word, set()).add(text)
    return text


def user(email, **fields):
    return User.objects.create_user(email, "a-long-password", language="en", **fields)


def names(word, who):
    return {
        "family_name": canary(word, f"{who}family"),
        "given_name": canary(word, f"{who}given"),
        "family_reading": canary(word, f"{who}familyreading"),
        "given_reading": canary(word, f"{who}givenreading"),
        "family_latin": canary(word, f"{who}familylatin"),
        "given_latin": canary(word, f"{who}givenlatin"),
    }
