import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from participation.models import SignUp
from schedules import actions
from schedules.day import periods_on
from schedules.models import Expects
from tests.timetable import SILENT, at, draft
from tests.world import DAY


@pytest.fixture
def north(inside_north):
    return inside_north


def add(north, event, when="8:00", signals=SILENT):
    return actions.add_event(period=event, signals=signals, at=at(north, when))


def refused(north, event, when="8:00", signals=SILENT):
    with pytest.raises(ValidationError) as error:
        add(north, event, when, signals)
    return error.value.message_dict


def names_on(north, days):
    return [period.name for period in periods_on(north.centre, north.today + days * DAY)]


def test_what_everybody_is_expected_at_takes_the_place_of_the_week(north):
    add(north, draft(north, "Farm", "10:00", "15:00", on=north.today + 7 * DAY))
    assert names_on(north, 7) == ["Farm"]
    assert names_on(north, 14) == [north.rows.period.name]


def test_what_one_signs_up_for_runs_beside_the_week(north):
    add(north, draft(north, "Yoga", "10:00", "11:00", on=north.today + 7 * DAY, expects=Expects.SIGN_UP))
    assert names_on(north, 7) == [north.rows.period.name, "Yoga"]


def test_a_part_of_the_day_stands_among_the_hours(north):
    add(north, draft(north, "Walk", part_of_day="morning", on=north.today + 7 * DAY))
    add(north, draft(north, "Karaoke", part_of_day="evening", on=north.today + 7 * DAY))
    assert names_on(north, 7) == ["Walk", north.rows.period.name, "Karaoke"]


def test_a_day_that_is_over(north):
    assert list(refused(north, draft(north, on=north.today - DAY))) == ["on"]


def test_a_day_on_which_nothing_takes_place(north):
    special = north.rows.special_day
    assert refused(north, draft(north, on=special.on)) == {"on": [f"Nothing takes place on this day: {special.name}."]}


def test_something_that_has_begun_is_not_displaced(north):
    assert list(refused(north, draft(north, "Farm", "10:30", "12:00", on=north.today), when="10:00")) == ["starts"]


def test_two_events_for_everybody_at_once(north):
    add(north, draft(north, "Farm", "14:00", "16:00", on=north.today + DAY))
    assert list(refused(north, draft(north, "Town", "15:00", "17:00", on=north.today + DAY))) == ["starts"]


def test_a_bell_that_already_rings_in_that_minute(north):
    event = draft(north, "Early", "8:30", "9:30", on=north.today + 7 * DAY)
    assert list(refused(north, event, signals={"start": "", "end": "bell"})) == ["signal_end"]


def test_a_time_that_the_clocks_skip(north):
    north.centre.time_zone = "Europe/Rome"
    spring = next(d for d in (dt.date(north.today.year + 1, 3, n) for n in range(25, 32)) if d.weekday() == 6)
    assert refused(north, draft(north, "Walk", "2:30", "4:00", on=spring)) == {
        "starts": ["The clocks go forward that day: there is no 2:30."]
    }
    assert add(north, draft(north, "Walk", "3:00", "4:00", on=spring)).on == spring


def test_those_who_signed_up_come_along_to_another_hour(north):
    event = north.rows.coming_event
    SignUp(centre=north.centre, resident=north.rows.second, period=event).insert()
    to = draft(north, "Later", "15:00", "16:00", on=event.on + DAY, expects=Expects.SIGN_UP)
    new = actions.change_event(event=event, to=to, signals=SILENT, at=at(north, "8:00"))
    assert [sign_up.resident for sign_up in new.sign_ups.all()] == [north.rows.second]
    assert (names_on(north, 10), "Later" in names_on(north, 11)) == ([], True)


def test_an_event_that_has_begun_stays(north):
    with pytest.raises(ValidationError, match="already begun"):
        actions.remove_period(period=north.rows.event, at=at(north, "9:30"))
    actions.remove_period(period=north.rows.event, at=at(north, "9:29"))
    assert north.rows.event.name not in names_on(north, 0)
