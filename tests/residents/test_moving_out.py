import pytest
from django.core.exceptions import ValidationError

from residents import actions
from residents.models import Away, AwayKind, DepartureReason, Resident, Stay
from rooms.models import Placement
from tests.world import DAY


def move_out(north, on=None):
    return actions.move_out(
        stay=north.rows.stay, on=on or north.today, reason=DepartureReason.OWN_HOME, destination="Flat nearby"
    )


def test_the_day_of_moving_out_is_no_night_here(inside_north):
    north = inside_north
    move_out(north)
    assert not Stay.unscoped.open_on(north.today).filter(resident=north.rows.resident).exists()
    assert Stay.unscoped.open_on(north.today - DAY).filter(resident=north.rows.resident).exists()


def test_the_room_is_free_from_that_night(inside_north):
    north = inside_north
    move_out(north)
    assert not Placement.unscoped.open_on(north.today).filter(stay=north.rows.stay).exists()


def test_times_away_end_with_the_stay(inside_north):
    north = inside_north
    planned = actions.go_away(resident=north.rows.resident, kind=AwayKind.HOME, left_on=north.today + 9 * DAY)
    move_out(north)
    assert not Away.unscoped.filter(pk=planned.pk).exists()
    assert Away.unscoped.get(pk=north.rows.away.pk).back_on == north.today


def test_moving_out_twice_is_refused(inside_north):
    move_out(inside_north)
    with pytest.raises(ValidationError, match="already over"):
        actions.move_out(
            stay=Stay.unscoped.get(pk=inside_north.rows.stay.pk),
            on=inside_north.today,
            reason=DepartureReason.OTHER,
        )


def test_moving_out_before_moving_in_is_refused(inside_north):
    with pytest.raises(ValidationError, match="before the day of moving in"):
        move_out(inside_north, on=inside_north.today - 500 * DAY)


def test_who_lives_here_and_who_did(inside_north):
    north = inside_north
    assert set(Resident.unscoped.living_in_on(north.today)) == {north.rows.resident, north.rows.second}
    assert list(Resident.unscoped.lived_here_before(north.today)) == [north.rows.former]


def test_nights_count_the_first_day_and_not_the_last(inside_north):
    stay = move_out(inside_north)
    assert stay.nights_until(inside_north.today) == 100
