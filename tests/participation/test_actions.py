"""Writing marks: nothing is overwritten unseen, nothing that was blank is filled by undo."""

import pytest
from django.utils import timezone

from participation.actions import Conflict, everyone_joined, mark
from participation.models import Level, Mark

NOW = timezone.now()


@pytest.fixture
def write(inside_north):
    """One tap of a worker on the cell of the first resident."""

    def tap(level, version, by=inside_north.worker, resident=inside_north.rows.resident):
        period, day = inside_north.rows.period, inside_north.today
        return mark(resident=resident, period=period, day=day, level=level, version=version, by=by, at=NOW)

    return tap


def here(north):
    return {"period": north.rows.period, "day": north.today, "by": north.worker, "at": NOW}


def stands(north, resident="resident"):
    row = Mark.unscoped.get(resident=getattr(north.rows, resident), period=north.rows.period)
    return row.level, row.version, row.by


def test_a_first_mark_has_version_one_and_nothing_before_it(write, north):
    assert write(Level.NEARBY, 0)[:2] == (1, None)
    assert stands(north) == (2, 1, north.worker)


def test_a_second_mark_says_what_it_replaced(write, north):
    write(Level.NEARBY, 0)
    assert write(Level.ROLE, 1, by=north.director)[:2] == (2, Level.NEARBY)
    assert stands(north) == (5, 2, north.director)


def test_two_first_marks_that_differ_ask_the_second(write, north):
    write(Level.NEARBY, 0)
    with pytest.raises(Conflict) as conflict:
        write(Level.OWN_ROOM, 0, by=north.director)
    assert (conflict.value.theirs.level, conflict.value.theirs.by) == (2, north.worker)
    assert stands(north) == (2, 1, north.worker)


def test_an_old_version_is_never_written(write, north):
    write(Level.NEARBY, 0)
    write(Level.ROLE, 1)
    with pytest.raises(Conflict) as conflict:
        write(Level.OWN_ROOM, 1, by=north.director)
    assert conflict.value.theirs.version == 2


def test_two_who_wrote_the_same_do_not_disagree(write, north):
    write(Level.NEARBY, 0)
    assert write(Level.NEARBY, 0, by=north.director)[:2] == (1, Level.NEARBY)
    assert stands(north) == (2, 1, north.worker)


def test_a_version_of_a_cell_that_never_was_is_a_conflict_with_nobody(write):
    with pytest.raises(Conflict) as conflict:
        write(Level.NEARBY, 7)
    assert conflict.value.theirs is None


def test_a_cell_that_was_blanked_takes_a_first_mark_again(write, north):
    write(Level.NEARBY, 0)
    assert write(None, 1)[:2] == (2, Level.NEARBY)
    assert write(Level.TOOK_PART, 0, by=north.director)[:2] == (3, None)


def test_everyone_fills_only_what_is_blank(write, inside_north):
    north = inside_north
    residents = [north.rows.resident, north.rows.second]
    assert everyone_joined(residents=residents, **here(north)) == {north.rows.resident.pk: 1}
    assert stands(north, "second") == (4, 1, north.worker)
    assert everyone_joined(residents=residents, **here(north)) == {}
    assert everyone_joined(residents=[], **here(north)) == {}


def test_everyone_fills_a_cell_that_was_blanked(write, north):
    write(Level.NEARBY, 0)
    write(None, 1)
    assert everyone_joined(residents=[north.rows.resident], **here(north)) == {north.rows.resident.pk: 3}
