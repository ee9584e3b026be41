from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from centre.nights import Nights
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet

from .people import Resident


class AwayKind(models.TextChoices):
    HOME = "home", _("At home")
    TRAVEL = "travel", _("Travelling")
    HOSPITAL = "hospital", _("In hospital")
    WORK = "work", _("Work or training")
    OUTING = "outing", _("Out")
    CLINIC = "clinic", _("Clinic")
    REST = "rest", _("Agreed rest")


class AwayQuerySet(ScopedQuerySet):
    def open_on(self, day):
        """Everybody's time away that touches a date and is not over."""
        return self.filter(left_on__lte=day, back_on=None)

    def planned_after(self, day):
        return self.filter(left_on__gt=day, back_on=None)

    def touching(self, day):
        """Everybody's time away that touches a date, over by now or not."""
        return self.filter(Q(back_on=None) | Q(back_on__gte=day), left_on__lte=day)

    def by_resident_on(self, day):
        """The times away that touch a date, {resident: [the earliest first, …]}. One query."""
        found: dict[int, list[Away]] = {}
        for away in self.touching(day).order_by("left_on", "left_time", "id"):
            found.setdefault(away.resident_id, []).append(away)
        return found

    def touching_any(self, first, last):
        """Everybody's time away that touches a range of dates, the earliest first."""
        touching = self.filter(Q(back_on=None) | Q(back_on__gte=first), left_on__lte=last)
        return touching.order_by("left_on", "left_time", "id")

    def by_return(self):
        return self.order_by(F("expected_on").asc(nulls_last=True), "expected_time", "left_on", "id")


class Away(Scoped):
    """A resident is not expected in the day: out, away overnight, at the clinic, at work, or resting as agreed."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="aways")
    kind = models.CharField(_("what for"), max_length=8, choices=AwayKind)
    left_on = models.DateField(_("from"))
    left_time = models.TimeField(_("from about"), null=True, blank=True)
    expected_on = models.DateField(_("back on"), null=True, blank=True, help_text=_("Leave it empty if it is open."))
    expected_time = models.TimeField(_("back about"), null=True, blank=True)
    back_on = models.DateField(_("came back on"), null=True, blank=True, editable=False)
    back_time = models.TimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    unscoped = AwayQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="away_resident_of_same_centre"),
            models.CheckConstraint(
                condition=Q(expected_on=None) | Q(expected_on__gte=F("left_on")),
                name="away_expected_after_leaving",
                violation_error_message=_("The day of coming back is before the day of leaving."),
            ),
            models.CheckConstraint(
                condition=Q(back_on=None) | Q(back_on__gte=F("left_on")),
                name="away_back_after_leaving",
            ),
            models.CheckConstraint(
                condition=Q(back_time=None) | Q(back_on__isnull=False),
                name="away_back_time_with_its_day",
            ),
            ExclusionConstraint(
                name="away_one_at_a_time",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("resident", RangeOperators.EQUAL),
                    (
                        Nights("left_on", Coalesce("back_on", Cast("expected_on", models.DateField()))),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This person is already away at that time."),
            ),
        ]

    def is_overnight_on(self, day):
        """Out for the night, so the moon stands beside the name."""
        return self.expected_on is None or self.expected_on > day or self.left_on < day

    @property
    def is_in_the_house(self):
        return self.kind == AwayKind.REST

    def is_late_on(self, day):
        return self.back_on is None and self.expected_on is not None and self.expected_on < day

    def has_begun_by(self, day, time):
        return self.left_on < day or (self.left_on == day and (self.left_time is None or self.left_time <= time))

    def is_out_at(self, day, time):
        """Whether somebody is out of the house now: they left, and nobody has noted that they are back."""
        return self.has_begun_by(day, time) and self.back_on is None and not self.is_in_the_house

    def keeps_from(self, day, time, today):
        """Whether somebody is not expected in what begins at a wall time of a date.

        Night is midnight and ranges are half-open: the day of leaving counts, the day of coming back does
        not, unless an hour is known. Who is late back on `today` is away until somebody notes the return.
        """
        if not self.has_begun_by(day, time):
            return False
        on, back_time = self.back_at
        if on is None or self.is_late_on(today):
            return True
        if day != on:
            return day < on
        return time < back_time if back_time is not None else self.left_on == day

    @property
    def back_at(self):
        """When somebody came back or, until they have, means to: a date, and the hour where one is known."""
        on = self.back_on or self.expected_on
        return on, self.back_time or (self.expected_time if on == self.expected_on else None)


def what_keeps(aways, day, time, today):
    """Which of somebody's times away keeps them from what begins then; None for somebody who is expected."""
    return next((away for away in aways if away.keeps_from(day, time, today)), None)
