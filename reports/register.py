"""A register of stays on paper or in a spreadsheet, read from CSV files: every row, or every fault of every row.

stays:    id, person, admitted, discharged, reason    (discharged and reason empty: lives here still)
leaves:   stay, left, returned, kind                  (returned empty: still away, or until moving out)
closures: from, until, beds                           (the place is in service again on `until`)
"""

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from django.core.exceptions import ValidationError

from centre.converters import FIRST, LAST
from centre.forms import no_hidden_characters
from residents.models import AwayKind, DepartureReason

AWAY = [kind.value for kind in AwayKind if kind != AwayKind.REST]
REASONS = {reason.value: reason for reason in DepartureReason} | {"transfer": DepartureReason.OTHER_SUPPORT}
"""The house's own words, and the groups of the report where a register says no more."""


@dataclass
class Row:
    """A line of a file, and what is wrong with it."""

    file: str
    line: int
    values: dict
    problems: list

    def wrong(self, column, why):
        self.problems.append(f"{self.file}, line {self.line}, column {column}: {why}")

    def text(self, column, longest=40):
        value = self.values[column]
        if not value:
            self.wrong(column, "is empty")
        elif len(value) > longest:
            self.wrong(column, f"has more than {longest} letters")
        try:
            no_hidden_characters(value)
        except ValidationError as hidden:
            self.wrong(column, " ".join(hidden.messages))
        return value

    def date(self, column, optional=False):
        value = self.values[column]
        if not value and optional:
            return None
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            self.wrong(column, f"{value!r} is no date like 2025-03-31")
            return None
        if not FIRST <= day <= LAST:
            self.wrong(column, f"{value} is not from {FIRST} to {LAST}")
            return None
        return day

    def one_of(self, column, known):
        value = self.values[column]
        if value not in known:
            self.wrong(column, f"{value!r} is not one of {', '.join(known)}")
            return None
        return value


@dataclass
class StayRow:
    row: Row
    number: str
    person: str
    admitted: dt.date | None
    discharged: dt.date | None
    reason: str
    leaves: list = field(default_factory=list)


@dataclass
class LeaveRow:
    row: Row
    left: dt.date | None
    returned: dt.date | None
    kind: str | None


@dataclass
class ClosureRow:
    row: Row
    begins: dt.date | None
    ends: dt.date | None
    beds: int


@dataclass
class Register:
    stays: list[StayRow] = field(default_factory=list)
    closures: list[ClosureRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(stays, leaves=None, closures=None, capacity=0):
    """The register in these files. Its `problems` name each fault by file, line and column."""
    register = Register()
    problems = register.problems
    register.stays = [
        stay_in(row) for row in rows(stays, ["id", "person", "admitted", "discharged", "reason"], problems)
    ]
    known: dict[str, StayRow] = {}
    for stay in register.stays:
        if stay.number in known:
            stay.row.wrong("id", f"{stay.number} stands on line {known[stay.number].row.line} already")
        known.setdefault(stay.number, stay)
    for row in rows(leaves, ["stay", "left", "returned", "kind"], problems) if leaves else ():
        add_leave(row, known)
    for row in rows(closures, ["from", "until", "beds"], problems) if closures else ():
        register.closures.append(closure_in(row, capacity))
    stays_of_a_person_do_not_overlap(register.stays)
    for stay in register.stays:
        leaves_do_not_overlap(stay)
    too_many_closed(register.closures, capacity)
    return register


def rows(path, columns, problems):
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as missing:
        problems.append(f"{path.name}: {missing.strerror}")
        return
    except UnicodeDecodeError:
        problems.append(f"{path.name}: is not UTF-8")
        return
    lines = csv.reader(text.splitlines())
    head = [name.strip() for name in next(lines, [])]
    if head != columns:
        problems.append(f"{path.name}, line 1: the columns are {','.join(columns)}, not {','.join(head)}")
        return
    for values in lines:
        if not any(value.strip() for value in values):
            continue
        row = Row(path.name, lines.line_num, dict(zip(columns, map(str.strip, values), strict=False)), problems)
        if len(values) == len(columns):
            yield row
        else:
            problems.append(f"{path.name}, line {row.line}: {len(values)} columns instead of {len(columns)}")


def stay_in(row):
    number, person = row.text("id"), row.text("person", 80)
    admitted, discharged = row.date("admitted"), row.date("discharged", optional=True)
    reason = ""
    if row.values["discharged"] and (known := row.one_of("reason", REASONS)):
        reason = REASONS[known].value
    elif row.values["reason"] and not row.values["discharged"]:
        row.wrong("reason", "is given, but nobody has moved out")
    if admitted and discharged and discharged < admitted:
        row.wrong("discharged", f"{discharged} is before the day of moving in")
    return StayRow(row, number, person, admitted, discharged, reason)


def add_leave(row, known):
    stay = known.get(row.values["stay"])
    left, returned = row.date("left"), row.date("returned", optional=True)
    leave = LeaveRow(row, left, returned, row.one_of("kind", AWAY))
    if stay is None:
        row.wrong("stay", f"there is no stay {row.values['stay']!r}")
        return
    stay.leaves.append(leave)
    if left and returned and returned < left:
        row.wrong("returned", f"{returned} is before the day of leaving")
    if left and stay.admitted and left < stay.admitted:
        row.wrong("left", f"{left} is before the day of moving in")
    if left and stay.discharged and left >= stay.discharged:
        row.wrong("left", f"{left} is not before the day of moving out")
    if returned and stay.discharged and returned > stay.discharged:
        row.wrong("returned", f"{returned} is after the day of moving out")


def closure_in(row, capacity):
    begins, ends = row.date("from"), row.date("until", optional=True)
    beds = int(row.values["beds"]) if row.values["beds"].isdecimal() else 0
    if not 1 <= beds <= capacity:
        row.wrong("beds", f"{row.values['beds']!r} is not a number from 1 to the capacity, {capacity}")
    if begins and ends and ends <= begins:
        row.wrong("until", f"{ends} is not after the first night")
    return ClosureRow(row, begins, ends, beds)


def stays_of_a_person_do_not_overlap(stays):
    of_person = defaultdict(list)
    for stay in stays:
        if stay.admitted:
            of_person[stay.person].append(stay)
    for several in of_person.values():
        for one, following in pairwise(sorted(several, key=span)):
            if one.discharged is None or one.discharged > following.admitted:
                following.row.wrong("admitted", f"{following.person} has stay {one.number} at that time")


def span(stay):
    return stay.admitted, stay.discharged or LAST


def leaves_do_not_overlap(stay):
    for one, following in pairwise(sorted((leave for leave in stay.leaves if leave.left), key=lambda o: o.left)):
        if one.returned is None or one.returned > following.left:
            following.row.wrong("left", f"is within the leave of line {one.row.line}")


def too_many_closed(closures, capacity):
    """Never more places out of service in a night than there are."""
    whole = [closure for closure in closures if closure.begins]
    for closure in whole:
        at_once = [c for c in whole if c.begins <= closure.begins and (c.ends is None or c.ends > closure.begins)]
        if sum(c.beds for c in at_once) > capacity and closure is at_once[-1]:
            closure.row.wrong("beds", f"with the other lines, more places than the capacity, {capacity}, are closed")
