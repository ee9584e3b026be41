"""A job of every house: each in a transaction of its own, so that one that fails keeps no other from its turn."""

import logging

from .models import Centre
from .tenancy import inside

log = logging.getLogger(__name__)


class SomeHousesFailed(Exception):
    """What the task then ends with: the log says why, this says where."""


def in_every_house(job):
    """Do `job(centre)` inside each house. Raises SomeHousesFailed, with their ids, once all had their turn."""
    failed = []
    for centre in Centre.objects.order_by("pk"):
        try:
            with inside(centre):
                job(centre)
        except Exception:
            log.exception("A job failed in house %s", centre.pk)
            failed.append(centre.pk)
    if failed:
        raise SomeHousesFailed(failed)
