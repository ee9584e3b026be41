"""The house changes: a chore ends, somebody moves out or comes back."""

from chores import rota
from chores.models import TurnState
from residents import actions as residents
from residents.models import AwayKind, DepartureReason
from tests.world import DAY


def test_what_is_on_record_stays_when_the_chore_ends(house_of, chore_of):
    north = house_of(3)
    chore = chore_of("Cooking", 2)
    rota.assign_day(north.centre, north.today)
    recorded = chore.turns.get(slot=2)
    type(recorded).unscoped.filter(pk=recorded.pk).update(
        state=TurnState.DONE, recorded_by=north.worker, recorded_at="2026-01-01T00:00Z"
    )
    rota.Chore.unscoped.filter(pk=chore.pk).update(until_on=north.today)
    rota.assign_day(north.centre, north.today)
    assert list(chore.turns.all()) == [recorded]


def test_who_moves_out_leaves_their_turns_to_the_others(house_of, chore_of):
    north = house_of(3)
    chore = chore_of("Cooking", 1)
    rota.assign_ahead(north.centre, north.today)
    residents.move_out(stay=north.rows.stay, on=north.today, reason=DepartureReason.OWN_HOME)
    assert not chore.turns.filter(resident=north.rows.resident).exists()
    rota.assign_ahead(north.centre, north.today)
    assert chore.turns.count() == 7


def test_coming_back_owes_nothing(house_of, chore_of):
    north = house_of(3)
    chore = chore_of("Cooking", 1)
    away = residents.go_away(resident=north.rows.second, kind=AwayKind.HOME, left_on=north.today)
    for day in range(10):
        rota.assign_day(north.centre, north.today + day * DAY)
    assert turns_of(north.rows.second, chore) == 0
    residents.come_back(away=away, version=1, on=north.today + 10 * DAY)
    for day in range(10, 22):
        rota.assign_day(north.centre, north.today + day * DAY)
    assert turns_of(north.rows.second, chore) == 4


def turns_of(person, chore):
    return chore.turns.filter(resident=person).count()
