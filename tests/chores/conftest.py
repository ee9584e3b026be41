import datetime as dt

import pytest

from chores.models import Chore, Turn
from residents.models import Resident
from rooms import actions as rooms
from tests.world import DAY


@pytest.fixture
def house_of(inside_north):
    """A house with so many people, all there for long, and no turns yet."""

    def fill(people):
        north = inside_north
        Turn.unscoped.all().delete()
        Chore.unscoped.all().delete()
        north.rows.away.delete()
        north.rows.room.beds = people
        north.rows.room.save()
        for number in range(people - 2):
            who = Resident.unscoped.create(centre=north.centre, family_name=f"Number {number}")
            long_ago = north.today - 90 * DAY
            rooms.move_in(resident=who, room=north.rows.room, applied_on=long_ago, moved_in_on=long_ago)
        return north

    return fill


@pytest.fixture
def chore_of(inside_north):
    def add(name, people=1, **fields):
        fields = {"from_on": inside_north.today - 80 * DAY, "starts": dt.time(17)} | fields
        return Chore.unscoped.create(centre=inside_north.centre, name=name, people=people, **fields)

    return add
