"""A form or tap sent twice is done once (design 5).

Every POST behind a gate carries an operation id that its page made. The database refuses a second
row with the same id, in the same transaction as the change itself: of two that arrive together, the
second waits for the first and then gets the first's answer. What differs from the first in anything
but its tokens is no second sending: it is refused with 409, so that nothing is silently dropped.

A raised or answered 4xx leaves nothing behind, and its id free: `middleware.OneTransaction` takes the
whole request back. That costs a tap nothing; a savepoint around `act` would cost two round trips.

A form that was done says so to the page it goes on to, by a cookie with its id: then, and only then, the
browser forgets the text that it kept (static/drafts.js).
"""

import hashlib
import uuid
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import loader
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Operation
from .prepared import planned

TOKENS = {"csrfmiddlewaretoken", "operation"}
"""What a page makes anew each time it is read: no part of what somebody wrote."""
ACKNOWLEDGED_FOR = 10 * 60
"""Seconds in which the page that follows is sure to have been read."""


def new_key():
    return str(uuid.uuid4())


def once(request, viewer, act):
    """Run `act` unless this operation was done; then give the first answer again.

    Raises BadRequest for a POST without an id; answers 409 to one whose id belongs to something else.
    """
    if request.method != "POST":
        return act()
    key = key_of(request)
    path, content = request.path[:400], content_of(request)
    if not claim(viewer, key, path, content):
        done = Operation.visible_to(viewer).filter(key=key, by=viewer.who, path=path, content=content).first()
        return first_answer(done, key) if done else sent_with_other_words(request)
    response = act()
    if location := response.headers.get("Location"):
        Operation.visible_to(viewer).filter(key=key).update(answer=location)
        acknowledge(response, key)
    return response


def key_of(request):
    try:
        return uuid.UUID(request.POST.get("operation", ""))
    except ValueError:
        raise BadRequest("A form came without its operation id.") from None


def content_of(request):
    """What somebody wrote, as a hash: it tells two forms apart and keeps neither."""
    written = [(name, values) for name, values in request.POST.lists() if name not in TOKENS]
    return hashlib.sha256(urlencode(written, doseq=True).encode()).hexdigest()


def claim(viewer, key, path, content):
    """True for the first to come with this id. The second waits here until the first has committed."""
    with planned() as cursor:
        cursor.execute(
            "INSERT INTO centre_operation (centre_id, key, path, content, by_id, at, answer)"
            " VALUES (%s, %s, %s, %s, %s, %s, '') ON CONFLICT (centre_id, key) DO NOTHING",
            [viewer.centre.pk, key, path, content, viewer.who.pk, timezone.now()],
        )
        return cursor.rowcount == 1


def acknowledge(response, key):
    """Say which operation is done. Scripts of this site may read it; it opens nothing."""
    response.set_cookie(
        "done", str(key), max_age=ACKNOWLEDGED_FOR, secure=settings.SESSION_COOKIE_SECURE, samesite="Strict"
    )


def first_answer(done, key):
    if done.answer:
        response = redirect(done.answer)
        acknowledge(response, key)
        return response
    return HttpResponse(status=204, headers={"HX-Trigger": "already-done"})


def sent_with_other_words(request):
    """To htmx, the page as it now stands, and why; to a form, a page that says so and keeps what was written a
    step back."""
    if request.htmx:
        messages.warning(request, _("This was already sent with other words. Please look again, then send it anew."))
        return HttpResponse(status=409, headers={"HX-Refresh": "true"})
    return HttpResponse(loader.get_template("409.html").render(), status=409)
