"""Who works in a house, and its settings. Keyword-only; the edge reads the clock and passes the day."""

import secrets
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from .models import Centre, Membership, User
from .models.people import Role
from .signals import clock_changed
from .tenancy import CHANGED_JUST_NOW


@transaction.atomic
def take_on(*, centre, email, role, from_on, names, title="", title_ja="", agreed=False):
    """Somebody begins to work here. A person who already has an account keeps it, and its names.

    Unless they `agreed`, or belong to this house already, they do not work here before they say yes. That holds
    for a new account too: a house does not learn whether an address had one.
    Raises ValidationError if they already have this role at that time.
    """
    user = User.objects.filter(email__iexact=email).first()
    member = Membership(centre=centre, role=role, title=title, title_ja=title_ja, from_on=from_on)
    member.user = user or new_user(email, centre.language, names)
    here = Membership.unscoped.filter(centre=centre, user=member.user, accepted_at__isnull=False)
    if not agreed and not here.exists():
        member.accepted_at = None
    return member.insert()


def new_user(email, language, names, password=None):
    """Somebody who signs in from now on; without a password until they choose one by the link of a mail."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password or secrets.token_urlsafe(32), language=language, **names)
    except IntegrityError as taken:
        raise ValidationError(CHANGED_JUST_NOW) from taken


@transaction.atomic
def answer(*, membership, agrees, at):
    """What somebody says to a house that asked them. After a no, nothing of the question is left but its history."""
    asked = Membership.unscoped.filter(pk=membership.pk, accepted_at=None)
    if agrees:
        asked.update(accepted_at=at)
    else:
        asked.delete()


@transaction.atomic
def end_membership(*, membership, last_day, today):
    """Work ends on a day. If that day is over and the person works nowhere else, their open sessions end with it.

    Raises ValidationError if the last day is before the first, or if the house would have no director.
    """
    Centre.objects.select_for_update(no_key=True).get(pk=membership.centre_id)  # two directors who end each other
    membership.refresh_from_db()
    refuse_to_leave_without_director(membership, last_day, today)
    membership.change(until_on=last_day)
    if last_day < today and not works_somewhere(membership.user, today):
        end_sessions(membership.user)
    return membership


def works_somewhere(user, day):
    """Whether somebody works in any house, this one or one behind its own wall, on a day or later."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT centre_works_somewhere(%s, %s)", [user.pk, day])
        return cursor.fetchone()[0]


def end_sessions(user):
    for session in UserSession.objects.filter(user=user):
        session.end()


def refuse_to_leave_without_director(membership, last_day, today):
    """From the first day without this director, another must be there for at least as long as they would have been."""
    if membership.role != Role.DIRECTOR or membership.accepted_at is None:
        return
    first_day_without = max(last_day + timedelta(days=1), today)
    if membership.until_on is not None and membership.until_on < first_day_without:
        return
    others = Membership.unscoped.filter(centre=membership.centre, role=Role.DIRECTOR).exclude(pk=membership.pk)
    if not others.working_on(first_day_without).as_long_as(membership.until_on).exists():
        raise ValidationError(_("This is the only director. Give the role to somebody else first."))


@transaction.atomic
def change_settings(*, form, at):
    """Save what the settings say, as `form.save` does. False, with its message, if somebody else has meanwhile."""
    before = Centre.objects.select_for_update(no_key=True).get(pk=form.instance.pk)
    if not form.save():
        return False
    if form.instance.time_zone != before.time_zone:
        clock_changed.send(Centre, centre=form.instance, at=at)
    return True
