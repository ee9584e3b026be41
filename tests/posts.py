"""For every address that takes a POST: what a member of staff would really send.

A new POST address without an entry here fails the matrix by name.
"""

import html
import re
import uuid

from centre import invitations
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


def chore(house):
    return {
        "name": "Stairs",
        "starts": "16:00",
        "people": "2",
        "weekdays": "0",
        "from_on": house.today,
    }


def version(data):
    return data | {"version": "1"}


def period(house):
    return {
        "name": "Reading",
        "starts": "18:00",
        "ends": "19:00",
        "kind": "free",
        "leader": house.rows.worker_membership.pk,
        "expects": "all",
        "signal_start": "bell",
    }


def outside(house):
    return {"name": "Hotline", "phone": "188", "position": "2"}


def contact(house):
    return {"kind": "relative", "family_name": "Oda", "relation": "aunt", "language": "ja"}


def note(house):
    return {"day": house.today, "fact": "Cooked curry for everybody.", "topic": "activities"} | {
        "handover": "yes",
        "learning": "taught",
        "with_resident": house.rows.resident.pk,
    }


def task(house):
    return {"what": "Check the heater.", "owner": house.rows.worker_membership.pk, "due_on": house.today}


def news(house):
    return {"on": house.today + 20 * DAY, "text": "Families meet at two."}


VALID = {
    "chores:turn-record": lambda house: (
        {"state": "partly", "done_by": house.rows.resident.pk, "helped_by": ""} | version({})
    ),
    "chores:turn-give": lambda house: version({"to": house.rows.second.pk}),
    "chores:chore-add": chore,
    "chores:chore-change": lambda house: version(chore(house)),
    "centre:duty": lambda house: {"on": "true"},
    "centre:about-add": about,
    "centre:about-change": lambda house: version(about(house)),
    "centre:about-remove": lambda house: {},
    "centre:outside-add": outside,
    "centre:outside-change": lambda house: version(outside(house)),
    "centre:outside-remove": lambda house: {},
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
    "participation:mark": lambda house: version({"who": house.rows.second.code, "level": "2"}),
    "participation:cell": lambda house: {"cell": f"{house.rows.second.code}.{house.rows.period.pk}.1", "brush": "2"},
    "participation:mark-move": lambda house: version({"to": f"{house.rows.resident.code}.0"}),
    "participation:everyone": lambda house: {},
    "participation:undo": lambda house: {"marks": f"{house.rows.second.code}.1."},
    "participation:greet": lambda house: {"who": house.rows.second.code, "outcome": "up", "version": "0"},
    "participation:eat": lambda house: {"who": house.rows.second.code, "add": "lunch"},
    "residents:away-out": lambda house: {"from": "night"},
    "residents:person-change": lambda house: version({"family_name": "Mori", "called": "Ken"}),
    "residents:person-key-worker": lambda house: {
        "key_worker": house.rows.director_membership.pk,
        "seen": house.rows.worker_membership.pk,
    },
    "residents:person-move-out": lambda house: {"on": house.today + DAY, "reason": "own_home"},
    "residents:account": lambda house: {"email": "new@example.org", "language": "en"},
    "residents:account-end": lambda house: {},
    "residents:contact-add": contact,
    "residents:contact-end": lambda house: {},
    "residents:my-contacts": contact,
    "residents:my-contact-end": lambda house: {},
    "residents:rest": lambda house: {},
    "residents:rest-undo": lambda house: {},
    "residents:person-leaves": lambda house: {},
    "residents:leave": lambda house: {},
    "residents:leave-withdraw": lambda house: {},
    "residents:invitation": lambda house: {"new_password1": "a-long-password", "new_password2": "a-long-password"},
    "residents:contact-change": lambda house: version(contact(house)),
    "residents:my-contact-change": lambda house: version(contact(house)),
    "residents:my-consents": lambda house: {"activities": "yes", "daily": "no", "seen": house.rows.said},
    "residents:my-consents-stop": lambda house: {},
    "residents:consents-paper": lambda house: {"signed_on": house.today, "activities": "yes"},
    "residents:consents-stop": lambda house: {},
    "support:notes": note,
    "support:note-change": lambda house: version(note(house)),
    "support:note-task": task,
    "support:person-task": task,
    "support:handover-add": lambda house: {"text": "The boiler is mended.", "must_read": "on"},
    "support:handover-change": lambda house: version({"text": "The boiler is mended."}),
    "support:handover-take-back": lambda house: version({}),
    "support:handover-read": lambda house: version({}),
    "support:handover-read-all": lambda house: {"items": f"{house.rows.handed_note.pk}.1"},
    "support:handover-unread": lambda house: {"items": f"{house.rows.handed_note.pk}.1"},
    "support:task-add": task,
    "support:task-change": lambda house: version(task(house)),
    "support:task-done": lambda house: version({}),
    "families:letter-add": lambda house: version({"own_words": "Greetings."}),
    "families:letter-change": lambda house: version({"own_words": "Greetings."}),
    "families:letter-show": lambda house: version({}),
    "families:letter-take-back": lambda house: version({}),
    "families:letter-remove": lambda house: version({}),
    "families:news-add": news,
    "families:news-change": lambda house: version(news(house)),
    "families:news-remove": lambda house: {},
    "families:link-ask": lambda house: {},
    "families:link-end": lambda house: {},
    "families:my-family-ask": lambda house: {},
    "families:my-letter-change": lambda house: version({"own_words": "Greetings."}),
    "families:my-letter-own-words": lambda house: version({"own_words": "Greetings."}),
    "families:my-letter-decide": lambda house: version({"decision": "send", "parts": "month"}),
    "families:invitation": lambda house: {"new_password1": "a-long-password", "new_password2": "a-long-password"},
    "residents:away-add": lambda house: {"kind": "outing", "left_on": house.today + 9 * DAY},
    "residents:away-back": lambda house: version({}),
    "residents:away-not-back": lambda house: version({"day": house.today}),
    "residents:away-undo": lambda house: version({"day": house.today}),
    "schedules:timetable-add": lambda house: {"name": "Winter", "from_on": house.today + 9 * DAY, "copy": "on"},
    "schedules:timetable-remove": lambda house: {},
    "schedules:period-add": lambda house: period(house) | {"weekdays": (house.today + DAY).weekday()},
    "schedules:period-change": period,
    "schedules:period-remove": lambda house: {},
    "schedules:event-add": lambda house: period(house) | {"on": house.today + DAY},
    "schedules:event-change": lambda house: period(house) | {"on": house.today + DAY},
    "schedules:event-remove": lambda house: {},
    "schedules:special-day-add": lambda house: {"name": "Closed", "kind": "closed", "on": house.today + 9 * DAY},
    "schedules:special-day-remove": lambda house: {},
    "schedules:lesson": lambda house: version({"did": "Said a poem.", "next": "Another.", "way": "improvised"}),
    "participation:sign-up": lambda house: {"residents": house.rows.second.pk},
    "rooms:move-in": lambda house: stay(house) | {"family_name": "Oda"},
    "rooms:move-in-again": stay,
    "rooms:move": lambda house: {"room": house.rows.free_room.pk, "night": house.today},
    "rooms:wing-add": wing,
    "rooms:wing-change": lambda house: version(wing(house)),
    "rooms:room-add": room,
    "rooms:room-change": lambda house: version(room(house)),
    "rooms:closure-add": lambda house: {"from_on": house.today, "until_on": house.today + 3 * DAY},
    "rooms:closure-remove": lambda house: {},
}

