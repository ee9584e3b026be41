"""A day drawn to scale: which row, how many rows, beside what. Rows are quarters of an hour from the first hour."""

import datetime as dt
from dataclasses import dataclass

from .models import Edge, Signal

ROWS_IN_AN_HOUR = 4
MINUTES = 60 // ROWS_IN_AN_HOUR


@dataclass(frozen=True)
class Band:
    """A period with its place in the picture."""

    period: object
    row: int
    rows: int
    lane: int = 1
    """1, or 2 beside something else at the same time."""

    @property
    def is_once(self):
        return self.period.on is not None

    @property
    def start_signal(self):
        return self.period.signals[Edge.START]

    @property
    def end_signal(self):
        return self.period.signals[Edge.END]

    @property
    def rings_at_start(self):
        return self.start_signal == Signal.BELL

    @property
    def rings_at_end(self):
        return self.end_signal == Signal.BELL

    @property
    def start_words(self):
        """A call or knock; a bell is drawn."""
        return "" if self.rings_at_start or not self.start_signal else Signal(self.start_signal).label

    @property
    def end_words(self):
        return "" if self.rings_at_end or not self.end_signal else Signal(self.end_signal).label


@dataclass(frozen=True)
class Hours:
    """From which full hour to which a picture reaches."""

    first: int = 8
    last: int = 18

    @classmethod
    def around(cls, periods):
        """The full hours around whatever has hours; the usual day where nothing has."""
        timed = [period for period in periods if period.starts is not None]
        if not timed:
            return cls()
        first = min(period.starts.hour for period in timed)
        last = max(period.ends.hour + (period.ends.minute > 0) for period in timed)
        return cls(first, max(last, first + 1))

    @property
    def rows(self):
        return (self.last - self.first) * ROWS_IN_AN_HOUR

    @property
    def marks(self):
        """(time, row) of every full hour, the last one included."""
        return [(dt.time(hour % 24), self.row_of(hour)) for hour in range(self.first, self.last + 1)]

    def row_of(self, hour):
        return (hour - self.first) * ROWS_IN_AN_HOUR + 1

    def line_of(self, time):
        """The line between rows that is nearest to a time, counted from 1."""
        return round((minutes_of(time) - self.first * 60) / MINUTES) + 1

    def share_of(self, time):
        """Where a time stands between top and bottom, in per cent; None outside."""
        share = (minutes_of(time) / 60 - self.first) / (self.last - self.first) * 100
        return round(share, 2) if 0 <= share <= 100 else None


def bands(periods, hours):
    """The bands of one day, in order. Short ones never hide each other: the next begins where one ends."""
    drawn, free_from = [], {1: 1, 2: 1}
    last_end = {1: dt.time.min, 2: dt.time.min}
    for period in (period for period in periods if period.starts is not None):
        lane = 2 if period.starts < last_end[1] and last_end[2] <= period.starts else 1
        row = max(hours.line_of(period.starts), free_from[lane])
        end = max(hours.line_of(period.ends), row + 1)
        drawn.append(Band(period, row, end - row, lane))
        free_from[lane], last_end[lane] = end, max(period.ends, last_end[lane])
    return drawn


def minutes_of(time):
    return time.hour * 60 + time.minute
