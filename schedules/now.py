"""What is on in the house at a moment, and what comes next: for Today, and for whoever asks."""

import datetime as dt
import math
from dataclasses import dataclass, field

from centre.walltime import instant

from . import picture
from .day import periods_on
from .models import Edge, Period, Signal


@dataclass(frozen=True)
class NextSignal:
    """The next bell, call or knock."""

    period: Period
    edge: str
    signal: str
    due_at: dt.datetime
    on: dt.date
    minutes: int
    """Until then, begun minutes counted as whole ones: 0 only at the instant itself."""

    @property
    def rings(self):
        return self.signal == Signal.BELL

    @property
    def is_start(self):
        return self.edge == Edge.START

    @property
    def wall_time(self):
        return self.period.starts if self.is_start else self.period.ends


@dataclass
class Now:
    """One day at one time of it."""

    day: dt.date
    time: dt.time
    periods: list[Period] = field(default_factory=list)
    signal: NextSignal | None = None
    """The next one today or tomorrow; None in a house where nothing is signalled."""

    @property
    def on(self):
        """What is on, usually one; two where something voluntary runs beside."""
        return [period for period in self.periods if period.is_on_at(self.time)]

    @property
    def until(self):
        """When the first of what is on is over."""
        return min((period.ends for period in self.on), default=None)

    @property
    def next(self):
        """What begins next today, of what has an hour."""
        return next((p for p in self.periods if p.starts is not None and p.starts > self.time), None)

    @property
    def line_from(self):
        """Where the line to the next signal begins: the last boundary that is over, or midnight."""
        edges = [edge for period in self.periods for edge in (period.starts, period.ends) if edge is not None]
        return max((edge for edge in edges if edge <= self.time), default=dt.time(0))

    @property
    def share_walked(self):
        """Of the line to the next signal, from 0 to 1; 0 where it comes tomorrow."""
        if self.signal is None or self.signal.on != self.day:
            return 0.0
        begin, now, due = map(picture.minutes_of, (self.line_from, self.time, self.signal.wall_time))
        return min(1.0, (now - begin) / (due - begin)) if due > begin else 1.0

    @property
    def hours(self):
        return picture.Hours.around(self.periods)

    @property
    def bands(self):
        return picture.bands(self.periods, self.hours)

    @property
    def loose(self):
        """What belongs to a part of the day."""
        return [period for period in self.periods if period.starts is None]

    @property
    def share(self):
        """Where the line of now stands in the picture, in per cent from the top; None outside its hours."""
        return self.hours.share_of(self.time)


def now_and_next(viewer, moment):
    """Three queries; as many again when nothing is signalled any more today."""
    centre = viewer.centre
    today = centre.day_at(moment)
    periods = list(periods_on(centre, today).with_signals())
    signal = next_signal(periods, today, centre.time_zone, moment)
    if signal is None:
        tomorrow = today + dt.timedelta(days=1)
        coming = list(periods_on(centre, tomorrow).with_signals())
        signal = next_signal(coming, tomorrow, centre.time_zone, moment)
    return Now(today, centre.time_at(moment), periods, signal)


def next_signal(periods, day, zone, moment):
    """The first signal of a day after a moment; None if there is none. Asks nothing of the database but `bells`."""
    due = [
        (instant(day, period.starts if edge == Edge.START else period.ends, zone), period, edge, signal)
        for period in periods
        for edge, signal in period.signals.items()
        if signal
    ]
    later = [entry for entry in due if entry[0] > moment]
    if not later:
        return None
    due_at, period, edge, signal = min(later, key=lambda entry: (entry[0], entry[3] != Signal.BELL))
    return NextSignal(period, edge, signal, due_at, day, math.ceil((due_at - moment).total_seconds() / 60))
