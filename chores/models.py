from django.db import models
from django.db.models import Q
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from centre.models import User
from centre.names import TwoLanguages, in_words_of
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet
from residents.models import Resident
from schedules.models import PART_BEGINS, PartOfDay

MINUTES_OF_A_TURN = 60
"""About how long a turn takes: a chore has an hour at which it begins, and none at which it ends."""


class ChoreQuerySet(ScopedQuerySet):
    def running_on(self, day):
        return self.filter(Q(from_on__lte=day), Q(until_on=None) | Q(until_on__gt=day))


class Chore(Scoped, TwoLanguages):
    """Work that the house shares out in turns: cooking, cleaning, rubbish."""

    starts = models.TimeField(_("at about"), null=True, blank=True)
    part_of_day = models.CharField(_("part of the day"), max_length=9, choices=PartOfDay, default=PartOfDay.MORNING)
    place = models.CharField(_("place"), max_length=80, blank=True)
    place_ja = models.CharField(_("place in Japanese"), max_length=80, blank=True)
    people = models.PositiveSmallIntegerField(_("how many people"), default=1)
    weekdays = models.CharField(pgettext_lazy("days of the week", "on"), max_length=13, default="0,1,2,3,4,5,6")
    """The days it takes place, 0 for Monday, joined by commas; the form shows boxes to tick."""
    from_on = models.DateField(pgettext_lazy("first day", "from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    unscoped = ChoreQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["centre", "name"],
                name="chore_one_per_name",
                violation_error_message=_("There is already a chore of that name."),
            ),
            models.CheckConstraint(condition=Q(people__gte=1, people__lte=12), name="chore_for_1_to_12_people"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="chore_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
        ]
        ordering = [models.F("starts").asc(nulls_last=True), "name"]

    @property
    def where(self):
        return in_words_of(get_language(), self.place, self.place_ja)

    @property
    def about_when(self):
        """A wall time to compare by, also where the house has no hours."""
        return self.starts or PART_BEGINS[PartOfDay(self.part_of_day)]

    def is_at_the_hour_of(self, other):
        """Whether one person could hardly do both: less than an hour lies between where they begin."""
        begin, begins = (60 * chore.about_when.hour + chore.about_when.minute for chore in (self, other))
        return abs(begin - begins) < MINUTES_OF_A_TURN

    def is_over_on(self, day):
        return self.until_on is not None and self.until_on <= day

    @property
    def on_weekdays(self):
        return [int(day) for day in self.weekdays.split(",")]

    @property
    def days_in_words(self):
        if len(self.on_weekdays) == len(WEEKDAYS_ABBR):
            return gettext("every day")
        return " · ".join(str(WEEKDAYS_ABBR[day]) for day in self.on_weekdays)

    def takes_place_on(self, day):
        return day.weekday() in self.on_weekdays and self.from_on <= day and not self.is_over_on(day)


class TurnState(models.TextChoices):
    OPEN = "", _("not recorded")
    DONE = "done", _("done")
    PARTLY = "partly", _("partly done")
    AGREED = "agreed", _("not done, as agreed")


class TurnQuerySet(ScopedQuerySet):
    def on(self, day):
        return self.filter(day=day).with_people()

    def with_people(self):
        return self.select_related("chore", "resident", "done_by", "helped_by", "recorded_by")

    def not_recorded(self):
        return self.filter(state=TurnState.OPEN)


class Turn(Scoped):
    """One resident's turn at a chore on a day. Done by somebody else, or helped: both are good to know."""

    resident_path = "resident"

    chore = ScopedKey(Chore, related_name="turns")
    day = models.DateField()
    slot = models.PositiveSmallIntegerField(default=1)
    resident = ScopedKey(Resident, related_name="turns")
    state = models.CharField(max_length=6, choices=TurnState, default=TurnState.OPEN, blank=True)
    done_by = ScopedKey(Resident, related_name="+", null=True, blank=True, verbose_name=_("done by"))
    helped_by = ScopedKey(Resident, related_name="+", null=True, blank=True, verbose_name=_("helped by"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    unscoped = TurnQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="chore", name="turn_chore_of_same_centre"),
            SameCentre(field="resident", name="turn_resident_of_same_centre"),
            SameCentre(field="done_by", name="turn_done_by_of_same_centre"),
            SameCentre(field="helped_by", name="turn_helped_by_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "chore", "day", "slot"], name="turn_one_per_chore_day_and_slot"),
            models.UniqueConstraint(
                fields=["centre", "chore", "day", "resident"], name="turn_one_of_a_chore_a_day_for_a_resident"
            ),
            models.CheckConstraint(
                condition=Q(state="", recorded_at=None, recorded_by=None)
                | (~Q(state="") & Q(recorded_at__isnull=False, recorded_by__isnull=False)),
                name="turn_recorded_with_hand_and_instant",
            ),
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(state__in=["done", "partly"]), name="turn_done_by_only_when_done"
            ),
            models.CheckConstraint(
                condition=Q(helped_by=None) | Q(state__in=["done", "partly"]), name="turn_helped_only_when_done"
            ),
        ]

    @property
    def is_recorded(self):
        return self.state != TurnState.OPEN

    @property
    def done_for(self):
        """Who did it, where that was somebody else."""
        return self.done_by if self.done_by_id not in (None, self.resident_id) else None
