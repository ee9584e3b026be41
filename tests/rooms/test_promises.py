"""Each promise about rooms and who sleeps where, broken once."""

from rooms.models import Closure, Placement, Room, Wing
from tests.broken import promise
from tests.world import DAY


def placement(north, **fields):
    values = {
        "centre": north.centre,
        "stay": north.rows.stay,
        "room": north.rows.free_room,
        "from_on": north.today,
    } | fields
    return Placement.unscoped.create(**values)


def test_a_wing_has_its_name_alone(inside_north):
    with promise("wing_one_per_name"):
        Wing.unscoped.create(centre=inside_north.centre, name=inside_north.rows.wing.name)


def test_a_room_has_its_name_alone_in_its_wing(inside_north):
    rows = inside_north.rows
    with promise("room_one_per_name_and_wing"):
        Room.unscoped.create(centre=inside_north.centre, wing=rows.wing, name=rows.room.name)


def test_people_sleep_where_beds_are(inside_north):
    with promise("room_beds_where_people_sleep"):
        Room.unscoped.filter(pk=inside_north.rows.hall.pk).update(beds=1)
    with promise("room_beds_where_people_sleep"):
        Room.unscoped.filter(pk=inside_north.rows.room.pk).update(beds=0)


def test_a_placement_ends_after_it_begins(inside_north):
    with promise("placement_ends_after_it_begins"):
        placement(inside_north, until_on=inside_north.today - DAY)


def test_a_person_sleeps_in_one_room_at_a_time(inside_north):
    with promise("placement_one_room_at_a_time"):
        placement(inside_north)


def test_a_bed_has_one_person_at_a_time(inside_north):
    with promise("placement_one_person_in_a_bed"):
        Placement.unscoped.filter(stay__resident=inside_north.rows.second).update(room=inside_north.rows.room)


def test_a_bed_changes_hands_on_one_day(inside_north):
    north = inside_north
    north.rows.stay.placements.update(until_on=north.today)
    placement(north, room=north.rows.room)


def closure(north, **fields):
    values = {"centre": north.centre, "room": north.rows.third_room, "from_on": north.today} | fields
    return Closure.unscoped.create(**values)


def test_a_room_closes_after_it_opens(inside_north):
    with promise("room_closes_after_it_opens"):
        Room.unscoped.filter(pk=inside_north.rows.room.pk).update(
            opened_on=inside_north.today, closed_on=inside_north.today - DAY
        )


def test_a_closure_is_of_a_place_at_least(inside_north):
    with promise("closure_of_a_place_at_least"):
        closure(inside_north, beds=0)


def test_a_closure_ends_after_it_begins(inside_north):
    with promise("closure_ends_after_it_begins"):
        closure(inside_north, until_on=inside_north.today)


def test_a_room_is_out_of_service_once_at_a_time(inside_north):
    closure(inside_north, until_on=inside_north.today + 3 * DAY)
    closure(inside_north, from_on=inside_north.today + 3 * DAY)
    with promise("closure_one_at_a_time"):
        closure(inside_north, from_on=inside_north.today + 30 * DAY)
