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


ADDRESSED = ["さん", "くん", "君", "ちゃん", "様", "氏"]
"""What follows a family name where somebody is spoken of."""


def living_here(centre_id, day):
    here = Stay.unscoped.open_on(day).filter(centre=centre_id).values("resident")
    return Resident.unscoped.filter(pk__in=here)


def names_of(people):
    """The names by which people are called: each alone in Latin letters, a Japanese family name with what follows."""
    for one in people:
        yield from {one.called, one.given_name, one.given_latin, one.family_latin, one.written, one.latin}
        yield one.written.replace(" ", "")
        yield from (one.family_name + addressed for addressed in ADDRESSED if one.family_name)


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
    others = living_here(resident.centre_id, day).exclude(pk=resident.pk)
    names = set(names_of(others)) - set(names_of([resident]))
    refuse(texts, names)
    return texts


def check_news(texts, centre, day):
    """Raises ValidationError, at the field, where news for all families name somebody who lives here."""
    refuse(texts, set(names_of(living_here(centre.pk, day))))


def refuse(texts, names):
    refused = {}
    for field, text in texts.items():
        if PERCENT.search(text):
            refused[field] = _("A letter has no percentages. Say it in words, or as a number of times.")
        elif found := sorted(name for name in names if len(name) >= SHORTEST and stands_in(name, text)):
            refused[field] = _("%(name)s lives here too, and is not named in the letter of somebody else.") % {
                "name": found[0]
            }
    if refused:
        raise ValidationError(refused)
