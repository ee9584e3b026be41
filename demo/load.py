"""Builds the houses: years of moving in and out, in the order of the dates, by the app's own actions.

A house is one transaction behind its own wall, so it is there whole or not at all. A house that is
already there is left as it is.
"""

import datetime as dt
import heapq
import itertools
import random
from collections import Counter

from django.db import connection, transaction

from centre import actions as centre_actions
from centre.models import Centre, Membership, User
from centre.models.people import Role
from centre.tenancy import inside
from residents import accounts
from residents import actions as resident_actions
from residents.codes import LETTERS
from residents.models import Resident, Stay
from rooms import actions as room_actions
from rooms.models import Room
from schedules.planning import plan_rings

from .almanac import DAY, WEEK
from .data import HOUSES, names, read
from .days import Days
from .families import Family
from .handover import Shifts
from .house import director_of, furnish, open_house, with_a_page
from .lives import lives, months
from .today import away_now

WEEKS = 8
"""How far back the days of a house are on record, unless told otherwise."""

LONG_AGO = 100 * DAY
"""When those who have a page of their own were asked to."""


def load(*, now, weeks=WEEKS):
    """Builds each house that is not there yet; gives the slugs of those it built."""
    return [slug for slug in HOUSES if load_house(slug, now, weeks)]


def houses_of_others():
    """Centres that did not come from the demo: beside them its well-known password has no place."""
    ours = [
        read(slug)["centre"]["slug"] for slug in HOUSES if User.objects.filter(email=director_of(read(slug))).exists()
    ]
    return Centre.objects.exclude(slug__in=ours)


def load_house(slug, now, weeks):
    house = read(slug)
    with transaction.atomic(durable=True):
        centre = Centre.objects.filter(slug=house["centre"]["slug"]).first() or open_house(
            house, read(f"{slug}_people"), read(f"{slug}_families")
        )
    director = User.objects.filter(email=director_of(house)).first()
    if director is None:  # somebody else's house, of the same name
        return False
    with inside(centre, director):
        if Membership.unscoped.filter(centre=centre).exists():
            return False
        years = Years(centre, now)
        furnish(centre, house, years.day_of)
        for member in house["staff"]:
            years.plan_work(member)
        for life in lives(read(f"{slug}_people"), years.today):
            years.plan_life(life)
        Days(years, read(f"{slug}_day"), years.today - weeks * WEEK, director).plan()
        years.live()
        for row in with_a_page(read(f"{slug}_people")):
            give_page(centre, row, director, now - LONG_AGO)
        Family(centre, now, read(f"{slug}_families")).live()
        Shifts(centre, now, read(f"{slug}_handover")).live()
        plan_rings(centre, now)
        wake_nobody()
    return True


def give_page(centre, row, by, now):
    """Somebody was asked to have a page of their own, and has opened it."""
    resident = Resident.unscoped.get(centre=centre, **names(row["name"]))
    asked = accounts.ask(resident=resident, email=row["email"], language=centre.language, by=by, at=now)
    accounts.accept(invitation=asked, user=User.objects.get(email=row["email"]), at=now)


def wake_nobody():
    """No page of a house that was not there can be open: thousands of wakes at the commit would reach nobody."""
    connection.run_on_commit.clear()


