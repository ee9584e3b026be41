"""What happens around every view. The order stands in settings.MIDDLEWARE and matters."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from . import tenancy

CONTENT_POLICY = "; ".join(
    ["default-src 'none'"]
    + [f"{kind}-src 'self'" for kind in ("script", "style", "img", "connect", "media", "worker", "manifest")]
    + ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
)
SIGN_IN_PAGES = (settings.LOGIN_URL, "mfa_activate_totp", "mfa_reauthenticate")
IDLE = 30 * 60
"""Seconds without a request after which a session ends."""


def content_policy(get_response):
    """One static policy: nothing inline, nothing from elsewhere (design 11). Pages are never kept by a cache."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class OneTransaction:
    """The whole request is one transaction, kept on success and rolled back on a 5xx (design 3).

    Behind a gate a 4xx is rolled back too: whatever was refused wrote nothing, and its operation id is free again.
    Elsewhere a 4xx is kept, because sign-in counts its failures.

    It opens with no centre, and with the person whose own memberships a gate may look up.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with transaction.atomic(durable=True):
            tenancy.enter(None, request.user.pk)
            response = self.get_response(request)
            if response.status_code >= (400 if hasattr(request, "viewer") else 500):
                transaction.set_rollback(True)
            else:
                tenancy.leave()
        return response


def language_of_the_reader(get_response):
    """The person's own language; before sign-in that of the cookie or the browser."""

    def middleware(request):
        user = request.user
        language = user.language if user.is_authenticated else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return middleware


def is_over(session, now):
    """Past its 12 hours, or past 30 minutes in which nobody did anything."""
    age, idle = now - session.get("began", now), now - session.get("seen", now)
    return age > settings.SESSION_COOKIE_AGE or idle > IDLE


def session_limits(get_response):
    """A session ends after 12 hours in all, or after 30 minutes without a request by a person.

    What an open page fetches by itself says so in a header, and does not count.
    """

    def middleware(request):
        if request.user.is_authenticated:
            now, session = time.time(), request.session
            session.setdefault("began", now)
            seen = session.setdefault("seen", now)
            if is_over(session, now):
                logout(request)
            elif now - seen > 60 and "X-By-Itself" not in request.headers:
                session["seen"] = now
        return get_response(request)

    return middleware


def sign_in_again(get_response):
    """To htmx, an ended session answers "go to the sign-in page", not a sign-in page in a table cell.

    The same where a gate wants the second step first.
    """

    def middleware(request):
        response = get_response(request)
        if request.htmx and response.status_code == 302:
            location = response.headers["Location"]
            for page in map(resolve_url, SIGN_IN_PAGES):
                if location.startswith(page):
                    return HttpResponseClientRedirect(page)
        return response

    return middleware


def no_form_of_another_site(get_response):
    """A second look beside the CSRF token: the browser itself says where a POST came from."""

    def middleware(request):
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site":
            raise PermissionDenied
        return get_response(request)

    return middleware
