"""What a relative reads: the letters that were sent, and of each the parts that the resident shares today.

The one way to a letter for a relative, their page and their mail alike; the resident's "exactly as they see it"
goes the same way. What was refused, never asked, withdrawn, lapsed or never written cannot be told apart here.
"""

import datetime as dt
from dataclasses import dataclass

from centre.models import OutsideHelp
from residents import consenting
from residents.models import Contact, Topic

from .models import NEEDS, News, Part, Passage, Summary

ORDER = {part: place for place, part in enumerate(Part)}


@dataclass
class Letter:
    """A letter as it is read: the summary, and the parts that may be read of it, in their order."""

    summary: Summary
    passages: list[Passage]

    @property
    def own_words(self):
        return next((passage for passage in self.passages if passage.part == Part.OWN_WORDS), None)

    @property
    def others(self):
        return [passage for passage in self.passages if passage.part != Part.OWN_WORDS]


def as_read(summary, topics):
    """The parts of a letter that somebody reads with whom these topics are shared. None: not even that it exists.

    A letter of which no part is shared does not exist either: an empty one would tell that something was withdrawn.
    """
    passages = [passage for passage in summary.passages.all() if NEEDS[Part(passage.part)] in topics]
    if Topic.LIVING not in topics or not passages:
        return None
    return Letter(summary, sorted(passages, key=lambda passage: ORDER[Part(passage.part)]))


def hidden(summary, letter):
    """What the parts of a letter are called that its reader does not read today."""
    read = letter.passages if letter else []
    return [passage.get_part_display() for passage in summary.passages.all() if passage not in read]


def letters_for(viewer, day):
    """[Letter] for a relative, the newest first."""
    contacts = Contact.visible_to(viewer).current().values_list("pk", flat=True)
    shared = consenting.shared_with(contacts, day)
    sent = Summary.unscoped.sent().filter(centre=viewer.centre, contact__in=shared)
    sent = sent.select_related("resident", "contact", "drafted_by").prefetch_related("passages").newest_first()
    return [letter for summary in sent if (letter := as_read(summary, shared[summary.contact_id])) is not None]


def is_of_this_time(letter, day):
    """Whether a letter is shown at once: it tells of this month, or of the last one."""
    return letter.summary.month >= (day.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


@dataclass
class Foot:
    """What stands under every letter, and alone where there is none: how to reach the house and others."""

    phone: str
    news: list[News]
    outside: list[OutsideHelp]


def foot(viewer, day):
    """The same for every family of the house."""
    return Foot(viewer.centre.phone, list(News.visible_to(viewer).from_day(day)), list(OutsideHelp.visible_to(viewer)))


def page(viewer, day, month=None):
    """The words of the page that a relative opens: `letters` to read now, those `before`, and the `foot`."""
    found = letters_for(viewer, day)
    now = [found_ for found_ in found if (found_.summary.month == month if month else is_of_this_time(found_, day))]
    if month is None and now:  # of several, the newest to each reader
        now = list({letter.summary.contact_id: letter for letter in reversed(now)}.values())
    before = sorted({letter.summary.month for letter in found if letter not in now}, reverse=True)
    return {"letters": now, "before": before, "foot": foot(viewer, day)}
