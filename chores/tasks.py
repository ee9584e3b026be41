"""Thin wrappers that read the clock. Each may run twice: the database says what is still to do."""

from celery import shared_task
from django.utils import timezone

from centre.houses import in_every_house

from . import rota


@shared_task(name="chores.assign_days")
def assign_days():
    """Share out the turns of today and the next days in every house, each by its own calendar."""
    now = timezone.now()
    in_every_house(lambda centre: rota.assign_ahead(centre, centre.day_at(now)))
