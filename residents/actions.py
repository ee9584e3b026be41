"""What changes in a person's life here. Keyword-only; the edge reads the clock and passes the day."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Away, Stay, StayKind
from .signals import moved_out


@transaction.atomic
def admit(*, resident, applied_on, moved_in_on, key_worker=None, kind=StayKind.REGULAR):
    """Begin a stay. Raises ValidationError without the person's own application (applied_on)."""
    if applied_on is None:
        raise ValidationError({"applied_on": _("Nobody moves in without their own application.")})
    return Stay(
        centre=resident.centre,
        resident=resident,
        kind=kind,
        applied_on=applied_on,
        moved_in_on=moved_in_on,
        key_worker=key_worker,
    ).insert()


@transaction.atomic
def move_out(*, stay, on, reason, destination=""):
    """End a stay on a day: the day itself is not a night here any more.

    Raises ValidationError if the stay is already over.
    """
    stay.moved_out_on, stay.reason, stay.destination = on, reason, destination
    stay.validate_constraints()
    if not Stay.unscoped.filter(pk=stay.pk, moved_out_on=None).update(
        moved_out_on=on, reason=reason, destination=destination
    ):
        raise ValidationError(_("This stay is already over."))
    Away.unscoped.filter(resident=stay.resident, left_on__gte=on, back_on=None).delete()
    Away.unscoped.filter(resident=stay.resident, left_on__lt=on, back_on=None).update(back_on=on)
    moved_out.send(sender=Stay, stay=stay, on=on)
    return stay


@transaction.atomic
def go_away(*, resident, kind, left_on, left_time=None, expected_on=None, expected_time=None):
    """Note that somebody is away, or will be, by their own plan."""
    return Away(
        centre=resident.centre,
        resident=resident,
        kind=kind,
        left_on=left_on,
        left_time=left_time,
        expected_on=expected_on,
        expected_time=expected_time,
    ).insert()


@transaction.atomic
def come_back(*, away, on):
    """Note that somebody is back. Doing it twice changes nothing."""
    Away.unscoped.filter(pk=away.pk, back_on=None).update(back_on=max(on, away.left_on))
    away.refresh_from_db()
    return away


@transaction.atomic
def not_back(*, away):
    """Take back a tap on "back". Raises ValidationError if another time away has begun since."""
    away.back_on = None
    away.validate_constraints()
    Away.unscoped.filter(pk=away.pk).update(back_on=None)
    return away


@transaction.atomic
def forget_away(*, away):
    """Take back a time away that was noted by mistake. The history keeps it."""
    Away.unscoped.filter(pk=away.pk).delete()


@transaction.atomic
def give_key_worker(*, stay, key_worker):
    Stay.unscoped.filter(pk=stay.pk).update(key_worker=key_worker)
    stay.refresh_from_db()
    return stay
