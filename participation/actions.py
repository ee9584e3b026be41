"""Writing how people took part. Every write compares the version that the hand had seen with the one that stands."""

from django.db import connection, transaction

from centre.live import changed

from .models import Level, Mark

# One statement decides. A first mark has version 0 in the hand; a later one must know what it replaces.
WRITE = """
INSERT INTO participation_mark (centre_id, resident_id, period_id, day, level, version, by_id, at)
SELECT %(centre)s, %(resident)s, %(period)s, %(day)s, %(level)s, 1, %(by)s, %(at)s WHERE %(version)s = 0
ON CONFLICT (centre_id, day, period_id, resident_id) DO UPDATE
   SET level = excluded.level, version = participation_mark.version + 1, by_id = excluded.by_id, at = excluded.at
 WHERE participation_mark.level IS NULL
RETURNING version
"""
REWRITE = """
UPDATE participation_mark SET level = %(level)s, version = version + 1, by_id = %(by)s, at = %(at)s
 WHERE centre_id = %(centre)s AND day = %(day)s AND period_id = %(period)s AND resident_id = %(resident)s
   AND version = %(version)s
RETURNING version
"""


class Conflict(Exception):
    """Somebody else wrote this mark meanwhile. `theirs` is what stands now."""

    def __init__(self, theirs):
        self.theirs = theirs
        super().__init__(theirs)


@transaction.atomic
def mark(*, resident, period, day, level, version, by, at):
    """Write one mark, or blank it (level None). Returns the new version.

    `version` is what the writer saw: 0 for a cell not yet recorded. Raises Conflict, with what stands now,
    if somebody else has written the cell since.
    """
    values = {
        "centre": resident.centre_id,
        "resident": resident.pk,
        "period": period.pk,
        "day": day,
        "level": level,
        "version": version,
        "by": by.pk,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(REWRITE if version else WRITE, values)
        written = cursor.fetchone()
    if written is None:
        raise Conflict(
            Mark.unscoped.select_related("by").get(centre=resident.centre_id, day=day, period=period, resident=resident)
        )
    changed(resident.centre_id, "marks", day)
    return written[0]


@transaction.atomic
def everyone_joined(*, residents, period, day, by, at):
    """Write "took part" for those of `residents` who have no mark yet; nobody else's mark is touched.

    Returns the ids of the residents written and the version each has now.
    """
    if not residents:
        return {}
    rows = ", ".join(["(%s, %s, %s, %s, %s, 1, %s, %s)"] * len(residents))
    values = [
        value
        for resident in residents
        for value in (resident.centre_id, resident.pk, period.pk, day, Level.TOOK_PART, by.pk, at)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO participation_mark (centre_id, resident_id, period_id, day, level, version, by_id, at)"
            f" VALUES {rows} ON CONFLICT (centre_id, day, period_id, resident_id) DO UPDATE"
            " SET level = excluded.level, version = participation_mark.version + 1,"
            " by_id = excluded.by_id, at = excluded.at"
            " WHERE participation_mark.level IS NULL RETURNING resident_id, version",
            values,
        )
        written = dict(cursor.fetchall())
    changed(period.centre_id, "marks", day)
    return written
