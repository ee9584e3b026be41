"""Sign-in: closed to strangers, slow to guessers, open to a device that is known."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.contrib.sites.shortcuts import get_current_site
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from . import post, tasks
from .models import User
from .prepared import Prepared

KNOWN = "engawa_known"
KNOWN_FOR = 180 * 24 * 60 * 60
"""Seconds that a device stays known after its last sign-in."""


WHO = Prepared(lambda pk: User.objects.filter(pk=pk))


class SignIn(AuthenticationBackend):
    """allauth's, with the question "who is this" prepared: every request asks."""

    def get_user(self, user_id):
        user = WHO.first(pk=user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


def mark_of(email):
    return salted_hmac("centre.signin.known", email.lower()).hexdigest()[:32]


def known_device(request, email):
    """The device's own random id if this person signed in from it before, else None."""
    try:
        known = signing.loads(request.COOKIES.get(KNOWN, ""), salt=KNOWN, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return None
    return known["id"] if any(constant_time_compare(mark_of(email), mark) for mark in known["marks"]) else None


class AccountAdapter(DefaultAccountAdapter):
    """allauth's choices, made for a house: accounts are given by a director, never taken."""

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Guesses are limited per account and per address. A known device has a limit of its own, so
        that an attack on an account at bell time does not lock its owner out."""
        email = credentials.get("email") or ""
        device = known_device(request, email)
        if device is None:
            return super().pre_authenticate(request, **credentials)
        key = f"{device}:{email.lower()}"
        if not ratelimit.consume(request, action="login_failed_known", key=key):
            raise self.validation_error("too_many_login_attempts")

    def send_mail(self, template_prefix, email, context):
        """Written now, with what the request knows; sent after the commit, whatever the mail server does."""
        known = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        post.after_commit(tasks.send_mail.delay, self.render_mail(template_prefix, email, known | context))

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.email)
        return response


def set_up_is_used(request, user, authenticator, **kwargs):
    """Setting a second step up takes a code from it: this session has used it."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def remember_device(request, response, email):
    try:
        known = signing.loads(request.COOKIES.get(KNOWN, ""), salt=KNOWN, max_age=KNOWN_FOR)
    except signing.BadSignature:
        known = {"id": secrets.token_urlsafe(12), "marks": []}
    marks = [mark_of(email), *(mark for mark in known["marks"] if mark != mark_of(email))][:20]
    response.set_cookie(
        KNOWN,
        signing.dumps({"id": known["id"], "marks": marks}, salt=KNOWN),
        max_age=KNOWN_FOR,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
