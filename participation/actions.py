"""Writing how people took part. Every write compares the version that the hand had seen with the one that stands."""

from typing import NamedTuple

from django.db import transaction

from centre.live import changed
from centre.models import Change
from centre.prepared import planned
from schedules.models import Period

from .log import LIVING, USUAL
from .models import Level, Mark

# One statement decides. A first mark has version 0 in the hand; a later one must know what it replaces.
WRITE = """
INSERT INTO participation_mark AS mark (centre_id, resident_id, period_id, day, level, reason, version, by_id, at)
SELECT %(centre)s, resident.id, period.id, %(day)s, %(level)s::smallint, %(reason)s, 1, %(by)s, %(at)s
  FROM resident, period
ON CONFLICT (centre_id, day, period_id, resident_id) DO UPDATE
   SET level = excluded.level, reason = excluded.reason, version = mark.version + 1,
       by_id = excluded.by_id, at = excluded.at
 WHERE mark.level IS NULL
RETURNING mark.version, NULL::smallint AS was, mark.id AS mark_id
"""
REWRITE = """
UPDATE participation_mark AS mark
   SET level = %(level)s, reason = %(reason)s, version = mark.version + 1, by_id = %(by)s, at = %(at)s
  FROM participation_mark AS seen, resident, period
 WHERE mark.centre_id = %(centre)s AND mark.day = %(day)s AND mark.period_id = period.id
   AND mark.resident_id = resident.id AND mark.version = %(version)s AND seen.id = mark.id
RETURNING mark.version, seen.level AS was, mark.id AS mark_id
"""
# The same, where who and what are known by their ids, or by the questions of the log.
ONE_MARK = """
WITH period AS ({period}), resident AS ({resident}), written AS ({write})
SELECT written.*{more} FROM written, period, resident
"""
KNOWN = {"period": "SELECT %(period)s::bigint AS id", "resident": "SELECT %(resident)s::bigint AS id", "more": ""}
# Many at once, in one order, so that two hands never wait for each other in a circle.
FILL = """
INSERT INTO participation_mark (centre_id, resident_id, period_id, day, level, reason, version, by_id, at)
SELECT %(centre)s, resident_id, %(period)s, %(day)s, %(level)s, %(reason)s, 1, %(by)s, %(at)s
  FROM unnest(%(residents)s::bigint[]) AS resident_id ORDER BY resident_id
ON CONFLICT (centre_id, day, period_id, resident_id) DO UPDATE
   SET level = excluded.level, reason = excluded.reason, version = participation_mark.version + 1,
       by_id = excluded.by_id, at = excluded.at
 WHERE participation_mark.level IS NULL
RETURNING resident_id, version
"""
PUT_BACK = """
UPDATE participation_mark AS mark
   SET level = was.level, reason = %(reason)s, version = mark.version + 1, by_id = %(by)s, at = %(at)s
  FROM unnest(%(residents)s::bigint[], %(versions)s::int[], %(levels)s::smallint[]) AS was (resident_id, version, level)
 WHERE mark.centre_id = %(centre)s AND mark.day = %(day)s AND mark.period_id = %(period)s
   AND mark.resident_id = was.resident_id AND mark.version = was.version
RETURNING mark.resident_id
"""


class Written(NamedTuple):
    """What a write left behind, and what stood there before it."""

    version: int
    was: int | None
    mark_id: int


class Conflict(Exception):
    """Somebody else wrote this mark meanwhile. `theirs` is what stands now."""

    def __init__(self, theirs):
        self.theirs = theirs
        super().__init__(theirs)


def mark(*, resident, period, day, level, version, by, at, reason=""):
    """Write one mark, or blank it (level None). `reason` says why, long after its day.

    `version` is what the writer saw: 0 for a cell not yet recorded. Raises Conflict, with what stands now,
    if somebody else has meanwhile written something else there. Two who wrote the same do not disagree.

    One statement decides, so no savepoint is taken around it: two round trips of each tap.
    """
    sql = ONE_MARK.format(write=REWRITE if version else WRITE, **KNOWN)
    written = run(sql, period, day, by, at, resident=resident.pk, level=level, version=version, reason=reason)
    if not written:
        return agree_or_ask(resident, period, day, level)
    changed(period.centre_id, "marks", day)
    return Written(*written[0])


