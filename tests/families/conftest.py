import pytest

from tests.families.house import Household


@pytest.fixture
def home(inside_north):
    """The second resident, their mother who reads here, and the letters between them; the clock in one hand."""
    return Household(inside_north)


@pytest.fixture
def as_reader(client, north):
    client.force_login(north.reader)
    return client


@pytest.fixture
def as_resident(client, north):
    client.force_login(north.living)
    return client
