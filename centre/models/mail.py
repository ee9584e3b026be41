from django.db import models
from django.db.models import Q

from centre.tenancy import Scoped


class Mail(Scoped):
    """One mail to one person, sent once. What it says is written when it is sent, and kept nowhere."""

    kind = models.CharField(max_length=40)
    about = models.BigIntegerField()
    """The row that it tells of, such as a summary; `kind` says of which table."""
    recipient = models.BigIntegerField()
    """The row of the person who gets it; `kind` says of which table."""
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    """Since when a worker has it in hand; None: nobody has."""
    sent_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True)
    """When it was due, there was nothing any more that this person may be told."""

    class Meta(Scoped.Meta):
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["centre", "kind", "about", "recipient"], name="mail_written_once"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(withheld_at=None), name="mail_sent_or_withheld"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="mail_waiting", condition=Q(sent_at=None, withheld_at=None)),
        ]
