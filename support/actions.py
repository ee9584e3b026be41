"""What is written about a person. Keyword-only; the edge reads the clock."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Note


@transaction.atomic
def write(*, resident, by, at, today, day, fact, words="", response="", topic=""):
    """A note about a day. Raises ValidationError for a day to come: what has not happened is no fact."""
    if day > today:
        raise ValidationError({"day": _("This day is still to come.")})
    return Note(
        centre=resident.centre,
        resident=resident,
        day=day,
        fact=fact,
        words=words,
        response=response,
        topic=topic,
        by=by,
        at=at,
    ).insert()
