"""From a date, a wall time and a zone to an instant: the one function that knows the two odd nights of the year."""

import datetime as dt
import zoneinfo


def instant(day, wall, zone):
    """The instant at which the clocks of `zone` show `wall` on `day`.

    A time that does not exist (the clocks go forward) is the same time as if they had not: 02:30 becomes
    03:30. A time that comes twice (the clocks go back) is the first of the two. Source: PEP 495, fold = 0.
    """
    naive = dt.datetime.combine(day, wall)
    return naive.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=0).astimezone(dt.UTC)


def exists(day, wall, zone):
    """False for a wall time that the clocks of `zone` skip on that date."""
    return instant(day, wall, zone).astimezone(zoneinfo.ZoneInfo(zone)).time() == wall
