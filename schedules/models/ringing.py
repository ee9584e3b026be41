"""What is signalled, and each time that it was or will be."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet

from .timetable import Edge, Period


class Signal(models.TextChoices):
    BELL = "bell", _("Bell")
    CALL = "call", _("Spoken call")
    KNOCK = "knock", _("Knock")


class Bell(Scoped):
    """What is signalled: a period, its start or end, and how. Only a bell is heard; a call or knock is shown."""

    open_to = frozenset({"resident"})

    period = ScopedKey(Period, related_name="bells")
    edge = models.CharField(max_length=5, choices=Edge)
    signal = models.CharField(max_length=5, choices=Signal)

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="period", name="bell_period_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "period", "edge"], name="bell_one_at_an_edge"),
        ]

    @property
    def wall_time(self):
        return self.period.starts if self.edge == Edge.START else self.period.ends


class RingState(models.TextChoices):
    PLANNED = "planned", _("planned")
    RUNG = "rung", _("rung")
    MISSED = "missed", _("missed")
    CANCELLED = "cancelled", _("cancelled")


class RingQuerySet(ScopedQuerySet):
    def rung(self):
        return self.filter(state=RingState.RUNG)

    def rung_since(self, moment):
        """What has rung since a moment, the earliest first."""
        return self.rung().filter(rung_at__gt=moment).order_by("due_at", "id")

    def with_period(self):
        return self.select_related("bell__period")


class Ring(Scoped):
    """One bell on one date of the house. This row is the exactly-once: it is claimed by one UPDATE (design 1)."""

    open_to = frozenset({"resident"})

    bell = ScopedKey(Bell, related_name="rings")
    on = models.DateField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=RingState, default=RingState.PLANNED)
    rung_at = models.DateTimeField(null=True, blank=True)

    unscoped = RingQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="bell", name="ring_bell_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "bell", "on"], name="ring_once_a_bell_and_date"),
            models.CheckConstraint(
                condition=Q(state=RingState.RUNG, rung_at__isnull=False) | (~Q(state=RingState.RUNG) & Q(rung_at=None)),
                name="ring_rung_with_its_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="planned"), name="ring_planned_by_instant"),
            models.Index(fields=["centre", "due_at"], name="ring_of_a_house_by_instant"),
        ]

    @property
    def late(self):
        """Seconds between the due instant and the ring; 0 for one a little early."""
        return max(0.0, (self.rung_at - self.due_at).total_seconds()) if self.rung_at else None
