"""Whom a resident names outside the house. Keyword-only; the edge reads the clock."""

from django.db import transaction

from . import consenting
from .models import Contact, Topic


@transaction.atomic
def name(*, resident, **fields):
    """A resident names somebody outside. Raises ValidationError, in words, if a promise would break."""
    return Contact(centre=resident.centre, resident=resident, **fields).insert()


WHO = ["family_name", "given_name", "email"]
"""Who a contact is, as against how they are called or written to by the way."""


@transaction.atomic
def renamed(*, contact, by, at):
    """The name or the address is another one: the yes to a sign-in was for the earlier, and ends with it."""
    consenting.withdraw(contact=contact, by=by, at=at, topics=[Topic.SIGN_IN])


@transaction.atomic
def end(*, contact, by, at):
    """The resident does not name this person any more: nothing is told to them from now on."""
    consenting.withdraw(contact=contact, by=by, at=at, topics=list(Topic))
    return bool(Contact.unscoped.current().filter(pk=contact.pk).update(ended_at=at))
