from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from centre.models import User
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet
from residents.models import Resident, Topic

FOR_LETTERS = [topic for topic in Topic if topic not in {Topic.SIGN_IN, Topic.LIVING, Topic.PHOTOS}]
"""What a note may be about to be of use in a letter."""


class Learning(models.TextChoices):
    """What passes from one resident to another, and how it went."""

    NONE = "", _("no")
    LEARNED_FROM = "learned", _("learned it from")
    TAUGHT_TO = "taught", _("taught it to")


class NoteQuerySet(ScopedQuerySet):
    def of_month(self, month):
        """Those about the days of a month (its first day)."""
        return self.filter(day__year=month.year, day__month=month.month)

    def for_letters(self):
        return self.exclude(topic="")

    def with_handover(self):
        """Each with `must_read`: whether its item of the hand-over is; None without one."""
        item = FilteredRelation("handovers", condition=Q(handovers__taken_back_at=None))
        return self.annotate(item=item, must_read=F("item__must_read"))

    def newest_first(self):
        return self.select_related("by", "with_resident").order_by("-day", "-at", "-id")


class Note(Scoped):
    """What happened, as a fact; what the person said, in their words; what was done. The person reads it too."""

    resident_path = "resident"

    resident = ScopedKey(Resident, related_name="notes")
    day = models.DateField(_("day"))
    fact = models.TextField(_("what happened"), max_length=2000, help_text=_("When, where, who, what: what was seen."))
    words = models.TextField(_("in their own words"), max_length=1000, blank=True)
    response = models.TextField(_("what we did"), max_length=1000, blank=True)
    topic = models.CharField(
        _("may be used in the letter"),
        max_length=10,
        choices=[(topic.value, topic.label) for topic in FOR_LETTERS],
        blank=True,
    )
    learning = models.CharField(_("learned or taught"), max_length=7, choices=Learning, blank=True)
    with_resident = ScopedKey(Resident, related_name="+", null=True, blank=True, verbose_name=_("from or to whom"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    unscoped = NoteQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="resident", name="note_resident_of_same_centre"),
            SameCentre(field="with_resident", name="note_with_resident_of_same_centre"),
            models.CheckConstraint(condition=~Q(fact=""), name="note_says_what_happened"),
            models.CheckConstraint(
                condition=Q(learning="", with_resident=None) | (~Q(learning="") & Q(with_resident__isnull=False)),
                name="note_learning_with_somebody",
                violation_error_message=_("Say both: learned or taught, and from or to whom."),
            ),
            models.CheckConstraint(
                condition=Q(with_resident=None) | ~Q(with_resident=F("resident")),
                name="note_learning_with_somebody_else",
                violation_error_message=_("Nobody teaches themselves: please name somebody else."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "resident", "day"], name="note_of_a_person")]
