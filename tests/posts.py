"""For every address that takes a POST: what a member of staff would really send.

A new POST address without an entry here fails the matrix by name.
"""

import uuid

from tests.world import DAY


def operation():
    return {"operation": str(uuid.uuid4())}


def about(house):
    return {"title": "Getting here", "text": "By the staff car.", "position": "1"}


def wing(house):
    return {"name": "East", "storey": "2", "for_whom": "women"}


def room(house):
    return {
        "wing": house.rows.wing.pk,
        "name": "301",
        "kind": "bedroom",
        "beds": "1",
        "has_window": "unknown",
    } | {"is_heated": "true"}


def stay(house):
    return {
        "applied_on": house.today - 10 * DAY,
        "moved_in_on": house.today,
        "kind": "regular",
        "room": house.rows.third_room.pk,
        "key_worker": house.rows.worker_membership.pk,
    }


def version(data):
    return data | {"version": "1"}


VALID = {
    "centre:about-add": about,
    "centre:about-change": lambda house: version(about(house)),
    "centre:about-remove": lambda house: {},
    "centre:settings": lambda house: version(
        {
            "name": "A house",
            "language": "ja",
            "time_zone": "Asia/Tokyo",
            "profile": "private",
            "second_factor": "off",
        }
    ),
    "centre:staff-add": lambda house: {
        "email": "new@example.org",
        "family_name": "New",
        "role": "support",
        "from_on": house.today,
    },
    "centre:staff-change": lambda house: {"last_day": house.today},
    "residents:person-change": lambda house: version({"family_name": "Mori", "called": "Ken"}),
    "residents:person-key-worker": lambda house: {"key_worker": house.rows.director_membership.pk},
    "residents:person-move-out": lambda house: {"on": house.today + DAY, "reason": "own_home"},
    "residents:away-add": lambda house: {"kind": "outing", "left_on": house.today + 9 * DAY},
    "residents:away-back": lambda house: {},
    "residents:away-not-back": lambda house: {},
    "residents:away-undo": lambda house: {},
    "rooms:move-in": lambda house: stay(house) | {"family_name": "Oda"},
    "rooms:move-in-again": stay,
    "rooms:move": lambda house: {"room": house.rows.free_room.pk, "night": house.today},
    "rooms:wing-add": wing,
    "rooms:wing-change": lambda house: version(wing(house)),
    "rooms:room-add": room,
    "rooms:room-change": lambda house: version(room(house)),
}

ROWS = {
    "home:ring": "ring",
    "centre:about-": "about",
    "centre:staff-": "worker_membership",
    "residents:away-back": "away",
    "residents:away-not-back": "away",
    "residents:away-undo": "away",
    "residents:": "resident",
    "rooms:move-in-again": "former",
    "rooms:move": "resident",
    "rooms:wing-": "wing",
    "rooms:room": "room",
}
"""Which row of the cast an address is about, by the longest beginning of its name."""


def row_of(house, name):
    fits = [start for start in ROWS if name.startswith(start)]
    return getattr(house.rows, ROWS[max(fits, key=len)])


def part_of(house, name, part):
    if part == "day":
        return house.today.isoformat()
    row = row_of(house, name)
    return row.code if part == "code" else row.pk
