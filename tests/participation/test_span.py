"""The log of many days is, day by day, the log of the day."""

import datetime as dt

import pytest

from participation.log import day_log
from participation.span import begun, logs_between
from schedules.models import SpecialDay
from tests.weeks import DAY, Weeks


def seen(logs, who=None):
    """What a log says, without the hand that wrote it."""
    return [(log.period, [said(cell) for cell in log.cells if who in (None, cell.resident)]) for log in logs]


def said(cell):
    return cell.resident, cell.level, cell.is_invited, cell.away


@pytest.mark.parametrize("seed", range(3))
def test_it_says_what_each_day_says(viewer, north, seed):
    weeks = Weeks(north, seed).write().live()
    first, last = weeks.days[0], weeks.days[-1]
    found = logs_between(viewer, first, last, north.today)
    by_day = {day: logs for day in weeks.days if (logs := day_log(viewer, day, north.today))}
    assert {day: seen(logs) for day, logs in found.items()} == {day: seen(logs) for day, logs in by_day.items()}
    one = weeks.residents[0]
    alone = logs_between(viewer, first, last, north.today, one)
    assert {day: seen(logs) for day, logs in alone.items()} == {day: seen(logs, one) for day, logs in by_day.items()}
    assert any(log.recorded for logs in found.values() for log in logs)
    assert any(log.open for logs in found.values() for log in logs)


@pytest.mark.parametrize("people", [1, 3, 20])
@pytest.mark.parametrize("days", [1, 14, 366])
def test_it_asks_as_often_for_any_house_and_range(viewer, north, fill, django_assert_num_queries, people, days):
    fill(people)
    with django_assert_num_queries(7):
        logs_between(viewer, north.today - (days - 1) * DAY, north.today, north.today)


def test_nothing_is_counted_on_days_without_periods(viewer, north):
    last_week = north.today - 7 * DAY
    assert list(logs_between(viewer, last_week, north.today, north.today)) == [last_week, north.today]
    SpecialDay.unscoped.create(centre=north.centre, name="Closed", on=last_week)
    assert list(logs_between(viewer, last_week, north.today, north.today)) == [north.today]


def test_nothing_is_missing_before_it_has_begun(viewer, north):
    today = north.today
    logs = logs_between(viewer, today, today + 7 * DAY, today)
    assert begun(logs[today + 7 * DAY], today + 7 * DAY, today, dt.time(23)) == []
    assert len(begun(logs[today], today, today, dt.time(9, 30))) == 2
    recorded = begun(logs[today], today, today, dt.time(9))
    assert [log.period for log in recorded] == [north.rows.period]
