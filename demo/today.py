"""Where some residents are at this hour, so that it looks right on any weekday, morning and night."""

import datetime as dt

DAY = dt.timedelta(days=1)


def away_now(what, day, time):
    """The arguments of `go_away` for somebody whose row says `what`; None for somebody who is in."""
    return WHERE[what](day, time) if what else None


def home(day, time):
    return away("home", day - DAY, dt.time(15), day + DAY, dt.time(17))


def out(day, time):
    if time < dt.time(20):
        return away("outing", day, None, day, dt.time(21))
    return away("travel", day, None, day + DAY, dt.time(12))


def work(day, time):
    if time < dt.time(18):
        return away("work", day, None, day, dt.time(19))
    return away("work", day, None, day + DAY, dt.time(10))


def clinic(day, time):
    """Surgeries open on weekdays: in the evening and at the weekend, the next appointment is only planned."""
    if day.weekday() < 5 and time < dt.time(17):
        return away("clinic", day, None, day, dt.time(18))
    when = next(day + n * DAY for n in range(1, 4) if (day + n * DAY).weekday() < 5)
    return away("clinic", when, dt.time(9, 30), when, dt.time(12))


def rest(day, time):
    return away("rest", day, None, day + DAY, None)


def next_week(day, time):
    friday = day + (11 - day.weekday()) * DAY
    return away("home", friday, dt.time(16), friday + 2 * DAY, dt.time(18))


def away(kind, left_on, left_time, expected_on, expected_time):
    return {
        "kind": kind,
        "left_on": left_on,
        "left_time": left_time,
        "expected_on": expected_on,
        "expected_time": expected_time,
    }


WHERE = {"home": home, "out": out, "work": work, "clinic": clinic, "rest": rest, "next week": next_week}
