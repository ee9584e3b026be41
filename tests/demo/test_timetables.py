"""The school's day as it is on record, read from the data and found in the house; and the camp, which has none."""

import datetime as dt

import pytest

from demo.data import read, signals_on
from schedules.day import periods_on
from schedules.models import Bell, DayKind, Expects, Period, Ring, SpecialDay, Timetable

from .tables import ordinary

CALLS = [(dt.time(7, 30), "call"), (dt.time(8, 30), "call")]
BELLS = [(dt.time(9, 30), "bell"), (dt.time(12), "bell"), (dt.time(13), "bell"), (dt.time(16), "bell")]
WEEK_ROWS = read("school_day")["timetable"]["periods"]


def of_the_file(day):
    return sorted(
        (when["from"], when["until"], row["name"])
        for row in WEEK_ROWS
        for when in row["when"]
        if f"{day:%a}" in when["on"]
    )


@pytest.mark.parametrize("weekday", range(7))
def test_a_day_of_the_school_is_as_the_file_has_it(school, today, weekday):
    day = ordinary(weekday, today)
    assert [(p.starts, p.ends, p.name) for p in periods_on(school, day)] == of_the_file(day)


@pytest.mark.parametrize("weekday", range(6))
def test_two_calls_and_four_bells_are_signalled(school, today, weekday):
    bells = Bell.unscoped.filter(period__in=periods_on(school, ordinary(weekday, today)))
    found = sorted((bell.wall_time, bell.signal) for bell in bells.select_related("period"))
    assert found == CALLS + BELLS == signals_on("school", weekday)


def test_the_names_are_those_on_record(school, today):
    monday, wednesday = ordinary(0, today), ordinary(2, today)
    kinds = [[p.kind for p in periods_on(school, day)] for day in (monday, wednesday)]
    assert kinds[0] == ["wake", "meal", "class", "class", "meal", "class", "chores"]
    assert kinds[1] == ["wake", "meal", "class", "class", "meal", "gym", "chores"]


def test_sunday_has_no_time_on_record(school, today):
    assert signals_on("school", 6) == []
    assert not Period.unscoped.filter(weekday=6).exists()


def test_the_farm_is_visited_now_and_then(school, today):
    visits = Period.unscoped.once().filter(name__startswith="Farm visit").order_by("on")
    assert {visit.expects for visit in visits} == {Expects.ALL}
    assert visits.filter(on__lt=today).exists()
    assert visits.filter(on__gt=today).exists()
    names = [period.name for period in periods_on(school, visits[0].on)]
    assert names == ["Wake-up round", "Breakfast", visits[0].name, "Dinner preparation and cleaning"]


def test_some_days_are_special(school, today):
    closed, changed = (SpecialDay.unscoped.filter(kind=kind) for kind in (DayKind.CLOSED, DayKind.CHANGED))
    assert [list(periods_on(school, special.on)) for special in closed] == [[]] * closed.count()
    assert {p.name for special in changed for p in periods_on(school, special.on)} <= {
        event["name"] for event in read("school_day")["special_days"][1]["events"]
    }


def test_the_rings_to_come_are_planned_and_none_of_the_past(school, demo_loaded):
    assert not Ring.unscoped.filter(due_at__lte=demo_loaded).exists()
    assert set(Ring.unscoped.values_list("state", flat=True)) <= {"planned"}


def test_the_camp_has_no_bell_no_class_and_no_hour(camp):
    assert not Timetable.unscoped.exists() | Bell.unscoped.exists() | Ring.unscoped.exists()
    events = Period.unscoped.all()
    assert set(events.values_list("starts", "is_voluntary", "expects")) == {(None, True, "sign_up")}
    assert not events.filter(kind="class").exists()
    words = " ".join(set(events.values_list("name", flat=True)))
    on_record = ["party", "Karaoke", "Cherry blossom", "Tottori sand dunes", "Yoga", "Communal project", "grass"]
    assert [name for name in on_record if name not in words] == []
