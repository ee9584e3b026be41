"""The cast of the tests: two houses, who works there, who lives there.

Every personal text holds a canary, a word that stands nowhere else: `north` in the northern house,
`south` in the southern. A page that shows a canary to somebody who may not know it leaks.
"""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from centre.models import About, Centre, Duty, Membership, Supporter
from centre.models.people import Role
from chores.models import Chore, Turn, TurnState
from participation.actions import mark
from participation.actions_rounds import eat_together, greet
from participation.models import Group, GroupMember, GroupPeriod, Mark, SignUp
from residents import actions as resident_actions
from residents.models import (
    AwayKind,
    DepartureReason,
    Resident,
)
from rooms import actions as room_actions
from rooms.models import Closure, Room, RoomKind, Wing
from schedules.models import (
    Bell,
    Edge,
    Expects,
    HowItCame,
    Lesson,
    Period,
    Ring,
    RingState,
    Signal,
    SpecialDay,
    Timetable,
)
from tests.canaries import DAY, House, canary, inside, names, planted, user
from tests.kin import share, write_home


def build(*words):
    """Both houses, or those named, and two people who belong to none."""
    planted.clear()
    houses = {word: house(word) for word in words or ("north", "south")}
    stranger = user("stranger@example.org", family_name="Stranger")
    asked = user("asked@example.org", **names("asked", "asked"))
    for home in houses.values():
        with inside(home.centre):
            home.rows.asked_membership = Membership.unscoped.create(
                centre=home.centre, user=asked, role=Role.DIRECTOR, from_on=home.today - 30 * DAY, accepted_at=None
            )
    return SimpleNamespace(**houses, stranger=stranger, asked=asked)


def house(word):
    centre = Centre.objects.create(
        slug=word, name=canary(word, "house"), time_zone="Asia/Tokyo", language="ja", second_factor="off"
    )
    home = House(word, centre, centre.day_at(timezone.now()))
    with inside(centre):
        hire(home)
        furnish(home)
        settle(home)
        ring_and_log(home)
        share(home)
        write_home(home)
    return home


def hire(home):
    word, today = home.word, home.today
    roles = [
        ("director", Role.DIRECTOR, today - 900 * DAY, None),
        ("worker", Role.SUPPORT_WORKER, today - 500 * DAY, None),
        ("night", Role.NIGHT_WORKER, today - 400 * DAY, None),
        ("left", Role.SUPPORT_WORKER, today - 800 * DAY, today - DAY),
        ("coming", Role.SUPPORT_WORKER, today + 3 * DAY, None),
    ]
    for who, role, from_on, until_on in roles:
        home.people[who] = user(f"{who}@{word}.example", **names(word, who))
        member = Membership.unscoped.create(
            centre=home.centre,
            user=home.people[who],
            role=role,
            title=canary(word, f"{who}title"),
            from_on=from_on,
            until_on=until_on,
        )
        setattr(home.rows, f"{who}_membership", member)
    home.rows.about = About.unscoped.create(
        centre=home.centre, title=canary(word, "abouttitle"), text=canary(word, "abouttext")
    )
    home.rows.supporter = Supporter.unscoped.create(
        centre=home.centre, does=canary(word, "does"), **names(word, "supporter")
    )


def furnish(home):
    word, centre = home.word, home.centre
    wing = Wing.unscoped.create(centre=centre, name=canary(word, "wing"), building=canary(word, "building"))
    home.rows.wing = wing
    home.rows.room = Room.unscoped.create(
        centre=centre, wing=wing, name=canary(word, "room"), furnishing=canary(word, "furnishing")
    )
    home.rows.free_room = Room.unscoped.create(centre=centre, wing=wing, name=canary(word, "freeroom"))
    home.rows.third_room = Room.unscoped.create(centre=centre, wing=wing, name=canary(word, "thirdroom"))
    home.rows.fourth_room = Room.unscoped.create(centre=centre, wing=wing, name=canary(word, "fourthroom"))
    home.rows.closure = Closure.unscoped.create(
        centre=centre, room=home.rows.third_room, from_on=home.today - 20 * DAY, until_on=home.today - 10 * DAY
    )
    home.rows.hall = Room.unscoped.create(
        centre=centre, wing=wing, name=canary(word, "hall"), kind=RoomKind.SHARED, beds=0
    )


