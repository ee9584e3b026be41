"""What is written about a person or for the next shift, and what is to be done. Keyword-only; the edge reads the clock.

Every write that others should see wakes the open pages ("handover"); a receipt is nobody else's news.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from centre.live import changed
from centre.tenancy import CHANGED_JUST_NOW

from .models import Handover, Note, Receipt, Task

MUST_READ = "must"
"""The wish of a note's form beside "" (not for the hand-over) and "yes"."""


@transaction.atomic
def write(*, resident, by, at, today, day, fact, handover="", **words):
    """A note about a day, and where wished an item of the hand-over that points at it.

    Raises ValidationError for a day to come: what has not happened is no fact.
    """
    if day > today:
        raise ValidationError({"day": _("This day is still to come.")})
    note = Note(centre=resident.centre, resident=resident, day=day, fact=fact, by=by, at=at, **words).insert()
    hand_over(note=note, wish=handover, is_rewritten=False, by=by, at=at)
    return note


@transaction.atomic
def hand_over(*, note, wish, is_rewritten, by, at):
    """Make, change or take back the item of a note, as its form wishes. Other words are to be read once more."""
    must_read, item = wish == MUST_READ, Handover.unscoped.filter(note=note).first()
    if item is None:
        return hand_on(Handover(centre=note.centre, note=note, must_read=must_read, by=by, at=at)) if wish else None
    wanted = {"must_read": must_read, "taken_back_at": None} if wish else {"taken_back_at": item.taken_back_at or at}
    is_other = any(getattr(item, name) != value for name, value in wanted.items())
    if is_other or (wish and is_rewritten):
        item.change(**wanted, version=item.version + 1)
        wake(item)
    return item


@transaction.atomic
def tell(*, centre, text, must_read, by, at):
    """A sentence about the house for the next shifts."""
    return hand_on(Handover(centre=centre, text=text, must_read=must_read, by=by, at=at))


def hand_on(item):
    item.insert()
    wake(item)
    return item


@transaction.atomic
def take_back(*, item, version, at):
    """Take a sentence out of the hand-over, or with `at` None put it back. Raises ValidationError if it was changed."""
    rows = Handover.unscoped.filter(version=version)
    if not item.change(rows, taken_back_at=at, version=version + 1):
        raise ValidationError(CHANGED_JUST_NOW)
    wake(item)


@transaction.atomic
def read(*, items, by, at):
    """Somebody has read these items as they are given. Twice, or from two devices at once, is the same as once."""
    receipts = [Receipt(centre=item.centre, handover=item, version=item.version, by=by, at=at) for item in items]
    Receipt.unscoped.bulk_create(
        receipts,
        update_conflicts=True,
        unique_fields=["centre", "handover", "by"],
        update_fields=["version", "at"],
    )


@transaction.atomic
def unread(*, items, by):
    """Somebody tapped by mistake."""
    Receipt.unscoped.filter(handover__in=items, by=by).delete()


@transaction.atomic
def add_task(*, centre, by, at, today, due_on, note=None, **what):
    """Something to be done. Raises ValidationError for a day that is over."""
    if due_on < today:
        raise ValidationError({"due_on": _("This day is over.")})
    task = Task(centre=centre, by=by, at=at, due_on=due_on, note=note, **what).insert()
    wake(task)
    return task


@transaction.atomic
def tick(*, task, is_done, version, by, at):
    """Done, or with `is_done` False still to be done. Raises ValidationError if it was changed since `version`."""
    done = {"done_at": at, "done_by": by} if is_done else {"done_at": None, "done_by": None}
    if not task.change(Task.unscoped.filter(version=version), **done, version=version + 1):
        raise ValidationError(CHANGED_JUST_NOW)
    wake(task)


def wake(row):
    changed(row.centre_id, "handover")
