"""What never stands in a letter, whoever writes it: the names of others who live here, and shares in a hundred.

Words do not make a letter fit to send; the resident does, who reads it first. This only stops what slips in.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from residents.models import Resident, Stay

PERCENT = re.compile("[%\uff05\ufe6a\u066a]|パーセント|per ?cent", re.IGNORECASE)
SHORTEST = 2
"""A name of one sign is part of too many words."""


def others(resident, day):
    """The names by which the others who live here are called."""
    living_here = Stay.unscoped.open_on(day).filter(centre=resident.centre_id).values("resident")
    for other in Resident.unscoped.filter(pk__in=living_here).exclude(pk=resident.pk):
        yield from {
            other.called,
            other.given_name,
            other.given_latin,
            other.written,
            other.written.replace(" ", ""),
            other.latin,
        }


def stands_in(name, text):
    """Whether a name stands in a text: in Latin letters as a word of its own, else anywhere."""
    if name.isascii():
        return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None
    return name in text


def checked(passages, resident, day):
    """The {part: text} of a letter, without those that are empty.

    Raises ValidationError, at the part, for what never stands in a letter.
    """
    texts = {part: text.strip() for part, text in passages.items() if text.strip()}
    mine = {resident.called, resident.given_name, resident.given_latin, resident.family_name, resident.family_latin}
    names = {name for name in others(resident, day) if len(name) >= SHORTEST} - mine
    refused = {}
    for part, text in texts.items():
        if PERCENT.search(text):
            refused[part] = _("A letter has no percentages. Say it in words, or as a number of times.")
        elif found := sorted(name for name in names if stands_in(name, text)):
            refused[part] = _("%(name)s lives here too, and is not named in the letter of somebody else.") % {
                "name": found[0]
            }
    if refused:
        raise ValidationError(refused)
    return texts
