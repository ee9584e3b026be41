"""The questions that prove the walls, as plain functions: tests ask them of the database as it stands,
`test_mutations` asks them again after taking one stone out."""

from django.apps import apps
from django.db import connection

from centre.tenancy import Scoped

SHARED = {
    "centre_centre": "names the house; gates and jobs find it before a wall is open",
    "centre_user": "one person may work in two houses; holds how they sign in",
    "centre_heartbeat": "belongs to the machinery, not to a house",
    "centre_cache": "counters of sign-in attempts, keyed by hashes",
    "account_emailaddress": "allauth: the address of an account",
    "account_emailconfirmation": "allauth: unused keys of an address",
    "mfa_authenticator": "allauth: a person's second step",
    "usersessions_usersession": "allauth: a person's devices",
    "django_session": "who is signed in",
    "django_content_type": "Django's list of models",
    "django_migrations": "Django's list of migrations",
    "auth_group": "Django's, unused",
    "auth_group_permissions": "Django's, unused",
    "auth_permission": "Django's, unused",
}
"""Tables outside the wall, each with its reason."""
NO_HISTORY = {
    "centre_operation": "an id of a form, no record of a person",
    "centre_change": "the history itself",
}


OWN_ROWS = {
    "centre_membership": "the gate of the staff looks there before it knows the house",
    "residents_account": "the gate of a resident does",
    "families_link": "the gate of a relative does",
}
"""Tables of which a person reads the rows that name them in every house, each with its reason."""


def scoped_models():
    return [model for model in apps.get_models() if issubclass(model, Scoped)]


def scoped_tables():
    return {model._meta.db_table for model in scoped_models()} | {"centre_change"}


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def all_tables():
    return {name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}


def tables_without_row_security():
    sql = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity"
    return scoped_tables() - {name for (name,) in rows(sql)}


def tables_without_force():
    sql = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relforcerowsecurity"
    return scoped_tables() - {name for (name,) in rows(sql)}


def tables_without_policy():
    sql = "SELECT tablename FROM pg_policies WHERE policyname = 'centre_wall' AND qual LIKE '%%app.centre%%'"
    return scoped_tables() - {name for (name,) in rows(sql)}


def policies_not_in_the_code():
    expected = {(table, "centre_wall") for table in scoped_tables()}
    expected |= {(table, "own_rows") for table in OWN_ROWS}
    return set(rows("SELECT tablename, policyname FROM pg_policies")) - expected


def tables_without_history():
    sql = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'history' AND tgenabled = 'O'"
    return scoped_tables() - {name for (name,) in rows(sql)} - set(NO_HISTORY)


def keys_without_centre():
    """Each key from a scoped model to a scoped model that no immediate composite constraint keeps."""
    composite = set(
        rows(
            "SELECT conrelid::regclass::text, a.attname FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[cardinality(conkey)]"
            " JOIN pg_attribute first ON first.attrelid = c.conrelid AND first.attnum = c.conkey[1]"
            " WHERE contype = 'f' AND cardinality(conkey) >= 2 AND NOT condeferrable AND first.attname = 'centre_id'"
        )
    )
    return scoped_keys() - composite


def definer_functions():
    """{name: the roles beside the owner that may call it} of each function that acts as its owner."""
    sql = (
        "SELECT p.proname,"
        " coalesce(array_agg(coalesce(r.rolname, 'public')) FILTER (WHERE a.grantee <> p.proowner), '{}')"
        " FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        " LEFT JOIN pg_roles r ON r.oid = a.grantee"
        " WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace GROUP BY p.proname"
    )
    return {name: set(callers) for name, callers in rows(sql)}


def scoped_keys():
    return {
        (model._meta.db_table, key.column)
        for model in scoped_models()
        for key in model._meta.concrete_fields
        if key.remote_field and issubclass(key.remote_field.model, Scoped)
    }
