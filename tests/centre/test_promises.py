"""Each promise of the centre's tables, broken once; and no promise without a test that breaks it."""

import uuid
from pathlib import Path

from django.apps import apps
from django.utils import timezone

from centre.models import Centre, Membership, Operation, User
from centre.tenancy import TableSql
from tests.broken import promise
from tests.world import DAY


def test_every_named_promise_is_broken_somewhere():
    tests = "".join(path.read_text() for path in Path(__file__).parent.parent.rglob("test_*.py"))
    named = {c.name for model in apps.get_models() for c in model._meta.constraints if not isinstance(c, TableSql)}
    ours = {
        name for name in named if not name.startswith(("unique_", "account_", "mfa_")) and not name.endswith("_key")
    }
    assert len(ours) >= 25
    assert {name for name in ours if name not in tests} == set()


def test_an_address_has_one_account_in_any_case(db):
    User.objects.create(email="mori@example.org", family_name="Mori")
    with promise("user_one_per_address_in_any_case"):
        User.objects.create(email="MORI@example.org", family_name="Mori")


def test_a_fee_needs_its_currency(db):
    with promise("centre_fee_with_currency"):
        Centre.objects.create(slug="x", name="X", monthly_fee=100)


def test_work_ends_after_it_begins(inside_north):
    with promise("membership_ends_after_it_begins"):
        Membership.unscoped.filter(pk=inside_north.rows.worker_membership.pk).update(until_on="1990-01-01")


def test_a_person_has_a_role_once_at_a_time(inside_north):
    with promise("membership_one_of_a_role_at_a_time"):
        Membership.unscoped.create(
            centre=inside_north.centre, user=inside_north.worker, role="support", from_on=inside_north.today
        )


def test_a_person_may_have_two_roles_side_by_side(inside_north):
    Membership.unscoped.create(
        centre=inside_north.centre, user=inside_north.worker, role="night", from_on=inside_north.today
    )


def test_a_person_may_come_back_to_a_role_the_day_after(inside_north):
    north = inside_north
    Membership.unscoped.create(centre=north.centre, user=north.left, role="support", from_on=north.today)
    with promise("membership_one_of_a_role_at_a_time"):
        Membership.unscoped.create(centre=north.centre, user=north.left, role="support", from_on=north.today - 2 * DAY)


def test_an_operation_is_done_once(inside_north):
    values = {
        "centre": inside_north.centre,
        "key": uuid.uuid4(),
        "path": "/",
        "by": inside_north.worker,
        "at": timezone.now(),
    }
    Operation.unscoped.create(**values)
    with promise("operation_done_once"):
        Operation.unscoped.create(**values)
