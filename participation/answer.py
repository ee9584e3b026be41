"""The answer to a tap: drawn by its template once in each language for each level, then only filled.

Drawing took longer than writing the mark. What differs between two taps of a level is a few words; the
template stays the one place that says how they stand, and a test compares both for every level.
"""

import re
from types import SimpleNamespace
from typing import Any

from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from centre import operations
from centre.templatetags.engawa import name
from centre.words import with_value

from .log import Cell
from .models import Level, Mark
from .templatetags.participation import written

KEY = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
PLACE = re.compile(rf"z-(\w+)-z|(?:{KEY})")
WORDS = {"code", "name", "version", "recorded", "said", "path", "undo_path", "marks", "move", "history"}
kept: dict[tuple, list[str]] = {}


def answer(*, cell, viewer, path, back):
    """`path` is the period's, `back` what the form of Undo sends, and where."""
    key = get_language(), cell.level
    pieces = kept.get(key) or keep(key)
    words = {
        "code": cell.resident.code,
        "name": name(cell.resident, full=True),
        "version": cell.version,
        "recorded": written(cell.mark, viewer),
        "said": said(cell),
        "path": path,
        "undo_path": back["path"],
        "marks": back["marks"],
        "move": back["move"],
        "history": back["history"],
    }
    words = {word: conditional_escape(value) for word, value in words.items()}
    filled = pieces.copy()
    filled[1::2] = [words[place] if place else operations.new_key() for place in pieces[1::2]]
    return "".join(filled)


def said(cell):
    return with_value(cell.resident.name, cell.words)


def keep(key):
    """Text and place in turn; a place is the name of a word, or None for the id of an operation, new each time."""
    language, level = key
    pieces = PLACE.split(draw(level, **{word: f"z-{word}-z" for word in WORDS}))
    if missing := WORDS - set(pieces[1::2]):
        raise ValueError(f"The answer to a tap does not say {missing}.")
    return kept.setdefault(key, pieces)


def draw(level, *, code, name, version, recorded, said, path, undo_path, marks, move, history):
    """The part as its template has it. No request: htmx sends the CSRF token in a header, once for the page."""
    person = {"latin": name, "written": name, "family_name": name, "family_reading": "", "given_name": ""}
    resident: Any = SimpleNamespace(code=code, given_reading="", **person)
    cell = Cell(resident, Mark(level=Level(level), version=version))
    undo = {"path": undo_path, "who": code, "marks": marks, "move": move}
    words = {"log": SimpleNamespace(path=path), "chosen": cell, "recorded": recorded, "said": said, "history": history}
    return get_template("participation/period.html#saved").render(words | undo)
