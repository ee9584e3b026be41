from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from centre.names import Named, in_words_of
from centre.nights import Nights
from centre.tenancy import CentreWall, SameCentre, Scoped, ScopedKey, ScopedQuerySet


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)  # type: ignore[attr-defined]
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Theme(models.TextChoices):
    SYSTEM = "", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractBaseUser, Named):
    """Somebody who signs in. Shared: one person may work in two houses, or live in one and later work there."""

    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    theme = models.CharField(_("light or dark"), max_length=5, choices=Theme, blank=True, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["family_name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_one_per_address_in_any_case")]

    def __str__(self):
        return self.name


class Role(models.TextChoices):
    SUPPORT_WORKER = "support", _("Support worker")
    NIGHT_WORKER = "night", _("Night worker")
    DIRECTOR = "director", _("Director")


class MembershipQuerySet(ScopedQuerySet):
    def working_on(self, day):
        """Those who work here on a date; the last day counts. Whoever was only asked does not work here yet."""
        return self.filter(accepted_at__isnull=False, from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gte=day))

    def as_long_as(self, last_day):
        """Those whose work ends no earlier than on a day; None: those whose work has no end."""
        open_ended = Q(until_on=None)
        return self.filter(open_ended if last_day is None else open_ended | Q(until_on__gte=last_day))

    def ended_by(self, day):
        return self.filter(until_on__lt=day)

    def one_each(self):
        """The latest of each person: somebody may have two roles side by side."""
        return self.filter(pk__in=self.order_by("user", "-from_on", "-id").distinct("user").values("pk"))

    def by_name(self):
        """Whoever was only asked comes last: a place among the names would tell theirs."""
        name = models.Case(models.When(accepted_at__isnull=False, then="user__sort_key"))
        return self.select_related("user").order_by(name.asc(nulls_last=True), "from_on", "id")


class Membership(Scoped):
    """A person works in a house, in one role, from a day until a day. Several over time, also side by side."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=8, choices=Role)
    title = models.CharField(_("title"), max_length=80, blank=True, help_text=_("Such as counsellor or founder."))
    title_ja = models.CharField(_("title in Japanese"), max_length=80, blank=True)
    from_on = models.DateField(pgettext_lazy("first day of work", "from"))
    until_on = models.DateField(_("last day"), null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True, default=timezone.now, editable=False)
    """None: the house asked somebody, and waits for their yes. Nothing is open to them, and the house sees the
    address that it wrote, no name; nor whether it had an account before."""

    unscoped = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            CentreWall(name="centre_membership_wall", own_rows=True),
            models.UniqueConstraint(fields=["centre", "id"], name="centre_membership_key"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("The last day is before the first."),
            ),
            ExclusionConstraint(
                name="membership_one_of_a_role_at_a_time",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Nights("from_on", "until_on", last_day_counts=True), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already has this role at that time."),
            ),
        ]

    def __str__(self):
        return self.user.email if self.accepted_at is None else self.user.name

    def is_working_on(self, day):
        return self.accepted_at is not None and self.from_on <= day and (self.until_on is None or self.until_on >= day)

    @classmethod
    def of_user_at(cls, user, moment):
        """Where this person works at an instant, each house by its own calendar. Needs no centre."""
        rows = cls.unscoped.filter(user=user).select_related("centre").order_by("centre__name", "from_on")
        return [row for row in rows if row.is_working_on(row.centre.day_at(moment))]

    @classmethod
    def asked_of(cls, user):
        """Where a house waits for this person's yes. Needs no centre."""
        return cls.unscoped.filter(user=user, accepted_at=None).select_related("centre").order_by("id")

    @property
    def label(self):
        return in_words_of(get_language(), self.title, self.title_ja) or self.get_role_display()


class Duty(Scoped):
    """A member of staff said that they are on duty on a day: a tick, not a rota."""

    membership = ScopedKey(Membership, related_name="duties")
    day = models.DateField()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="membership", name="duty_membership_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "membership", "day"], name="duty_once_a_day"),
        ]
