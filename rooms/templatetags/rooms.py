"""Words that the house gave its rooms."""

from django import template
from django.utils.translation import get_language

from centre.names import in_words_of

register = template.Library()


@register.filter
def words(thing, field):
    """A field that is written in two languages, in the reader's."""
    return in_words_of(get_language(), getattr(thing, field), getattr(thing, f"{field}_ja"))
