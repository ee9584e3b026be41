"""Take out each stone of the walls in turn: at least one named test must notice.

Every mutation is made for real, as the owner, and mended again. The tests that are asked are the tests of
`test_walls`, `test_rules` and the matrix themselves.
"""

import inspect

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import URLResolver, get_resolver

from centre import access, invitations, operations, tenancy
from centre.access import Gate
from tests import addresses, checks, matrix, roles, world
from tests.centre import test_rules, test_walls

pytestmark = [pytest.mark.slow, pytest.mark.walls, pytest.mark.django_db(transaction=True)]

TABLES = sorted(checks.scoped_tables())
WITH_HISTORY = [table for table in TABLES if table not in checks.NO_HISTORY]
KEYS = sorted(checks.scoped_keys())


def sql_mutations():
    for table in TABLES:
        policy = f"centre_id = {tenancy.CENTRE}"
        yield (
            f"open policy of {table}",
            f"ALTER POLICY centre_wall ON {table} USING (true)",
            f"ALTER POLICY centre_wall ON {table} USING ({policy})",
        )
        yield (
            f"no row security on {table}",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        )
        yield (
            f"no force on {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        )
    for table in WITH_HISTORY:
        yield (
            f"no history on {table}",
            f"ALTER TABLE {table} DISABLE TRIGGER history",
            f"ALTER TABLE {table} ENABLE TRIGGER history",
        )
    for table, name, _change in test_walls.WRITTEN_ONCE:
        yield (
            f"nothing written once in {table}",
            f"ALTER TABLE {table} DISABLE TRIGGER {name}",
            f"ALTER TABLE {table} ENABLE TRIGGER {name}",
        )
    for table in checks.OWN_ROWS:
        yield (
            f"own rows open of {table}",
            f"ALTER POLICY own_rows ON {table} USING (true)",
            f"ALTER POLICY own_rows ON {table} USING (user_id = {tenancy.USER})",
        )
    yield (
        "a function for everybody, over the walls of centre_operation",
        "GRANT EXECUTE ON FUNCTION centre_forget_operations(timestamptz) TO public",
        "REVOKE EXECUTE ON FUNCTION centre_forget_operations(timestamptz) FROM public",
    )
    yield (
        "one more function over the walls of centre_change",
        "ALTER FUNCTION centre_search_key(text) SECURITY DEFINER",
        "ALTER FUNCTION centre_search_key(text) SECURITY INVOKER",
    )
    yield (
        "writable history in centre_change",
        "GRANT DELETE ON centre_change TO {app}",
        "REVOKE DELETE ON centre_change FROM {app}",
    )


def key_mutations():
    names = {}
    for model in checks.scoped_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, tenancy.SameCentre):
                column = model._meta.get_field(constraint.field).column
                names[model._meta.db_table, column] = (model, constraint)
    for key in KEYS:
        yield key, *names[key]


def as_owner(sql):
    with roles.as_owner(), connection.cursor() as cursor:
        cursor.execute(sql.replace("{app}", connection.ops.quote_name(roles.APP["USER"])))


def wall_tests():
    for name, test in inspect.getmembers(test_walls, inspect.isfunction):
        if name.startswith("test_"):
            marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
            yield name, test, marks


def cases(marks):
    if not marks:
        return [{}]
    names, values = marks[0].args
    names = [names] if isinstance(names, str) else names
    return [dict(zip(names, [v] if len(names) == 1 else v, strict=True)) for v in values]


def who_notices(table=None):
    """The wall tests that fail now, by their names; of those asked once a table, the cases of this one.

    They share one cast, which takes longest to build, and each is taken back to a savepoint.
    """
    with transaction.atomic():
        connection.atomic_blocks[0]._from_testcase = True
        try:
            given = {"cast": world.build(), "db": None}
            return [name for name, test, marks in wall_tests() if notices(test, marks, table, given)]
        except DatabaseError:
            return ["the cast cannot be built"]
        finally:
            transaction.set_rollback(True)


def notices(test, marks, table, given):
    wanted = {name: value for name, value in given.items() if name in inspect.signature(test).parameters}
    return any(fails(test, **wanted, **case) for case in cases(marks) if case.get("table", table) == table)


