"""What was done in the periods of a house: one line each, and the list of a term."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from .days import periods_between
from .models import BUSY, Expects, Lesson, Period

A_TERM = dt.timedelta(weeks=13, days=-1)
"""From the first day of three months to the last: each day of the week comes as often."""


@transaction.atomic
def write(*, lesson, by, at):
    """The first line about a period on a day. Raises ValidationError if somebody has just written one."""
    lesson.by, lesson.at, lesson.version = by, at, 1
    return lesson.insert()


@dataclass
class Subject:
    """What goes by one name in a range of days: how often it took place, and what is written about it."""

    period: Period
    times: set = field(default_factory=set)
    lines: list[Lesson] = field(default_factory=list)

    @property
    def name(self):
        return self.period.name

    @property
    def label(self):
        return self.period.label

    @property
    def held(self):
        """How often it took place. What somebody wrote about took place, whatever the timetable says since."""
        return len(self.times)

    @property
    def written(self):
        return len(self.lines)

    @property
    def planned(self):
        return sum(line.is_planned for line in self.lines)

    @property
    def improvised(self):
        return self.written - self.planned

    @property
    def is_shown(self):
        return bool(self.lines) or self.period.kind in BUSY


def subjects_between(viewer, first, last, time):
    """The subjects of a range of days, by name: classes, sport and work, and all else that has a line.

    `time`: what begins later on the last day has not taken place yet. Four queries.
    """
    subjects: dict[str, Subject] = {}
    for day, periods in periods_between(viewer, first, last).items():
        for period in periods:
            if period.expects != Expects.NOBODY and (day < last or period.begins <= time):
                take_place(subjects, period, day).period = period
    for line in Lesson.visible_to(viewer).filter(day__range=(first, last)).newest_first():
        take_place(subjects, line.period, line.day).lines.append(line)
    return sorted((s for s in subjects.values() if s.is_shown), key=lambda subject: subject.label)


def take_place(subjects, period, day):
    subject = subjects.setdefault(period.name, Subject(period))
    subject.times.add((day, period.pk))
    return subject
