import pytest

from schedules.models import Period, Ring


@pytest.fixture
def plain(inside_north):
    """The northern house without the event of today: the day has one period, 9:30 to 10:45, with a bell."""
    Period.unscoped.filter(pk=inside_north.rows.event.pk).update(until_on=inside_north.today)
    Ring.unscoped.all().delete()
    return inside_north
