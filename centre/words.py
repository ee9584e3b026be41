"""How words stand side by side in a language: Japanese joins them with signs of its own, and without a space."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def listed(*words):
    """Such as "tea, bread, rice"; what is empty is left out."""
    return pgettext("between the words of a list", ", ").join(str(word) for word in words if word)


def with_value(name, value):
    """Such as "Mori: took part"."""
    return _("%(name)s: %(value)s") % {"name": name, "value": value}


def sentences(*texts):
    """Whole sentences after each other."""
    first, *others = texts
    for other in others:
        first = pgettext("two sentences", "%(first)s %(second)s") % {"first": first, "second": other}
    return first
