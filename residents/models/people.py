from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from centre.models import Membership
from centre.names import Named, SearchKey
from centre.nights import Nights
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet
from residents.codes import new_code


class ResidentQuerySet(ScopedQuerySet):
    def living_in_on(self, day):
        return self.filter(stays__in=Stay.unscoped.open_on(day))

    def lived_here_before(self, day):
        """People whose last stay is over."""
        return self.exclude(pk__in=self.living_in_on(day)).filter(stays__moved_in_on__lte=day).distinct()

    def matching(self, words):
        """Residents whose name, reading or Latin name holds every word."""
        rows = self
        for word in words.split()[:5]:
            rows = rows.filter(search_key__contains=SearchKey(models.Value(word)))
        return rows

    def by_name(self):
        return self.order_by("sort_key", "id")


class Resident(Scoped, Named):
    """A person who lives in the house, or did. An adult who decides."""

    resident_path = "pk"

    code = models.CharField(max_length=10, default=new_code, editable=False)
    called = models.CharField(
        _("likes to be called"), max_length=80, blank=True, help_text=_("If it is not the name above.")
    )
    name_is_alias = models.BooleanField(_("the name is an alias"), default=False)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    unscoped = ResidentQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["centre", "code"], name="resident_one_per_code"),
        ]


class StayKind(models.TextChoices):
    REGULAR = "regular", _("Regular stay")
    TRIAL = "trial", _("Trial stay")
    RESPITE = "respite", _("Short stay for respite")


class DepartureReason(models.TextChoices):
    OWN_HOME = "own_home", _("Planned: own home")
    SHARED_HOME = "shared_home", _("Planned: shared or supported home")
    FAMILY_HOME = "family_home", _("Planned: family home, by choice")
    STUDY = "study", _("Planned: study or training")
    WORK_WITH_HOUSING = "work", _("Planned: work with housing")
    PLANNED = "planned", _("Planned: not said where")
    OWN_CHOICE = "own_choice", _("Own choice, earlier than planned")
    OTHER_SUPPORT = "other_support", _("Moved to other support or hospital")
    ASKED_TO_LEAVE = "asked_to_leave", _("Asked to leave by the centre")
    MONEY = "money", _("Money ran out, or the payer stopped")
    DEATH = "death", _("Death")
    OTHER = "other", _("Other or not known")


class StayQuerySet(ScopedQuerySet):
    def open_on(self, day):
        """Stays that hold the night of a date: moved in by then, not moved out by then."""
        return self.filter(moved_in_on__lte=day).filter(Q(moved_out_on=None) | Q(moved_out_on__gt=day))

    def open_between(self, first, last):
        """Stays that hold at least one night of a range of dates."""
        return self.filter(moved_in_on__lte=last).filter(Q(moved_out_on=None) | Q(moved_out_on__gt=first))

    def finished_by(self, day):
        return self.filter(moved_out_on__lte=day)

    def beginning_after(self, day):
        return self.filter(moved_in_on__gt=day)

    def with_people(self):
        """Each stay with its resident and key worker, in the order of the names."""
        return self.by_name().select_related("key_worker__user")

    def by_name(self):
        """Each stay with its resident, in the order of the names."""
        return self.select_related("resident").order_by("resident__sort_key", "id")

    def newest_first(self):
        return self.order_by("-moved_in_on", "-id")


class Stay(Scoped):
    """One unbroken time of living here. The person applied for it personally."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="stays")
    kind = models.CharField(_("kind of stay"), max_length=8, choices=StayKind, default=StayKind.REGULAR)
    applied_on = models.DateField(
        _("applied personally on"),
        help_text=_("The day on which the person asked for the place. Nobody can ask in their stead."),
    )
    moved_in_on = models.DateField(_("moved in on"))
    moved_out_on = models.DateField(_("moved out on"), null=True, blank=True)
    reason = models.CharField(_("reason for moving out"), max_length=16, choices=DepartureReason, blank=True)
    destination = models.CharField(_("where to"), max_length=120, blank=True)
    key_worker = ScopedKey(Membership, related_name="+", null=True, blank=True, verbose_name=_("key worker"))
    number = models.CharField(_("number in the register"), max_length=40, blank=True, editable=False)

    unscoped = StayQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="stay_resident_of_same_centre"),
            SameCentre(field="key_worker", name="stay_key_worker_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "resident", "id"], name="stay_resident_key"),
            models.CheckConstraint(
                condition=Q(applied_on__lte=F("moved_in_on")),
                name="stay_applied_before_moving_in",
                violation_error_message=_("Nobody moves in before they have applied."),
            ),
            models.CheckConstraint(
                condition=Q(moved_out_on=None) | Q(moved_out_on__gte=F("moved_in_on")),
                name="stay_ends_after_it_begins",
                violation_error_message=_("The day of moving out is before the day of moving in."),
            ),
            models.CheckConstraint(
                condition=Q(moved_out_on=None, reason="") | (Q(moved_out_on__isnull=False) & ~Q(reason="")),
                name="stay_moved_out_with_reason",
            ),
            models.UniqueConstraint(
                fields=["centre", "number"],
                condition=~Q(number=""),
                name="stay_one_per_number",
                violation_error_message=_("There is already a stay of that number."),
            ),
            ExclusionConstraint(
                name="stay_one_at_a_time",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("resident", RangeOperators.EQUAL),
                    (Nights("moved_in_on", "moved_out_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already has a stay at that time."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "moved_in_on"], name="stay_by_day")]

    def is_open_on(self, day):
        return self.moved_in_on <= day and (self.moved_out_on is None or self.moved_out_on > day)

    def nights_until(self, day):
        """Nights enrolled up to a date, or in all once it is over (nights; the day of moving in counts)."""
        return ((self.moved_out_on or day) - self.moved_in_on).days
