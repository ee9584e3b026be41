from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from centre.names import TwoLanguages
from centre.nights import Nights
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet
from residents.models import Stay


class ForWhom(models.TextChoices):
    ANYONE = "anyone", pgettext_lazy("for whom a wing is", "Everybody")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")


class Wing(Scoped, TwoLanguages):
    """A part of the house: one floor of one building, for women, for men, or for everybody."""

    building = models.CharField(_("building"), max_length=80, blank=True)
    building_ja = models.CharField(_("building in Japanese"), max_length=80, blank=True)
    storey = models.SmallIntegerField(_("floor"), default=1, help_text=_("1 is the ground floor."))
    for_whom = models.CharField(_("for"), max_length=6, choices=ForWhom, default=ForWhom.ANYONE)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["centre", "name"],
                name="wing_one_per_name",
                violation_error_message=_("There is already a wing of that name."),
            ),
        ]
        ordering = ["building", "-storey", "id"]


class RoomKind(models.TextChoices):
    BEDROOM = "bedroom", _("Room to live in")
    SHARED = "shared", _("Room for everybody")
    STAFF = "staff", _("Room for staff")


class RoomQuerySet(ScopedQuerySet):
    def to_live_in(self):
        return self.filter(kind=RoomKind.BEDROOM, closed_on=None)

    def with_a_free_bed_on(self, night):
        """Rooms with a place that nobody has in that night and that is in service."""
        taken = Placement.unscoped.open_on(night).filter(room=OuterRef("pk")).order_by().values("room")
        count = Coalesce(Subquery(taken.annotate(n=Count("pk")).values("n")), 0)
        return self.with_closures_on(night).annotate(taken=count).filter(beds__gt=F("taken") + F("out_of_service"))

    def with_closures_on(self, night):
        """Each room with how many of its places are out of service in that night."""
        closed = Closure.unscoped.open_on(night).filter(room=OuterRef("pk")).values("beds")
        return self.annotate(out_of_service=Coalesce(Subquery(closed[:1]), 0))

    def in_order(self):
        return self.select_related("wing").order_by("wing__building", "-wing__storey", "wing_id", "name", "id")


class Room(Scoped, TwoLanguages):
    """A room of the house. What it is like is a fact of the house, not of the person in it."""

    wing = ScopedKey(Wing, related_name="rooms", verbose_name=_("wing"))
    kind = models.CharField(_("use"), max_length=8, choices=RoomKind, default=RoomKind.BEDROOM)
    beds = models.PositiveSmallIntegerField(_("places to sleep"), default=1)
    has_window = models.BooleanField(_("window"), null=True, blank=True)
    is_heated = models.BooleanField(_("heating"), null=True, blank=True)
    furnishing = models.CharField(_("what is in it"), max_length=200, blank=True)
    furnishing_ja = models.CharField(_("what is in it, in Japanese"), max_length=200, blank=True)
    opened_on = models.DateField(
        _("in use since"), null=True, blank=True, help_text=_("Leave it empty if it always was.")
    )
    closed_on = models.DateField(_("out of use since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    out_of_service: int
    """Places closed in a night, where `with_closures_on` has asked."""

    unscoped = RoomQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="wing", name="room_wing_of_same_centre"),
            models.UniqueConstraint(
                fields=["centre", "wing", "name"],
                name="room_one_per_name_and_wing",
                violation_error_message=_("There is already a room of that name in this wing."),
            ),
            models.CheckConstraint(
                condition=(Q(kind=RoomKind.BEDROOM) & Q(beds__gte=1)) | (~Q(kind=RoomKind.BEDROOM) & Q(beds=0)),
                name="room_beds_where_people_sleep",
                violation_error_message=_("A room to live in has at least one place to sleep; another room has none."),
            ),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="room_closes_after_it_opens",
                violation_error_message=_("The room goes out of use before it comes into use."),
            ),
        ]


class ByNight(ScopedQuerySet):
    """Rows that hold from a night up to a night, or are open."""

    def open_on(self, night):
        """What holds in the night that ends a date."""
        return self.filter(from_on__lte=night).filter(Q(until_on=None) | Q(until_on__gt=night))


class ClosureQuerySet(ByNight):
    def touching(self, first, last):
        """What is out of service in a night from one date to another."""
        return self.filter(from_on__lte=last).filter(Q(until_on=None) | Q(until_on__gt=first))


class Closure(Scoped):
    """Places of a room are out of service for a while, from a night up to a night: being mended, or not needed."""

    room = ScopedKey(Room, related_name="closures")
    beds = models.PositiveSmallIntegerField(_("places out of service"), default=1)
    from_on = models.DateField(_("out of service from the night of"))
    until_on = models.DateField(
        _("back in service on"),
        null=True,
        blank=True,
        help_text=_("Somebody can sleep there again that night. Leave it empty if it is open."),
    )

    unscoped = ClosureQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="room", name="closure_room_of_same_centre"),
            models.CheckConstraint(
                condition=Q(beds__gte=1),
                name="closure_of_a_place_at_least",
                violation_error_message=_("At least one place is out of service."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="closure_ends_after_it_begins",
                violation_error_message=_("It is back in service at least a night later."),
            ),
            ExclusionConstraint(
                name="closure_one_at_a_time",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    (Nights("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This room is already out of service at that time."),
            ),
        ]


class Placement(Scoped):
    """Somebody sleeps in a place of a room, from a night up to a night."""

    resident_path = "stay__resident"

    stay = ScopedKey(Stay, related_name="placements")
    room = ScopedKey(Room, related_name="placements")
    bed = models.PositiveSmallIntegerField(_("bed"), default=1)
    from_on = models.DateField(pgettext_lazy("first day", "from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    unscoped = ByNight.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="stay", name="placement_stay_of_same_centre"),
            SameCentre(field="room", name="placement_room_of_same_centre"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="placement_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="placement_one_room_at_a_time",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("stay", RangeOperators.EQUAL),
                    (Nights("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already has a room at that time."),
            ),
            ExclusionConstraint(
                name="placement_one_person_in_a_bed",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    ("bed", RangeOperators.EQUAL),
                    (Nights("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Somebody else has this place at that time."),
            ),
        ]
