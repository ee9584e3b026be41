"""One house's day beside the marks of a thousand houses.

Two databases of one cluster hold the same house with a year of marks behind it: "alone", with one neighbour, as
every deployment has from its first day, and "crowded", with 999, whose marks fill it up to GROWTH_MARKS
(`python -m bench.log.growth`; 20 million). Marks lie in the order in which the days went, each period of each
house in turn, so that a house's day is scattered among all the others'.

Compared is the question that the page of a day asks for its marks, word for word, as the app role behind the
wall: its plan, which must be the same and reach the rows through the index that centre and day lead; and the
median time until all its rows have come, asked of both in turns, about many days. The whole page would grow
less, as the rest of it does not look at marks.
"""

import contextlib
import json
import math
import os
import random
import shutil
import statistics
import sys
import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import psycopg

from bench import house
from bench.log import grid

MARKS = int(os.environ.get("GROWTH_MARKS", "20000000"))
CENTRES, NEIGHBOURS, YEAR, TURNS = 1000, 2, 365, 1000
BYTES = 600  # on the disk for one mark: the row, its eight indexes, the database's log of it, and a margin
INDEX = "mark_one_a_resident_period_and_day"
CROWDED = {"dbname": "crowded"}
KEYS = "SELECT conname FROM pg_constraint WHERE conrelid = 'participation_mark'::regclass AND contype = 'f'"
# House 0 is the one that is asked about; nobody furnished the others, so they have made-up keys.
DAY = """
INSERT INTO participation_mark (centre_id, resident_id, period_id, day, level, version, by_id, at, reason)
SELECT CASE house WHEN 0 THEN %(centre)s ELSE 1000000 + house END,
    CASE house WHEN 0 THEN (%(residents)s::bigint[])[resident] ELSE 1000000 + house * 100 + resident END,
    CASE house WHEN 0 THEN (%(periods)s::bigint[])[period] ELSE 1000000 + house * 100 + period END,
    %(day)s, (house + resident + period) %% 6, 1, %(by)s, %(day)s::date + time '10:00', ''
  FROM generate_series(0, %(houses)s - 1) house,
    generate_series(1, cardinality(%(residents)s)) resident, generate_series(1, cardinality(%(periods)s)) period
 ORDER BY period, house, resident
"""


def measure(here):
    """Nobody else may be connected to the database: it is copied."""
    refuse_a_full_disk()
    question = next(sql for sql in grid.asked_by_page(here) if 'FROM "participation_mark"' in sql)
    days, marks = filled(here)
    line = partial(psycopg.connect, os.environ["DATABASE_URL"], prepare_threshold=None)
    with line() as alone, line(**CROWDED) as crowded:
        plans = [plan(line, here, question, days[-1]) for line in (alone, crowded)]
        growth = in_turns(alone, crowded, here, question, days)
    return {"marks": marks, "grid_growth": round(growth, 2), "same_plan": plans[0] == plans[1] and led(plans[0])}


def refuse_a_full_disk():
    room = shutil.disk_usage("/var/lib" if os.geteuid() == 0 else Path.cwd()).free
    if room < MARKS * BYTES:
        raise SystemExit(f"{MARKS} marks want {MARKS * BYTES / 1e9:.0f} GB on the disk; {room / 1e9:.0f} are free.")


@contextlib.contextmanager
def owner(**where):
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True, **where) as line:
        line.execute("SET synchronous_commit = off")
        yield line


def freed(line):
    """Without history and without keys to rows that nobody furnished: reading knows neither."""
    line.execute("TRUNCATE participation_mark; ALTER TABLE participation_mark DISABLE TRIGGER USER")
    for (name,) in line.execute(KEYS).fetchall():
        line.execute(f"ALTER TABLE participation_mark DROP CONSTRAINT {name}")


def filled(here):
    """The last days, on which every house has marks, and how many marks the crowded database has."""
    a_day = CENTRES * len(here.cells)
    busy = math.ceil(max(a_day, MARKS - NEIGHBOURS * YEAR * len(here.cells)) / a_day)
    days = [date.fromisoformat(here.day) - timedelta(days=ago) for ago in range(max(YEAR, busy), 0, -1)]
    quiet, busy = days[:-busy], days[-busy:]
    with owner() as alone:
        freed(alone)
        fill(alone, here, quiet, NEIGHBOURS)
        name = alone.info.dbname
    with owner(dbname="postgres") as server:
        server.execute(f"CREATE DATABASE crowded TEMPLATE {name}")
    with owner() as alone, owner(**CROWDED) as crowded:
        fill(alone, here, busy, NEIGHBOURS)
        fill(crowded, here, busy, CENTRES)
        for line in (alone, crowded):
            line.execute("VACUUM ANALYZE participation_mark")
        ((marks,),) = crowded.execute("SELECT count(*) FROM participation_mark").fetchall()
    return busy, marks


def fill(line, here, days, houses):
    periods, residents = [cell.period for cell in here.periods], sorted({cell.resident for cell in here.cells})
    words = {"centre": here.centre, "periods": periods, "residents": residents, "houses": houses}
    for day in days:
        line.execute(DAY, words | {"day": day, "by": here.workers[0].pk})


@contextlib.contextmanager
def inside(line, here):
    with line.transaction():
        line.execute("SELECT set_config('app.centre', %s, true)", [str(here.centre)])
        yield


def plan(line, here, question, day):
    """The nodes of the plan, outermost first: kind, index, what is looked up in it. Printed as PostgreSQL says it."""
    with inside(line, here):
        text = line.execute(f"EXPLAIN {about(question, here, day)}").fetchall()
        ((found,),) = line.execute(f"EXPLAIN (FORMAT JSON) {about(question, here, day)}").fetchall()
    print(f"plan in {line.info.dbname}:", *(row for (row,) in text), sep="\n  ")
    return [*nodes(found[0]["Plan"])]


def nodes(plan):
    yield plan["Node Type"], plan.get("Index Name"), plan.get("Index Cond")
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def led(plan):
    """Whether the rows are reached through the index of centre and day, both looked up in it."""
    return any(index == INDEX and "centre_id = " in cond and "day = " in cond for _kind, index, cond in plan)


def about(question, here, day):
    return question.replace(here.day, day.isoformat())


def in_turns(alone, crowded, here, question, days):
    """How many times as long the crowded one takes: the medians of both, asked by turns."""
    chance, times = random.Random(1), {alone: [], crowded: []}
    for number in range(TURNS):
        day = chance.choice(days)
        for line in (alone, crowded)[:: 1 if number % 2 else -1]:
            times[line].append(asked(line, here, about(question, here, day)))
    small, large = (statistics.median(times[line]) for line in (alone, crowded))
    print(f"a day's marks: {small * 1000:.2f} ms alone, {large * 1000:.2f} ms crowded, medians of {TURNS} by turns")
    return large / small


def asked(line, here, sql):
    """Seconds until every row has come."""
    with inside(line, here):
        began = time.perf_counter()
        rows = line.execute(sql).fetchall()
        took = time.perf_counter() - began
    assert len(rows) == len(here.cells), len(rows)
    return took


def main():
    with house.standing("growth"):
        result = measure(house.furnished("growth"))
    print(json.dumps(result))
    return not result["same_plan"]


if __name__ == "__main__":
    sys.exit(main())
