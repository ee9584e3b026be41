import contextlib
import datetime as dt
import logging
import time

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction

from centre import post, translations
from centre.celery import app
from centre.walltime import instant
from tests import roles, world
from tests.browser import chromium
from tests.stack import running


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # once, before the workers of a parallel run begin
        translations.compile_all()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.getLogger().setLevel(logging.CRITICAL)
    settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


DAY_IN_SECONDS = 24 * 60 * 60


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The owner makes and migrates the test database."""
    roles.become_owner()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:  # for the flush after a test with transaction=True
            app = connection.ops.quote_name(settings.APP_ROLE)
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {app}")
        roles.become_app()
    yield
    with django_db_blocker.unblock():
        roles.become_owner()


@pytest.fixture
def cast(db):
    """Two houses, alike in shape, with a canary in each personal text."""
    return world.build()


@pytest.fixture(scope="module")
def standing_cast(django_db_setup, django_db_blocker):
    """The cast, built once for a module whose `cast` it is: `db` takes each test back to a savepoint in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        connection.atomic_blocks[0]._from_testcase = True
        yield world.build()
        transaction.set_rollback(True)


@pytest.fixture
def north(request, db):
    """The northern house. The southern stands beside it where a test asks for the whole cast."""
    if "cast" in request.fixturenames:
        return request.getfixturevalue("cast").north
    return world.build("north").north


@pytest.fixture
def as_worker(client, north):
    """A browser in which the support worker of the northern house is signed in."""
    return signed_in(client, north.worker)


@pytest.fixture
def as_director(client, north):
    return signed_in(client, north.director)


def signed_in(client, user):
    """As on any page but the first: the session already knows when it began.

    It holds to whatever hour of the house's day a test travels: how sessions end is asked by tests of their own.
    """
    client.force_login(user)
    session = client.session
    session["began"] = session["seen"] = time.time() + DAY_IN_SECONDS
    session.set_expiry(2 * DAY_IN_SECONDS)
    session.save()
    return client


@pytest.fixture
def late(north):
    """Eight in the evening, when all that the cast has planned for today has been."""
    with time_machine.travel(instant(north.today, dt.time(20), north.centre.time_zone), tick=False):
        yield


@pytest.fixture
def inside_north(north):
    """The test itself stands inside the northern house, as its director."""
    with world.inside(north.centre, north.director):
        yield north


@pytest.fixture
def posted(monkeypatch, django_capture_on_commit_callbacks):
    """The commit of what is done inside, and all that is sent after it."""
    monkeypatch.setitem(app.conf, "task_always_eager", True)

    @contextlib.contextmanager
    def committed():
        with django_capture_on_commit_callbacks(execute=True):
            yield
        post.office.submit(int).result()  # the one thread is through with what came before

    return committed


def pytest_terminal_summary(terminalreporter):
    """The size of the matrix, beside the closing line."""
    found = [p for report in terminalreporter.getreports("passed") for p in report.user_properties]
    if cells := sum(value for name, value in found if name == "matrix cells"):
        canaries = max(value for name, value in found if name == "canaries planted")
        terminalreporter.write_line(f"access matrix: {cells} cells, {canaries} canaries planted")
    if pages := sum(value for name, value in found if name == "axe pages"):
        terminalreporter.write_line(f"axe: {pages} page visits, 0 violations")
    for line in (value for name, value in found if name == "faults"):
        terminalreporter.write_line(f"faults: {line}")
    for line in (value for name, value in found if name == "growth"):
        terminalreporter.write_line(f"a day's marks: {line}")
    for line in (value for name, value in found if name == "bell"):
        terminalreporter.write_line(f"bell: {line}")
    for line in (value for name, value in found if name == "sequences"):
        terminalreporter.write_line(f"consent: {line}, 0 disclosures")
    for line in (value for name, value in found if name == "fuzz"):
        terminalreporter.write_line(f"fuzz: {line}, 0 answers of 5xx")
    if mutations := [value for name, value in found if name == "mutation"]:
        terminalreporter.write_line(f"{len(mutations)} mutations of the walls, each noticed by the test named:")
        for line in mutations:
            terminalreporter.write_line(f"  {line}")


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    """The whole house with the demo in it, once for all browser tests."""
    with running(tmp_path_factory.mktemp("stack"), "web", "worker", "beat-a", "beat-b") as started:
        yield started


@pytest.fixture(scope="session")
def browser_engine():
    with chromium() as browser:
        yield browser
