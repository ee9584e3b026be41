"""The link of an invitation: it names a row and is signed; whether it still holds, the row says."""

from django.core import signing
from django.db import IntegrityError, transaction

from .actions import new_user
from .models import User

SALT = "engawa.invitation"


def token_of(invitation):
    return signing.dumps([invitation._meta.label_lower, invitation.pk], salt=SALT, compress=True)


def find(model, token, moment):
    """The open invitation of this link, or None. Must be asked inside its house."""
    try:
        label, pk = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    if label != model._meta.label_lower:
        return None
    return model.unscoped.open_at(moment).filter(pk=pk).first()


def known_user(invitation):
    """Who already signs in with the address that was asked, or None."""
    return User.objects.filter(email__iexact=invitation.email).first()


def user_with(invitation, names, password):
    """A new person who signs in with the address that was asked. Raises ValidationError if there is one by now."""
    return new_user(invitation.email, invitation.language, names, password)


def use(invitation, moment):
    """Whether this call is the one that uses it: of two, the database lets one."""
    rows = type(invitation).unscoped.open_at(moment).filter(pk=invitation.pk)
    try:
        with transaction.atomic():
            return bool(rows.update(used_at=moment))
    except IntegrityError:
        return False