class Years:
    """All that happens in a house until today, and what is planned already."""

    def __init__(self, centre, now):
        self.centre = centre
        self.now, self.today, self.time = now, centre.day_at(now), centre.time_at(now)
        self.luck = random.Random(centre.slug)  # noqa: S311  (which room, not a secret)
        self.life_of = {}
        self.steps = []
        self.numbers = itertools.count()

    def day_of(self, when):
        """A date as it stands, or so many months before today."""
        return when if isinstance(when, dt.date) else self.today - months(when)

    def on(self, day, turn, act, *things):
        """What is decided for a later day is written down today. `turn` orders the acts of one day."""
        heapq.heappush(self.steps, (min(day, self.today), turn, next(self.numbers), act, day, things))

    def live(self):
        while self.steps:
            _written_on, _turn, _number, act, day, things = heapq.heappop(self.steps)
            act(day, *things)

    def plan_work(self, member):
        from_on = self.today + member["in_days"] * DAY if "in_days" in member else self.day_of(member["from"])
        self.on(from_on, 0, self.begin_work, member)
        if "until" in member:
            self.on(self.day_of(member["until"]), 1, self.end_work, member["email"])

    def begin_work(self, day, member):
        titles = {key: member[key] for key in ("title", "title_ja") if key in member}
        centre_actions.take_on(
            centre=self.centre,
            email=member["email"],
            role=member["role"],
            from_on=day,
            names=names(member["name"]),
            agreed=True,
            **titles,
        )

    def end_work(self, day, email):
        """Somebody's last day: those they were key worker of get another one."""
        member = Membership.unscoped.get(centre=self.centre, user__email=email)
        centre_actions.end_membership(membership=member, last_day=day - DAY, today=day)
        for stay in Stay.unscoped.open_on(day).filter(key_worker=member).order_by("id"):
            resident_actions.give_key_worker(stay=stay, key_worker=self.a_key_worker(day), seen=stay.key_worker_id)

    def plan_life(self, life):
        code = "".join(self.luck.choice(LETTERS) for _position in range(8))
        self.life_of[code] = life
        resident = Resident(
            centre=self.centre,
            code=code,
            called=life.called,
            name_is_alias=life.is_alias,
            born_on=life.born_on,
            **life.names,
        )
        for stay in life.stays:
            self.on(stay.moved_in_on, 4, self.move_in, resident, stay, life.for_whom)
            if stay.other_room_on:
                self.on(stay.other_room_on, 5, self.change_room, resident, life.for_whom)
            if stay.moved_out_on:
                self.on(stay.moved_out_on, 3, self.move_out, resident, stay)
            for left_on, back_on in stay.at_home:
                self.on(left_on, 6, self.visit_home, resident, back_on)
        if away := away_now(life.now, self.today, self.time):
            self.on(away["left_on"], 7, self.go_away, resident, away)

    def move_in(self, day, resident, stay, for_whom):
        details = {
            "room": self.luck.choice(self.free_rooms(day, for_whom)),
            "applied_on": stay.applied_on,
            "moved_in_on": day,
            "kind": stay.kind,
            "key_worker": self.a_key_worker(day),
        }
        if resident.pk is None:
            room_actions.move_in_new(resident=resident, **details)
        else:
            room_actions.move_in(resident=resident, **details)

    def change_room(self, day, resident, for_whom):
        if free := self.free_rooms(day, for_whom):
            room_actions.move(stay=self.stay_of(resident), to=self.luck.choice(free), night=day)

    def move_out(self, day, resident, stay):
        resident_actions.move_out(stay=self.stay_of(resident), on=day, reason=stay.reason, destination=stay.destination)

    def visit_home(self, day, resident, back_on):
        away = resident_actions.go_away(resident=resident, kind="home", left_on=day, expected_on=back_on)
        self.on(back_on, 2, self.come_back, away)

    def come_back(self, day, away):
        resident_actions.come_back(away=away, version=away.version, on=day)

    def go_away(self, day, resident, away):
        resident_actions.go_away(resident=resident, **away)

    def stay_of(self, resident):
        return resident.stays.get(moved_out_on=None)

    def free_rooms(self, night, for_whom):
        rooms = Room.unscoped.filter(centre=self.centre, wing__for_whom=for_whom).to_live_in()
        return list(rooms.with_a_free_bed_on(night).in_order())

    def a_key_worker(self, day):
        """Somebody among those with the fewest residents."""
        workers = Membership.unscoped.working_on(day).filter(centre=self.centre, role=Role.SUPPORT_WORKER)
        has = Counter(Stay.unscoped.open_on(day).filter(key_worker__in=workers).values_list("key_worker", flat=True))
        fewest = min(has[worker.pk] for worker in workers)
        return self.luck.choice([worker for worker in workers.order_by("id") if has[worker.pk] == fewest])
