from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centre.models import Invitation, User
from centre.names import Named
from centre.tenancy import CentreWall, SameCentre, Scoped, ScopedKey, ScopedQuerySet

from .people import Resident


class ContactKind(models.TextChoices):
    RELATIVE = "relative", _("Family")
    OUTSIDE_PERSON = "outside", _("Person I trust outside")
    EMERGENCY = "emergency", _("Emergency contact")
    PAYER = "payer", _("Payer")


class ContactQuerySet(ScopedQuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def in_order(self):
        return self.order_by("kind", "sort_key", "id")


class Contact(Scoped, Named):
    """Somebody outside the house whom a resident has named. To pay gives no right to be told anything."""

    resident_path = "resident"
    contact_path = "pk"

    resident = ScopedKey(Resident, related_name="contacts")
    kind = models.CharField(_("who this is"), max_length=9, choices=ContactKind)
    relation = models.CharField(_("in which relation"), max_length=40, blank=True, help_text=_("Such as mother."))
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    """The resident does not name this person any more."""
    version = models.PositiveIntegerField(default=1, editable=False)

    unscoped = ContactQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="contact_resident_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "resident", "id"], name="contact_resident_key"),
        ]


class AccountInvitation(Invitation):
    """A resident is asked to have a sign-in of their own."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="+")

    class Meta(Invitation.Meta):
        constraints = [
            *Invitation.Meta.constraints,
            SameCentre(field="resident", name="account_invitation_resident_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "resident", "id"], name="account_invitation_resident_key"),
            models.UniqueConstraint(
                fields=["centre", "resident"],
                condition=Q(used_at=None, ended_at=None),
                name="account_invitation_one_open",
            ),
        ]


class AccountQuerySet(ScopedQuerySet):
    def current(self):
        return self.filter(ended_at=None)


class Account(Scoped):
    """A resident's own sign-in."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="accounts")
    user = models.ForeignKey(User, models.PROTECT, related_name="resident_accounts")
    invitation = ScopedKey(AccountInvitation, related_name="+")
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    unscoped = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            CentreWall(name="residents_account_wall", own_rows=True),
            models.UniqueConstraint(fields=["centre", "id"], name="residents_account_key"),
            SameCentre(field="resident", name="account_resident_of_same_centre"),
            SameCentre(field="invitation", also="resident", name="account_invitation_of_same_resident"),
            models.UniqueConstraint(fields=["centre", "resident", "id"], name="account_resident_key"),
            models.UniqueConstraint(fields=["centre", "invitation"], name="account_one_per_invitation"),
            models.UniqueConstraint(
                fields=["centre", "resident"], condition=Q(ended_at=None), name="account_one_per_resident"
            ),
            models.UniqueConstraint(
                fields=["centre", "user"], condition=Q(ended_at=None), name="account_one_per_person"
            ),
        ]

    @classmethod
    def of_user(cls, user):
        """Where this person has a page of their own. Needs no centre."""
        return list(cls.unscoped.current().filter(user=user).select_related("centre").order_by("id"))
