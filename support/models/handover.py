from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from centre.models import User
from centre.tenancy import SameCentre, Scoped, ScopedKey, ScopedQuerySet
from centre.words import listed

from .notes import Note


class HandoverQuerySet(ScopedQuerySet):
    def standing(self):
        return self.filter(taken_back_at=None)

    def new_for(self, user, since):
        """Those that somebody else wrote since an instant, and that this user has not read as they stand now."""
        read = Receipt.unscoped.filter(handover=OuterRef("pk"), by=user, version=OuterRef("version"))
        return self.standing().filter(~Exists(read), at__gte=since).exclude(by=user)

    def must_read_or_since(self, instant):
        """The must-reads whenever they were written, the others only from an instant on."""
        return self.filter(Q(must_read=True) | Q(at__gte=instant))

    def must_reads_from(self, instant):
        """Those that stand and that everybody must read, written from an instant on, the newest first."""
        return self.standing().filter(must_read=True, at__gte=instant).with_words().newest_first()

    def with_words(self):
        return self.select_related("by", "note__resident", "note__with_resident")

    def newest_first(self):
        return self.order_by("-at", "-id")

    def must_reads_first(self):
        return self.order_by("-must_read", "-at", "-id")


class Handover(Scoped):
    """One thing that the next shifts should know: a note about somebody, or a sentence about the house.

    Written once: where it is a note, its words are the note's.
    """

    note = ScopedKey(Note, related_name="handovers", null=True, blank=True, editable=False)
    text = models.TextField(_("for the next shift"), max_length=1000, blank=True)
    must_read = models.BooleanField(_("must be read by everybody"), default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    """Of its words, too: who has read other words has not read these."""

    team: int
    readers: list[User]
    """Where `with_readers` asked: how many others work here, and who of them has read it."""

    unscoped = HandoverQuerySet.as_manager()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="note", name="handover_note_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "note"], name="handover_once_a_note"),
            models.CheckConstraint(
                condition=(Q(note=None) & ~Q(text="")) | Q(note__isnull=False, text=""),
                name="handover_note_or_own_words",
                violation_error_message=_("Please write what the next shift should know."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "at"], name="handover_by_time")]

    @property
    def words(self):
        return self.note.fact if self.note else self.text

    @property
    def names_of_readers(self):
        return listed(*(reader.name for reader in self.readers))


class Receipt(Scoped):
    """A member of staff has read an item of the hand-over, in the words of this version."""

    handover = ScopedKey(Handover, related_name="receipts")
    version = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            SameCentre(field="handover", name="receipt_handover_of_same_centre"),
            models.UniqueConstraint(fields=["centre", "handover", "by"], name="receipt_one_a_reader"),
        ]
