"""What a tap asks by SQL that was made once is what the ORM would have asked, and nobody sees more by it."""

import pytest

from centre.access import Viewer
from centre.prepared import PreparedForStaff
from participation.log import LIVING, USUAL, living_here, on_a_usual_day
from residents.models import Resident
from schedules.models import Period
from tests import world
from tests.world import DAY


def test_it_answers_as_the_rule_does_on_every_day_of_two_weeks(viewer, north):
    periods = list(Period.unscoped.values_list("pk", flat=True))
    codes = list(Resident.unscoped.values_list("code", flat=True))
    found = 0
    for day in (north.today - number * DAY for number in range(14)):
        for pk in periods:
            assert USUAL.first(viewer, day, pk=pk) == on_a_usual_day(viewer, day, pk).first()
        for code in codes:
            resident = LIVING.first(viewer, day, code=code)
            assert resident == living_here(viewer, day, code).first()
            found += resident is not None
    assert len(periods) >= 2
    assert found == 28


def test_its_row_is_whole(viewer, north):
    resident = LIVING.first(viewer, north.today, code=north.rows.second.code)
    assert resident.get_deferred_fields() == set()
    assert vars(resident).keys() >= {field.attname for field in Resident._meta.concrete_fields}
    assert resident.sort_key == Resident.unscoped.get(pk=resident.pk).sort_key


def test_the_wall_of_the_house_stands_in_it(viewer, cast):
    south = Viewer(cast.south.worker, cast.south.centre, viewer.permissions)
    assert LIVING.first(viewer, cast.north.today, code=cast.south.rows.second.code) is None
    assert LIVING.first(south, cast.north.today, code=cast.north.rows.second.code) is None  # by what is typed
    with world.inside(cast.south.centre):
        assert LIVING.first(viewer, cast.north.today, code=cast.north.rows.second.code) is None  # by the database


def test_it_is_not_for_those_who_see_some_residents(viewer, north):
    relative = Viewer(viewer.who, viewer.centre, frozenset(), resident_ids=frozenset())
    with pytest.raises(ValueError, match="for staff"):
        LIVING.first(relative, north.today, code=north.rows.second.code)


def test_a_question_that_forgets_the_house_is_refused(viewer, north):
    everywhere = PreparedForStaff(lambda viewer, day, code: Resident.unscoped.living_in_on(day).filter(code=code))
    with pytest.raises(ValueError, match="centre"):
        everywhere.first(viewer, north.today, code="x")


def test_a_question_that_computes_with_its_day_is_refused(viewer, north):
    week_before = PreparedForStaff(lambda viewer, day: Resident.visible_to(viewer).living_in_on(day - 7 * DAY))
    with pytest.raises(ValueError, match="computes"):
        week_before.first(viewer, north.today)
