"""The tests run as the app role; the test database is made, migrated and dropped as its owner."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection


def sign_in_as(url_config):
    connection.close()
    connection.settings_dict["USER"] = url_config.get("USER", "")
    connection.settings_dict["PASSWORD"] = url_config.get("PASSWORD", "")


def become_owner():
    sign_in_as(settings.OWNER_DATABASE)


def become_app():
    sign_in_as(APP)


@contextmanager
def as_owner():
    """Outside a test's transaction only: the connection is closed on both sides."""
    become_owner()
    try:
        yield
    finally:
        become_app()


APP = {key: settings.DATABASES["default"].get(key, "") for key in ("USER", "PASSWORD")}
