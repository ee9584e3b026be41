"""Thin wrappers that read the clock. Each may run twice: the database says what is still to do."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from centre.houses import in_every_house

from . import planning, ringing


@shared_task(name="schedules.plan")
def plan():
    """Plan the rings of every house, hourly. A change of a timetable plans its own."""
    now = timezone.now()
    in_every_house(lambda centre: planning.plan_rings(centre, now))


@shared_task(name="schedules.look_ahead")
def look_ahead():
    """Every 5 seconds: record what was missed, ring what is due, and wake at each instant to come."""
    with transaction.atomic():
        ringing.miss_overdue(timezone.now())
    ring()
    for due_at in ringing.instants_ahead(timezone.now()):
        ring.apply_async(eta=due_at - ringing.EARLY, expires=due_at + ringing.GRACE)


@shared_task(name="schedules.ring")
def ring():
    with transaction.atomic():
        ringing.ring_due(timezone.now())


def ring_without_the_broker():
    """The hub asks this while nobody can wake a worker; what was claimed, as messages to its pages."""
    with transaction.atomic():
        ringing.miss_overdue(timezone.now())
    with transaction.atomic():
        return [ringing.wake(ring) for ring in ringing.ring_due(timezone.now())]
