"""A tap in the log beside a bare write, in turns of one run, from eight clients at once.

A tap is sent as a tablet sends it, with everything on: both walls, gate, CSRF, operation id, version, history,
live update and the answer that htmx swaps in. Each client has its own session, connection and residents.
"""

import statistics
import threading
import time

from bench.tablet import Tablet

BOTH = ["bare", "tap"]
TURNS = 40
SECONDS = 0.5  # of each turn, for each of the two: so short that what else the machine does meets both


class Client(threading.Thread):
    def __init__(self, port, here, number):
        super().__init__(daemon=True)
        self.tablet = Tablet(port, here.workers[number])
        self.here, self.cell, self.bare_cell = here, here.cells[number], here.cells[-1 - number]
        self.version, self.count = 0, 0
        self.turn, self.done = threading.Event(), threading.Event()
        self.what, self.until, self.times, self.broken = "bare", 0.0, [], None

    def run(self):
        while self.turn.wait():
            self.turn.clear()
            try:
                self.work(getattr(self, self.what))
            except Exception as broken:  # said by the one who waits
                self.broken = broken
            self.done.set()

    def work(self, act):
        while time.perf_counter() < self.until:
            began = time.perf_counter()
            self.count += 1
            act()
            self.times.append(time.perf_counter() - began)

    def bare(self):
        cell, day = self.bare_cell, self.here.day
        row = {"centre": self.here.centre, "resident": cell.resident, "period": cell.period, "day": day}
        cookies = f"session={self.tablet.worker.bare_session}"
        status, _body = self.tablet.post("/bare/", row | {"level": self.count % 6}, cookies=cookies)
        assert status == 200, status

    def tap(self):
        status, body = self.tablet.tap(self.cell, self.count % 6, self.version)
        self.version += 1
        assert status == 200, status
        assert b'name="version" value="%d"' % self.version in body


def turn(clients, what):
    """Requests a second of all clients over one turn, and how long each took."""
    until = time.perf_counter() + SECONDS
    for client in clients:
        client.what, client.until, client.times = what, until, []
        client.done.clear()
        client.turn.set()
    for client in clients:
        client.done.wait(SECONDS + 30)
        if client.broken:
            raise client.broken
    times = [seconds for client in clients for seconds in client.times]
    return len(times) / SECONDS, times


def measure(port, here):
    clients = [Client(port, here, number) for number in range(len(here.workers))]
    for client in clients:
        client.start()
    for what in BOTH:
        turn(clients, what)  # caches, plans, templates
    turns, waits = [], []
    for number in range(TURNS):
        order = BOTH[number % 2 :] + BOTH[: number % 2]
        found = {what: turn(clients, what) for what in order}
        turns.append({what: rate for what, (rate, _times) in found.items()})
        waits += found["tap"][1]
    for client in clients:
        client.tablet.hang_up()
    ratios = [turn["tap"] / turn["bare"] for turn in turns]
    spread = ", ".join(f"{ratio:.2f}" for ratio in statistics.quantiles(ratios, n=4))
    print(f"tap by bare, quartiles of {TURNS} turns: {spread}")
    rates = {what: round(statistics.median(turn[what] for turn in turns)) for what in BOTH}
    return {
        "bare_django_rps": rates["bare"],
        "tap_rps": rates["tap"],
        "tap_of_bare": round(statistics.median(ratios), 2),
        "tap_p95_ms": round(statistics.quantiles(waits, n=100)[94] * 1000, 1),
    }
