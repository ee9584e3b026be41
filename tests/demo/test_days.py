"""How the days were lived: marks, turns and ticks, counted from the tables."""

from collections import Counter

import pytest
from django.db.models import Q

from centre.models import Duty
from chores.models import Turn, TurnState
from demo.almanac import DAY
from participation.models import Level, Mark
from residents.models import Away, Stay, what_keeps
from schedules.day import periods_on
from schedules.models import Expects

from .tables import taking_part


@pytest.fixture(params=["camp", "school"])
def house(request):
    return request.getfixturevalue(request.param)


def test_two_of_seventeen_take_part_in_duties_only(camp, today):
    here, joined, did_their_turns = taking_part(today)
    assert (len(here), len(here & joined), len(here & did_their_turns)) == (17, 15, 17)
    in_their_rooms = Mark.unscoped.filter(resident__in=here - joined).values_list("level", flat=True)
    assert set(in_their_rooms) <= {Level.OWN_ROOM}


def test_marks_are_only_of_people_who_were_there(house):
    marks = Mark.unscoped.select_related("resident", "period")
    assert marks.count() > 200
    stays = list(Stay.unscoped.all())
    aways = list(Away.unscoped.all())
    for mark in marks:
        assert any(s.resident_id == mark.resident_id and s.is_open_on(mark.day) for s in stays)
        theirs = [away for away in aways if away.resident_id == mark.resident_id]
        assert what_keeps(theirs, mark.day, mark.period.begins, mark.day) is None


def test_marks_are_only_of_what_took_place(house):
    days = {}
    for day, period in set(Mark.unscoped.values_list("day", "period")):
        days.setdefault(day, set()).add(period)
    for day, marked in days.items():
        kept = periods_on(house, day).exclude(expects=Expects.NOBODY)
        assert marked <= {period.pk for period in kept}


def test_nothing_is_on_record_that_has_not_been(house, demo_loaded, today):
    time = house.time_at(demo_loaded)
    assert not Mark.unscoped.filter(Q(day__gt=today) | Q(at__gt=demo_loaded)).exists()
    assert [m for m in Mark.unscoped.filter(day=today).select_related("period") if m.period.begins > time] == []
    recorded = Turn.unscoped.exclude(state=TurnState.OPEN)
    assert not recorded.filter(Q(day__gt=today) | Q(recorded_at__gt=demo_loaded)).exists()


def test_some_is_not_written_down(house, today):
    """Single people, and two days on which the last thing was forgotten."""
    turns = Counter(Turn.unscoped.filter(day__lt=today).values_list("state", flat=True))
    assert set(turns) == set(TurnState.values)
    for days_ago in (1, 5):
        day = today - days_ago * DAY
        last = periods_on(house, day).exclude(expects=Expects.NOBODY).last()
        assert last is None or not last.marks.filter(day=day).exists()


def test_what_has_just_begun_today_is_still_open(house, demo_loaded, today):
    time = house.time_at(demo_loaded)
    begun = [p for p in periods_on(house, today).exclude(expects=Expects.NOBODY) if p.begins <= time]
    assert not begun or not begun[-1].marks.filter(day=today).exists()


def test_every_level_is_found(school):
    levels = Counter(Mark.unscoped.values_list("level", flat=True))
    assert set(levels) == set(Level)
    assert max(levels, key=levels.get) == Level.TOOK_PART


def test_turns_are_shared_out_for_a_week(house, today):
    days = set(Turn.unscoped.filter(day__gte=today).dates("day", "day"))
    assert {today + n * DAY for n in range(7) if (today + n * DAY).weekday() < 6} <= days


def test_two_cook_the_lunch_of_the_camp_together(camp, today):
    cooks = Turn.unscoped.filter(chore__name="Cooking lunch", day=today - DAY)
    assert cooks.values("resident").distinct().count() == 2
    assert Turn.unscoped.filter(helped_by__isnull=False).exists()


def test_some_staff_are_on_duty_today(house, today):
    duties = Duty.unscoped.filter(day=today).select_related("membership")
    assert duties.count() in {3, 4}
    assert all(duty.membership.is_working_on(today) for duty in duties)
    assert set(Duty.unscoped.values_list("day", flat=True)) == {today, today - 2 * DAY}
