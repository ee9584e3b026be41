"""Nights and places of a period, against counting them one by one."""

import datetime as dt
import random

import pytest

from reports import checks, records
from residents.models import Away, Resident, Stay
from rooms.models import Closure
from tests.world import DAY

from .house import day

BEGIN = day("2023-01-01")


def random_register(house, seed):
    """Some people with some stays and leaves, as plain dates: [(in, out or None, [(left, back or None)])]."""
    luck, found = random.Random(seed), []
    for _person in range(14):
        resident = Resident.unscoped.create(centre=house.centre, family_name="Somebody")
        moved_in = BEGIN + luck.randint(0, 500) * DAY
        for _time in range(luck.randint(1, 2)):
            moved_out = moved_in + luck.choice([0, 1, luck.randint(2, 300)]) * DAY if luck.random() < 0.7 else None
            stay = house.stay(moved_in, moved_out, resident=resident)
            left, leaves = moved_in + luck.randint(0, 20) * DAY, []
            for _leave in range(luck.randint(0, 3)):
                back = left + luck.randint(0, 9) * DAY
                if moved_out and back > moved_out:
                    break
                house.away(stay, left, back=back)
                leaves.append((left, back))
                left = back + luck.randint(1, 60) * DAY
            found.append((moved_in, moved_out, leaves))
            if moved_out is None:
                break
            moved_in = moved_out + luck.randint(0, 90) * DAY
    return found


def nights_of(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


def here(stay, night, as_of):
    moved_in, moved_out, _leaves = stay
    return moved_in <= night and (moved_out is None or moved_out > as_of or moved_out > night)


def away(stay, night, as_of):
    return here(stay, night, as_of) and any(left <= night < back for left, back in stay[2] if left <= as_of)


@pytest.mark.parametrize("seed", range(4))
def test_a_random_register_is_counted_right(house, seed):
    register = random_register(house, seed)
    luck = random.Random(seed)
    for _time in range(3):
        as_of = BEGIN + luck.randint(30, 900) * DAY
        last = as_of - luck.randint(0, 40) * DAY
        first = last - luck.randint(0, 70) * DAY
        report = house.report(first.isoformat(), last.isoformat(), as_of.isoformat())
        nights, it = nights_of(first, last), report.movement
        known = [stay for stay in register if stay[0] <= as_of]
        assert it.opening == sum(here(stay, first - DAY, as_of) for stay in known)
        assert it.closing == sum(here(stay, last, as_of) for stay in known)
        assert it.admissions == sum(first <= stay[0] <= last for stay in known)
        assert it.departures == sum(stay[1] is not None and first <= stay[1] <= last for stay in known)
        assert it.enrolled == sum(here(stay, night, as_of) for stay in known for night in nights)
        assert it.away == sum(away(stay, night, as_of) for stay in known for night in nights)
        since = nights_of(BEGIN, as_of)
        assert report.totals.enrolled == sum(here(stay, night, as_of) for stay in known for night in since)
        assert report.totals.away == sum(away(stay, night, as_of) for stay in known for night in since)
        assert checks.broken(report) == []


def test_the_months_of_a_register_are_its_nights_month_by_month(house):
    register = random_register(house, 7)
    as_of = day("2024-05-17")
    months = records.nights_by_month(records.stays_as_of(house.viewer, as_of), as_of)
    assert len(months) >= 12
    for first, nights in months.items():
        last = min((first + 31 * DAY).replace(day=1) - DAY, as_of)
        assert nights == sum(here(stay, night, as_of) for stay in register for night in nights_of(first, last))


def test_places_are_counted_while_their_room_is_in_use_and_in_service(house):
    always, opened, closed, shut = (
        house.rooms(1, beds=2)
        + house.rooms(1, opened_on=dt.date(2025, 3, 11))
        + house.rooms(1, closed_on=dt.date(2025, 3, 4))
        + house.rooms(1, closed_on=dt.date(2025, 3, 1))
    )
    house.rooms(1, kind="shared", beds=0)
    for room, first, until, beds in [
        (always, "2025-02-20", "2025-03-03", 1),
        (opened, "2025-03-01", None, 1),
        (closed, "2025-03-03", "2025-05-01", 7),
        (shut, "2025-03-01", None, 1),
        (always, "2025-04-01", None, 2),
    ]:
        Closure.unscoped.create(centre=house.centre, room=room, from_on=first, until_on=until, beds=beds)
    capacity = house.report("2025-03-01", "2025-03-31").capacity
    assert (capacity.places, capacity.gross) == (4, 2 * 31 + 21 + 3)
    assert [(c.begins.day, (c.ends - c.begins).days, c.places) for c in capacity.closures] == [
        (1, 2, 1),
        (3, 1, 1),
        (11, 21, 1),
    ]
    assert capacity.nights == capacity.gross - 2 - 1 - 21


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_as_often_whatever_the_house(house, people, django_assert_num_queries):
    for _person in range(people):
        stay = house.stay("2025-01-10", "2025-03-05")
        house.away(stay, "2025-01-20", back="2025-01-22")
        house.stay("2025-01-01", kind="trial")
        (room,) = house.rooms(1, furnishing=str(_person))
        Closure.unscoped.create(centre=house.centre, room=room, from_on="2025-03-01")
    with django_assert_num_queries(10):
        house.report("2025-03-01", "2025-03-31")


def test_rows_fetched_grow_with_lengths_and_not_with_stays(house):
    people = Resident.unscoped.bulk_create(
        [Resident(centre=house.centre, family_name="Somebody", code=f"x{n:07}") for n in range(300)]
    )
    Stay.unscoped.bulk_create(
        Stay(centre=house.centre, resident=person, applied_on=BEGIN, moved_in_on=BEGIN + n % 3 * DAY)
        for n, person in enumerate(people)
    )
    Away.unscoped.bulk_create(
        Away(centre=house.centre, resident=person, kind="home", left_on="2023-02-01", back_on="2023-02-03")
        for person in people
    )
    stays = records.stays_as_of(house.viewer, day("2023-03-31"))
    assert [n for _nights, _reason, n in records.by_length(stays)] == [100, 100, 100]
    assert house.report("2023-02-01", "2023-02-28", "2023-03-31").movement.away == 600
