"""Nights away within stays, as of the end of a date.

By hand, because the two tables meet in the resident alone: the ORM would go by way of that table, and a planner
without statistics then reads it once for each stay.
"""

from django.db import connection

from residents.models import Away, AwayKind

from .records import DAY

BY_STAY = """
WITH trip AS (
    SELECT stay.id,
           greatest(away.left_on, stay.moved_in_on, %s) AS begins,
           least(coalesce(away.back_on, next_one.left_on, %s), stay.up_to, %s) AS ends
      FROM ({stays}) AS stay
      JOIN ({aways}) AS away ON away.resident_id = stay.resident_id AND away.kind <> %s
      LEFT JOIN LATERAL (
          SELECT min(later.left_on) AS left_on
            FROM ({aways}) AS later
           WHERE away.back_on IS NULL AND later.resident_id = away.resident_id
             AND (later.left_on, later.id) > (away.left_on, away.id)
      ) AS next_one ON true
), by_stay AS (
    SELECT id, sum(ends - begins) AS away,
           (SELECT sum(upper(nights) - lower(nights)) FROM unnest(range_agg(daterange(begins, ends))) AS nights) AS out
      FROM trip WHERE begins < ends GROUP BY id
)
"""


def away_by_stay(viewer, stays, day, first, last):
    """The nights away of each stay that has any, within a period: {stay: (nights, nights)}.

    Rest in the house is no time away. Until somebody notes the return it goes on, at most up to the next time
    away, and never beyond what was known at the end of `day`. Counted twice: trip by trip, and as the nights
    that a trip covers, where what overlaps counts once.
    """
    rows = asked("SELECT id, away, out FROM by_stay", viewer, stays, day, first, last)
    return {stay: (away, out) for stay, away, out in rows}


def away_in_all(viewer, stays, day, first, last):
    """The same for all stays together: {"away": nights, "out": nights}."""
    sums = "SELECT coalesce(sum(away), 0)::bigint, coalesce(sum(out), 0)::bigint FROM by_stay"
    ((away, out),) = asked(sums, viewer, stays, day, first, last)
    return {"away": away, "out": out}


def asked(question, viewer, stays, day, first, last):
    aways = Away.visible_to(viewer).filter(left_on__lte=day).order_by()
    stays_sql, stays_values = (
        stays.order_by().values("id", "resident_id", "moved_in_on", "up_to").query.sql_with_params()
    )
    aways_sql, aways_values = aways.values("id", "resident_id", "kind", "left_on", "back_on").query.sql_with_params()
    sql = BY_STAY.format(stays=stays_sql, aways=aways_sql) + question
    known, end = day + DAY, last + DAY
    values = [first, known, end, *stays_values, *aways_values, AwayKind.REST.value, *aways_values]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
