"""Waking whoever listens: "changed: what" or "ring: id at instant", after the commit, never with personal data.

Redis only wakes (design 1): a wake that is lost costs time, never truth. Every (re)connect re-reads.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import redis
from django.conf import settings
from django.db import transaction
from django.utils.functional import SimpleLazyObject

CHANNEL = "engawa:live"
WIRE = {"id", "due", "what", "day"}
"""All that may leave for a page, beside the name of the event."""
log = logging.getLogger(__name__)
broker = SimpleLazyObject(
    lambda: redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=0.2, socket_timeout=0.2)
)


def nothing(*_arguments):
    return []


@dataclass
class Known:
    """What the apps above tell the hub, each in its `ready()`."""

    audiences: list[tuple[Callable, Callable]] = field(default_factory=list)
    """Pairs: `(request, slug) -> Viewer`, raising Http404; `(centre, user ids, moment) -> those who still may`."""
    recent_rings: Callable = nothing
    """`(centre, moment) -> [(id, due in ms)]`: what rang in the last minute. Asked inside the centre."""
    ring_due: Callable = nothing
    """`() -> messages`: claims what is due in every house, for while the broker is away and wakes nobody."""


known = Known()


def after_commit(wake, *arguments):
    """Call `wake` once the transaction has committed. A wake that fails is not an answer that fails."""
    transaction.on_commit(lambda: wake(*arguments), robust=True)


def changed(centre_id, what, day=None):
    """Tell the open pages of a house that something is worth reading again."""
    message = {"centre": centre_id, "event": "changed", "what": what, "day": day.isoformat() if day else ""}
    after_commit(publish, message)


def publish(message):
    try:
        broker.publish(CHANNEL, json.dumps(message))
    except redis.RedisError as away:
        log.warning("The broker is away; pages will poll. %s", type(away).__name__)
