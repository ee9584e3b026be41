from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centre.models import User
from centre.names import TwoLanguages
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet
from residents.models import Resident
from schedules.models import Period

from .models_rounds import Greeting, MealTogether  # noqa: F401  (found by the app here)


class Group(Scoped, TwoLanguages):
    """Residents who are expected together, such as those who go to the farm."""

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["centre", "name"], name="group_one_per_name"),
        ]
        ordering = ["name"]


class GroupMember(Scoped):
    """A resident belongs to a group now. Who left it has no row; the history knows since when and until when."""

    resident_path = "resident"

    group = ScopedKey(Group, related_name="members")
    resident = ScopedKey(Resident, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="group", name="group_member_group_of_same_centre"),
            SameCentre(field="resident", name="group_member_resident_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "group", "resident"], name="group_member_once"),
        ]


class GroupPeriod(Scoped):
    """A period is for a group."""

    group = ScopedKey(Group, related_name="+")
    period = ScopedKey(Period, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="group", name="group_period_group_of_same_centre"),
            SameCentre(field="period", name="group_period_period_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "group", "period"], name="group_period_once"),
        ]


class SignUp(Scoped):
    """A resident said that they come along to something voluntary."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="+")
    period = ScopedKey(Period, related_name="sign_ups")

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="sign_up_resident_of_same_centre"),
            SameCentre(field="period", name="sign_up_period_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "resident", "period"], name="sign_up_once"),
        ]


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


class MarkQuerySet(ScopedQuerySet):
    def recorded(self):
        return self.filter(level__isnull=False)

    def joined(self):
        return self.filter(level__in=JOINED)


class Mark(Scoped):
    """How a resident took part in a period on a date: at most one, with the hand that wrote it last."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="marks")
    period = ScopedKey(Period, related_name="marks")
    day = models.DateField()
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
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
        ]
