"""Who may hear a house, and what the hub asks of the database.

Each question is one sync call on a worker thread, in its own transaction; `then_closed` gives the connection
back before the answer is used, so that a stream that lasts for hours holds none.
"""

import contextlib
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import Http404, HttpRequest
from django.utils import timezone

from . import live, tenancy
from .middleware import is_over
from .models import Centre
from .sessions import SessionStore


@dataclass(frozen=True)
class Listener:
    """Who may hear a house, by which session."""

    slug: str
    centre_id: int
    user_id: int
    session_key: str


def then_closed(question, *arguments):
    try:
        return question(*arguments)
    finally:
        connection.close()


def admission(slug, session_key):
    """The Listener, or the status that says why not. Nothing that is asked here is kept."""
    with transaction.atomic(durable=True):
        try:
            return admitted(slug, session_key, timezone.now())
        finally:
            transaction.set_rollback(True)


def admitted(slug, session_key, moment):
    request = HttpRequest()
    request.session = SessionStore(session_key)
    request.user = get_user(request)
    if not request.user.is_authenticated or is_over(request.session, moment.timestamp()):
        return HTTPStatus.NO_CONTENT  # tells an EventSource not to come back
    for viewer_of, _still in live.known.audiences:
        tenancy.enter(None, request.user.pk)
        with contextlib.suppress(Http404):
            return Listener(slug, viewer_of(request, slug).centre.pk, request.user.pk, session_key)
    return HTTPStatus.NOT_FOUND


def look(houses):
    """`{centre: listeners}` -> `{centre: (rings, those who may stay)}`, in a few queries a house."""
    moment = timezone.now()
    keys = {one.session_key for listeners in houses.values() for one in listeners}
    signed_in = set(Session.objects.filter(pk__in=keys, expire_date__gt=moment).values_list("pk", flat=True))
    found = {}
    for centre in Centre.objects.filter(pk__in=houses):
        listeners = houses[centre.pk]
        with tenancy.inside(centre):
            rings = live.known.recent_rings(centre, moment)
            belong = still_belong(centre, {one.user_id for one in listeners}, moment)
        staying = {one for one in listeners if one.user_id in belong and one.session_key in signed_in}
        found[centre.pk] = rings, staying
    return found


def still_belong(centre, user_ids, moment):
    return set().union(*(still(centre, user_ids, moment) for _viewer_of, still in live.known.audiences))


def not_admitted_any_more(listeners):
    """The whole door once more: an idle session, a second step asked for meanwhile, a changed password."""
    return {one for one in listeners if admission(one.slug, one.session_key) != one}


def rings_of(centre_id):
    centre = Centre.objects.get(pk=centre_id)
    with tenancy.inside(centre):
        return live.known.recent_rings(centre, timezone.now())
