"""What changes in a person's life here. Keyword-only; the edge reads the clock and passes the day."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from centre.models import Change

from .models import Away, AwayKind, Resident, Stay, StayKind
from .signals import moved_out


@transaction.atomic
def admit(*, resident, applied_on, moved_in_on, key_worker=None, kind=StayKind.REGULAR, number=""):
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
        number=number,
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
    open_now = Away.unscoped.filter(resident=stay.resident, back_on=None)
    open_now.filter(left_on__gte=on).delete()
    for away in open_now.order_by("-left_on"):
        end(away, on, None, open_now)
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
def go_out(*, resident, day, time):
    """One tap: somebody has gone out. They need not say until when. None for somebody who is out already."""
    Resident.unscoped.select_for_update(no_key=True).get(pk=resident.pk)  # the second hand waits here for the first
    if any(away.is_out_at(day, time) for away in Away.unscoped.filter(resident=resident).open_on(day)):
        return None
    return go_away(resident=resident, kind=AwayKind.OUTING, left_on=day, left_time=time, expected_on=day)


@transaction.atomic
def rest_today(*, resident, day):
    """Somebody says "not today": nobody expects them in the day, and it is over with the day. No reason is asked.

    Said twice, it is said once.
    """
    return (
        resting_on(resident, day)
        or Away(centre=resident.centre, resident=resident, kind=AwayKind.REST, left_on=day, back_on=day).insert()
    )


@transaction.atomic
def take_part_today(*, resident, day):
    """They have changed their mind. The history keeps what was said."""
    Away.unscoped.filter(resident=resident, kind=AwayKind.REST, left_on=day, back_on=day).delete()


def resting_on(resident, day):
    """The "not today" of a date, if it was said."""
    return Away.unscoped.filter(resident=resident, kind=AwayKind.REST, left_on=day, back_on=day).first()


@transaction.atomic
def come_back(*, away, version, on, time=None):
    """Note that somebody is back. Two who note the same day do not disagree.

    Raises ValidationError, in words, if somebody else has meanwhile written something else.
    """
    if away.back_on is not None and away.back_on == max(on, away.left_on):
        return away
    return end(away, on, time, Away.unscoped.filter(version=version, back_on=None))


def end(away, on, time, rows):
    """End a time away on a day, or where the next one begins: nobody came back later than they left again."""
    later = Away.unscoped.filter(resident=away.resident_id, left_on__gt=away.left_on, left_on__lt=on)
    if left_again := later.order_by("left_on").first():
        on, time = left_again.left_on, None
    if on < away.left_on:
        on, time = away.left_on, None
    return write(away, rows, back_on=on, back_time=time)


@transaction.atomic
def not_back(*, away, version, day, today):
    """Take back a tap on "back", the same day and as long as what it wrote stands.

    Raises ValidationError, in words, if it does not, or if another time away has begun since.
    """
    on_the_day(day, today)
    return write(away, Away.unscoped.filter(version=version, back_on__isnull=False), back_on=None, back_time=None)


@transaction.atomic
def forget_away(*, away, version, day, today):
    """Take back a time away that was noted by mistake, as the hand saw it today. The history keeps it.

    Raises ValidationError, in words, if it has changed meanwhile, or if days that are over rest on it.
    """
    on_the_day(day, today)
    if not may_forget(away, today):
        raise ValidationError(_("This was noted on an earlier day, so it stays. Please note the return."))
    if not Away.unscoped.filter(pk=away.pk, version=version, back_on=None).delete()[0]:
        raise ValidationError(what_stands(away))


def may_forget(away, today):
    """Whether nothing of an earlier day would change: it begins today or later, or was noted today.

    When it was noted, the history alone knows.
    """
    if away.left_on >= today:
        return True
    noted = Change.unscoped.of(away).filter(old__isnull=True).first()
    return noted is not None and away.centre.day_at(noted.at) == today


def write(away, rows, **fields):
    if not away.change(rows, **fields, version=away.version + 1):
        raise ValidationError(what_stands(away))
    return away


def on_the_day(day, today):
    if day != today:
        raise ValidationError(_("This page is from another day. Please look at what stands now."))


def what_stands(away):
    now = Away.unscoped.filter(pk=away.pk).first()
    if now is None:
        return _("Somebody else has meanwhile taken this back.")
    if now.back_on is None:
        return _("Somebody else has meanwhile changed this: still away.")
    day = date_format(now.back_on, _("j F"))
    return _("Somebody else has meanwhile noted: back on %(day)s.") % {"day": day}


@transaction.atomic
def give_key_worker(*, stay, key_worker, seen):
    """Change the key worker, who was `seen` (an id or None) before.

    Raises ValidationError, in words, if somebody else has meanwhile chosen another.
    """
    if not Stay.unscoped.filter(pk=stay.pk, key_worker=seen).update(key_worker=key_worker):
        stay.refresh_from_db()
        if stay.key_worker != key_worker:
            name = stay.key_worker or _("Nobody for now")
            raise ValidationError({"key_worker": _("Somebody else has meanwhile written: %(value)s") % {"value": name}})
    stay.refresh_from_db()
    return stay
