"""Places out of service: noted on the room's page, not offered, counted by the report."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from centre.access import PERMISSIONS, Viewer
from centre.models import Change
from centre.models.people import Role
from rooms import actions
from rooms.models import Closure, Room
from rooms.plan import house_at
from tests import posts
from tests.world import DAY, inside


def address(north, room, what="out-of-service/"):
    return f"{north.url}house/rooms/{room.pk}/{what}"


def test_it_is_noted_and_taken_back(as_director, north):
    room = north.rows.fourth_room
    sent = {"from_on": north.today, "until_on": north.today + 7 * DAY} | posts.operation()
    page = as_director.post(address(north, room), sent, follow=True)
    assert "Out of service" in page.content.decode()
    with inside(north.centre):
        noted = Closure.unscoped.get(room=room)
        assert (noted.beds, noted.from_on, noted.until_on) == (1, north.today, north.today + 7 * DAY)
        assert Change.unscoped.filter(table="rooms_closure", row_id=noted.pk).count() == 1
    where, fields = posts.undo_in(page)
    as_director.post(where, fields | posts.operation())
    with inside(north.centre):
        assert not Closure.unscoped.filter(room=room).exists()


def test_what_is_removed_can_be_brought_back(as_director, north):
    closure = north.rows.closure
    page = as_director.post(f"{north.url}house/out-of-service/{closure.pk}/remove/", posts.operation(), follow=True)
    where, fields = posts.undo_in(page)
    as_director.post(where, fields | posts.operation())
    with inside(north.centre):
        again = Closure.unscoped.get(room=closure.room)
        assert (again.from_on, again.until_on, again.beds) == (closure.from_on, closure.until_on, 1)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"from_on": 0, "until_on": 0}, "It is back in service at least a night later."),
        ({"from_on": -15}, "This room is already out of service at that time."),
    ],
)
def test_what_cannot_be_is_said_at_the_form(as_director, north, sent, why):
    dates = {name: north.today + days * DAY for name, days in sent.items()}
    answer = as_director.post(address(north, north.rows.third_room), dates | posts.operation())
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_only_a_room_to_live_in_has_places(as_director, north):
    assert as_director.get(address(north, north.rows.hall)).status_code == 404


def test_a_worker_reads_it_and_changes_nothing(as_worker, north):
    page = as_worker.get(address(north, north.rows.third_room, "")).content.decode()
    assert "Out of service" in page
    assert "out-of-service/" not in page


def test_more_places_than_the_room_has_are_refused(inside_north):
    with pytest.raises(ValidationError, match="fewer places"):
        actions.take_out_of_service(room=inside_north.rows.room, beds=2, from_on=inside_north.today)


def test_a_closed_place_is_not_offered_and_not_given(inside_north):
    north, night = inside_north, inside_north.today
    room = north.rows.third_room
    assert room in Room.unscoped.to_live_in().with_a_free_bed_on(night)
    actions.take_out_of_service(room=room, beds=1, from_on=night, until_on=night + DAY)
    assert room not in Room.unscoped.to_live_in().with_a_free_bed_on(night)
    assert room in Room.unscoped.to_live_in().with_a_free_bed_on(night + DAY)
    with pytest.raises(ValidationError, match="no free place"):
        actions.move(stay=north.rows.stay, to=room, night=night)


def test_a_room_for_two_has_one_place_left(inside_north):
    north, night = inside_north, inside_north.today
    Room.unscoped.filter(pk=north.rows.third_room.pk).update(beds=2)
    room = Room.unscoped.get(pk=north.rows.third_room.pk)
    actions.take_out_of_service(room=room, beds=1, from_on=night)
    actions.move(stay=north.rows.stay, to=room, night=night)
    assert room not in Room.unscoped.to_live_in().with_a_free_bed_on(night)
    viewer = Viewer(north.worker, north.centre, PERMISSIONS[Role.SUPPORT_WORKER])
    house = house_at(viewer, night, dt.time(12))
    assert (house.beds, house.free_beds) == (4, 2)
