import pytest
from django.core.exceptions import ValidationError

from residents import actions as residents
from residents.models import DepartureReason, Resident
from rooms import actions
from rooms.models import Placement
from tests import posts, world
from tests.world import DAY


def where(stay, night):
    return [p.room for p in stay.placements.open_on(night)]


def test_a_move_does_not_end_the_stay(inside_north):
    north = inside_north
    actions.move(stay=north.rows.stay, to=north.rows.third_room, night=north.today)
    assert where(north.rows.stay, north.today - DAY) == [north.rows.room]
    assert where(north.rows.stay, north.today) == [north.rows.third_room]
    assert north.rows.stay.is_open_on(north.today)


def test_a_full_room_is_refused(inside_north):
    north = inside_north
    with pytest.raises(ValidationError, match="no free place"):
        actions.move(stay=north.rows.stay, to=north.rows.fourth_room, night=north.today)


def test_a_closed_room_is_refused(inside_north):
    north = inside_north
    north.rows.third_room.closed_on = north.today
    with pytest.raises(ValidationError, match="no free place"):
        actions.move(stay=north.rows.stay, to=north.rows.third_room, night=north.today)


def test_the_same_room_is_refused(inside_north):
    north = inside_north
    with pytest.raises(ValidationError, match="already the room"):
        actions.move(stay=north.rows.stay, to=north.rows.room, night=north.today)


def test_a_second_thought_on_the_same_day_leaves_one_placement(inside_north):
    north = inside_north
    actions.move(stay=north.rows.stay, to=north.rows.third_room, night=north.today)
    actions.move(stay=north.rows.stay, to=north.rows.free_room, night=north.today)
    assert Placement.unscoped.filter(stay=north.rows.stay).count() == 2
    assert where(north.rows.stay, north.today) == [north.rows.free_room]


def test_a_room_is_given_up_to_a_planned_moving_out_only(inside_north):
    north = inside_north
    leaving = north.today + 9 * DAY
    residents.move_out(stay=north.rows.stay, on=leaving, reason=DepartureReason.OWN_HOME)
    actions.move(stay=north.rows.stay, to=north.rows.third_room, night=north.today)
    assert where(north.rows.stay, leaving - DAY) == [north.rows.third_room]
    assert where(north.rows.stay, leaving) == []


def test_nobody_is_placed_outside_their_stay(inside_north):
    north = inside_north
    with pytest.raises(ValidationError, match="does not live here"):
        actions.place(stay=north.rows.stay, room=north.rows.third_room, night=north.today - 300 * DAY)


def test_moving_in_without_a_place_leaves_nothing(as_worker, north):
    form = posts.VALID["rooms:move-in"](north) | {"applied_on": north.today + 5 * DAY} | posts.operation()
    answer = as_worker.post("/c/north/house/moving-in/", form)
    assert answer.status_code == 422
    with world.inside(north.centre):
        assert not Resident.unscoped.filter(family_name="Oda").exists()
