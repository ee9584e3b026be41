"""The pages that `facts.toml` names, and what is read on them."""

import html
import re

from centre.models import Centre
from residents.models import Resident
from schedules.models import Period
from tests.world import inside

from .tables import ordinary


def address(page, slug, now):
    """The address, with a person's code or a date where braces stand."""
    name = re.search(r"\{(.+)\}", page)
    if name is None:
        return page
    centre = Centre.objects.get(slug=slug)
    with inside(centre):
        found = code_of(name[1]) if "/people/" in page else date_of(name[1], centre.day_at(now))
    return page.replace(name[0], str(found))


def code_of(name):
    family, _space, given = name.partition(" ")
    return Resident.unscoped.get(family_latin=family, given_latin=given).code


def date_of(name, today):
    """Of an event: when it was last written down in the log, else when it comes next."""
    if name == "an ordinary week":
        return ordinary(0, today)
    events = Period.unscoped.once().filter(name=name)
    logged = events.filter(marks__isnull=False).order_by("on").last()
    return (logged or events.order_by("on").first()).on


def words_of(response):
    """What is read on a page, by eye or by ear."""
    text = re.sub(r'<[^>]*aria-label="([^"]*)"[^>]*>', r" \1 ", response.content.decode())
    text = re.sub(r"<[^>]+>", " ", text)
    return re.sub(r"\s+", " ", html.unescape(text))
