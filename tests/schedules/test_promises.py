"""Each promise about the timetable, broken once."""

from django.utils import timezone

from schedules.models import Bell, Lesson, Ring, RingState, SpecialDay, Timetable
from tests.broken import promise
from tests.timetable import clock
from tests.world import DAY


def change(row, **fields):
    type(row).unscoped.filter(pk=row.pk).update(**fields)


def test_one_timetable_begins_on_a_day(inside_north):
    rows = inside_north.rows
    with promise("timetable_one_from_a_day"):
        Timetable.unscoped.create(centre=inside_north.centre, name="Other", from_on=rows.timetable.from_on)


def test_a_period_is_every_week_or_once(inside_north):
    with promise("period_every_week_or_once"):
        change(inside_north.rows.period, on=inside_north.today)
    with promise("period_every_week_or_once"):
        change(inside_north.rows.event, on=None)


def test_a_period_has_hours_or_a_part_of_the_day(inside_north):
    with promise("period_at_an_hour_or_in_a_part_of_the_day"):
        change(inside_north.rows.event, part_of_day="evening")
    with promise("period_at_an_hour_or_in_a_part_of_the_day"):
        change(inside_north.rows.event, starts=None, ends=None)


def test_a_period_ends_after_it_starts(inside_north):
    with promise("period_ends_after_it_starts"):
        change(inside_north.rows.event, ends=clock("9:30"))


def test_a_period_holds_forwards(inside_north):
    with promise("period_valid_forwards"):
        change(inside_north.rows.event, until_on=inside_north.today - DAY)


def test_a_date_is_special_once(inside_north):
    with promise("special_day_once_a_date"):
        SpecialDay.unscoped.create(centre=inside_north.centre, name="Again", on=inside_north.rows.special_day.on)


def test_an_edge_is_signalled_once(inside_north):
    rows = inside_north.rows
    with promise("bell_one_at_an_edge"):
        Bell.unscoped.create(centre=inside_north.centre, period=rows.period, edge="start", signal="knock")


def test_a_bell_rings_once_a_date(inside_north):
    rows, now = inside_north.rows, timezone.now()
    with promise("ring_once_a_bell_and_date"):
        Ring.unscoped.create(centre=inside_north.centre, bell=rows.bell, on=rows.ring.on, due_at=now)


def test_a_ring_that_rang_has_its_instant(inside_north):
    with promise("ring_rung_with_its_instant"):
        change(inside_north.rows.ring, rung_at=None)
    with promise("ring_rung_with_its_instant"):
        change(inside_north.rows.ring, state=RingState.MISSED)


def test_a_period_has_one_line_a_day_which_says_something(inside_north):
    lesson = inside_north.rows.lesson
    with promise("lesson_one_a_period_and_day"):
        Lesson.unscoped.create(
            centre=lesson.centre, period=lesson.period, day=lesson.day, did="x", by=lesson.by, at=lesson.at
        )
    with promise("lesson_says_what_was_done"):
        change(lesson, did="")


def test_nothing_points_into_another_house(cast, inside_north):
    """The keys carry the centre, so that the row of another house is none at all."""
    north, south = inside_north.rows, cast.south.rows
    with promise("period_timetable_of_same_centre"):
        change(north.period, timetable=south.timetable)
    with promise("period_leader_of_same_centre"):
        change(north.period, leader=south.worker_membership)
    with promise("bell_period_of_same_centre"):
        change(north.bell, period=south.period)
    with promise("lesson_period_of_same_centre"):
        change(north.lesson, period=south.period)
    with promise("ring_bell_of_same_centre"):
        change(north.ring, bell=south.bell)
