"""What the log costs, as ratios of one run on one server. `make bench-log`; last line: JSON.

insert_rps          upserts a second by psycopg alone, each with its commit, eight connections
bare_django_rps     the same write by a bare Django application (`bare.py`), eight clients
tap_rps             taps a second in the log (`tap.py`), eight clients, by turns with the bare ones
tap_of_bare         median of the turns' ratios; the aim is 0.60
grid_p50_ms         the page of a day with 20 residents and 8 periods, all recorded; the aim is 40
grid_queries        of that page, the same with 3, 20 and 40 residents; the aim is 12
day_save_ms         the 160 marks of that day, saved by one "everyone joined" a period
tap_visible_p95_ms  finger down to the new shade painted, in Chromium (`visible.py`); the aim is 100
grid_growth         a day's marks among 20 million beside a day's marks alone (`growth.py`); the aim is 1.5
"""

import json
import os

from bench import house
from bench.log import bare, grid, growth, tap, visible

AT_LEAST = {"tap_of_bare": 0.6}
AT_MOST = {"grid_p50_ms": 40, "grid_queries": 12, "tap_visible_p95_ms": 100, "grid_growth": 1.5}


def main():
    with house.standing("log") as folder:
        house.asked(bare.TABLE)
        tapped, shown = house.furnished("tapped"), house.furnished("shown")
        few, day, many = (house.furnished(f"for-{number}", residents=number) for number in (3, 20, 40))
        result = {"insert_rps": bare.inserts(tapped)}
        with house.serving(folder, "bench.log.bare:wsgi()") as (_master, port):
            result |= tap.measure(port, tapped)
            result |= grid.measure(port, day)
            result |= grid.queries([few, day, many])
            result |= visible.measure(port, shown)
        result |= growth.measure(day)
    missed = [key for key, aim in AT_LEAST.items() if result[key] < aim]
    missed += [key for key, aim in AT_MOST.items() if result[key] > aim]
    print(json.dumps({"bench": "log", **result, "load": round(os.getloadavg()[0], 1), "missed": missed}))


if __name__ == "__main__":
    main()
