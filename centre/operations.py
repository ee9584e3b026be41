"""A form or tap sent twice is done once (design 5).

Every POST behind a gate carries an operation id that its page made. The database refuses a second
row with the same id, in the same transaction as the change itself: of two that arrive together, the
second waits for the first and then gets the first's answer.
"""

import uuid

from django.core.exceptions import BadRequest
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from .models import Operation


def new_key():
    return str(uuid.uuid4())


def once(request, viewer, act):
    """Run `act` unless this operation was done; then give the first answer again.

    Raises BadRequest for a POST without an id, or with one that belongs to another form.
    """
    if request.method != "POST":
        return act()
    key = key_of(request)
    if not claim(viewer, key, request.path):
        return first_answer(request, viewer, key)
    response = act()
    mine = Operation.visible_to(viewer).filter(key=key)
    if response.status_code >= 400:
        mine.delete()
    elif location := response.headers.get("Location"):
        mine.update(answer=location)
    return response


def key_of(request):
    try:
        return uuid.UUID(request.POST.get("operation", ""))
    except ValueError:
        raise BadRequest("A form came without its operation id.") from None


def claim(viewer, key, path):
    """True for the first to come with this id. The second waits here until the first has committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO centre_operation (centre_id, key, path, by_id, at, answer)"
            " VALUES (%s, %s, %s, %s, %s, '') ON CONFLICT (centre_id, key) DO NOTHING",
            [viewer.centre.pk, key, path[:400], viewer.who.pk, timezone.now()],
        )
        return cursor.rowcount == 1


def first_answer(request, viewer, key):
    done = Operation.visible_to(viewer).filter(key=key, by=viewer.who, path=request.path[:400]).first()
    if done is None:
        raise BadRequest("This operation id belongs to another form.")
    if done.answer:
        return redirect(done.answer)
    return HttpResponse(status=204, headers={"HX-Trigger": "already-done"})
