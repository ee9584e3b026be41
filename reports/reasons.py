"""Why people moved out, in the groups of the report. None is a success or a failure."""

from django.db import models
from django.utils.translation import pgettext_lazy

from residents.models import DepartureReason


class ReasonGroup(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("why people moved out", "As planned")
    OWN_CHOICE = "own_choice", pgettext_lazy("why people moved out", "By own choice, earlier than planned")
    TRANSFER = "transfer", pgettext_lazy("why people moved out", "To other support or a hospital")
    CENTRE = "centre", pgettext_lazy("why people moved out", "The centre's decision, or money")
    DEATH = "death", pgettext_lazy("why people moved out", "Death")
    OTHER = "other", pgettext_lazy("why people moved out", "Other, or not known")


GROUP_OF = {
    DepartureReason.OWN_HOME: ReasonGroup.PLANNED,
    DepartureReason.SHARED_HOME: ReasonGroup.PLANNED,
    DepartureReason.FAMILY_HOME: ReasonGroup.PLANNED,
    DepartureReason.STUDY: ReasonGroup.PLANNED,
    DepartureReason.WORK_WITH_HOUSING: ReasonGroup.PLANNED,
    DepartureReason.PLANNED: ReasonGroup.PLANNED,
    DepartureReason.OWN_CHOICE: ReasonGroup.OWN_CHOICE,
    DepartureReason.OTHER_SUPPORT: ReasonGroup.TRANSFER,
    DepartureReason.ASKED_TO_LEAVE: ReasonGroup.CENTRE,
    DepartureReason.MONEY: ReasonGroup.CENTRE,
    DepartureReason.DEATH: ReasonGroup.DEATH,
    DepartureReason.OTHER: ReasonGroup.OTHER,
}


def group_of(reason):
    """The group of a reason; "" for who lives here still."""
    return GROUP_OF[DepartureReason(reason)].value if reason else ""
