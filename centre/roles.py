"""The app signs in as a role that cannot step over a wall, or not at all."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ABOVE_THE_WALLS = """
SELECT r.rolsuper, r.rolbypassrls,
       EXISTS (SELECT FROM pg_class WHERE relowner = r.oid AND relnamespace = 'public'::regnamespace)
  FROM pg_roles r WHERE r.rolname = current_user
"""


def refuse_a_role_above_the_walls(connection, **kwargs):
    """Raises ImproperlyConfigured for an app role that is superuser, owner or BYPASSRLS."""
    if connection.settings_dict["USER"] != settings.APP_ROLE or settings.AS_OWNER:
        return
    with connection.cursor() as cursor:
        cursor.execute(ABOVE_THE_WALLS)
        if any(cursor.fetchone()):
            raise ImproperlyConfigured(
                "DATABASE_URL signs in as a superuser, as the owner of the tables, or as a role with BYPASSRLS."
                " The walls between houses would not hold. Give it a role of its own: docs/install.md."
            )
