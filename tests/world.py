"""The cast of the tests: two houses, who works there, who lives there.

Every personal text holds a canary, a word that stands nowhere else: `north` in the northern house,
`south` in the southern. A page that shows a canary to somebody who may not know it leaks.
"""

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.utils import timezone

from centre import tenancy
from centre.models import About, Centre, Duty, Mail, Membership, OutsideHelp, Supporter, User
from centre.models.people import Role
from chores.models import Chore, Turn, TurnState
from families.models import Decision, Link, LinkInvitation, News, Part, Passage, Summary
from participation.actions import mark
from participation.actions_rounds import eat_together, greet
from participation.models import Group, GroupMember, GroupPeriod, Mark, SignUp
from residents import actions as resident_actions
from residents.models import (
    LAPSES_AFTER,
    Account,
    AccountInvitation,
    Answer,
    AwayKind,
    Consent,
    Contact,
    ContactKind,
    DepartureReason,
    DepartureRequest,
    Resident,
    SaidHow,
    Topic,
    Way,
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
from support.models import Handover, Learning, Note, Receipt, Task

DAY = dt.timedelta(days=1)


@contextmanager
def inside(centre, user=None):
    """Stand inside a house for a while, within the test's own transaction."""
    tenancy.enter(centre.pk, user.pk if user else None)
    try:
        yield
    finally:
        tenancy.enter(None)


@dataclass
class House:
    """One house of the cast."""

    word: str
    centre: Centre
    today: dt.date
    people: dict = field(default_factory=dict)
    rows: SimpleNamespace = field(default_factory=SimpleNamespace)

    def __getattr__(self, name):
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def url(self):
        return f"/c/{self.centre.slug}/"

    @property
    def canaries(self):
        return planted[self.word]


planted: dict[str, set[str]] = {}
KNOWN_TO_RESIDENTS = (
    *("house", "about", "officer", "second", "living", "mother", "father", "sister", "outside"),
    *("read", "hidden", "waiting", "note", "news"),
    *("period", "event", "comingevent", "timetable", "specialday", "chore", "worker", "wing", "fourthroom"),
)
"""What the second resident may read of the house: about themself, and what is the same for everybody."""


KNOWN_TO_RELATIVES = ("house", "officer", "second", "mother", "reader", "read", "news", "worker")
"""What a mother may read: what is shared with her today, who wrote it, and what every family is told."""


def the_name_of(house):
    """All that the link of an invitation tells."""
    return f"{house.word}housecanary"


def of_residents(word):
    return {text for text in planted[word] if text.removeprefix(word).startswith(KNOWN_TO_RESIDENTS)}


def of_relatives(word):
    return {text for text in planted[word] if text.removeprefix(word).startswith(KNOWN_TO_RELATIVES)}


def canary(word, what):
    text = f"{word}{what}canary".lower()
    planted.setdefault(word, set()).add(text)
    return text


def user(email, **fields):
    return User.objects.create_user(email, "a-long-password", language="en", **fields)


def names(word, who):
    return {
        "family_name": canary(word, f"{who}family"),
        "given_name": canary(word, f"{who}given"),
        "family_reading": canary(word, f"{who}familyreading"),
        "given_reading": canary(word, f"{who}givenreading"),
        "family_latin": canary(word, f"{who}familylatin"),
        "given_latin": canary(word, f"{who}givenlatin"),
    }


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


def share(home):
    """The second resident signs in themself, has named two people outside, and wants to leave."""
    word, centre, rows, now = home.word, home.centre, home.rows, timezone.now()
    rows.officer = OutsideHelp.unscoped.create(
        centre=centre, name=canary(word, "officer"), email=f"officer@{word}.example", is_officer=True
    )
    home.people["living"] = user(f"living@{word}.example", **names(word, "living"))
    home.people["lived"] = user(f"lived@{word}.example", **names(word, "lived"))
    rows.account = account(home, rows.second, home.living, now)
    account(home, rows.former, home.lived, now, ended_at=now)
    rows.invitation = AccountInvitation.unscoped.create(
        centre=centre,
        resident=rows.resident,
        email=f"invited@{word}.example",
        language="en",
        made_by=home.worker,
        made_at=now,
        expires_at=now + dt.timedelta(hours=72),
    )
    rows.mother = contact(home, "mother", kind=ContactKind.RELATIVE, email=f"mother@{word}.example")
    rows.outside = contact(home, "outside", kind=ContactKind.OUTSIDE_PERSON, email=f"outside@{word}.example")
    DepartureRequest.unscoped.create(
        centre=centre,
        resident=rows.second,
        stay=rows.second.stays.get(),
        said_at=now - 20 * DAY,
        how=SaidHow.TO_STAFF,
        recorded_by=home.worker,
        withdrawn_at=now - 19 * DAY,
        withdrawn_by=rows.account,
    )
    rows.departure_request = DepartureRequest.unscoped.create(
        centre=centre,
        resident=rows.second,
        stay=rows.second.stays.get(),
        said_at=now,
        how=SaidHow.OWN_PAGE,
        recorded_by=home.living,
    )
    rows.mail = Mail.unscoped.create(
        centre=centre, kind="test", about=rows.departure_request.pk, recipient=rows.outside.pk, due_at=now, sent_at=now
    )


def write_home(home):
    """The second resident shares some topics with their mother, who reads letters here."""
    word, rows, now = home.word, home.rows, timezone.now()
    home.people["reader"] = user(f"reader@{word}.example", **names(word, "reader"))
    home.people["read_once"] = user(f"read-once@{word}.example", **names(word, "once"))
    rows.father = contact(home, "father", kind=ContactKind.RELATIVE, email=f"father@{word}.example")
    rows.sister = contact(home, "sister", kind=ContactKind.RELATIVE)
    for topic in (Topic.LIVING, Topic.DAILY):
        rows.consent = consent(home, rows.mother, topic)
    consent(home, rows.mother, Topic.HEALTH, answer=Answer.NO)
    consent(home, rows.mother, Topic.PLAN, ended_at=now, ended_by=home.living)
    for one in (rows.father, rows.sister):
        consent(home, one, Topic.LIVING, way=Way.ON_PAPER, account=None, recorded_by=home.worker)
    rows.link = link(home, rows.mother, home.reader)
    link(home, rows.sister, home.read_once, ended_at=now)
    rows.link_invitation = link_invitation(home, rows.father, f"father@{word}.example")
    rows.said = ",".join(str(said.pk) for said in rows.mother.consents.filter(ended_at=None))
    this_month = home.today.replace(day=1)
    rows.last_month = (this_month - DAY).replace(day=1)
    rows.sent = letter(
        home,
        rows.mother,
        rows.last_month,
        {Part.OWN_WORDS: "readwords", Part.MONTH: "readmonth", Part.HEALTH: "hiddenhealth", Part.PLAN: "hiddenplan"},
        shown_at=now,
    )
    Summary.unscoped.filter(pk=rows.sent.pk).update(
        decision=Decision.SEND, decided_at=now, decided_by=rows.account, consent=rows.consent
    )
    rows.waiting = letter(home, rows.mother, this_month, {Part.MONTH: "waitingmonth"}, shown_at=now)
    rows.draft = letter(home, rows.father, this_month, {Part.OWN_WORDS: "draftwords"})
    rows.note = note(home, rows.second, "note", topic=Topic.DAILY)
    other = note(home, rows.resident, "othernote", learning=Learning.TAUGHT_TO, with_resident=rows.second)
    rows.handover = Handover.unscoped.create(
        centre=home.centre, text=canary(word, "handover"), must_read=True, by=home.director, at=now
    )
    rows.handed_note = Handover.unscoped.create(centre=home.centre, note=other, by=home.worker, at=now)
    Receipt.unscoped.create(centre=home.centre, handover=rows.handover, version=1, by=home.night, at=now)
    rows.task = Task.unscoped.create(
        centre=home.centre,
        what=canary(word, "task"),
        resident=rows.second,
        note=rows.note,
        owner=rows.worker_membership,
        due_on=home.today,
        by=home.director,
        at=now,
    )
    rows.news = News.unscoped.create(centre=home.centre, on=home.today + 9 * DAY, text=canary(word, "news"))


def consent(home, contact, topic, **fields):
    given = {"answer": Answer.YES, "way": Way.OWN_PAGE, "account": home.rows.account, "recorded_by": home.living}
    given |= {"given_on": home.today - 9 * DAY, "expires_on": home.today - 9 * DAY + LAPSES_AFTER}
    return Consent.unscoped.create(
        centre=home.centre,
        resident=contact.resident,
        contact=contact,
        topic=topic,
        text="What was put to them.",
        language="en",
        at=timezone.now(),
        **given | fields,
    )


def link_invitation(home, contact, email, **fields):
    now = timezone.now()
    return LinkInvitation.unscoped.create(
        centre=home.centre,
        contact=contact,
        consent=fields.pop("consent", None) or consent(home, contact, Topic.SIGN_IN),
        email=email,
        language="en",
        made_by=home.worker,
        made_at=now,
        expires_at=now + dt.timedelta(hours=72),
        **fields,
    )


def link(home, contact, user, **fields):
    now = timezone.now()
    asked = link_invitation(home, contact, user.email, used_at=now)
    return Link.unscoped.create(centre=home.centre, contact=contact, user=user, invitation=asked, from_at=now, **fields)


def letter(home, contact, month, passages, **fields):
    summary = Summary.unscoped.create(
        centre=home.centre,
        resident=contact.resident,
        contact=contact,
        month=month,
        language="en",
        drafted_by=home.worker,
        drafted_at=timezone.now(),
        **fields,
    )
    for part, what in passages.items():
        Passage.unscoped.create(centre=home.centre, summary=summary, part=part, text=canary(home.word, what))
    return summary


def note(home, resident, what, **fields):
    return Note.unscoped.create(
        centre=home.centre,
        resident=resident,
        day=home.today,
        fact=canary(home.word, what),
        by=home.worker,
        at=timezone.now(),
        **fields,
    )


def account(home, resident, user, at, **fields):
    asked = AccountInvitation.unscoped.create(
        centre=home.centre,
        resident=resident,
        email=user.email,
        made_by=home.worker,
        made_at=at,
        expires_at=at + dt.timedelta(hours=72),
        used_at=at,
    )
    return Account.unscoped.create(
        centre=home.centre, resident=resident, user=user, invitation=asked, from_at=at, **fields
    )


def contact(home, who, **fields):
    return Contact.unscoped.create(
        centre=home.centre,
        resident=home.rows.second,
        relation=canary(home.word, f"{who}relation"),
        language="en",
        **fields,
        **names(home.word, who),
    )