def settle(home):
    word, today = home.word, home.today
    home.rows.resident = resident(home, "resident")
    home.rows.stay = room_actions.move_in(
        resident=home.rows.resident,
        room=home.rows.room,
        applied_on=today - 120 * DAY,
        moved_in_on=today - 100 * DAY,
        key_worker=home.rows.worker_membership,
    )
    home.rows.second = resident(home, "second")
    room_actions.move_in(
        resident=home.rows.second,
        room=home.rows.fourth_room,
        applied_on=today - 60 * DAY,
        moved_in_on=today - 50 * DAY,
    )
    home.rows.former = resident(home, "former")
    stay = room_actions.move_in(
        resident=home.rows.former,
        room=home.rows.free_room,
        applied_on=today - 420 * DAY,
        moved_in_on=today - 400 * DAY,
    )
    resident_actions.move_out(
        stay=stay,
        on=today - 40 * DAY,
        reason=DepartureReason.OWN_HOME,
        destination=canary(word, "destination"),
    )
    home.rows.away = resident_actions.go_away(
        resident=home.rows.resident, kind=AwayKind.HOME, left_on=today - DAY, expected_on=today + DAY
    )


def resident(home, who):
    return Resident.unscoped.create(
        centre=home.centre, called=canary(home.word, f"{who}called"), **names(home.word, who)
    )


def ring_and_log(home):
    """A day with one period that is rung and logged, one event with sign-up, one turn."""
    word, centre, today, rows = home.word, home.centre, home.today, home.rows
    now = timezone.now()
    rows.timetable = Timetable.unscoped.create(centre=centre, name=canary(word, "timetable"), from_on=today - 300 * DAY)
    rows.period = period(home, "period", timetable=rows.timetable, weekday=today.weekday(), from_on=today - 300 * DAY)
    rows.event = period(home, "event", on=today, from_on=today, expects=Expects.SIGN_UP, is_voluntary=True)
    rows.coming_event = period(
        home, "comingevent", on=today + 10 * DAY, from_on=today, expects=Expects.SIGN_UP, is_voluntary=True
    )
    rows.coming_timetable = Timetable.unscoped.create(
        centre=centre, name=canary(word, "comingtimetable"), from_on=today + 60 * DAY
    )
    rows.special_day = SpecialDay.unscoped.create(centre=centre, name=canary(word, "specialday"), on=today + 30 * DAY)
    rows.bell = Bell.unscoped.create(centre=centre, period=rows.period, edge=Edge.START, signal=Signal.BELL)
    rows.ring = Ring.unscoped.create(
        centre=centre, bell=rows.bell, on=today, due_at=now, state=RingState.RUNG, rung_at=now
    )
    rows.group = Group.unscoped.create(centre=centre, name=canary(word, "group"))
    GroupMember.unscoped.create(centre=centre, group=rows.group, resident=rows.second)
    GroupPeriod.unscoped.create(centre=centre, group=rows.group, period=rows.event)
    SignUp.unscoped.create(centre=centre, resident=rows.second, period=rows.event)
    mark(resident=rows.second, period=rows.period, day=today, level=4, version=0, by=home.worker, at=now)
    rows.mark = Mark.unscoped.get(resident=rows.second, period=rows.period)
    rows.lesson = Lesson.unscoped.create(
        centre=centre,
        period=rows.period,
        day=today,
        did=canary(word, "lesson"),
        way=HowItCame.PLANNED,
        by=home.worker,
        at=now,
    )
    once = {"resident": rows.former, "day": today - 50 * DAY, "by": home.worker, "at": now}
    greet(**once, outcome="in_bed", version=0)
    eat_together(**once, meal="dinner")
    rows.chore = Chore.unscoped.create(centre=centre, name=canary(word, "chore"), from_on=today - 90 * DAY)
    rows.turn = Turn.unscoped.create(
        centre=centre,
        chore=rows.chore,
        day=today,
        resident=rows.second,
        state=TurnState.DONE,
        done_by=rows.second,
        helped_by=rows.second,
        recorded_by=home.worker,
        recorded_at=now,
    )
    rows.open_turn = Turn.unscoped.create(centre=centre, chore=rows.chore, day=today + DAY, resident=rows.resident)
    Duty.unscoped.create(centre=centre, membership=rows.worker_membership, day=today)


def period(home, what, **fields):
    return Period.unscoped.create(
        centre=home.centre,
        name=canary(home.word, what),
        place=canary(home.word, f"{what}place"),
        leader=home.rows.worker_membership,
        starts=dt.time(9, 30),
        ends=dt.time(10, 45),
        **fields,
    )
