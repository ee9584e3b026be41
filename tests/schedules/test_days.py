"""What takes place in a range of dates is, day by day, what `periods_on` says."""

import pytest

from schedules.day import periods_on
from schedules.days import periods_between
from tests.timetable import director_of
from tests.weeks import DAY, Weeks


@pytest.mark.parametrize("seed", range(6))
def test_it_says_what_each_day_says(inside_north, seed):
    weeks = Weeks(inside_north, seed).write()
    first, last = weeks.first - 2 * DAY, weeks.days[-1] + 2 * DAY
    found = periods_between(director_of(inside_north), first, last)
    assert list(found) == [first + number * DAY for number in range((last - first).days + 1)]
    assert found == {day: list(periods_on(inside_north.centre, day)) for day in found}
    assert any(found.values())


@pytest.mark.parametrize("days", [1, 366])
def test_it_asks_three_times_for_any_range(inside_north, django_assert_num_queries, days):
    Weeks(inside_north, days).write()
    with django_assert_num_queries(3):
        periods_between(director_of(inside_north), inside_north.today - days * DAY, inside_north.today)


def test_before_the_first_timetable_the_days_are_empty(inside_north):
    first = inside_north.today - 500 * DAY
    assert periods_between(director_of(inside_north), first, first + DAY) == {first: [], first + DAY: []}
