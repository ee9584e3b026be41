import pytest

from schedules import actions, picture
from schedules.models import Expects, Period
from schedules.now import now_and_next
from tests.timetable import BELL, SILENT, at, clock, director_of, draft, weekly


@pytest.fixture
def north(inside_north):
    """9:30 to 10:45 with a bell at the start, 12:00 to 13:00 with a call."""
    north = inside_north
    Period.unscoped.filter(pk=north.rows.event.pk).update(until_on=north.today)
    lunch = weekly(north, "Lunch", "12:00", "13:00")
    actions.add_periods(
        period=lunch, weekdays=[north.today.weekday()], signals={"start": "call", "end": "bell"}, at=at(north, "8:00")
    )
    return north


def now(north, text):
    return now_and_next(director_of(north), at(north, text))


def test_before_anything(north):
    moment = now(north, "9:00")
    assert (moment.on, moment.until, moment.next.name) == ([], None, north.rows.period.name)
    assert (moment.signal.signal, moment.signal.edge, moment.signal.minutes) == ("bell", "start", 30)
    assert moment.signal.due_at == at(north, "9:30")


def test_while_something_is_on(north):
    moment = now(north, "9:30")
    assert [period.name for period in moment.on] == [north.rows.period.name]
    assert (moment.until, moment.next.name) == (clock("10:45"), "Lunch")
    assert (moment.signal.signal, moment.signal.rings, moment.signal.minutes) == ("call", False, 150)


def test_a_begun_minute_counts(north):
    assert now(north, "09:29:30").signal.minutes == 1


def test_after_the_last_signal_it_is_tomorrows(north):
    assert now(north, "13:00").signal is None
    other = (north.today.weekday() + 1) % 7
    actions.add_periods(
        period=weekly(north, "Early", "7:30", "8:00"), weekdays=[other], signals=BELL, at=at(north, "8:00")
    )
    assert now(north, "13:00").signal.due_at == at(north, "7:30", days=1)


def test_a_house_without_hours(north):
    Period.unscoped.update(until_on=north.today)
    event = draft(north, "Karaoke", part_of_day="evening", on=north.today)
    actions.add_event(period=event, signals=SILENT, at=at(north, "8:00"))
    moment = now(north, "10:00")
    assert ([p.name for p in moment.loose], moment.bands, moment.signal, moment.next) == (["Karaoke"], [], None, None)


def test_the_picture_of_the_day(north):
    moment = now(north, "11:00")
    assert (moment.hours, moment.share) == (picture.Hours(9, 13), 50.0)
    assert [(band.row, band.rows, band.lane) for band in moment.bands] == [(3, 5, 0), (13, 4, 0)]


def test_what_runs_beside_stands_beside(north):
    yoga = draft(north, "Yoga", "10:00", "11:00", on=north.today, expects=Expects.SIGN_UP)
    actions.add_event(period=yoga, signals=SILENT, at=at(north, "8:00"))
    assert [(band.row, band.rows, band.lane) for band in now(north, "8:00").bands] == [(3, 5, 1), (5, 4, 2), (13, 4, 0)]


def test_short_ones_do_not_hide_each_other(north):
    periods = [
        draft(north, "One", "9:00", "9:05"),
        draft(north, "Two", "9:05", "9:20"),
        draft(north, "3", "9:20", "9:30"),
    ]
    bands = picture.bands(periods, picture.Hours.around(periods))
    assert [(band.row, band.rows) for band in bands] == [(1, 1), (2, 1), (3, 1)]


def test_it_asks_as_often_whatever_is_on(north, django_assert_num_queries):
    viewer, moment = director_of(north), at(north, "9:00")
    with django_assert_num_queries(3):
        now_and_next(viewer, moment)
    for hour in (14, 15):
        period = weekly(north, f"At {hour}", f"{hour}:00", f"{hour}:45")
        actions.add_periods(period=period, weekdays=[north.today.weekday()], signals=BELL, at=at(north, "8:00"))
    with django_assert_num_queries(3):
        now_and_next(viewer, moment)
