"""How somebody took part."""

import datetime as dt

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import LessThan
from django.utils.translation import gettext_lazy as _

from centre.models import User
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet
from residents.models import Resident
from schedules.models import Period


class Level(models.IntegerChoices):
    """How somebody took part. Ordinal: counted, never averaged, never ranked. No row or no level: not recorded."""

    OWN_ROOM = 0, _("Own room, or not today")
    ELSEWHERE = 1, _("Elsewhere in the house")
    NEARBY = 2, _("Nearby, watching")
    WITH_SUPPORT = 3, _("Took part with support")
    TOOK_PART = 4, _("Took part")
    ROLE = 5, _("Took a role, helped others")

    @property
    def glyph(self):
        return f"lv-{self.value}"


JOINED = {Level.NEARBY, Level.WITH_SUPPORT, Level.TOOK_PART, Level.ROLE}
"""The levels that count as joined."""


CHANGED_FREELY = dt.timedelta(days=7)
"""So long after its day an entry is written or changed without saying why."""
IN_UTC = "%(expressions)s AT TIME ZONE 'UTC'"
LATEST_UNSAID = CHANGED_FREELY + dt.timedelta(days=2)
"""The same to the database, which reads UTC: in no zone has the house's own count run out later."""


class MarkQuerySet(ScopedQuerySet):
    def recorded(self):
        return self.filter(level__isnull=False)

    def joined(self):
        return self.filter(level__in=JOINED)


class Mark(Scoped):
    """How a resident took part in a period on a date: at most one, with the hand that wrote it last.

    What is written long after its day says why.
    """

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="marks")
    period = ScopedKey(Period, related_name="marks")
    day = models.DateField()
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    reason = models.CharField(_("why it is changed so late"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    unscoped = MarkQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="mark_resident_of_same_centre"),
            SameCentre(field="period", name="mark_period_of_same_centre"),
            models.UniqueConstraint(
                fields=["centre", "day", "period", "resident"], name="mark_one_a_resident_period_and_day"
            ),
            models.CheckConstraint(condition=Q(level=None) | Q(level__lte=5), name="mark_level_0_to_5"),
            models.CheckConstraint(
                condition=~Q(reason="") | Q(LessThan(Func(F("at"), template=IN_UTC), F("day") + Value(LATEST_UNSAID))),
                name="mark_long_after_says_why",
            ),
        ]
