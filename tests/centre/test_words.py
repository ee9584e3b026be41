"""How words stand side by side: by the signs of each language, which no page writes by itself."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from centre.words import listed, sentences, with_value
from tests.centre.test_rules import sources


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["tea, rice", "Mori: joined", "One. Two. Three."]),
        ("ja", ["tea、rice", "Mori：joined", "One.Two.Three."]),
    ],
)
def test_each_language_joins_in_its_own_way(language, words):
    with translation.override(language):
        assert [listed("tea", "", "rice"), with_value("Mori", "joined"), sentences("One.", "Two.", "Three.")] == words


def test_no_page_joins_words_by_itself():
    pages = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    assert len(pages) >= 20
    for page in pages:
        text = re.sub(r"{% blocktrans.*?{% endblocktrans\w* %}", "", page.read_text(), flags=re.S)
        assert re.findall(r"(?:}}|%})(?:</\w+>)?[,:] ", text) == [], page


def test_no_code_joins_words_by_itself():
    words = [path for path in sources() if {"templatetags", "views.py", "rules.py", "words.py"} & {*path.parts}]
    assert len(words) >= 10
    for path in words:
        assert re.findall(r'" "\.join\(\[\w|", "\.join|f"{[^}]*}[,:]? {', path.read_text()) == [], path