ROWS = {
    "chores:turn-record": "turn",
    "chores:turn-give": "open_turn",
    "chores:chore-": "chore",
    "home:ring": "ring",
    "schedules:timetable-": "coming_timetable",
    "schedules:period-": "period",
    "schedules:event-": "coming_event",
    "schedules:lesson": "period",
    "schedules:special-day-": "special_day",
    "participation:sign-up": "event",
    "taking-part:year": "second",
    "centre:about-": "about",
    "centre:outside-": "officer",
    "centre:staff-": "worker_membership",
    "participation:": "period",
    "participation:mark-": "mark",
    "residents:away-out": "second",
    "residents:away-back": "away",
    "residents:away-not-back": "away",
    "residents:away-undo": "away",
    "residents:account-end": "second",
    "residents:contact-end": "mother",
    "residents:my-contact-end": "mother",
    "residents:contact-change": "mother",
    "residents:my-contact-change": "mother",
    "residents:my-consents": "mother",
    "residents:consents": "mother",
    "support:notes": "second",
    "support:note-change": "note",
    "support:note-task": "note",
    "support:person-task": "second",
    "support:handover-": "handover",
    "support:task-": "task",
    "families:letter": "sent",
    "families:letter-add": "sister",
    "families:letter-change": "draft",
    "families:letter-show": "draft",
    "families:letter-remove": "draft",
    "families:letter-take-back": "waiting",
    "families:news": "news",
    "families:link": "father",
    "families:my-family": "mother",
    "families:my-family-ask": "father",
    "families:my-letter": "waiting",
    "residents:": "resident",
    "rooms:move-in-again": "former",
    "rooms:move": "resident",
    "rooms:wing-": "wing",
    "rooms:room": "room",
    "rooms:closure-add": "free_room",
    "rooms:closure-remove": "closure",
}
"""Which row of the cast an address is about, by the longest beginning of its name."""


def row_of(house, name):
    fits = [start for start in ROWS if name.startswith(start)]
    return getattr(house.rows, ROWS[max(fits, key=len)])


def part_of(house, name, part):
    if part == "day":
        return day_of(house, name)
    if part == "token":
        is_of_family = name.startswith("families:")
        return invitations.token_of(house.rows.link_invitation if is_of_family else house.rows.invitation)
    row = row_of(house, name)
    return row.code if part == "code" else row.pk


def day_of(house, name):
    """Today, or the month of a letter by its first day."""
    return (house.rows.last_month if name == "families:family-month" else house.today).isoformat()


def undo_in(page):
    """The way back that a page offers in what it says was done: (address, fields)."""
    _before, form = page.content.decode().split('</span><form method="post" action="')
    address, form = form.split('"', 1)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form.split("</form>")[0]))
    del fields["csrfmiddlewaretoken"], fields["operation"]
    return address, {name: html.unescape(value) for name, value in fields.items()}
