"""The turns of a day as a page shows them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from residents.models import Away, Resident, what_keeps

from .forms import RecordForm
from .models import Chore, Turn, TurnState


@dataclass
class Place:
    """One turn, with what keeps the person away at that time, if something does."""

    turn: Turn
    away: Away | None = None
    mine: dict | None = None
    """What the reader wanted to write when somebody else had just written; empty for a turn given away."""
    form: RecordForm | None = None
    """What they sent, if something in it needs another look."""

    @property
    def in_words(self):
        return how_it_went(self.turn)

    @property
    def mine_in_words(self):
        wanted = {name: value for name, value in (self.mine or {}).items() if name != "version"}
        return how_it_went(Turn(resident=self.turn.resident, **wanted))

    @property
    def is_contested(self):
        return self.mine is not None

    @property
    def doer(self):
        """Who did it, or whose turn it is."""
        return self.sent("done_by") or self.turn.done_by_id or self.turn.resident_id

    @property
    def helper(self):
        return self.sent("helped_by") or self.turn.helped_by_id

    def sent(self, name):
        """What was chosen in a form that needs another look."""
        value = self.form.data.get(name, "") if self.form else ""
        return int(value) if value.isdecimal() else None

    @property
    def recorded_time(self):
        return self.turn.centre.time_at(self.turn.recorded_at)


@dataclass
class ChoreOnDay:
    """A chore with who has it that day."""

    chore: Chore
    places: list[Place] = field(default_factory=list)

    @property
    def free(self):
        """Places that nobody has."""
        return max(0, self.chore.people - len(self.places))


@dataclass
class Board:
    """A day's chores in their order, and those who live here that night."""

    chores: list[ChoreOnDay]
    people: list[Resident]

    @property
    def turns(self):
        return [place.turn for chore in self.chores for place in chore.places]

    @property
    def recorded(self):
        return sum(turn.is_recorded for turn in self.turns)

    def place_of(self, turn):
        """Where a turn stands; None if it was shared out anew."""
        places = [place for chore in self.chores for place in chore.places]
        return next((place for place in places if turn and place.turn.pk == turn.pk), None)


def turns_on(viewer, day, today=None):
    """What is to be done on a date, in the order of the day, and whose turn it is. Three queries.

    `today` (else the date itself) decides who is late back and so still away.
    """
    aways = Away.visible_to(viewer).by_resident_on(day)
    running = Chore.visible_to(viewer).running_on(day)
    found = {chore.pk: ChoreOnDay(chore) for chore in running if chore.takes_place_on(day)}
    for turn in Turn.visible_to(viewer).on(day).order_by("slot", "id"):
        away = what_keeps(aways.get(turn.resident_id, ()), day, turn.chore.about_when, today or day)
        chore = found.setdefault(turn.chore_id, ChoreOnDay(turn.chore))
        chore.places.append(Place(turn, away))
    return sorted(found.values(), key=lambda found: (found.chore.about_when, found.chore.pk))


def board_on(viewer, day, today):
    """The whole page of a day: the turns, and the people who may be named on them. Four queries."""
    people = Resident.visible_to(viewer).living_in_on(day).by_name()
    chores = turns_on(viewer, day, today)
    if day < today:
        chores = [on_day for on_day in chores if on_day.places]
    return Board(chores, list(people))


SENTENCES = {
    (TurnState.DONE, True, False): gettext_noop("done by %(who)s"),
    (TurnState.DONE, False, True): gettext_noop("done, %(helper)s helped"),
    (TurnState.DONE, True, True): gettext_noop("done by %(who)s, %(helper)s helped"),
    (TurnState.PARTLY, True, False): gettext_noop("partly done by %(who)s"),
    (TurnState.PARTLY, False, True): gettext_noop("partly done, %(helper)s helped"),
    (TurnState.PARTLY, True, True): gettext_noop("partly done by %(who)s, %(helper)s helped"),
}
"""By state, whether somebody else did it, and whether somebody helped."""


def how_it_went(turn):
    """A turn's state as one would say it."""
    sentence = SENTENCES.get((turn.state, turn.done_for is not None, turn.helped_by is not None))
    if sentence is None:
        return turn.get_state_display()
    return _(sentence) % {"who": turn.done_for, "helper": turn.helped_by}
