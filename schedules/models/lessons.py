"""What was done in a period, so that the next time begins where this one ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from centre.models import User
from centre.tenancy import CHANGED_JUST_NOW, SameCentre, Scoped, ScopedKey, ScopedQuerySet

from .timetable import Period


class HowItCame(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("in a period", "As planned")
    IMPROVISED = "improvised", _("Made up on the spot")


class LessonQuerySet(ScopedQuerySet):
    def newest_first(self):
        return self.select_related("period", "by").order_by("-day", "-period__starts", "-id")


class Lesson(Scoped):
    """One line about a period on a day: what we did, what comes next. About what was done, not about a person."""

    period = ScopedKey(Period, related_name="lessons", editable=False)
    day = models.DateField(editable=False)
    did = models.CharField(
        pgettext_lazy("in a period", "what we did"),
        max_length=300,
        help_text=_("About what was done, not about a person."),
    )
    next = models.CharField(_("what comes next"), max_length=300, blank=True)
    way = models.CharField(_("how it came about"), max_length=10, choices=HowItCame)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    unscoped = LessonQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="period", name="lesson_period_of_same_centre"),
            models.UniqueConstraint(
                fields=["centre", "period", "day"],
                name="lesson_one_a_period_and_day",
                violation_error_message=CHANGED_JUST_NOW,
            ),
            models.CheckConstraint(condition=~models.Q(did=""), name="lesson_says_what_was_done"),
        ]
        indexes = [models.Index(fields=["centre", "day"], name="lesson_of_the_days")]

    @property
    def is_planned(self):
        return self.way == HowItCame.PLANNED
