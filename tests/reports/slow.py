"""The same figures again, slowly and person by person: no grouping, no shared code, fractions where they fit.

Each person is (time, event, entry): nights, why it ended ("" for who is still here), nights before being watched.
"""

import math
from fractions import Fraction


def watched(people):
    return [(time, event, entry) for time, event, entry in people if entry == 0 or time > entry]


def at_risk(people, night):
    return sum(1 for time, _event, entry in people if time >= night and (entry == 0 or entry < night))


def curve(people):
    """A row for each night on which somebody left: (night, at risk, left, share, Greenwood's sum or None)."""
    people = watched(people)
    share, variance, rows = Fraction(1), Fraction(0), []
    for night in sorted({time for time, event, _entry in people if event}):
        n = at_risk(people, night)
        left = sum(1 for time, event, _entry in people if event and time == night)
        share *= Fraction(n - left, n)
        if variance is not None:
            variance = variance + Fraction(left, n * (n - left)) if n > left else None
        rows.append((night, n, left, share, variance))
    return rows


def limits(share, variance):
    """By way of the transformed scale: log(-log S) ± z·se, then back."""
    if share == 0:
        return None
    middle = math.log(-math.log(share))
    spread = 1.959963984540054 * math.sqrt(variance) / abs(math.log(share))
    ends = [math.exp(-math.exp(middle + sign * spread)) for sign in (1, -1)]
    return math.sqrt(variance) * float(share), ends[0], ends[1]


def share_at(people, night):
    rows = [share for time, _n, _left, share, _variance in curve(people) if time <= night]
    return rows[-1] if rows else Fraction(1)


def first_night(people, level):
    return next((night for night, _n, _left, share, _variance in curve(people) if share <= level), None)


def restricted_mean(people, until):
    """Night by night: the share is the same from a midnight to the next."""
    steps = {night: share for night, _n, _left, share, _variance in curve(people)}
    share, area = Fraction(1), Fraction(0)
    for night in range(until):
        share = steps.get(night, share)
        area += share
    return area


def incidence(people, night):
    """The share that has left by each event up to a night."""
    people = watched(people)
    events, found = {event for _time, event, _entry in people if event}, {}
    for event in events:
        total = Fraction(0)
        for time in sorted({time for time, left_by, _entry in people if left_by and time <= night}):
            before = share_at(people, time - 1)
            left = sum(1 for one, left_by, _entry in people if left_by == event and one == time)
            total += before * Fraction(left, at_risk(people, time))
        found[event] = total
    return found
