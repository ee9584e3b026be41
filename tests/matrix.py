"""The access matrix: every address in a house x method x person x whose row, made from the URLconf.

`problems(address, cast)` asks every cell and names each answer that is not what the gate declares, each
canary that somebody saw who may not, and each row that changed where none may.
"""

import inspect
from dataclasses import dataclass

from django.db import transaction
from django.test import Client, RequestFactory, TestCase

from centre.access import PERMISSIONS
from centre.models.people import Role
from tests import canaries, checks, posts, world

USUAL, OTHERS = ("GET", "POST"), ("HEAD", "PUT", "PATCH", "DELETE")
MISSING = {"code": "zzzzzzzz", "pk": 999_999_999, "token": "nothing-that-was-signed"}
FREE_PARTS = {"centre", "day"}
"""Parts of an address that name no row."""


@dataclass(frozen=True)
class Person:
    """Who asks. `role` is what they are today in the northern house, or None."""

    name: str
    user: object
    role: Role | None = None
    audience: str = ""
    """Whose gate opens to them; "" for nobody's."""


def people(cast):
    return [
        Person("anonymous", None),
        Person("stranger", cast.stranger),
        Person("asked", cast.asked),
        Person("left", cast.north.left),
        Person("coming", cast.north.coming),
        Person("southern director", cast.south.director),
        Person("southern worker", cast.south.worker),
        Person("southern resident", cast.south.living),
        Person("former account", cast.north.lived),
        Person("resident", cast.north.living, audience="resident"),
        Person("southern relative", cast.south.reader),
        Person("former relative", cast.north.read_once),
        Person("relative", cast.north.reader, audience="relative"),
        Person("worker", cast.north.worker, Role.SUPPORT_WORKER, "staff"),
        Person("night worker", cast.north.night, Role.NIGHT_WORKER, "staff"),
        Person("director", cast.north.director, Role.DIRECTOR, "staff"),
    ]


class Matrix:
    """Asks about one address and remembers what it found."""

    def __init__(self, address, cast):
        self.address, self.cast = address, cast
        self.allowed = methods_of(address)
        self.cells, self.problems, self.own_canary_seen = 0, [], False

    def ask(self, methods=USUAL + OTHERS):
        for person in people(self.cast):
            client = Client(raise_request_exception=False)
            if person.user:
                client.force_login(person.user)
            for method in methods:
                for whose in self.rows(method):
                    self.cell(client, person, whose, method)
        if "GET" in self.allowed and "GET" in methods and not self.own_canary_seen:
            self.problems.append("nobody saw this page with a canary of their own house")
        return self

    def rows(self, method):
        """A method that the view does not take is refused before anybody asks for a row."""
        return ("own", "foreign", "missing") if self.object_parts() and self.takes(method) else ("own",)

    def object_parts(self):
        return [part for _converter, part in self.address.parts if part not in FREE_PARTS]

    def path(self, whose):
        house = self.cast.south if whose == "foreign" else self.cast.north
        values = {"centre": self.cast.north.centre.slug, "day": posts.day_of(self.cast.north, self.address.name)}
        for part in self.object_parts():
            if whose == "missing":
                values[part] = MISSING[part]
            else:
                values[part] = posts.part_of(house, self.address.name, part)
        return self.address.path(**values)

    def cell(self, client, person, whose, method):
        self.cells += 1
        data = posts.VALID[self.address.name](self.cast.north) if self.takes("POST") else {}
        southern, written = self.southern(method), rows_written()
        before = transaction.savepoint()
        with TestCase.captureOnCommitCallbacks() as self.after_commit:
            answer = client.generic(method, self.path(whose), **body(method, data))
        self.judge(answer, person, whose, method, rows_written() - written)
        if self.southern(method) != southern:
            self.problem(person, whose, method, "changed a row of another house")
        transaction.savepoint_rollback(before)

    def southern(self, method):
        """What changed in the other house so far; nothing but a POST may write at all."""
        return changes(self.cast.south) if method == "POST" else None

    def takes(self, method):
        return method in self.allowed

    def judge(self, answer, person, whose, method, written):
        wanted = self.wanted(person, whose, method)
        if answer.status_code not in wanted:
            self.problem(person, whose, method, f"answered {answer.status_code}, wanted {sorted(wanted)}")
        if method != "POST" and written:
            self.problem(person, whose, method, f"wrote {written} rows")
        self.look_for_canaries(answer, person, whose, method)

    def wanted(self, person, whose, method):
        if not self.takes(method):
            has_to_sign_in = person.user is None and self.address.gate.audience != "invited"
            return {302} if has_to_sign_in else {405}
        if self.address.gate.audience == "invited":
            return {404} if whose != "own" else {302} if method == "POST" else {200}
        if person.user is None:
            return {302}
        if person.audience != self.address.gate.audience:
            return {404}
        if person.role and self.address.gate.permission not in PERMISSIONS[person.role]:
            return {403}
        if whose != "own":
            return {404}
        return {302} if method == "POST" else {200}

    def look_for_canaries(self, answer, person, whose, method):
        leaving = [inspect.getclosurevars(callback).nonlocals for callback in self.after_commit]
        text = answer.content.decode() + repr(answer.headers) + repr(leaving)
        mine = self.may_know(person)
        for canary in set().union(*canaries.planted.values()) - mine:
            if canary in text.lower() and not self.is_own(person, canary):
                self.problem(person, whose, method, f"showed {canary}")
        if mine and answer.status_code == 200 and any(canary in text.lower() for canary in mine):
            self.own_canary_seen = True

    def may_know(self, person):
        """The staff, the house; a resident, what is about them and what hangs on the wall of the house."""
        if self.address.gate.audience == "invited" and person.audience != "staff":
            return {canaries.the_name_of(self.cast.north)}
        if person.audience == "resident":
            return canaries.of_residents(self.cast.north.word)
        if person.audience == "relative":
            return canaries.of_relatives(self.cast.north.word)
        return self.cast.north.canaries if person.role else set()

    def is_own(self, person, canary):
        """A person's own name, in the corner of their own page."""
        user = person.user
        return user is not None and canary in {
            user.family_name,
            user.given_name,
            user.family_latin,
            user.given_latin,
        }

    def problem(self, person, whose, method, what):
        self.problems.append(f"{method} {self.address.name} ({whose} row) by {person.name}: {what}")


def methods_of(address):
    """The methods that a view names: the 405 of an unknown one lists them."""
    answer = address.view(RequestFactory().generic("BREW", "/"), centre="x")
    return set(answer.headers["Allow"].split(", "))


def body(method, data):
    if method != "POST":
        return {}
    pairs = data | posts.operation()
    encoded = "&".join(f"{name}={value}" for name, value in pairs.items())
    return {"data": encoded, "content_type": "application/x-www-form-urlencoded"}


def changes(house):
    with world.inside(house.centre):
        return checks.rows("SELECT count(*), max(id) FROM centre_change")[0]


def rows_written():
    """Rows of scoped tables that this transaction has written so far, taken back or not."""
    sql = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int FROM pg_stat_xact_user_tables WHERE relname = ANY(%s)"
    return checks.rows(sql, sorted(checks.scoped_tables()))[0][0]
