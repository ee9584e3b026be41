"""Who sleeps where. A move between rooms does not end a stay."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from residents import actions as residents

from .models import Closure, Placement


@transaction.atomic
def move_in(*, resident, room, applied_on, moved_in_on, key_worker=None, **details):
    """Begin a stay in a room. Raises ValidationError if the room is full or nobody applied."""
    stay = residents.admit(
        resident=resident, applied_on=applied_on, moved_in_on=moved_in_on, key_worker=key_worker, **details
    )
    place(stay=stay, room=room, night=moved_in_on)
    return stay


@transaction.atomic
def move_in_new(*, resident, **stay):
    """Begin the first stay of somebody who is not yet on record. Both are kept, or neither."""
    move_in(resident=resident.insert(), **stay)
    return resident


@transaction.atomic
def move(*, stay, to, night):
    """Sleep in another room from a night on. Raises ValidationError if it is full."""
    now = stay.placements.open_on(night).first()
    if now is not None and now.room_id == to.pk:
        raise ValidationError({"room": _("This is already the room.")})
    stay.placements.filter(from_on__gt=night).delete()
    if now is not None and now.from_on == night:
        now.delete()
    elif now is not None:
        Placement.unscoped.filter(pk=now.pk).update(until_on=night)
    return place(stay=stay, room=to, night=night)


@transaction.atomic
def place(*, stay, room, night):
    """Give the first free place of a room from a night on, up to a planned moving out.

    Raises ValidationError if there is none, or if the stay does not hold that night.
    """
    if night < stay.moved_in_on or (stay.moved_out_on is not None and night >= stay.moved_out_on):
        raise ValidationError({"night": _("The person does not live here in that night.")})
    later = room.placements.filter(Q(until_on=None) | Q(until_on__gt=night))
    if stay.moved_out_on is not None:
        later = later.filter(from_on__lt=stay.moved_out_on)
    taken = set(later.values_list("bed", flat=True))
    free = [bed for bed in range(1, room.beds + 1) if bed not in taken]
    closed = sum(room.closures.open_on(night).values_list("beds", flat=True))
    if len(free) <= closed or room.closed_on is not None:
        raise ValidationError({"room": _("There is no free place in this room.")})
    return Placement(
        centre=stay.centre, stay=stay, room=room, bed=free[0], from_on=night, until_on=stay.moved_out_on
    ).insert()


@transaction.atomic
def take_out_of_service(*, room, beds, from_on, until_on=None):
    """Note that places of a room cannot be slept in for a while. Raises ValidationError for more than it has."""
    if beds > room.beds:
        raise ValidationError({"beds": _("The room has fewer places than that.")})
    return Closure(centre=room.centre, room=room, beds=beds, from_on=from_on, until_on=until_on).insert()


@transaction.atomic
def forget_closure(*, closure):
    """Take a note of places out of service back."""
    Closure.unscoped.filter(pk=closure.pk).delete()
