"""How people tend to take part: each in their own way, the same for the same person and day. No Django."""

import random
from bisect import bisect

BETWEEN_LEVELS = [0.12, 0.22, 0.36, 0.52, 0.93]
"""Where one level ends and the next begins, from the own room (0) to a role (5)."""
EASIER = {"meal": 0.12, "gym": -0.04, "class": -0.02, "work": 0.06, "gathering": 0.05, "outing": 0.08}
PRACTICE = 0.18
"""How much easier it is after a year here than in the first days."""
NEARBY, TOOK_PART = 2, 4
WITHOUT_ROLES = {"wake", "meal"}


class Way:
    """One person's way: how easily they join, how often they sign up, what they never miss."""

    def __init__(self, life, every_week):
        luck = chance(life.names["family_latin"], life.names["given_latin"], "takes part")
        self.life = life
        self.ease = luck.uniform(0.34, 0.8) - PRACTICE / 2
        self.signs_up = luck.uniform(0.12, 0.5)
        self.favourite = luck.choice(every_week) if every_week else None

    def never_misses(self, event):
        return event.on is not None and (event.name, event.on.weekday()) == self.favourite

    def comes_to(self, event, luck):
        if self.life.duties_only:
            return False
        return self.never_misses(event) or luck.random() < self.signs_up

    def level(self, period, day, luck):
        practice = PRACTICE * min(self.life.days_here(day), 365) / 365
        mood = luck.gauss(self.ease + practice + EASIER.get(period.kind, 0), 0.22)
        level = bisect(BETWEEN_LEVELS, mood)
        if period.kind in WITHOUT_ROLES:
            level = min(level, TOOK_PART)
        return max(level, NEARBY) if self.never_misses(period) else level


def chance(*words):
    return random.Random(": ".join(str(word) for word in words))  # noqa: S311  (invented days, not secrets)
