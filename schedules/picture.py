"""A day drawn to scale: which row, how many rows, beside what. Rows are quarters of an hour from the first hour."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from .models import Edge, Period, Signal

ROWS_IN_AN_HOUR = 4
MINUTES = 60 // ROWS_IN_AN_HOUR
SHORT = {Signal.CALL: _("call"), Signal.KNOCK: _("knock")}


@dataclass(frozen=True)
class Band:
    """A period with its place in the picture."""

    period: Period
    row: int
    rows: int
    lane: int = 0
    """0 over the whole width; 1 and 2 beside each other, at the same time."""

    def touches(self, other):
        return self.row < other.row + other.rows and other.row < self.row + self.rows

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
        """A call or knock in a word; a bell is drawn."""
        return SHORT.get(self.start_signal, "")


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
    drawn: list[Band] = []
    row_after, over_at = {1: 1, 2: 1}, {1: dt.time.min, 2: dt.time.min}
    for period in (period for period in periods if period.starts is not None):
        lane = 2 if period.starts < over_at[1] and over_at[2] <= period.starts else 1
        row = max(hours.line_of(period.starts), row_after[lane])
        end = max(hours.line_of(period.ends), row + 1)
        drawn.append(Band(period, row, end - row, lane))
        row_after[lane], over_at[lane] = end, max(period.ends, over_at[lane])
    return [replace(band, lane=band.lane if has_a_neighbour(band, drawn) else 0) for band in drawn]


def has_a_neighbour(band, drawn):
    return any(band.touches(other) for other in drawn if other.lane != band.lane)


def minutes_of(time):
    return time.hour * 60 + time.minute
