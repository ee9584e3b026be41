"""A name that is taken is refused in words, by the form's own look and by the database behind it."""

import pytest

from centre.tenancy import Scoped
from chores.models import Chore
from rooms.models import Room, Wing
from tests import posts, world

TAKEN = {
    "wing": (posts.wing, "house/wings/{}/", "There is already a wing of that name."),
    "room": (posts.room, "house/rooms/{}/", "There is already a room of that name in this wing."),
    "chore": (posts.chore, "turns/chores/{}/", "There is already a chore of that name."),
}
RACED = "Somebody else has just changed this. Please look again."


@pytest.fixture
def other(north):
    """A second row of each kind, to be given the name of the first."""
    with world.inside(north.centre):
        return {
            "wing": Wing.unscoped.create(centre=north.centre, name="Other"),
            "room": Room.unscoped.create(centre=north.centre, wing=north.rows.wing, name="Other"),
            "chore": Chore.unscoped.create(centre=north.centre, name="Other", from_on=north.today),
        }


def address_of(row):
    return f"{row.pk}/change" if isinstance(row, Room) else row.pk


def said(client, north, kind, address):
    valid, path, _words = TAKEN[kind]
    sent = valid(north) | {"name": getattr(north.rows, kind).name} | posts.version(posts.operation())
    answer = client.post(north.url + path.format(address), sent)
    assert answer.status_code == 422
    return answer.context["form"].non_field_errors()


@pytest.mark.parametrize("kind", TAKEN)
def test_a_second_of_a_name_is_refused(as_director, north, kind):
    assert said(as_director, north, kind, "new") == [TAKEN[kind][2]]


@pytest.mark.parametrize("kind", TAKEN)
def test_renaming_onto_another_is_refused(as_director, north, other, kind):
    assert said(as_director, north, kind, address_of(other[kind])) == [TAKEN[kind][2]]


@pytest.mark.parametrize("kind", TAKEN)
def test_of_two_at_once_the_second_is_told(as_director, north, other, kind, monkeypatch):
    """Both looked before either wrote: the form sees nothing, the database does."""
    monkeypatch.setattr(Scoped, "validate_constraints", lambda *_args, **_options: None)
    assert said(as_director, north, kind, "new") == [RACED]
    assert said(as_director, north, kind, address_of(other[kind])) == [RACED]
