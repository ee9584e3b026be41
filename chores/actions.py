"""Whose turn it is and how it went. Every write compares the version the hand had seen with the one that stands."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from centre.live import changed

from .models import Turn, TurnState

DID_SOMETHING = {TurnState.DONE, TurnState.PARTLY}
HOW_IT_WENT = ("state", "done_by", "helped_by")


class Conflict(Exception):
    """Somebody else wrote this turn meanwhile. `theirs` is what stands now; None if it was shared out anew."""

    def __init__(self, theirs):
        self.theirs = theirs
        super().__init__(theirs)


@transaction.atomic
def record(*, turn, state, by, at, version, done_by=None, helped_by=None):
    """Write how a turn went, or that nothing is recorded (state ""). Returns the turn as it stands now.

    Done by the one whose turn it is unless `done_by` says otherwise. Raises Conflict, with what stands, if
    somebody else has written it since `version`; ValidationError if somebody would help themselves.
    """
    values = {"state": state, "done_by": None, "helped_by": None, "recorded_by": by, "recorded_at": at}
    if state in DID_SOMETHING:
        values |= {"done_by": done_by or turn.resident, "helped_by": helped_by}
        if helped_by is not None and helped_by == values["done_by"]:
            raise ValidationError({"helped_by": _("Please name somebody else than the one who did it.")})
    elif state == TurnState.OPEN:
        values |= {"recorded_by": None, "recorded_at": None}
    try:
        return write(turn, version, **values)
    except Conflict as conflict:
        if same(conflict.theirs, values):  # both hands wrote the same: nothing to ask
            return conflict.theirs
        raise


def same(theirs, values):
    return theirs is not None and all(getattr(theirs, name) == values[name] for name in HOW_IT_WENT)


@transaction.atomic
def give(*, turn, to, version):
    """Make a turn somebody else's. Visible to all, and nothing is held against anybody.

    Raises ValidationError if it is on record already, or if `to` has the same chore that day; Conflict as above.
    """
    if turn.is_recorded:
        raise ValidationError(_("This turn is on record already. Note there who did it."))
    try:
        with transaction.atomic():
            return write(turn, version, resident=to)
    except IntegrityError as taken:
        has_it = _("%(name)s has this turn that day already.") % {"name": to.name}
        raise ValidationError({"to": has_it}) from taken


def write(turn, version, **values):
    """One conditional update decides; what it wrote need not be read again."""
    if not Turn.unscoped.filter(pk=turn.pk, version=version).update(**values, version=F("version") + 1):
        raise Conflict(Turn.unscoped.with_people().filter(pk=turn.pk).first())
    changed(turn.centre_id, "turns", turn.day)
    now = copy(turn)
    for name, value in (values | {"version": version + 1}).items():
        setattr(now, name, value)
    return now
