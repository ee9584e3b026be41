"""Who is away, by their own plan, is not asked."""

import datetime as dt

import pytest

from chores import rota
from residents import actions as residents
from residents.models import Away, AwayKind
from tests.world import DAY

TODAY = dt.date(2026, 11, 18)
NOON = dt.time(12)


def away(left, expected=None, back=None, left_time=None, expected_time=None):
    def at(days):
        return None if days is None else TODAY + days * DAY

    return Away(
        left_on=at(left), expected_on=at(expected), back_on=at(back), left_time=left_time, expected_time=expected_time
    )


@pytest.mark.parametrize(
    ("plan", "is_out"),
    [
        (away(1, 3), False),
        (away(0, 2), True),
        (away(-1, 2), True),
        (away(-1, None), True),
        (away(0, 0), True),
        (away(0, 0, left_time=dt.time(13)), False),
        (away(0, 0, left_time=dt.time(9), expected_time=dt.time(11)), False),
        (away(0, 0, left_time=dt.time(9), expected_time=dt.time(15)), True),
        (away(-2, 0), False),
        (away(-2, 0, expected_time=dt.time(10)), False),
        (away(-2, -1), True),
        (away(-2, 2, back=0), False),
        (away(-2, 2, back=1), True),
    ],
)
def test_out_at_noon(plan, is_out):
    assert plan.keeps_from(TODAY, NOON, TODAY) is is_out


def test_late_today_is_back_by_plan_on_a_later_day():
    plan = away(-2, 0)
    assert plan.keeps_from(TODAY + DAY, NOON, TODAY) is False
    assert plan.keeps_from(TODAY + DAY, NOON, TODAY + DAY) is True


def test_who_is_away_gets_no_turn(house_of, chore_of):
    north = house_of(3)
    chore = chore_of("Cooking", 2)
    residents.go_away(
        resident=north.rows.second, kind=AwayKind.HOME, left_on=north.today, expected_on=north.today + 3 * DAY
    )
    rota.assign_ahead(north.centre, north.today)
    days = chore.turns.filter(resident=north.rows.second).values_list("day", flat=True)
    assert min(days) >= north.today + 3 * DAY


def test_who_goes_away_later_keeps_the_turn_until_somebody_takes_it(house_of, chore_of):
    north = house_of(3)
    chore = chore_of("Cooking", 3)
    rota.assign_day(north.centre, north.today)
    residents.go_away(resident=north.rows.second, kind=AwayKind.OUTING, left_on=north.today)
    rota.assign_day(north.centre, north.today)
    assert chore.turns.filter(resident=north.rows.second, day=north.today).exists()


def test_the_next_is_offered_first_and_who_is_away_last(house_of, chore_of):
    north = house_of(4)
    chore = chore_of("Cooking", 1)
    rota.assign_day(north.centre, north.today)
    turn = chore.turns.get()
    out = next(p for p in rota.Rotation(north.centre, north.today, north.today).people if p.pk != turn.resident_id)
    plan = residents.go_away(resident=out, kind=AwayKind.CLINIC, left_on=north.today, expected_on=north.today)
    offered = rota.people_for(north.centre, turn, north.today)
    assert len(offered) == 3
    assert turn.resident not in [person for person, _away in offered]
    assert offered[-1] == (out, plan)
    assert [away for _person, away in offered[:-1]] == [None, None]
