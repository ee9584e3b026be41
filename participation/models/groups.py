"""Who is expected at what is not for everybody: groups, and those who signed up."""

from django.db import models

from centre.names import TwoLanguages
from centre.tenancy import SameCentre, Scoped, ScopedKey
from residents.models import Resident
from schedules.models import Period


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

    open_to = frozenset({"resident"})  # part of the timetable; who belongs to the group is not

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
