"""Writes a register into a house, by the house's own actions. Whole, or not at all."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from residents import actions as residents
from residents.models import Resident, Stay
from rooms import actions as rooms
from rooms.models import Room, RoomKind, Wing


@transaction.atomic
def import_register(*, centre, register, capacity):
    """Everybody of a register, their stays and leaves, and the house's places. Gives how many stays were written.

    A register names no rooms: nobody is placed in one. It knows no day of applying either: the day of moving
    in stands for it. What the house refuses is added to `register.problems`; raises ValidationError for a house
    that has records already.
    """
    if Stay.unscoped.filter(centre=centre).exists():
        raise ValidationError("has stays on record already; a register begins a house's records")
    if capacity and Room.unscoped.filter(centre=centre, kind=RoomKind.BEDROOM).exists():
        raise ValidationError("has rooms already: leave --capacity out")
    places = furnish(centre, capacity)
    close(places, register)
    people: dict[str, Resident] = {}
    for stay in sorted(register.stays, key=lambda stay: stay.admitted):
        resident = people.get(stay.person)
        if resident is None:
            resident = people[stay.person] = Resident(centre=centre, family_name=stay.person).insert()
        live(stay, resident)
    return len(register.stays)


def furnish(centre, capacity):
    """One wing of rooms for one: how many there are is all that a register says of them."""
    if not capacity:
        return []
    wing = Wing(centre=centre, name="House", name_ja="居室").insert()
    width = len(str(capacity))
    names = (f"{number:0{width}}" for number in range(1, capacity + 1))
    return [Room(centre=centre, wing=wing, name=name).insert() for name in names]


def close(places, register):
    """Each closed place is some room that is open then; which one does not matter."""
    taken: dict[Any, list] = defaultdict(list)
    for row in register.closures:
        free = (room for room in reversed(places) if not any(overlap(row, other) for other in taken[room.pk]))
        for room, _place in zip(free, range(row.beds), strict=False):
            rooms.take_out_of_service(room=room, beds=1, from_on=row.begins, until_on=row.ends)
            taken[room.pk].append(row)


def overlap(one, other):
    return (other.ends is None or one.begins < other.ends) and (one.ends is None or other.begins < one.ends)


def live(row, resident):
    """A stay with its leaves, ended if it has ended. A fault is noted by its line."""
    try:
        stay = residents.admit(resident=resident, applied_on=row.admitted, moved_in_on=row.admitted, number=row.number)
        for leave in sorted(row.leaves, key=lambda leave: leave.left):
            go_and_come_back(leave, resident)
        if row.discharged:
            residents.move_out(stay=stay, on=row.discharged, reason=row.reason)
    except ValidationError as refused:
        row.row.wrong("id", " ".join(refused.messages))


def go_and_come_back(leave, resident):
    away = residents.go_away(resident=resident, kind=leave.kind, left_on=leave.left, expected_on=leave.returned)
    if leave.returned:
        residents.come_back(away=away, version=away.version, on=leave.returned)
