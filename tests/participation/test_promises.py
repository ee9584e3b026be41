"""Each promise of the log's tables, broken once."""

from django.utils import timezone

from participation.models import Group, GroupMember, GroupPeriod, Mark, SignUp
from tests.broken import promise


def test_a_cell_has_one_mark(inside_north):
    rows = inside_north.rows
    with promise("mark_one_a_resident_period_and_day"):
        Mark.unscoped.create(
            centre=inside_north.centre,
            resident=rows.second,
            period=rows.period,
            day=inside_north.today,
            by=inside_north.worker,
            at=timezone.now(),
        )


def test_a_level_is_one_of_six(inside_north):
    with promise("mark_level_0_to_5"):
        Mark.unscoped.filter(resident=inside_north.rows.second).update(level=6)


def test_a_group_has_its_name_alone(inside_north):
    with promise("group_one_per_name"):
        Group.unscoped.create(centre=inside_north.centre, name=inside_north.rows.group.name)


def test_somebody_is_in_a_group_once(inside_north):
    rows = inside_north.rows
    with promise("group_member_once"):
        GroupMember.unscoped.create(centre=inside_north.centre, group=rows.group, resident=rows.second)


def test_a_period_is_for_a_group_once(inside_north):
    rows = inside_north.rows
    with promise("group_period_once"):
        GroupPeriod.unscoped.create(centre=inside_north.centre, group=rows.group, period=rows.event)


def test_somebody_signs_up_once(inside_north):
    rows = inside_north.rows
    with promise("sign_up_once"):
        SignUp.unscoped.create(centre=inside_north.centre, resident=rows.second, period=rows.event)
