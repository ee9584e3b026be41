import pytest
from django.core.exceptions import ValidationError

from schedules import actions
from schedules.day import periods_on
from tests.timetable import BELL, SILENT, at, draft, weekly
from tests.world import DAY


def add(north, period, *weekdays, signals=SILENT, when="8:00"):
    return actions.add_periods(period=period, weekdays=weekdays, signals=signals, at=at(north, when))


def change(north, when, **fields):
    to = draft(north, "Speaking", **({"starts": "9:45", "ends": "10:45"} | fields))
    actions.change_period(period=north.rows.period, to=to, signals=BELL, at=at(north, when))


def names_on(north, days=0):
    return [period.name for period in periods_on(north.centre, north.today + days * DAY)]


def test_several_weekdays_are_one_period_each(plain):
    added = add(plain, weekly(plain), 0, 2, 4)
    assert [period.weekday for period in added] == [0, 2, 4]


def test_a_new_period_whose_time_is_past_holds_from_the_next_week(plain):
    assert add(plain, weekly(plain), plain.today.weekday(), when="18:30")[0].from_on == plain.today + DAY
    assert names_on(plain) == [plain.rows.period.name]
    assert names_on(plain, 7) == [plain.rows.period.name, "Reading"]


def test_a_change_before_the_start_holds_today(plain):
    change(plain, "9:00")
    assert names_on(plain) == ["Speaking"]
    assert names_on(plain, -7) == [plain.rows.period.name]


def test_a_change_after_the_start_leaves_today(plain):
    change(plain, "9:30")
    assert names_on(plain) == [plain.rows.period.name]
    assert names_on(plain, 7) == ["Speaking"]


def test_a_change_to_a_time_that_is_past_leaves_today(plain):
    change(plain, "9:00", starts="8:30", ends="9:20")
    assert names_on(plain) == [plain.rows.period.name]


def test_a_removed_period_is_gone_from_the_next_time(plain):
    actions.remove_period(period=plain.rows.period, at=at(plain, "10:00"))
    assert (names_on(plain), names_on(plain, 7), names_on(plain, -7)) == (
        [plain.rows.period.name],
        [],
        [plain.rows.period.name],
    )


def test_a_period_already_changed_by_somebody_else_is_refused(plain):
    change(plain, "9:00")
    with pytest.raises(ValidationError, match="Somebody else has changed"):
        change(plain, "9:00")


def test_another_weekday_can_change_together(plain):
    other = (plain.today.weekday() + 1) % 7
    (twin,) = add(plain, weekly(plain, plain.rows.period.name, "9:30", "10:45"), other)
    to = draft(plain, "Speaking", "9:45", "10:45")
    actions.change_period(period=plain.rows.period, to=to, signals=SILENT, at=at(plain, "9:00"), also=[twin])
    assert (names_on(plain), names_on(plain, 1)) == (["Speaking"], ["Speaking"])
