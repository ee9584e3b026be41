"""The log of a day: who is expected for which reason, what is recorded, what is open."""

import datetime as dt

import pytest
from django.http import Http404
from django.utils import timezone, translation

from participation.actions import mark
from participation.log import day_log, open_periods, period_log, period_or_404
from participation.models import GroupMember, Mark, SignUp
from participation.templatetags.participation import why_not
from residents.models import Away, AwayKind
from schedules.models import DayKind, Expects, Period, SpecialDay
from tests import world
from tests.posts import operation
from tests.world import DAY


def cell(viewer, north, who="resident", period="period"):
    log = period_log(viewer, north.today, getattr(north.rows, period))
    return log.cell_of(getattr(north.rows, who).code)


def test_those_who_live_here_are_expected_and_those_who_left_are_not(viewer, north):
    log = period_log(viewer, north.today, north.rows.period)
    assert {cell.resident for cell in log.cells} == {north.rows.resident, north.rows.second}
    assert (log.expected, log.recorded, log.joined, log.open) == (1, 1, 1, 0)


@pytest.mark.parametrize("kind", AwayKind)
def test_every_kind_of_being_away_has_its_words(viewer, north, kind):
    Away.unscoped.filter(pk=north.rows.away.pk).update(kind=kind)
    found = cell(viewer, north)
    assert (found.is_expected, found.shape) == (False, "x")
    with translation.override("en"):
        assert why_not(found, north.today) == f"{kind.label} until tomorrow"


def test_the_hour_is_in_the_words(viewer, north):
    Away.unscoped.filter(pk=north.rows.away.pk).update(expected_on=north.today, expected_time=dt.time(13))
    with translation.override("en"):
        assert why_not(cell(viewer, north), north.today) == "At home until about 13:00"


def test_what_was_seen_beats_what_was_planned(viewer, north):
    here = {"period": north.rows.period, "day": north.today, "by": north.worker, "at": timezone.now()}
    mark(resident=north.rows.resident, level=2, version=0, **here)
    assert period_log(viewer, north.today, north.rows.period).expected == 2


def test_a_period_of_a_group_expects_its_members(viewer, north):
    Period.unscoped.filter(pk=north.rows.event.pk).update(expects=Expects.GROUP)
    SignUp.unscoped.all().delete()
    assert cell(viewer, north, "second", "event").is_expected
    GroupMember.unscoped.all().delete()
    assert not cell(viewer, north, "second", "event").is_listed


def test_a_voluntary_period_expects_who_signed_up(viewer, north):
    GroupMember.unscoped.all().delete()
    assert cell(viewer, north, "second", "event").is_expected
    log = period_log(viewer, north.today, north.rows.event)
    assert [other.resident for other in log.others] == [north.rows.resident]


def test_before_somebody_moved_in_they_are_not_there(viewer, north):
    assert [cell.resident for cell in period_log(viewer, north.today - 70 * DAY, north.rows.period).cells] == [
        north.rows.former,
        north.rows.resident,
    ]


def test_today_is_told_what_is_open_and_where(viewer, north):
    log = open_periods(viewer, north.today, dt.time(23))[0]
    assert (log.name, log.starts, log.expected, log.recorded) == (north.rows.event.label, dt.time(9, 30), 1, 0)
    path = f"/c/north/log/{north.today}/{north.rows.event.pk}/?who={north.rows.second.code}"
    assert log.next_open == path
    assert open_periods(viewer, north.today, dt.time(9)) == []


def test_a_closed_day_has_nothing_to_log(viewer, north):
    SpecialDay.unscoped.create(centre=north.centre, name="Closed", on=north.today, kind=DayKind.CLOSED)
    assert day_log(viewer, north.today) == []


def test_free_time_is_not_written_down(viewer, north):
    Period.unscoped.filter(pk=north.rows.period.pk).update(expects=Expects.NOBODY)
    kept = {log.period: log.is_kept for log in day_log(viewer, north.today)}
    assert kept == {north.rows.period: False, north.rows.event: True}
    with pytest.raises(Http404):
        period_or_404(viewer, north.today, north.rows.period.pk)


@pytest.mark.parametrize("people", [1, 20, 100])
def test_a_day_costs_the_same_for_any_house(viewer, north, fill, people, django_assert_num_queries):
    fill(people)
    with django_assert_num_queries(6):
        logs = day_log(viewer, north.today)
    assert len(logs[0].cells) == people


def test_everyone_joined_does_not_write_for_somebody_late_back(as_worker, north):
    with world.inside(north.centre):
        Away.unscoped.filter(pk=north.rows.away.pk).update(left_on=north.today - 3 * DAY, expected_on=north.today - DAY)
    as_worker.post(f"/c/north/log/{north.today}/{north.rows.period.pk}/everyone/", operation())
    with world.inside(north.centre):
        assert not Mark.unscoped.filter(resident=north.rows.resident).exists()
