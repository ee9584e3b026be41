"""What is wrong is said at its field, and nothing is saved."""

import pytest

from schedules import rules
from schedules.models import Bell, Expects, Period
from tests import posts, world
from tests.timetable import SILENT, weekly


@pytest.fixture
def send(as_director, north):
    """Send the form of a new period on today's weekday; gives the messages at its fields."""

    def send(**data):
        form = posts.period(north) | {"weekdays": [north.today.weekday()]} | data | posts.operation()
        before = written(north)
        answer = as_director.post(f"/c/north/timetable/{north.today}/period/", form)
        assert (answer.status_code, written(north)) == (422, before)
        return answer.context["form"].errors.get_json_data()

    return send


def written(north):
    with world.inside(north.centre):
        return Period.unscoped.count(), Bell.unscoped.count()


def test_an_overlap(send, north):
    errors = send(starts="10:00", ends="11:00")
    assert list(errors) == ["starts"]
    assert errors["starts"][0]["message"].startswith(f"At this time there is already “{north.rows.period.name}”")


def test_reversed_times(send):
    assert send(starts="19:00", ends="18:00")["ends"][0]["message"] == "It ends before it starts."


def test_one_time_alone(send):
    assert send(ends="")["ends"][0]["message"] == "Give both: when it begins and when it ends."


def test_no_time_at_all(send):
    assert send(starts="", ends="", signal_start="")["starts"][0]["message"].startswith("Give when it begins")


def test_both_hours_and_a_part_of_the_day(send):
    assert list(send(part_of_day="evening")) == ["part_of_day"]


def test_a_bell_in_a_part_of_the_day(send):
    assert list(send(starts="", ends="", part_of_day="evening")) == ["signal_start"]


def test_two_bells_in_one_minute(send):
    errors = send(starts="8:30", ends="9:30", signal_end="bell")
    assert errors["signal_end"][0]["message"].startswith("At 9:30 a bell already rings")


def test_no_day(send):
    assert send(weekdays=[])["weekdays"][0]["message"] == "Choose at least one day."


def test_more_than_a_day_can_hold(send, monkeypatch):
    monkeypatch.setattr(rules, "MOST_IN_A_DAY", 1)
    assert send()["weekdays"][0]["message"].startswith("There are already 1 on ")


@pytest.mark.parametrize("time", ["25:00", "18:00:30", "noon"])
def test_a_time_that_is_none(send, time):
    assert "starts" in send(starts=time)


def test_a_hidden_character(send):
    assert list(send(name="a\u202eb")) == ["name"]


def test_a_call_may_come_with_a_bell(inside_north):
    north = inside_north
    period = weekly(north, "Early", "8:30", "9:30", weekday=north.today.weekday(), from_on=north.today)
    rules.fits_the_week(period, SILENT | {"end": "call"})


def test_what_is_for_those_who_sign_up_runs_beside(inside_north):
    north = inside_north
    period = weekly(north, "Yoga", "9:30", "10:00", weekday=north.today.weekday(), from_on=north.today)
    period.expects = Expects.SIGN_UP
    rules.fits_the_week(period, SILENT)
