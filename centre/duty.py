"""Who is on duty on a day: a tick by the person themselves, not a rota."""

from django.db import transaction

from .live import changed
from .models import Duty, Membership


def on_duty(viewer, day):
    """Those who said that they are on duty on a day, by name. One query."""
    return Membership.visible_to(viewer).filter(duties__day=day).by_name()


def on_duty_between(viewer, first, last):
    """{day: [those who said that they were on duty, by name]}. One query."""
    ticks = Duty.visible_to(viewer).filter(day__range=(first, last)).select_related("membership__user")
    found: dict = {}
    for tick in ticks.order_by("membership__user__sort_key", "id"):
        found.setdefault(tick.day, []).append(tick.membership)
    return found


def is_on_duty(viewer, team):
    """Whether the reader is among those on duty, without asking again."""
    return any(member.user_id == viewer.who.pk for member in team)


@transaction.atomic
def go_on_duty(viewer, day):
    """Tick oneself. Doing it twice changes nothing."""
    duty = Duty(centre=viewer.centre, membership=viewer.membership, day=day)
    Duty.visible_to(viewer).bulk_create([duty], ignore_conflicts=True)
    changed(viewer.centre.pk, "duty", day)


@transaction.atomic
def go_off_duty(viewer, day):
    """Take one's own tick back, in whichever role it was made."""
    Duty.visible_to(viewer).filter(membership__user=viewer.who, day=day).delete()
    changed(viewer.centre.pk, "duty", day)
