import datetime as dt

import pytest

from centre.access import PERMISSIONS, Viewer
from centre.models import Centre, Membership, User
from centre.models.people import Role
from tests.world import DAY, inside

from .house import House

TODAY = dt.date(2025, 3, 31)


@pytest.fixture
def house(db):
    """An empty house; the test stands inside it."""
    centre = Centre.objects.create(slug="plain", name="Plain House", second_factor="off")
    director = User.objects.create_user("director@plain.example", "a-long-password", family_name="D", language="en")
    with inside(centre, director):
        Membership.unscoped.create(centre=centre, user=director, role=Role.DIRECTOR, from_on=TODAY - 9999 * DAY)
        yield House(centre, Viewer(director, centre, PERMISSIONS[Role.DIRECTOR]), director)