def fails(test, **arguments):
    with transaction.atomic():
        try:
            test(**arguments)
        except (Exception, pytest.fail.Exception):
            return True
        finally:
            transaction.set_rollback(True)
    return False


def test_nobody_notices_anything_while_the_walls_stand(django_db_setup):
    assert [name for table in TABLES for name in who_notices(table)] == []


@pytest.mark.parametrize(("what", "break_it", "mend_it"), list(sql_mutations()), ids=lambda v: v if " " in v else None)
def test_a_stone_out_of_the_wall_is_noticed(what, break_it, mend_it, record_property):
    as_owner(break_it)
    try:
        noticed = who_notices(what.split()[-1])
    finally:
        as_owner(mend_it)
    record_property("mutation", f"{what}: {', '.join(noticed)}")
    assert noticed


@pytest.mark.parametrize(
    ("key", "model", "constraint"), list(key_mutations()), ids=lambda v: v[1] if isinstance(v, tuple) else ""
)
def test_a_key_without_its_centre_is_noticed(key, model, constraint, record_property):
    with roles.as_owner(), connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        noticed = who_notices(key[0])
    finally:
        with roles.as_owner(), connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)
    record_property("mutation", f"no composite key {key[0]}.{key[1]}: {', '.join(noticed)}")
    assert noticed


def entries(patterns):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from entries(entry.url_patterns)
        elif getattr(entry.callback, "gate", Gate("")).audience in {"staff", "resident", "relative", "invited"}:
            yield entry


def entry_of(address):
    """The URLconf's own entry; one view may stand at two addresses."""
    name = address.name.split(":")[-1]
    return next(e for e in entries(get_resolver().url_patterns) if e.callback is address.view and e.name == name)


def open_gate(view):
    """The same view behind a gate that lets everybody in."""
    inner = inspect.unwrap(view)

    def gated(request, centre, **kwargs):
        house = access.Centre.objects.filter(slug=centre).first()
        tenancy.enter(house.pk, request.user.pk)
        everything = frozenset(access.May)
        request.viewer = viewer = access.Viewer(request.user, house, everything)
        return operations.once(request, viewer, lambda: inner(request, viewer, **kwargs))

    gated.gate = view.gate
    return gated


BEHIND_A_DOOR = [address for address in addresses.in_houses() if address.gate.audience != "invited"]


@pytest.mark.parametrize("address", BEHIND_A_DOOR, ids=lambda address: address.name)
def test_a_gate_that_lets_everybody_in_is_noticed(address, record_property):
    entry = entry_of(address)
    with transaction.atomic():
        connection.atomic_blocks[0]._from_testcase = True
        cast = world.build()
        asked = matrix.Matrix(address, cast)
        entry.callback = open_gate(address.view)
        try:
            problems = asked.ask().problems
        finally:
            entry.callback = address.view
            transaction.set_rollback(True)
    record_property("mutation", f"open gate of {address.name}: test_matrix[{address.name}]")
    assert problems


def test_a_link_that_any_text_opens_is_noticed(monkeypatch, record_property):
    """What stands before an invitation is its link."""
    address = next(address for address in addresses.in_houses() if address.gate.audience == "invited")
    monkeypatch.setattr(invitations, "find", lambda model, token, moment: model.unscoped.open_at(moment).first())
    with transaction.atomic():
        connection.atomic_blocks[0]._from_testcase = True
        problems = matrix.Matrix(address, world.build()).ask().problems
        transaction.set_rollback(True)
    record_property("mutation", f"any link opens {address.name}: test_matrix[{address.name}]")
    assert problems


@pytest.mark.parametrize("address", addresses.in_houses(), ids=lambda address: address.name)
def test_a_view_without_a_gate_is_noticed(address, monkeypatch, record_property):
    entry = entry_of(address)
    monkeypatch.setattr(entry, "callback", lambda request, centre: None)
    record_property("mutation", f"no gate on {address.name}: test_every_address_in_a_house_passed_a_gate")
    with pytest.raises(AssertionError):
        test_rules.test_every_address_in_a_house_passed_a_gate()
