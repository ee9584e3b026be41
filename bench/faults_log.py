"""What the log loses, doubles or overwrites in silence: nothing.

    kills   web workers are killed (SIGKILL) while tablets tap, each tapping again with the same operation id
            until it has an answer. Each tap acknowledged must stand in the history of its mark once, in its order
    one     eight send the same tap, with one operation id, in the same instant: one writes, seven are told so
    two     two save different levels over the same version of a cell in the same instant: one is written, the
            other is refused with 409 and shown what the first wrote

`python -m bench.faults_log`; FAULT_KILLS and FAULT_ROUNDS say how many. Bounded: it ends by itself. Last line: JSON.
"""

import json
import os
import random
import signal
import sys
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from bench import house
from bench.tablet import Tablet

KILLS, ROUNDS = (int(os.environ.get(name, "1000")) for name in ("FAULT_KILLS", "FAULT_ROUNDS"))
AT_ONCE = 8
HOW_MANY = [1] * 9 + [2]  # of the two workers, each time
SECONDS_A_KILL = 3  # on a slow machine; then it gives up
ANSWERED = 60  # seconds until which a tap that was resent must have its answer
ALREADY_DONE = 204
HISTORY = """SELECT (new->>'period_id')::bigint, (new->>'resident_id')::bigint, (new->>'version')::int,
    (new->>'level')::int FROM centre_change WHERE "table" = 'participation_mark' ORDER BY id"""
MARKS = "SELECT period_id, resident_id, version, level FROM participation_mark"


@dataclass
class Hand:
    """A cell, and the levels that were acknowledged there, in their order: the first made version 1."""

    cell: house.Cell
    levels: list[int] = field(default_factory=list)

    @property
    def version(self):
        return len(self.levels)


@dataclass
class Found:
    """What is there, beside what was acknowledged."""

    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    silent_overwrites: int = 0

    def look(self, hands, history, marks):
        """Each acknowledged tap stands in the history once, nothing else does, and the last is what the mark says."""
        written, marks = {}, {row[:2]: row[2:] for row in marks}
        for period, resident, *version_and_level in history:
            written.setdefault((period, resident), []).append(tuple(version_and_level))
        for hand in hands:
            key = hand.cell.period, hand.cell.resident
            there, said = Counter(written.get(key, [])), Counter(enumerate(hand.levels, 1))
            self.acknowledged += hand.version
            self.lost += (said - there).total()
            self.doubled += (there - said).total()
            if hand.levels and marks.get(key) != (hand.version, hand.levels[-1]):
                self.silent_overwrites += 1


class Tapping(threading.Thread):
    """Somebody who taps without end, and like a tablet sends a tap again when no answer came."""

    def __init__(self, tablet, hands, chance):
        super().__init__(daemon=True)
        self.tablet, self.hands, self.chance = tablet, hands, chance
        self.resent, self.stop, self.broken = 0, threading.Event(), None

    def run(self):
        try:
            while not self.stop.is_set():
                self.tap(self.chance.choice(self.hands), self.chance.randrange(6))
        except Exception as broken:  # said by the one who waits
            self.broken = broken

    def tap(self, hand, level):
        """By htmx, or as a plain form, whose answer is an address that a second sending must be given again."""
        operation, htmx, until = uuid.uuid4(), self.chance.random() < 0.5, time.monotonic() + ANSWERED
        while True:
            try:
                status, body = self.tablet.tap(hand.cell, level, hand.version, operation, htmx)
            except OSError:
                if time.monotonic() > until:
                    raise
                self.resent += 1
                time.sleep(0.01)
                continue
            assert status in ({200, ALREADY_DONE} if htmx else {302}), (status, body[:2000])
            hand.levels.append(level)
            return


