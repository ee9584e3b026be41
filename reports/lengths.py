"""Lengths of stays as grouped counts: middle value, quartiles, bands. Nights throughout."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

MONTH = 30.4375
"""Nights in a month: a year of 365.25 has twelve."""
YEAR = 365.25


class Band(NamedTuple):
    """Stays from `first` to `last` nights; the last band is open."""

    first: int
    last: int | None

    @property
    def name(self):
        if self.last == 0:
            return "same day"
        return f"{self.first}+" if self.last is None else f"{self.first}-{self.last}"


BANDS = [
    Band(0, 0),
    Band(1, 7),
    Band(8, 30),
    Band(31, 90),
    Band(91, 180),
    Band(181, 365),
    Band(366, 730),
    Band(731, 1095),
    Band(1096, None),
]


@dataclass(frozen=True)
class Lengths:
    """How many stays lasted how long."""

    counts: dict[int, int]

    @property
    def n(self):
        return sum(self.counts.values())

    @property
    def nights(self):
        return sum(nights * n for nights, n in self.counts.items())

    @property
    def mean(self):
        return self.nights / self.n if self.n else None

    @property
    def median(self):
        return self.quantile(0.5)

    @property
    def q1(self):
        return self.quantile(0.25)

    @property
    def q3(self):
        return self.quantile(0.75)

    @property
    def shortest(self):
        return min(self.counts, default=None)

    @property
    def longest(self):
        return max(self.counts, default=None)

    @cached_property
    def in_order(self):
        """The lengths, and how many stays there are up to each."""
        lengths = sorted(self.counts)
        return lengths, [*accumulate(self.counts[nights] for nights in lengths)]

    def at(self, place):
        """The length of the stay in that place of the order; the shortest is 0."""
        lengths, up_to = self.in_order
        return lengths[bisect_right(up_to, place)]

    def quantile(self, p):
        """Between the two stays that p falls between. Type 7 of Hyndman and Fan 1996, Am Stat 50:361;
        Excel's PERCENTILE.INC."""
        if not self.n:
            return None
        place = (self.n - 1) * p
        below = int(place)
        low, high = self.at(below), self.at(min(below + 1, self.n - 1))
        return low + (place - below) * (high - low)

    def up_to(self, nights):
        """Stays of at most so many nights."""
        return sum(n for length, n in self.counts.items() if length <= nights)

    @cached_property
    def bands(self):
        """How many stays each band holds, in their order."""
        found = dict.fromkeys(BANDS, 0)
        for nights, n in self.counts.items():
            found[band_of(nights)] += n
        return found


def band_of(nights):
    return next(band for band in BANDS if band.last is None or nights <= band.last)
