"""What is not logged: the days of the last fortnight on which something that has been is not recorded."""

import datetime as dt
from dataclasses import dataclass

from centre.duty import is_on_duty, on_duty_between
from centre.models import Membership

from .figures import Counts
from .log import PeriodLog
from .span import begun, logs_between

FORTNIGHT = dt.timedelta(days=13)
"""Today and the thirteen days before."""


@dataclass(frozen=True)
class OpenDay:
    """A day, who was on duty, and its periods with open cells."""

    day: dt.date
    on_duty: list[Membership]
    logs: list[PeriodLog]
    counts: Counts
    """Of the whole day, as far as it has come."""


def open_days(viewer, today, time, mine=False):
    """The newest first. `mine`: only days on which the reader was on duty. Eight queries."""
    first = today - FORTNIGHT
    teams = on_duty_between(viewer, first, today)
    found = []
    for day, logs in reversed(logs_between(viewer, first, today, today).items()):
        come, team = begun(logs, day, today, time), teams.get(day, [])
        still_open = [log for log in come if log.open]
        if still_open and (not mine or is_on_duty(viewer, team)):
            found.append(OpenDay(day, team, still_open, Counts.of(come)))
    return found
