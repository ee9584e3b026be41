from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from centre.models import Membership, User
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet
from residents.models import Resident

from .notes import Note


class TaskQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(done_at=None)

    def done_since(self, instant):
        return self.filter(done_at__gte=instant)

    def with_people(self):
        return self.select_related("resident", "owner__user", "done_by")

    def mine_first(self, user):
        """By when they are due; what has no hour belongs to the end of its day. `is_mine` says whose each is."""
        mine = self.annotate(is_mine=Q(owner__user=user))
        return mine.order_by("-is_mine", "due_on", F("due_time").asc(nulls_last=True), "id")


class Task(Scoped):
    """Something to be done, by one person, by a day. What "somebody" should do, nobody does."""

    what = models.CharField(_("what is to be done"), max_length=300)
    resident = ScopedKey(Resident, related_name="tasks", null=True, blank=True, verbose_name=_("about whom"))
    note = ScopedKey(Note, related_name="tasks", null=True, blank=True, editable=False)
    """The note that it came from."""
    owner = ScopedKey(Membership, related_name="+", verbose_name=_("who does it"))
    due_on = models.DateField(pgettext_lazy("due date", "by"))
    due_time = models.TimeField(_("and by which hour"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    is_mine: bool
    """Where `mine_first` asked."""

    unscoped = TaskQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="task_resident_of_same_centre"),
            SameCentre(field="note", name="task_note_of_same_centre"),
            SameCentre(field="owner", name="task_owner_of_same_centre"),
            models.CheckConstraint(condition=~Q(what=""), name="task_says_what"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="task_done_at_with_done_by",
            ),
        ]
        indexes = [models.Index(fields=["centre", "due_on"], condition=Q(done_at=None), name="task_open_by_due")]

    @property
    def is_done(self):
        return self.done_at is not None

    def is_overdue_at(self, day, time):
        late_today = self.due_on == day and self.due_time is not None and self.due_time < time
        return not self.is_done and (self.due_on < day or late_today)

    def has_no_owner_on(self, day):
        """Whoever was to do it does not work here any more."""
        return not self.is_done and not self.owner.is_working_on(day)
