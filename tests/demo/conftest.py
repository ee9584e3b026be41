import datetime as dt
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from centre.models import Centre
from demo.load import load
from tests.world import inside

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """All of them in one worker: loading the demo takes longer than asking about it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="package")
def demo_loaded(django_db_setup, django_db_blocker):
    """Both houses, loaded once by the app role and taken back when these tests are over."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True
        whole.__enter__()
        try:
            now = timezone.now()
            load(now=now)
            yield now
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
            connection.close()


@pytest.fixture
def today(demo_loaded) -> dt.date:
    return Centre.objects.get(slug="camp").day_at(demo_loaded)


@pytest.fixture
def camp(demo_loaded, db):
    """The test stands inside the camp."""
    centre = Centre.objects.get(slug="camp")
    with inside(centre):
        yield centre


@pytest.fixture
def school(demo_loaded, db):
    centre = Centre.objects.get(slug="school")
    with inside(centre):
        yield centre