def killing(master, port, workers, hands):
    """Kill one web worker after another, now and then all of them, while everybody taps."""
    chance = random.Random(1)
    tapping = [
        Tapping(Tablet(port, worker), hands[number :: len(workers)], random.Random(number))
        for number, worker in enumerate(workers)
    ]
    for each in tapping:
        each.start()
    kills, until = 0, time.monotonic() + 60 + KILLS * SECONDS_A_KILL
    while kills < KILLS and time.monotonic() < until and not any(each.broken for each in tapping):
        wait_for_taps(hands, chance.randrange(1, 40))
        time.sleep(chance.uniform(0, 0.2))
        there = house.children(master.pid)
        for worker in chance.sample(there, min(len(there), KILLS - kills, chance.choice(HOW_MANY))):
            os.kill(worker, signal.SIGKILL)
            kills += 1
    for each in tapping:
        each.stop.set()
    for each in tapping:
        each.join(ANSWERED + 15)
        if each.broken:
            raise each.broken
    print(f"{kills} kills: {sum(hand.version for hand in hands)} taps, {sum(e.resent for e in tapping)} sent again")
    return kills


def wait_for_taps(hands, number):
    """Until so many more are acknowledged, so that also on a slow machine it is work that is killed."""
    before, until = sum(hand.version for hand in hands), time.monotonic() + SECONDS_A_KILL
    while sum(hand.version for hand in hands) < before + number and time.monotonic() < until:
        time.sleep(0.005)


def together(pool, acts):
    """The answers of all, who begin in the same instant."""
    start = threading.Barrier(len(acts))

    def begin(act):
        start.wait(10)
        return act()

    return list(pool.map(begin, acts))


def one_operation(pool, port, worker, hands):
    """Eight at once with one id: one is answered with what it wrote, seven that it was done already."""
    tablets = [Tablet(port, worker) for _each in range(AT_ONCE)]
    for number in range(ROUNDS):
        hand, level, operation = hands[number % len(hands)], number % 6, uuid.uuid4()
        sent = [partial(tablet.tap, hand.cell, level, hand.version, operation) for tablet in tablets]
        answers = sorted(status for status, _body in together(pool, sent))
        assert answers == [200] + [ALREADY_DONE] * (AT_ONCE - 1), answers
        hand.levels.append(level)
    print(f"{ROUNDS} times one operation from {AT_ONCE} at once")


def two_savers(pool, port, workers, hands):
    """Rounds of two hands in which not exactly one was written, or the other was not shown what was."""
    from participation.models import Level

    tablets, silent = [Tablet(port, worker) for worker in workers], 0
    for number in range(ROUNDS):
        hand, levels = hands[number % len(hands)], (number % 6, (number + 1 + number % 5) % 6)
        sent = [partial(t.tap, hand.cell, level, hand.version) for t, level in zip(tablets, levels, strict=True)]
        answers = together(pool, sent)
        first, second = sorted(zip(answers, levels, strict=True), key=lambda both: both[0][0])
        (status, _page), level = first
        (refused, page), _mine = second
        shown = f"<small>{Level(level).label}</small>".encode(), b'name="version" value="%d"' % (hand.version + 1)
        silent += (status, refused) != (200, 409) or not all(words in page for words in shown)
        hand.levels.append(level)
    print(f"{ROUNDS} times two savers of one cell, {silent} not told")
    return silent


def main():
    with house.standing("faults") as folder:
        here = house.furnished("faults")
        hands = [Hand(cell) for cell in here.cells]
        tapped, sent_at_once, saved_by_two = hands[:64], hands[64:72], hands[72:]
        found = Found()
        with house.serving(folder) as (master, port), ThreadPoolExecutor(AT_ONCE) as pool:
            kills = killing(master, port, here.workers, tapped)
            one_operation(pool, port, here.workers[0], sent_at_once)
            found.silent_overwrites += two_savers(pool, port, here.workers[:2], saved_by_two)
        found.look(hands, house.asked(HISTORY), house.asked(MARKS))
    print(json.dumps({"kills": kills, **vars(found)}))
    return kills < KILLS or found.acknowledged <= KILLS or any([found.lost, found.doubled, found.silent_overwrites])


if __name__ == "__main__":
    sys.exit(main())
