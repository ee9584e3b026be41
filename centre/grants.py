"""What the app role may do with the tables that the owner made: everything but change the schema and the history."""

from django.conf import settings
from django.db import connections


def run(using, *statements):
    connection = connections[using]
    if connection.settings_dict["USER"] == settings.APP_ROLE:
        return
    role = connection.ops.quote_name(settings.APP_ROLE)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.replace("{app}", role))


def by_default(using, **kwargs):
    """For tables that come later, such as the cache's."""
    run(
        using,
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    )


def on_tables(using, **kwargs):
    run(
        using,
        "GRANT USAGE ON SCHEMA public TO {app}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
        "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON centre_change FROM {app}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app}",
    )


def on_functions(*names):
    """A post_migrate receiver that lets the app call definer functions, each by its whole signature."""

    def grant(using, **kwargs):
        run(using, *(f"GRANT EXECUTE ON FUNCTION {name} TO {{app}}" for name in names))

    return grant
