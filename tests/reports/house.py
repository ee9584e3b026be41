"""A house to put stays into, one line each."""

import datetime as dt
from dataclasses import dataclass

from centre.access import Viewer
from centre.models import Centre, User
from reports.stays import stay_report
from residents.models import Away, Resident, Stay
from rooms.models import Room, Wing


def day(text):
    return dt.date.fromisoformat(text)


@dataclass
class House:
    centre: Centre
    viewer: Viewer
    director: User

    def stay(self, moved_in, moved_out=None, reason="own_home", resident=None, **details):
        resident = resident or Resident.unscoped.create(centre=self.centre, family_name="Somebody")
        return Stay.unscoped.create(
            centre=self.centre,
            resident=resident,
            applied_on=moved_in,
            moved_in_on=moved_in,
            moved_out_on=moved_out,
            reason=reason if moved_out else "",
            **details,
        )

    def away(self, stay, left, back=None, expected=None, kind="home"):
        return Away.unscoped.create(
            centre=self.centre, resident=stay.resident, kind=kind, left_on=left, back_on=back, expected_on=expected
        )

    def rooms(self, number, **details):
        wing = Wing.unscoped.create(centre=self.centre, name=f"Wing {number} {details}")
        return [Room.unscoped.create(centre=self.centre, wing=wing, name=str(n), **details) for n in range(number)]

    def report(self, first, last, as_of=None):
        first, last = day(first), day(last)
        return stay_report(self.viewer, first, last, day(as_of) if as_of else last)
