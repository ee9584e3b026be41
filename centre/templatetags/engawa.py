"""The few tags that every template of Engawa uses."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language

from centre import operations, words

DRAWING = '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>'
register = template.Library()
register.simple_tag(words.listed)
register.simple_tag(words.with_value)


@register.simple_tag
def icon(name):
    """A drawing beside words; the words carry the meaning."""
    return drawn("i", name)


@register.simple_tag
def glyph(name):
    """A shape that stands for a state: in, out, night."""
    return drawn("g", name)


@cache
def drawn(kind, name):
    """Kept, as the page of a day draws hundreds. The file's address is the same for as long as a process lives."""
    return format_html(DRAWING, kind, static("icons.svg"), name)


@register.simple_tag
def operation():
    """The id that makes sending a form twice do it once."""
    return format_html('<input type="hidden" name="operation" value="{}">', operations.new_key())


@register.simple_tag
def name(person, full=False):
    """A person's name: kanji under their reading on a Japanese page, Latin letters on an English one.

    `full` adds the kanji on the English page.
    """
    if get_language() == "ja":
        parts = [
            with_reading(person.family_name, person.family_reading),
            with_reading(person.given_name, person.given_reading),
        ]
        return format_html(" ".join(["{}"] * len([p for p in parts if p])), *[p for p in parts if p])
    if full and person.latin != person.written:
        return format_html('{} <span class="kanji" lang="ja">{}</span>', person.latin, person.written)
    return person.latin


def with_reading(written, reading):
    if not reading or reading == written:
        return written
    return format_html("<ruby>{}<rt>{}</rt></ruby>", written, reading)
