import datetime as dt

import pytest

from centre.access import PERMISSIONS, Viewer
from centre.models.people import Role
from residents import actions as residents
from residents.models import AwayKind
from rooms import actions
from rooms.plan import house_at
from tests import world

NOON = dt.time(12)


@pytest.fixture
def viewer(inside_north):
    return Viewer(inside_north.worker, inside_north.centre, PERMISSIONS[Role.SUPPORT_WORKER])


def by_room(house):
    return {
        room.room.name: [occupant.glyph for occupant in room.occupants]
        for floor in house.floors
        for room in floor.bedrooms
    }


def test_who_is_in_and_who_is_away_overnight(inside_north, viewer):
    house = house_at(viewer, inside_north.today, NOON)
    rooms = by_room(house)
    assert rooms["northroomcanary"] == ["night"]
    assert rooms["northfourthroomcanary"] == ["in"]
    assert (house.inside_count, len(house.occupants), house.beds, house.free_beds) == (1, 2, 4, 2)


def test_somebody_who_leaves_later_is_still_in(inside_north, viewer):
    north = inside_north
    residents.go_away(
        resident=north.rows.second,
        kind=AwayKind.CLINIC,
        left_on=north.today,
        left_time=dt.time(14),
        expected_on=north.today,
    )
    assert by_room(house_at(viewer, north.today, NOON))["northfourthroomcanary"] == ["in"]
    assert by_room(house_at(viewer, north.today, dt.time(15)))["northfourthroomcanary"] == ["out"]


def test_agreed_rest_is_in_the_house(inside_north, viewer):
    north = inside_north
    residents.go_away(resident=north.rows.second, kind=AwayKind.REST, left_on=north.today, expected_on=north.today)
    house = house_at(viewer, north.today, NOON)
    assert by_room(house)["northfourthroomcanary"] == ["in"]
    assert [occupant.resident for occupant in house.resting] == [north.rows.second]


def test_somebody_without_a_room_is_not_forgotten(inside_north, viewer):
    north = inside_north
    resident = world.resident(north, "roomless")
    residents.admit(resident=resident, applied_on=north.today, moved_in_on=north.today)
    assert [o.resident for o in house_at(viewer, north.today, NOON).without_room] == [resident]


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_five_times_whatever_the_house(inside_north, viewer, django_assert_num_queries, people):
    north = inside_north
    for number in range(people):
        resident = world.resident(north, f"more{number}")
        stay = residents.admit(resident=resident, applied_on=north.today, moved_in_on=north.today)
        if number == 0:
            actions.place(stay=stay, room=north.rows.third_room, night=north.today)
    with django_assert_num_queries(5):
        house_at(viewer, north.today, NOON)
