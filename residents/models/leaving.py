from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centre.models import User
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet, WrittenOnce

from .contacts import Account
from .people import Resident, Stay


class SaidHow(models.TextChoices):
    OWN_PAGE = "own_page", _("on the own page")
    TO_STAFF = "to_staff", _("to a member of staff")


class DepartureRequestQuerySet(ScopedQuerySet):
    def standing(self):
        """Said, and not taken back."""
        return self.filter(withdrawn_at=None)

    def open_on(self, day):
        """Standing, and not carried out yet. It has no other state."""
        still_here = Q(stay__moved_out_on=None) | Q(stay__moved_out_on__gt=day)
        return self.standing().filter(still_here)

    def newest_first(self):
        return self.order_by("-said_at", "-id")


class DepartureRequest(Scoped):
    """ "I want to leave." Nobody declines, delays or deletes it; only the person themself takes it back."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="departure_requests")
    stay = ScopedKey(Stay, related_name="departure_requests")
    said_at = models.DateTimeField()
    how = models.CharField(max_length=8, choices=SaidHow)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = ScopedKey(Account, related_name="+", null=True)
    """The account of this very resident: the database refuses every other."""

    unscoped = DepartureRequestQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="departure_request_resident_of_same_centre"),
            SameCentre(field="stay", also="resident", name="departure_request_stay_of_same_resident"),
            SameCentre(field="withdrawn_by", also="resident", name="departure_request_withdrawn_by_the_resident"),
            WrittenOnce(later=["withdrawn_at", "withdrawn_by"], name="departure_request_written_once"),
            models.UniqueConstraint(
                fields=["centre", "stay"], condition=Q(withdrawn_at=None), name="departure_request_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="departure_request_withdrawn_by_somebody",
            ),
        ]
