"""Collecting and compiling the texts of the pages, with Babel alone: no gettext needs to be installed.

Templates are turned into Python by Django's own `templatize`; Babel reads the messages off both.
"""

from io import BytesIO
from pathlib import Path

from babel.messages import extract, mofile, pofile
from babel.messages.catalog import Catalog
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
APPS = [
    "centre",
    "residents",
    "schedules",
    "rooms",
    "chores",
    "participation",
    "support",
    "reports",
    "families",
    "home",
]
SOURCE = "en"
"""The language of the texts themselves: its catalogue holds only what we say otherwise than a library does."""
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
KEYWORDS: dict = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources():
    for app in APPS:
        yield from (path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts)
    yield from (p for p in sorted((ROOT / "templates").rglob("*")) if p.suffix in {".html", ".txt"})


def collected():
    """Every text of ours, as a catalogue without translations."""
    catalog = Catalog(charset="utf-8", header_comment="", fuzzy=False)
    for path in sources():
        text = path.read_text()
        python = text if path.suffix == ".py" else templatize(text, origin=str(path))
        found = extract.extract("python", BytesIO(python.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})
        for _line, message, _comments, context in found:
            name = str(path.relative_to(ROOT))
            flags = {"python-format"} if "%(" in str(message) else set()
            catalog.add(message, locations=[(name, None)], context=context, flags=flags)  # type: ignore[list-item]
    return catalog


def po_files():
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path):
    with path.open("rb") as file:
        return pofile.read_po(file, locale=path.parts[-3])


def update():
    """Bring every .po file up to date: new texts come in empty, old ones go."""
    texts = collected()
    for path in po_files():
        catalog = read(path)
        catalog.update(texts, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        if path.parts[-3] == SOURCE:
            for message in [message for message in catalog if message.id and not any(strings_of(message))]:
                catalog.delete(message.id, message.context)
        with path.open("wb") as file:
            file.write(HEADER.format(language=path.parts[-3], plurals=catalog.plural_forms).encode())
            pofile.write_po(file, catalog, width=100, sort_output=True, omit_header=True)


def strings_of(message):
    return message.string if isinstance(message.string, list | tuple) else [message.string]


def problems():
    """What is missing, doubtful or left over, in words."""
    texts = {(message.context, message.id) for message in collected() if message.id}
    for path in po_files():
        have = {(message.context, message.id): message for message in read(path) if message.id}
        for key in sorted(texts - set(have), key=str) if path.parts[-3] != SOURCE else ():
            yield f"{path.parts[-3]}: not collected yet: {key[1]!r}"
        for key in sorted(set(have) - texts, key=str):
            yield f"{path.parts[-3]}: no longer used: {key[1]!r}"
        for message in have.values():
            if message.fuzzy or not (all(strings_of(message)) or path.parts[-3] == SOURCE):
                yield f"{path.parts[-3]}: not translated: {message.id!r}"
            yield from (f"{path.parts[-3]}: {error}: {message.id!r}" for error in message.check(read(path)))


def compile_all():
    """Make each .mo file that is older than its .po file. Returns the languages made."""
    made = []
    for path in po_files():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with target.open("wb") as file:
            mofile.write_mo(file, read(path))
        made.append(path.parts[-3])
    return made
