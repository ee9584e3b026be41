"""What takes place when: the week, single dates, and the days on which the week does not hold."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from centre.models import Membership
from centre.names import TwoLanguages, in_words_of
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet


class TimetableQuerySet(ScopedQuerySet):
    def in_force_on(self, day):
        """The newest timetable that has begun by a date; none in a house without one."""
        return self.filter(from_on__lte=day).order_by("-from_on")[:1]


class Timetable(Scoped, TwoLanguages):
    """The week of the house from a date on, until the next timetable begins."""

    open_to = frozenset({"resident"})

    from_on = models.DateField(pgettext_lazy("first day", "from"))

    unscoped = TimetableQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["centre", "from_on"],
                name="timetable_one_from_a_day",
                violation_error_message=_("Another timetable begins on that day."),
            ),
        ]
        ordering = ["-from_on"]


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class PeriodKind(models.TextChoices):
    WAKE = "wake", _("Wake-up round")
    MEAL = "meal", _("Meal")
    CLASS = "class", _("Class")
    CHORES = "chores", _("Cooking and cleaning")
    GYM = "gym", _("Gym")
    WORK = "work", _("Work")
    OUTING = "outing", _("Outing")
    GATHERING = "gathering", _("Gathering")
    FREE = "free", _("Free time")


BUSY = frozenset({PeriodKind.CLASS, PeriodKind.GYM, PeriodKind.WORK})
"""What a house does together by day."""


class PartOfDay(models.TextChoices):
    """For a house whose day has no hours."""

    MORNING = "morning", _("Morning")
    NOON = "noon", _("Noon")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


PART_BEGINS = {
    PartOfDay.MORNING: dt.time(9),
    PartOfDay.NOON: dt.time(12),
    PartOfDay.AFTERNOON: dt.time(14),
    PartOfDay.EVENING: dt.time(18),
}
"""Where a part of the day stands among the hours, and from when it counts as begun: the one table of these hours."""


def part_of_day_at(time):
    begun = [part for part, begins in PART_BEGINS.items() if begins <= time]
    return begun[-1] if begun else PartOfDay.MORNING


class Expects(models.TextChoices):
    NOBODY = "nobody", _("Nobody is written down")
    ALL = "all", _("Everybody")
    GROUP = "group", _("A group")
    SIGN_UP = "sign_up", _("Whoever signs up")


class Edge(models.TextChoices):
    START = "start", _("start")
    END = "end", _("end")


class PeriodQuerySet(ScopedQuerySet):
    def valid_on(self, day):
        return self.still_open_on(day).filter(from_on__lte=day)

    def still_open_on(self, day):
        """Those that have not ended by a date, begun or not."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day))

    def touching(self, first, last):
        """Those that may take place on a day of a range: once in it, or in force for some of it."""
        once, weekly = Q(on__range=(first, last)), Q(on=None, from_on__lte=last)
        return self.still_open_on(first).filter(once | weekly)

    def in_order(self):
        parts = [models.When(part_of_day=part, then=models.Value(begins)) for part, begins in PART_BEGINS.items()]
        begins = Coalesce("starts", models.Case(*parts, output_field=models.TimeField()))
        return self.order_by(begins, "ends", "id")

    def every_week(self):
        return self.filter(on=None)

    def once(self):
        return self.filter(on__isnull=False)

    def twins_of(self, period):
        """The same thing at the same hours on other weekdays of the timetable, not yet ended."""
        alike = ("timetable_id", "name", "kind", "starts", "ends", "part_of_day")
        same = self.filter(until_on=None, **{name: getattr(period, name) for name in alike})
        return same.exclude(weekday=period.weekday).select_related("timetable").order_by("weekday")

    def with_signals(self):
        return self.select_related("timetable", "leader__user").prefetch_related("bells")


class Period(Scoped, TwoLanguages):
    """Something of the day: every week of a timetable, or once on a date.

    It is never rewritten once it has been: a change ends it (`until_on`) and begins another, so that the
    past stays as it was.
    """

    open_to = frozenset({"resident"})

    timetable = ScopedKey(Timetable, related_name="periods", null=True, blank=True, editable=False)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday, null=True, blank=True)
    on = models.DateField(_("on"), null=True, blank=True, help_text=_("Once, on this day."))
    starts = models.TimeField(pgettext_lazy("hour", "from"), null=True, blank=True)
    ends = models.TimeField(pgettext_lazy("hour", "until"), null=True, blank=True)
    part_of_day = models.CharField(_("part of the day"), max_length=9, choices=PartOfDay, blank=True)
    kind = models.CharField(_("kind"), max_length=9, choices=PeriodKind, default=PeriodKind.CLASS)
    place = models.CharField(_("place"), max_length=80, blank=True)
    place_ja = models.CharField(_("place in Japanese"), max_length=80, blank=True)
    leader = ScopedKey(Membership, related_name="+", null=True, blank=True, verbose_name=_("who leads"))
    expects = models.CharField(_("who is expected"), max_length=7, choices=Expects, default=Expects.ALL)
    is_voluntary = models.BooleanField(_("voluntary"), default=False)
    from_on = models.DateField(editable=False)
    until_on = models.DateField(null=True, blank=True, editable=False)

    unscoped = PeriodQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="timetable", name="period_timetable_of_same_centre"),
            SameCentre(field="leader", name="period_leader_of_same_centre"),
            models.CheckConstraint(
                condition=Q(timetable__isnull=False, weekday__isnull=False, on=None)
                | Q(timetable=None, weekday=None, on__isnull=False),
                name="period_every_week_or_once",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=False, ends__isnull=False, part_of_day="")
                | (Q(starts=None, ends=None) & ~Q(part_of_day="")),
                name="period_at_an_hour_or_in_a_part_of_the_day",
                violation_error_message=_("Give from and until, or a part of the day."),
            ),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends__gt=models.F("starts")),
                name="period_ends_after_it_starts",
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")), name="period_valid_forwards"
            ),
        ]
        indexes = [models.Index(fields=["centre", "on"], name="period_once_on_a_day")]

    def is_valid_on(self, day):
        return self.from_on <= day and (self.until_on is None or self.until_on > day)

    @property
    def where(self):
        return in_words_of(get_language(), self.place, self.place_ja)

    @property
    def begins(self):
        return self.starts if self.starts is not None else PART_BEGINS[PartOfDay(self.part_of_day)]

    @property
    def signals(self):
        """{"start": "bell", "end": ""}: by edge, what is signalled. Reads `bells`, prefetched or not."""
        given = {bell.edge: bell.signal for bell in self.bells.all()}
        return {edge: given.get(edge, "") for edge in Edge.values}

    @property
    def may_run_beside(self):
        """Not for everybody, so that others may do something else at the same time."""
        return self.expects in {Expects.GROUP, Expects.SIGN_UP}

    def is_over_at(self, time):
        return self.ends is not None and self.ends <= time

    def is_on_at(self, time):
        return self.starts is not None and self.starts <= time < self.ends


class DayKind(models.TextChoices):
    CLOSED = "closed", _("Nothing takes place")
    CHANGED = "changed", _("Another day than usual")
    OUTING = "outing", _("Outing of the house")


class SpecialDay(Scoped, TwoLanguages):
    """A date on which the week's timetable does not hold: only what is written for that date takes place."""

    open_to = frozenset({"resident"})

    on = models.DateField(_("day"))
    kind = models.CharField(_("kind of day"), max_length=7, choices=DayKind, default=DayKind.CLOSED)

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["centre", "on"],
                name="special_day_once_a_date",
                violation_error_message=_("This day already has an entry."),
            ),
        ]
        ordering = ["on"]
