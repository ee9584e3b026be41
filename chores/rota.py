"""Whose turn it is: a plain, fair rotation. Run it as often as one likes; what stands is never changed.

A place goes to the one who has had that chore least often since the house last changed, that is since
somebody arrived or came back from nights away. From that day all start alike, so that nobody owes a turn
for not having been here. Of those alike: who has nothing else that day, then who had it longest ago.
Before all that: nobody is given two things at the same hour while somebody else is free.
Doing it for somebody else counts as having had it; the one whose turn it was does not owe it either.
"""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce

from centre.live import changed
from residents.models import Away, Stay, what_keeps

from .models import Chore, Turn

DAYS = 7
"""Today and the six days after it: a week that one can plan with."""
NOON = dt.time(12)


@transaction.atomic
def assign_ahead(centre, today):
    """Share out the turns of today and the next days. Must be called inside the centre."""
    return sum(assign_day(centre, today + dt.timedelta(days=ahead), today) for ahead in range(DAYS))


@transaction.atomic
def assign_day(centre, day, today=None):
    """Give each free place of the day's chores to a resident. Returns how many turns were given.

    `today` decides who has not come back: somebody expected before it is still away.
    """
    chores = chores_on(centre, day)
    rotation = Rotation(centre, day, today or day)
    dropped = drop_what_no_longer_fits(rotation, chores)
    given = [turn for chore in chores for turn in rotation.share_out(chore)]
    Turn.unscoped.bulk_create(given, ignore_conflicts=True)
    if given or dropped:
        changed(centre.pk, "turns", day)
    return len(given)


def chores_on(centre, day):
    """The chores of a date, in the order of the day."""
    running = Chore.unscoped.filter(centre=centre).running_on(day)
    return sorted((chore for chore in running if chore.takes_place_on(day)), key=lambda c: (c.about_when, c.pk))


def drop_what_no_longer_fits(rotation, chores):
    """A chore was changed, or somebody moved out: their turns go, unless something is on record."""
    places = {chore.pk: chore.people for chore in chores}
    stray = [
        turn.pk
        for turn in rotation.turns
        if not turn.is_recorded
        and (turn.slot > places.get(turn.chore_id, 0) or turn.resident_id not in rotation.moved_in)
    ]
    if not stray:
        return 0
    rotation.turns = [turn for turn in rotation.turns if turn.pk not in stray]
    return Turn.unscoped.filter(pk__in=stray).not_recorded().delete()[0]


def people_for(centre, turn, today):
    """Those who could take over a turn, with what keeps them away: the next in the rotation first, the others last."""
    rotation = Rotation(centre, turn.day, today)
    ready = rotation.next_first(turn.chore)
    others = [p for p in rotation.people if p not in ready and not rotation.has(p, turn.chore)]
    when = turn.chore.about_when
    return [(p, None) for p in ready] + [(p, rotation.what_keeps(p.pk, when)) for p in others]


class Rotation:
    """Who lives here on a day, what they have that day, and who is next."""

    def __init__(self, centre, day, today):
        self.centre, self.day, self.today = centre, day, today
        self.turns = list(Turn.unscoped.filter(centre=centre, day=day).select_related("chore"))
        stays = Stay.unscoped.filter(centre=centre).open_on(day).select_related("resident")
        stays = list(stays.order_by("resident__sort_key", "resident_id"))
        self.people = [stay.resident for stay in stays]
        self.moved_in = {stay.resident_id: stay.moved_in_on for stay in stays}
        self.aways = Away.unscoped.filter(centre=centre).by_resident_on(day)
        self.had, self.last = had_before(centre, self.house_as_it_is_since())

    def house_as_it_is_since(self):
        """The day on which the last of those who are here arrived or came back."""
        back = came_back(self.centre, self.day, self.moved_in)
        here = [pk for pk in self.moved_in if not self.what_keeps(pk, NOON)]
        return max((max(self.moved_in[pk], back.get(pk, self.moved_in[pk])) for pk in here), default=self.day)

    def what_keeps(self, pk, time):
        return what_keeps(self.aways.get(pk, ()), self.day, time, self.today)

    @property
    def busy(self):
        """How many turns each has on the day."""
        return Counter(turn.resident_id for turn in self.turns)

    def has(self, person, chore):
        return any(turn.chore_id == chore.pk and turn.resident_id == person.pk for turn in self.turns)

    def next_first(self, chore):
        """Those who are there and do not have this chore that day; whoever has another at that hour comes last."""
        busy = self.busy
        at_that_hour = {turn.resident_id for turn in self.turns if turn.chore.is_at_the_hour_of(chore)}

        def place(person):
            key = (chore.pk, person.pk)
            last = self.last.get(key) or self.moved_in[person.pk]
            return person.pk in at_that_hour, self.had[key], busy[person.pk], last

        return sorted(
            (p for p in self.people if not self.has(p, chore) and not self.what_keeps(p.pk, chore.about_when)),
            key=place,
        )

    def share_out(self, chore):
        """New turns for the free places of a chore; fewer where there are not enough people."""
        taken = {turn.slot for turn in self.turns if turn.chore_id == chore.pk}
        free = [slot for slot in range(1, chore.people + 1) if slot not in taken]
        given = [
            Turn(centre=self.centre, chore=chore, day=self.day, slot=slot, resident=person)
            for slot, person in zip(free, self.next_first(chore) if free else [], strict=False)
        ]
        self.turns += given
        return given


def came_back(centre, day, moved_in):
    """The day on which somebody last came back from nights away, for those who live here."""
    theirs = Away.unscoped.filter(centre=centre, resident__in=list(moved_in))
    returns = theirs.annotate(back=Coalesce("back_on", "expected_on")).filter(back__lte=day, left_on__lt=F("back"))
    return dict(returns.values_list("resident").annotate(last=Max("back")))


def had_before(centre, since):
    """How often each has had each chore since a day, and when last: by turn, or by doing somebody else's."""
    often: Counter[tuple[int, int]] = Counter()
    last: dict[tuple[int, int], dt.date] = {}
    theirs = Turn.unscoped.filter(centre=centre)
    others = theirs.filter(done_by__isnull=False).exclude(done_by=F("resident"))
    for who, turns in (("resident_id", theirs), ("done_by_id", others)):
        rows = turns.values_list("chore_id", who).order_by()
        for chore, person, count, day in rows.annotate(times=Count("id", filter=Q(day__gte=since)), last=Max("day")):
            key = (chore, person)
            often[key] += count
            last[key] = max(day, last.get(key, day))
    return often, last
