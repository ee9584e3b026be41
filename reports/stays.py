"""The stay-length report: what it counts, put together from the grouped records."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from residents.models import StayKind

from . import records
from .away import away_in_all
from .lengths import Lengths
from .reasons import group_of
from .records import DAY
from .survival import STILL_HERE, Count, Curve, kaplan_meier

FEWEST = 5
"""Below this many there is no percentage, and no curve is drawn."""


@dataclass(frozen=True)
class Share:
    """x of n. A percentage only where n is large enough."""

    x: int
    n: int

    @property
    def value(self):
        return self.x / self.n if self.n >= FEWEST else None


@dataclass(frozen=True)
class Movement:
    """Who came and who left from `first` to `last`, both included, and the nights between."""

    first: dt.date
    last: dt.date
    opening: int
    admissions: int
    departures: int
    closing: int
    enrolled: int
    census: int
    away: int
    out: int

    @property
    def days(self):
        return (self.last - self.first).days + 1

    @property
    def present(self):
        """Nights enrolled that no time away covers."""
        return self.enrolled - self.out

    @property
    def average_census(self):
        return self.enrolled / self.days

    @property
    def japanese_average(self):
        """Σ n(d) over half of admissions and departures: assumes that a house neither fills nor empties."""
        moves = self.admissions + self.departures
        return self.enrolled / (moves / 2) if moves else None


@dataclass(frozen=True)
class Capacity:
    """Places of the rooms in use over a period, less those out of service. Nights."""

    places: int
    gross: int
    days: int
    closures: list

    @property
    def is_whole(self):
        """Every room was in use all the time."""
        return self.gross == self.places * self.days

    @property
    def lost(self):
        return sum(closure.places * (closure.ends - closure.begins).days for closure in self.closures)

    @property
    def nights(self):
        return self.gross - self.lost


@dataclass(frozen=True)
class Totals:
    """Nights of all stays, from their first to the end of the date. `by_month` counts them another way."""

    enrolled: int
    away: int
    out: int
    by_month: dict

    @property
    def present(self):
        return self.enrolled - self.out


@dataclass(frozen=True)
class StayReport:
    """Everything that the page and the command say, as of the end of a date."""

    as_of: dt.date
    leavers: Lengths
    stayers: Lengths
    reasons: Counter
    curve: Curve
    movement: Movement
    left_in_period: Lengths
    reasons_in_period: Counter
    capacity: Capacity
    totals: Totals
    others: list = field(default_factory=list)

    @property
    def stays(self):
        return self.leavers.n + self.stayers.n

    @property
    def other_nights(self):
        """Nights of trial and respite stays in the period: they need a place too."""
        return sum(in_period for _kind, _n, _nights, in_period in self.others)


def stay_report(viewer, first, last, as_of):
    """The report over regular stays, for the nights from `first` to `last`. Raises nothing: an empty house is a
    report of zeros. `last` must not lie after `as_of`."""
    stays = records.stays_as_of(viewer, as_of).filter(kind=StayKind.REGULAR)
    rows = records.by_length(stays)
    in_period = records.by_length(records.left_between(stays, first, last))
    leavers = lengths_of(row for row in rows if row[1])
    stayers = lengths_of(row for row in rows if not row[1])
    return StayReport(
        as_of=as_of,
        leavers=leavers,
        stayers=stayers,
        reasons=reasons_of(rows),
        curve=kaplan_meier(counts_of(rows)),
        movement=Movement(
            first,
            last,
            **records.movement(stays, first, last),
            **away_in_all(viewer, stays, as_of, first, last),
        ),
        left_in_period=lengths_of(in_period),
        reasons_in_period=reasons_of(in_period),
        capacity=capacity_between(viewer, first, last),
        totals=Totals(
            enrolled=leavers.nights + stayers.nights,
            by_month=records.nights_by_month(stays, as_of),
            **away_in_all(viewer, stays, as_of, dt.date.min, as_of),
        ),
        others=records.other_stays(viewer, as_of, first, last),
    )


def capacity_between(viewer, first, last):
    rooms = records.rooms_between(viewer, first, last)
    days = (last - first).days + 1
    return Capacity(rooms["places"], rooms["nights"], days, records.closures_between(viewer, first, last))


def lengths_of(rows):
    counts: Counter = Counter()
    for nights, _reason, n in rows:
        counts[nights] += n
    return Lengths(dict(counts))


def reasons_of(rows):
    """How many moved out by each group of reasons."""
    groups: Counter = Counter()
    for _nights, reason, n in rows:
        if reason:
            groups[group_of(reason)] += n
    return groups


def counts_of(rows):
    for nights, reason, n in rows:
        yield Count(nights, group_of(reason) if reason else STILL_HERE, n)


def month_of(day):
    """The first day and the last of the month of a date, cut at that date."""
    return day.replace(day=1), day


def last_full_month(today):
    last = today.replace(day=1) - DAY
    return last.replace(day=1), last
