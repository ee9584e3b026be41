"""The first test: what follows proves nothing unless it runs as the app role."""

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from tests import roles


def test_the_tests_run_as_the_app_role(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (settings.APP_ROLE, False, False, False)


def test_the_app_role_owns_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"
        )
        assert cursor.fetchall() == []


def test_the_app_role_cannot_become_the_owner(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = current_user"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_a_role_above_the_walls_is_refused_at_its_first_connection(django_db_setup, settings):
    roles.become_owner()
    settings.APP_ROLE = settings.OWNER_DATABASE["USER"]
    try:
        with pytest.raises(ImproperlyConfigured, match="The walls between houses"):
            connection.ensure_connection()
    finally:
        roles.become_app()
