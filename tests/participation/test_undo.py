"""Undo puts back what stood before, and says where it could not."""

from django.utils import timezone

from centre.models import Change
from participation.actions import everyone_joined, mark, undo
from participation.models import Level, Mark

NOW = timezone.now()


def here(north, by=None):
    return {"period": north.rows.period, "day": north.today, "by": by or north.worker, "at": NOW}


def levels(north):
    rows = Mark.unscoped.filter(period=north.rows.period).order_by("resident")
    return [(row.level, row.version) for row in rows]


def test_undo_of_a_first_mark_is_not_recorded_again(inside_north):
    north = inside_north
    written = mark(resident=north.rows.resident, level=Level.ROLE, version=0, **here(north))[:2]
    assert undo(before={north.rows.resident: written}, **here(north)) == []
    assert levels(north) == [(None, 2), (4, 1)]


def test_undo_of_a_correction_is_what_stood_before(inside_north):
    north = inside_north
    written = mark(resident=north.rows.second, level=Level.ROLE, version=1, **here(north))[:2]
    assert undo(before={north.rows.second: written}, **here(north)) == []
    assert levels(north) == [(4, 3)]


def test_undo_of_everyone_blanks_those_alone_whom_it_filled(inside_north):
    north = inside_north
    residents = {resident.pk: resident for resident in (north.rows.resident, north.rows.second)}
    written = everyone_joined(residents=list(residents.values()), **here(north))
    undo(before={residents[pk]: (version, None) for pk, version in written.items()}, **here(north))
    assert levels(north) == [(None, 2), (4, 1)]


def test_undo_leaves_what_a_colleague_wrote_since_and_says_who(inside_north):
    north = inside_north
    residents = [north.rows.resident, north.rows.second]
    first = mark(resident=residents[0], level=Level.ROLE, version=0, **here(north))[:2]
    second = mark(resident=residents[1], level=Level.ROLE, version=1, **here(north))[:2]
    mark(resident=residents[1], level=Level.NEARBY, version=2, **here(north, by=north.director))
    kept = undo(before={residents[0]: first, residents[1]: second}, **here(north))
    assert [(row.resident, row.by) for row in kept] == [(north.rows.second, north.director)]
    assert levels(north) == [(None, 2), (2, 3)]


def test_undo_of_nothing_is_nothing(inside_north):
    assert undo(before={}, **here(inside_north)) == []


def test_the_history_keeps_all_of_it(inside_north):
    north = inside_north
    written = mark(resident=north.rows.resident, level=Level.ROLE, version=0, **here(north))[:2]
    undo(before={north.rows.resident: written}, **here(north, by=north.director))
    row = Mark.unscoped.get(resident=north.rows.resident, period=north.rows.period)
    changes = Change.unscoped.of(row)
    assert [(c.old and c.old["level"], c.new["level"]) for c in changes] == [(5, None), (None, 5)]
