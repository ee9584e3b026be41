"""The camp as it is on record: 17 people, 11 months on average, four years at most."""

import datetime as dt
from statistics import mean

from django.db.models import F

from centre.models import Membership
from demo.lives import MONTH
from residents.models import Away, DepartureReason, Resident, Stay
from rooms.models import Placement, Room, RoomKind


def finished(today):
    """Nights of each regular stay that is over."""
    return [stay.nights_until(today) for stay in Stay.unscoped.finished_by(today).filter(kind="regular")]


def test_seventeen_live_in_eighteen_private_rooms(camp, today):
    assert Stay.unscoped.open_on(today).count() == 17
    assert Room.unscoped.to_live_in().filter(beds=1).count() == 18
    assert Placement.unscoped.open_on(today).values("room").distinct().count() == 17
    assert Room.unscoped.filter(kind=RoomKind.STAFF).count() == 1


def test_finished_stays_last_eleven_months_on_average(camp, today):
    assert len(finished(today)) == 46
    assert abs(mean(finished(today)) / MONTH - 11.0) <= 0.5


def test_the_longest_stay_is_four_years(camp, today):
    assert max(finished(today)) == round(48 * MONTH)


def test_some_leave_after_a_month_or_two_by_their_own_choice(camp, today):
    stays = Stay.unscoped.finished_by(today).filter(reason=DepartureReason.OWN_CHOICE)
    assert sum(20 <= stay.nights_until(today) <= 70 for stay in stays) >= 3


def test_yoshimura_leaves_after_six_months_for_a_flat_nearby(camp, today):
    stay = Stay.unscoped.get(resident__family_latin="Yoshimura")
    assert round(stay.nights_until(today) / MONTH) == 6
    assert "flat nearby" in stay.destination


def test_tatsuro_moves_in_at_18_and_out_together_with_another_resident(camp, today):
    tatsuro = Stay.unscoped.select_related("resident").get(resident__family_latin="Tatsuro")
    age = (tatsuro.moved_in_on - tatsuro.resident.born_on) / dt.timedelta(days=365.25)
    assert tatsuro.resident.name_is_alias
    assert int(age) == 18
    assert Stay.unscoped.filter(moved_out_on=tatsuro.moved_out_on, destination=tatsuro.destination).count() == 2


def test_somebody_came_back(camp, today):
    again = Resident.unscoped.get(family_latin="Ishiguro")
    assert again.stays.count() == 2
    assert again in Resident.unscoped.living_in_on(today)


def test_some_are_away_and_nobody_is_late(camp, today):
    away = Away.unscoped.open_on(today)
    assert {"home", "rest", "work"} <= set(away.values_list("kind", flat=True))
    assert not [one for one in away if one.is_late_on(today)]
    assert Away.unscoped.planned_after(today).filter(kind="home").count() == 1


def test_one_trial_stay_is_planned(camp, today):
    assert [stay.kind for stay in Stay.unscoped.beginning_after(today)] == ["trial"]


def test_one_has_left_the_staff_and_one_is_to_begin(camp, today):
    assert [member.label for member in Membership.unscoped.filter(centre=camp).ended_by(today)] == ["Manager, cook"]
    assert Membership.unscoped.filter(centre=camp, from_on__gt=today).count() == 1


def test_some_have_changed_rooms_within_their_stay(camp):
    assert Placement.unscoped.filter(from_on__gt=F("stay__moved_in_on")).count() >= 3
