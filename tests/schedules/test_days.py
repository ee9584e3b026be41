"""What took place in a range of days is what each of its days says by itself."""

import datetime as dt
import random

import pytest

from schedules.day import periods_on
from schedules.days import taking_place_between
from schedules.models import DayKind, Expects, PartOfDay, Period, SpecialDay, Timetable
from tests.timetable import director_of
from tests.world import DAY

DAYS = 60


def some(luck, start):
    """Hours, or a part of the day; who is expected; in force for some of the days, or for all."""
    fields = {"expects": luck.choice(Expects.values), "from_on": start + luck.randrange(-30, DAYS // 2) * DAY}
    if luck.random() < 0.4:
        fields["until_on"] = fields["from_on"] + luck.randrange(DAYS) * DAY
    if luck.random() < 0.2:
        return fields | {"part_of_day": luck.choice(PartOfDay.values)}
    begins = luck.randrange(7, 20)
    return fields | {
        "starts": dt.time(begins, luck.choice([0, 30])),
        "ends": dt.time(begins + luck.randrange(1, 4), 15),
    }


def some_house(north, luck, start):
    centre = north.centre
    timetables = [north.rows.timetable] + [
        Timetable.unscoped.create(centre=centre, name=f"{n}", from_on=start + n * DAY) for n in (0, 21, DAYS - 9)
    ]
    for _number in range(60):
        week = {"timetable": luck.choice(timetables), "weekday": luck.randrange(7)}
        Period.unscoped.create(centre=centre, name="Weekly", **week, **some(luck, start))
    for _number in range(40):
        on = start + luck.randrange(-3, DAYS + 3) * DAY
        fields = some(luck, start)
        fields["from_on"] = min(fields["from_on"], on)
        Period.unscoped.create(centre=centre, name="Once", on=on, **fields)
    for n in luck.sample(range(DAYS), 12):
        SpecialDay.unscoped.create(centre=centre, name="S", on=start + n * DAY, kind=luck.choice(DayKind.values))


@pytest.mark.parametrize("seed", range(6))
def test_a_range_is_its_days(inside_north, seed, django_assert_num_queries):
    luck = random.Random(seed)
    start = inside_north.today - (DAYS + 40 + seed) * DAY
    some_house(inside_north, luck, start)
    last = start + (DAYS - 1) * DAY

    with django_assert_num_queries(3):
        found = taking_place_between(director_of(inside_north), start, last)

    assert found == {start + n * DAY: list(periods_on(inside_north.centre, start + n * DAY)) for n in range(DAYS)}
    assert sum(map(len, found.values())) > DAYS


def test_one_day_is_a_range_too(inside_north):
    today = inside_north.today
    found = taking_place_between(director_of(inside_north), today, today)
    assert found == {today: list(periods_on(inside_north.centre, today))}
