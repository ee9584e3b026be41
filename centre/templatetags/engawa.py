"""The few tags that every template of Engawa uses."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language

from centre import operations, words

register = template.Library()
register.simple_tag(words.listed)
register.simple_tag(words.with_value)


@register.simple_tag
def icon(name):
    """A drawing beside words; the words carry the meaning."""
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons.svg"), name)


@register.simple_tag
def glyph(name):
    """A shape that stands for a state: in, out, night."""
    return format_html('<svg class="g" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons.svg"), name)


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
