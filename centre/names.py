"""Names of people and of things of the house, in the script of the reader."""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

NAMES = ["family_name", "given_name", "family_reading", "given_reading", "family_latin", "given_latin"]


class SearchKey(Func):
    """Text as it is searched and sorted: NFKC, lower case, katakana as hiragana, no voicing
    marks, no spaces. The function stands in the database (centre/0001), so a key is never stale."""

    function = "centre_search_key"
    output_field = models.TextField()


class JoinedWith(Func):
    """Columns joined by a space. `||` because a generated column may only use what never changes."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = models.TextField()


def in_words_of(reader_language, english, japanese):
    """The Japanese text for a Japanese page where there is one, else the other."""
    return (japanese or english) if reader_language == "ja" else (english or japanese)


class Named(models.Model):
    """A person with a name as written, as read, and in Latin letters."""

    family_name = models.CharField(_("family name"), max_length=80)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_reading = models.CharField(_("family name, reading"), max_length=80, blank=True)
    given_reading = models.CharField(_("given name, reading"), max_length=80, blank=True)
    family_latin = models.CharField(_("family name, Latin letters"), max_length=80, blank=True)
    given_latin = models.CharField(_("given name, Latin letters"), max_length=80, blank=True)
    search_key = models.GeneratedField(
        expression=SearchKey(JoinedWith(*NAMES)),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SearchKey(
            JoinedWith(
                Coalesce(
                    NullIf(F("family_reading"), Value("")),
                    NullIf(F("family_latin"), Value("")),
                    "family_name",
                ),
                Coalesce(NullIf(F("given_reading"), Value("")), NullIf(F("given_latin"), Value("")), "given_name"),
            )
        ),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    class Meta:
        abstract = True

    @property
    def written(self):
        return " ".join(filter(None, [self.family_name, self.given_name]))

    @property
    def latin(self):
        return " ".join(filter(None, [self.family_latin, self.given_latin])) or self.written

    @property
    def name(self):
        """The whole name for plain text: titles, messages, labels read aloud."""
        return self.written if get_language() == "ja" else self.latin

    @property
    def given(self):
        """The given name, as family says it; the whole name where there is none."""
        given = self.given_name if get_language() == "ja" else self.given_latin or self.given_name
        return given or self.name

    def __str__(self):
        return self.name


def names_of(person):
    """The name of somebody, to be given to another row about the same person."""
    return {name: getattr(person, name) for name in NAMES}


class TwoLanguages(models.Model):
    """A thing that the house named, in English and, where given, in Japanese."""

    name = models.CharField(_("name"), max_length=80)
    name_ja = models.CharField(_("name in Japanese"), max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def label(self):
        return in_words_of(get_language(), self.name, self.name_ja)

    def __str__(self):
        return self.label
