"""Who works in a house. Keyword-only; the edge reads the clock and passes the day."""

import secrets
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Membership, User
from .models.people import Role


@transaction.atomic
def take_on(*, centre, email, role, from_on, names, title="", title_ja=""):
    """Somebody begins to work here. A person who already has an account keeps it, and its names.

    Raises ValidationError if they already have this role at that time.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, secrets.token_urlsafe(32), language=centre.language, **names)
    return Membership(centre=centre, user=user, role=role, title=title, title_ja=title_ja, from_on=from_on).insert()


@transaction.atomic
def end_membership(*, membership, last_day, today):
    """Work ends on a day. If that day is over, every open session of the person ends with it.

    Raises ValidationError if the last day is before the first, or if the house would have no director.
    """
    refuse_to_leave_without_director(membership, last_day)
    membership.until_on = last_day
    membership.validate_constraints()
    Membership.unscoped.filter(pk=membership.pk).update(until_on=last_day)
    if last_day < today:
        end_sessions(membership.user)
    return membership


def end_sessions(user):
    for session in UserSession.objects.filter(user=user):
        session.end()


def refuse_to_leave_without_director(membership, last_day):
    others = Membership.unscoped.filter(centre=membership.centre, role=Role.DIRECTOR).exclude(pk=membership.pk)
    if membership.role == Role.DIRECTOR and not others.working_on(last_day + timedelta(days=1)).exists():
        raise ValidationError(_("This is the only director. Give the role to somebody else first."))
