"""What one shift tells the next, who has read it, and what is to be done: by the app's own actions."""

import datetime as dt

from centre.models import Membership, User
from residents.models import Resident
from support import actions

from .almanac import DAY

HOUR = dt.timedelta(hours=1)


class Shifts:
    """The hand-over of one house."""

    def __init__(self, centre, now, data):
        self.centre, self.now, self.data = centre, now, data
        self.today = centre.day_at(now)

    def live(self):
        for row in self.data["notes"]:
            self.note(**row)
        for row in self.data["items"]:
            item = actions.tell(centre=self.centre, text=row["text"], must_read=row["must"], **self.written(row))
            self.read(item, row["read_by"])
        for row in self.data["tasks"]:
            self.task(**row)

    def written(self, row):
        return {"by": self.user(row["by"]), "at": self.now - row["hours"] * HOUR}

    def note(self, about, by, hours, read_by=(), to=None, **words):
        written = self.written({"by": by, "hours": hours})
        day = self.centre.day_at(written["at"])
        other = {"with_resident": self.resident(to)} if to else {}
        note = actions.write(resident=self.resident(about), today=day, day=day, **written, **other, **words)
        for item in note.handovers.all():
            self.read(item, read_by)

    def read(self, item, readers):
        for reader in readers:
            actions.read(items=[item], by=self.user(reader), at=min(self.now, item.at + 9 * HOUR))

    def task(self, by, hours, owner, in_days, done_by=None, about=None, **what):
        written = self.written({"by": by, "hours": hours})
        whose = Membership.unscoped.get(centre=self.centre, user=self.user(owner))
        about = {"resident": self.resident(about)} if about else {}
        due = {"due_on": self.today + in_days * DAY, "today": self.centre.day_at(written["at"])}
        task = actions.add_task(centre=self.centre, owner=whose, **due, **written, **about, **what)
        if done_by:
            at = self.now - HOUR
            actions.tick(task=task, is_done=True, version=task.version, by=self.user(done_by), at=at)

    def user(self, who):
        """Of the house, by the beginning of their address."""
        return User.objects.get(email__in=[f"{who}@{self.centre.slug}.example", f"{who}@houses.example"])

    def resident(self, name):
        family, given = name.split(" ")
        return Resident.unscoped.get(centre=self.centre, family_latin=family, given_latin=given)
