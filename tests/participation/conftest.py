import datetime as dt

import pytest

from centre.access import PERMISSIONS, Viewer
from centre.models.people import Role
from residents.models import Resident, Stay


@pytest.fixture
def viewer(inside_north):
    """The support worker, looking at the northern house from inside."""
    return Viewer(inside_north.worker, inside_north.centre, PERMISSIONS[Role.SUPPORT_WORKER])


@pytest.fixture
def fill(north):
    """Make it so that `people` live in the northern house."""

    def more(people):
        centre, today = north.centre, north.today
        if people == 1:
            Stay.unscoped.filter(resident=north.rows.resident).update(moved_out_on=today, reason="own_home")
        now = Stay.unscoped.open_on(today).count()
        residents = [
            Resident(centre=centre, family_name=f"Person{number}", code=f"{number:08d}")
            for number in range(people - now)
        ]
        since = today - dt.timedelta(days=30)
        for resident in Resident.unscoped.bulk_create(residents):
            Stay.unscoped.create(centre=centre, resident=resident, applied_on=since, moved_in_on=since)

    return more
