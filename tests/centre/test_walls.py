"""Wall 2: the database itself keeps the houses apart."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from centre import tenancy
from centre.models import Change, Membership
from tests import broken, checks, roles, world

TABLES = sorted(checks.scoped_tables())
WRITTEN_ONCE = [
    ("residents_departurerequest", "departure_request_written_once", "said_at = now() + interval '1 day'"),
    ("residents_consent", "consent_written_once", "expires_on = expires_on - 1"),
    ("families_summary", "summary_stays_as_decided", "drafted_at = now()"),
    ("families_passage", "passage_stays_as_decided", "text = 'Other words.'"),
]
KEYS = sorted(checks.scoped_keys())


@pytest.fixture
def cast(standing_cast, db):
    return standing_cast


def test_there_are_scoped_tables_and_keys():
    assert len(TABLES) >= 10
    assert len(KEYS) >= 6


def test_every_table_is_scoped_or_listed(db):
    assert checks.all_tables() == checks.scoped_tables() | set(checks.SHARED)


def test_every_scoped_table_has_row_security(db):
    assert checks.tables_without_row_security() == set()


def test_every_scoped_table_forces_it_on_its_owner(db):
    assert checks.tables_without_force() == set()


def test_every_scoped_table_has_the_policy(db):
    assert checks.tables_without_policy() == set()


def test_no_policy_stands_beside_those_in_the_code(db):
    assert checks.policies_not_in_the_code() == set()


def test_every_scoped_table_has_a_history(db):
    assert checks.tables_without_history() == set()


def test_every_key_between_scoped_tables_carries_the_centre(db):
    assert checks.keys_without_centre() == set()


def count(table):
    return checks.rows(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")[0][0]


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_another_house_are_invisible(cast, table):
    with world.inside(cast.north.centre):
        northern = {pk for (pk,) in checks.rows(f"SELECT centre_id FROM {connection.ops.quote_name(table)}")}
    assert northern <= {cast.north.centre.pk}


def test_the_walls_hide_something(cast):
    seen = {}
    for house in (cast.north, cast.south):
        with world.inside(house.centre):
            seen[house.word] = {table: count(table) for table in TABLES if table != "centre_operation"}
    assert seen["north"] == seen["south"]
    assert min(seen["north"].values()) > 0


@pytest.mark.parametrize("table", [t for t in TABLES if t != "centre_membership"])
def test_without_a_house_there_are_no_rows(cast, table):
    tenancy.enter(None, cast.north.worker.pk)
    assert count(table) == 0


def test_without_a_house_a_person_sees_their_own_memberships_alone(cast):
    tenancy.enter(None, cast.north.worker.pk)
    assert [m.user_id for m in Membership.unscoped.all()] == [cast.north.worker.pk]


def test_own_memberships_are_read_and_not_written(cast):
    tenancy.enter(None, cast.north.left.pk)
    assert Membership.unscoped.update(until_on=None) == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.unscoped.create(
            centre=cast.south.centre, user=cast.north.left, role="director", from_on=cast.north.today
        )


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_written_into_another_house(cast, table):
    with world.inside(cast.north.centre), pytest.raises(DatabaseError), transaction.atomic():
        quoted = connection.ops.quote_name(table)
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {quoted} SET centre_id = %s", [cast.south.centre.pk])
            if cursor.rowcount == 0:
                cursor.execute(f"INSERT INTO {quoted} (centre_id) VALUES (%s)", [cast.south.centre.pk])


@pytest.mark.parametrize(("table", "column"), KEYS)
def test_no_key_points_into_another_house(cast, table, column):
    model = next(m for m in checks.scoped_models() if m._meta.db_table == table)
    key = next(f for f in model._meta.concrete_fields if f.column == column)
    with world.inside(cast.south.centre):
        foreign = key.remote_field.model.unscoped.first().pk
    with world.inside(cast.north.centre):
        row = model.unscoped.filter(**{f"{key.name}__isnull": False}).first()
        with (
            pytest.raises(IntegrityError, match="_of_same_|by_the_resident|written once|as the resident decided"),
            transaction.atomic(),
        ):
            model.unscoped.filter(pk=row.pk).update(**{key.attname: foreign})


@pytest.mark.parametrize(("table", "name", "change"), WRITTEN_ONCE)
def test_what_somebody_decided_is_neither_changed_nor_deleted(cast, table, name, change):
    """Not by the owner of the tables either: a trigger, not a grant."""
    for sql in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}"):
        with world.inside(cast.north.centre), broken.promise(name):
            checks.rows(sql + " RETURNING id")


def test_a_centre_is_entered_for_one_transaction_only(cast):
    with transaction.atomic():
        tenancy.enter(cast.north.centre.pk)
        assert checks.rows("SELECT current_setting('app.centre')") == [(str(cast.north.centre.pk),)]
        tenancy.leave()
    assert checks.rows("SELECT current_setting('app.centre')") == [("",)]


def test_the_history_names_what_was_and_who(cast):
    room = cast.north.rows.room
    with world.inside(cast.north.centre, cast.north.director):
        type(room).unscoped.filter(pk=room.pk).update(beds=2)
        last = Change.unscoped.of(room)[0]
    assert (last.old["beds"], last.new["beds"], last.by_id) == (1, 2, cast.north.director.pk)


@pytest.mark.parametrize("sql", ["UPDATE centre_change SET at = now()", "DELETE FROM centre_change"])
def test_the_history_is_read_and_never_changed(cast, sql):
    with (
        world.inside(cast.north.centre),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE rooms_room DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE rooms_room DISABLE TRIGGER history",
        "DROP POLICY centre_wall ON rooms_room",
        "SET session_replication_role = replica",
        "INSERT INTO centre_change (centre_id, \"table\", row_id, at) VALUES (1, 'x', 1, now())",
        "SELECT centre_history()",
    ],
)
def test_the_app_role_cannot_take_a_wall_down(cast, sql):
    with (
        world.inside(cast.north.centre),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


DEFINERS = {
    "centre_history",
    "centre_works_somewhere",
    "centre_forget_operations",
    "centre_mail_due",
    "schedules_ring_due",
    "schedules_miss_overdue",
    "schedules_due_ahead",
}
"""Every function that reaches over the walls."""


def test_what_reaches_over_the_walls_is_known_and_for_the_app_role_alone(db):
    """The history's trigger is for nobody: no one may call it."""
    definers = checks.definer_functions()
    assert set(definers) == DEFINERS
    callers = {name: who for name, who in definers.items() if who != {roles.APP["USER"]}}
    assert callers == {"centre_history": set()}
