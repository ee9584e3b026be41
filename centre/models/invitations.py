import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from centre.tenancy import Scoped, ScopedQuerySet

HOLDS = dt.timedelta(hours=72)
"""How long an invitation can be used."""


class InvitationQuerySet(ScopedQuerySet):
    def open_at(self, moment):
        """Those that can still be used."""
        return self.filter(used_at=None, ended_at=None, expires_at__gt=moment)

    def newest_first(self):
        return self.order_by("-made_at", "-id")


class Invitation(Scoped):
    """Somebody is asked, by mail, to sign in here with their own account. One use, 72 hours."""

    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    made_by = models.ForeignKey("centre.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """Taken back, or a newer one took its place."""

    unscoped = InvitationQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            *Scoped.Meta.constraints,
            models.CheckConstraint(condition=Q(expires_at__lte=F("made_at") + HOLDS), name="%(class)s_holds_72_hours"),
            models.CheckConstraint(
                condition=Q(used_at=None) | (Q(ended_at=None) & Q(used_at__lt=F("expires_at"))),
                name="%(class)s_used_in_time",
            ),
        ]
