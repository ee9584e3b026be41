"""What a letter begins with: the notes of the month that were marked for it, and plain counts. Nothing unshared.

Counts say how often somebody came or did their turn. Never a level, a share, a rank, or what was not done.
"""

import datetime as dt

from django.db.models import Count
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centre.names import in_words_of
from chores.models import Turn
from participation.models import Mark
from residents.models import Topic
from schedules.models import PeriodKind
from support.models import Note

from .models import NEEDS, Part

PART_OF: dict[Topic, Part] = {topic: part for part, topic in NEEDS.items() if topic != Topic.LIVING}
NOT_COUNTED = [PeriodKind.WAKE, PeriodKind.MEAL, PeriodKind.CHORES]
"""When somebody gets up, and whether they eat, is not for a letter; turns are counted as turns."""
MOST = 4
"""How many activities are counted, those that somebody came to most often."""


def months(day):
    """The months that a letter may tell of on a date: this one and the last, each by its first day."""
    this = day.replace(day=1)
    return [this, (this - dt.timedelta(days=1)).replace(day=1)]


def parts_open(topics):
    """The parts that may be written: those whose topic is shared."""
    return [part for part in Part if NEEDS[part] in topics]


def beginning(viewer, contact, month, topics):
    """{part: text} to begin the letter about a month with, in the language of its reader."""
    texts: dict[Part, list[str]] = {}
    notes = Note.visible_to(viewer).filter(resident=contact.resident, topic__in=topics).of_month(month)
    for note in notes.order_by("day", "id"):
        lines = texts.setdefault(PART_OF[Topic(note.topic)], [])
        lines += [note.fact, *([quoted(note.words, contact.language)] if note.words else [])]
    if Topic.ACTIVITIES in topics:
        with translation.override(contact.language):
            texts.setdefault(Part.TAKING_PART, []).extend(counted(viewer, contact.resident, month))
    return {part: "\n".join(lines) for part, lines in texts.items() if lines}


def quoted(words, language):
    """Words stay with the topic that they were said about."""
    with translation.override(language):
        return _("“%(words)s”") % {"words": words}


def counted(viewer, resident, month):
    """What somebody took part in, and their turns, each as a number of times."""
    came = Mark.visible_to(viewer).joined().filter(resident=resident, day__year=month.year, day__month=month.month)
    came = came.exclude(period__kind__in=NOT_COUNTED)
    often = came.values("period__name", "period__name_ja").annotate(times=Count("id")).order_by("-times")[:MOST]
    done = Turn.visible_to(viewer).filter(done_by=resident, day__year=month.year, day__month=month.month)
    turns = done.values("chore__name", "chore__name_ja").annotate(times=Count("id")).order_by("-times")[:MOST]
    for key, rows in (("period", often), ("chore", turns)):
        for row in rows:
            english, japanese = row[f"{key}__name"], row[f"{key}__name_ja"]
            what = in_words_of(translation.get_language(), english, japanese)
            words = {"what": what, "times": row["times"]}
            yield ngettext("%(what)s: %(times)s time", "%(what)s: %(times)s times", row["times"]) % words