def mark_as_usual(viewer, day, *, pk, code, level, version, at, reason=""):
    """A tap on a usual day: the period, the resident and the write in one journey to the database.

    Gives (period, resident, Written), or None where anything is not as usual: then nothing is written, and
    `mark`, after the same questions one by one, says what it is.
    """
    period, known = USUAL.sql(viewer, day, pk=pk)
    resident, too = LIVING.sql(viewer, day, code=code)
    write = REWRITE if version else WRITE
    sql = ONE_MARK.format(write=write, period=period, resident=resident, more=", period.*, resident.*")
    here = {"level": level, "version": version, "by": viewer.who.pk, "at": at, "reason": reason}
    with planned() as cursor:
        cursor.execute(sql, known | too | here)
        row = cursor.fetchone()
    if row is None:
        return None
    changed(viewer.centre.pk, "marks", day)
    mine = len(Written._fields)
    ends = mine + len(Period._meta.concrete_fields)
    return USUAL.row(row[mine:ends]), LIVING.row(row[ends:]), Written(*row[:mine])


def agree_or_ask(resident, period, day, level):
    cells = Mark.unscoped.filter(centre=resident.centre_id, day=day, period=period, resident=resident)
    theirs = cells.select_related("by").first()
    if theirs is None or theirs.level != level:
        raise Conflict(theirs)
    return Written(theirs.version, theirs.level, theirs.pk)


@transaction.atomic
def everyone_joined(*, residents, period, day, by, at, reason=""):
    """Write "took part" for those of `residents` who have no mark yet; nobody else's mark is touched.

    Returns the ids of the residents written and the version each has now.
    """
    if not residents:
        return {}
    ids = [resident.pk for resident in residents]
    written = dict(run(FILL, period, day, by, at, residents=ids, level=Level.TOOK_PART, reason=reason))
    changed(period.centre_id, "marks", day)
    return written


@transaction.atomic
def undo(*, before, period, day, by, at, reason=""):
    """Put back what stood before, where nobody has written since.

    `before` is {resident: (the version that the write left, the level before it or None)}. Returns the marks
    that could not be put back, each with who wrote there.
    """
    if not before:
        return []
    ids = [resident.pk for resident in before]
    versions, levels = zip(*before.values(), strict=True)
    rows = run(
        PUT_BACK, period, day, by, at, residents=ids, versions=list(versions), levels=list(levels), reason=reason
    )
    changed(period.centre_id, "marks", day)
    kept = set(ids) - {resident_id for (resident_id,) in rows}
    marks = Mark.unscoped.filter(centre=period.centre_id, day=day, period=period, resident__in=kept)
    return list(marks.select_related("by", "resident").order_by("resident__sort_key")) if kept else []


@transaction.atomic
def move(*, mark, to, seen, by, at, reason=""):
    """A mark was somebody else's: it goes to `to`, and its own cell has again what stood there before.

    `seen` is (the version of the mark, the version of the other cell) that the hand saw. Raises Conflict if
    somebody has meanwhile written in one of the two; then nothing is written.
    """
    writes = [(mark.resident, level_before(mark), seen[0]), (to, mark.level, seen[1])]
    here = {"period": mark.period, "day": mark.day, "by": by, "at": at, "reason": reason}
    for resident, level, version in sorted(writes, key=in_one_order):
        write_over(resident, level, version, here)


def level_before(mark):
    """What stood in a cell before the level that stands there now, however often that was written."""
    for change in Change.unscoped.filter(centre=mark.centre_id).of(mark).iterator(chunk_size=10):
        if change.old is None or change.old["level"] != mark.level:
            return change.old and change.old["level"]
    return None


def in_one_order(of_one):
    """So that two hands never wait for each other in a circle."""
    return of_one[0].pk


def write_over(resident, level, version, here):
    """Raises Conflict also where somebody has meanwhile written the very same."""
    if mark(resident=resident, level=level, version=version, **here).version != version + 1:
        raise Conflict(None)


def run(sql, period, day, by, at, **values):
    here = {"centre": period.centre_id, "period": period.pk, "day": day, "by": by.pk, "at": at}
    with planned() as cursor:
        cursor.execute(sql, here | values)
        return cursor.fetchall()
