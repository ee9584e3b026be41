"""How long something lasts when some of it goes on: Kaplan-Meier and Aalen-Johansen over grouped counts.

Pure functions, no library: those that exist weigh hundreds of megabytes and drop what happens at time 0.
Times are whole nights. A departure at `t` comes before a censoring at `t`: both are at risk at `t`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp, log, sqrt
from typing import NamedTuple

STILL_HERE = ""
"""The event of what goes on: censored."""
Z = 1.959963984540054
"""The 97.5 % point of the normal distribution, for limits of 95 %."""
TOLERANCE = 1e-9
"""A share that equals a half but for rounding has reached it."""


class Count(NamedTuple):
    """`n` of them that lasted `time` nights and ended by `event`; watched only after `entry` nights."""

    time: int
    event: str
    n: int
    entry: int = 0

    @property
    def is_watched(self):
        """Who ended before the register began was never seen at risk."""
        return self.entry == 0 or self.time > self.entry


@dataclass(frozen=True, slots=True)
class Step:
    """One time at which somebody left. `se` and the limits are None where the share is 0: there they have no value."""

    time: int
    at_risk: int
    left: dict[str, int]
    before: float
    share: float
    se: float | None
    low: float | None
    high: float | None

    @property
    def departures(self):
        return sum(self.left.values())


@dataclass(frozen=True)
class Curve:
    """The share still here after each number of nights."""

    counts: list[Count]
    steps: list[Step]

    @property
    def n(self):
        return sum(count.n for count in self.counts)

    @property
    def departures(self):
        return sum(step.departures for step in self.steps)

    @property
    def largest(self):
        return max((count.time for count in self.counts), default=0)

    @cached_property
    def risk(self):
        return Risk(self.counts)

    def at_risk(self, time):
        return self.risk.at(time)

    def share_at(self, time):
        """S(time): the last step on or before it. 1 before the first."""
        index = bisect_left(self.steps, time + 1, key=lambda step: step.time)
        return self.steps[index - 1].share if index else 1.0

    def quantile(self, p):
        """The smallest time at which the share is down to 1 - p, or None: not reached.

        Source: Kaplan and Meier 1958, J Am Stat Assoc 53:457, section 2; `survfit` of R in its default.
        """
        return first_time(self.steps, lambda step: step.share, 1 - p)

    @property
    def median(self):
        return self.quantile(0.5)

    @property
    def median_limits(self):
        """The 95 % limits of the median: where the limits of the share are down to a half; None is not reached.

        Source: Brookmeyer and Crowley 1982, Biometrics 38:29, with limits on the log(-log) scale.
        """
        return (
            first_time(self.steps, lambda step: step.low, 0.5),
            first_time(self.steps, lambda step: step.high, 0.5),
        )

    def restricted_mean(self, until):
        """Mean nights of the first `until`: the area under the share. After the last step it stays as it is.

        Source: Irwin 1949, J Hyg 47:188; Klein and Moeschberger 2003, 4.5.
        """
        area, share, time = 0.0, 1.0, 0
        for step in self.steps:
            if step.time >= until:
                break
            area += share * (step.time - time)
            share, time = step.share, step.time
        return area + share * (until - time)

    def incidence(self):
        """For each step the share that has left by each event so far: [(step, {event: share}), …].

        CIF_k(t) = Σ S(t-)·d_k/n. Source: Aalen and Johansen 1978, Scand J Stat 5:141; Kalbfleisch and
        Prentice 2002, 8.2. One minus Kaplan-Meier with the other events censored is no share of anything.
        """
        so_far = dict.fromkeys(sorted({event for step in self.steps for event in step.left}), 0.0)
        found = []
        for step in self.steps:
            for event, number in step.left.items():
                so_far[event] += step.before * number / step.at_risk
            found.append((step, dict(so_far)))
        return found


class Risk:
    """How many are at risk at a time: who has entered before it and has not ended before it."""

    def __init__(self, counts):
        entries: dict[int, int] = defaultdict(int)
        ends: dict[int, int] = defaultdict(int)
        for count in counts:
            entries[count.entry if count.entry else -1] += count.n
            ends[count.time] += count.n
        self.entered, self.ended = running_total(entries), running_total(ends)

    def at(self, time):
        return before(self.entered, time) - before(self.ended, time)


def running_total(numbers):
    times = sorted(numbers)
    return times, [0, *accumulate(numbers[time] for time in times)]


def before(total, time):
    times, sums = total
    return sums[bisect_left(times, time)]


def first_time(steps, share_of, level):
    for step in steps:
        share = share_of(step)
        if share is not None and share <= level + TOLERANCE:
            return step.time
    return None


def kaplan_meier(counts: Iterable[Count]) -> Curve:
    """The share still here, S(t) = Π(1 - d/n), with its standard error and 95 % limits.

    Sources: Kaplan and Meier 1958 (S); Greenwood 1926, Reports on Public Health 33, by way of Klein and
    Moeschberger 2003, 4.2.2 (S·√Σ d/(n(n-d))); Kalbfleisch and Prentice 2002, 1.4.1 (limits by log(-log):
    S^exp(±z·√Σ/log S)). With late entry n counts who is watched: Klein and Moeschberger 2003, 4.6.
    """
    watched = [count for count in counts if count.n and count.is_watched]
    risk = Risk(watched)
    left: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for count in watched:
        if count.event != STILL_HERE:
            left[count.time][count.event] += count.n
    steps, share, greenwood = [], 1.0, 0.0
    for time in sorted(left):
        at_risk, gone = risk.at(time), sum(left[time].values())
        previous, share = share, share * (1 - gone / at_risk)
        if gone < at_risk:
            greenwood += gone / (at_risk * (at_risk - gone))
        else:
            share = 0.0
        steps.append(Step(time, at_risk, dict(left[time]), previous, share, *limits(share, greenwood)))
    return Curve(watched, steps)


def limits(share, greenwood):
    """Standard error and 95 % limits of a share by Greenwood's sum."""
    if share == 0.0:
        return None, None, None
    power = exp(Z * sqrt(greenwood) / -log(share))
    return share * sqrt(greenwood), share**power, share ** (1 / power)
