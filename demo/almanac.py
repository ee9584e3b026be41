"""On which dates something takes place, from what its row in a data file says. Today is the anchor."""

import datetime as dt

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
HOLIDAYS = [((8, 13), (8, 16)), ((12, 29), (1, 3))]
"""When many go home to their families: from, and back on."""
NEXT_DAYS, SOON, A_YEAR = 10 * DAY, 35 * DAY, 365 * DAY
"""How far ahead is written down what comes every week, every few weeks, once a year."""


def weekdays(words):
    """ "Mon Fri" as numbers, 0 for Monday."""
    return [WEEKDAYS.index(word) for word in words.split()]


def monday_of(day):
    return day - day.weekday() * DAY


def date_of(once, today):
    return monday_of(today) + once["week"] * WEEK + WEEKDAYS.index(once["on"]) * DAY


def dates_of(each, since, today):
    """The dates of something that comes again, from `since` on; none in the holidays."""
    ahead = A_YEAR if "year" in each else NEXT_DAYS if each.get("weeks") == 1 else SOON
    return [day for day in every_day(since, today + ahead) if comes_on(each, day, today) and not is_holiday(day)]


def every_day(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


def comes_on(each, day, today):
    if "year" in each:
        return f"{day:%m-%d}" == each["year"]
    if day.weekday() not in weekdays(each["on"]):
        return False
    if "month" in each:  # the last of its weekday
        return (day + WEEK).month != day.month
    weeks = (monday_of(day) - monday_of(today)).days // 7
    return (weeks - each.get("first", 0)) % each["weeks"] == 0


def is_holiday(day):
    return any(first <= day <= last for first, last in holidays_from(day.year - 1, day.year))


def holidays_from(first_year, last_year):
    for year in range(first_year, last_year + 1):
        for (month, day), (back_month, back_day) in HOLIDAYS:
            yield dt.date(year, month, day), dt.date(year + (back_month < month), back_month, back_day)
