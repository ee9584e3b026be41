"""Each promise about stays and times away, broken once."""

import pytest
from django.core.exceptions import ValidationError

from residents import actions
from residents.models import Away, AwayKind, DepartureReason, Resident, Stay
from tests.broken import promise
from tests.world import DAY


def test_a_code_names_one_person(inside_north):
    with promise("resident_one_per_code"):
        Resident.unscoped.filter(pk=inside_north.rows.former.pk).update(code=inside_north.rows.resident.code)


def test_nobody_moves_in_before_applying(inside_north):
    with promise("stay_applied_before_moving_in"):
        Stay.unscoped.filter(pk=inside_north.rows.stay.pk).update(applied_on=inside_north.today)


def test_nobody_moves_in_without_applying(inside_north):
    with pytest.raises(ValidationError, match="own application"):
        actions.admit(resident=inside_north.rows.former, applied_on=None, moved_in_on=inside_north.today)


def test_a_stay_ends_after_it_begins(inside_north):
    with promise("stay_ends_after_it_begins"):
        Stay.unscoped.filter(pk=inside_north.rows.stay.pk).update(moved_out_on="2001-01-01", reason="other")


def test_moving_out_has_its_reason(inside_north):
    with promise("stay_moved_out_with_reason"):
        Stay.unscoped.filter(pk=inside_north.rows.stay.pk).update(moved_out_on=inside_north.today)


def test_a_person_has_one_stay_at_a_time(inside_north):
    north = inside_north
    with promise("stay_one_at_a_time"):
        Stay.unscoped.create(
            centre=north.centre,
            resident=north.rows.resident,
            applied_on=north.today,
            moved_in_on=north.today,
        )


def test_a_person_may_come_back_on_the_day_of_moving_out(inside_north):
    north = inside_north
    actions.move_out(stay=north.rows.stay, on=north.today, reason=DepartureReason.OWN_CHOICE)
    actions.admit(resident=north.rows.resident, applied_on=north.today, moved_in_on=north.today)


def test_back_is_expected_after_leaving(inside_north):
    with promise("away_expected_after_leaving"):
        Away.unscoped.filter(pk=inside_north.rows.away.pk).update(expected_on="2001-01-01")


def test_back_is_after_leaving(inside_north):
    with promise("away_back_after_leaving"):
        Away.unscoped.filter(pk=inside_north.rows.away.pk).update(back_on="2001-01-01")


def test_nobody_is_away_twice_at_a_time(inside_north):
    north = inside_north
    with promise("away_one_at_a_time"):
        Away.unscoped.create(
            centre=north.centre,
            resident=north.rows.resident,
            kind=AwayKind.TRAVEL,
            left_on=north.today,
            expected_on=north.today + 3 * DAY,
        )


def test_the_action_says_it_in_words(inside_north):
    north = inside_north
    with pytest.raises(ValidationError, match="already away"):
        actions.go_away(resident=north.rows.resident, kind=AwayKind.TRAVEL, left_on=north.today)


def test_an_hour_of_return_has_its_day(inside_north):
    with promise("away_back_time_with_its_day"):
        Away.unscoped.filter(pk=inside_north.rows.away.pk).update(back_time="12:00")


def test_a_number_names_one_stay(inside_north):
    north = inside_north
    Stay.unscoped.filter(resident=north.rows.former).update(number="S1")
    with promise("stay_one_per_number"):
        Stay.unscoped.filter(pk=north.rows.stay.pk).update(number="S1")
