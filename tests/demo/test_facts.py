"""Each fact on record about the two houses: where it is seen, and that it is."""

import html
import re
from collections import Counter

import pytest
from django.apps import apps

from centre.models import Centre, User
from demo.data import read
from residents.models import Resident
from tests.world import inside

FACTS = read("facts")["fact"]
PAGES = sorted({fact["page"] for fact in FACTS if "page" in fact})
# How many facts the sources give, section by section.
SECTIONS = {
    "both.word": 1,
    "school.place": 11,
    "school.building": 7,
    "school.timetable": 9,
    "school.activities": 5,
    "school.rules": 6,
    "school.stays": 11,
    "camp.place": 7,
    "camp.money": 5,
    "camp.duties": 8,
    "camp.participation": 3,
    "camp.length": 3,
    "camp.leaving": 2,
    "camp.yoshimura": 11,
    "camp.tatsuro": 9,
    "camp.field": 5,
    "both.check": 1,
}


def test_no_fact_is_missing_or_told_twice():
    assert [fact["id"] for fact in FACTS] == [
        f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)
    ]


def test_each_fact_says_where_it_is_seen_or_why_not_yet():
    keys = {"id", "fact", "model", "page", "text", "without", "not_yet", "apart"}
    for fact in FACTS:
        assert set(fact) <= keys, fact["id"]
        assert {"page", "not_yet", "apart"} & set(fact), fact["id"]
        assert ("page" in fact) == ("text" in fact), fact["id"]


def test_each_model_named_exists():
    named = [path for fact in FACTS for path in fact.get("model", [])]
    assert len(named) > 30
    for path in named:
        app, model, field = path.split(".")
        apps.get_model(app, model)._meta.get_field(field)


@pytest.mark.parametrize("page", PAGES)
def test_the_facts_of_a_page_are_read_on_it(demo_loaded, db, client, page):
    slug = page.split("/")[2]
    client.force_login(User.objects.get(email=f"director@{slug}.example"))
    response = client.get(address(page, slug))
    assert (response.status_code, response.headers["Content-Language"]) == (200, "en")
    words = words_of(response)
    facts = [fact for fact in FACTS if fact.get("page") == page]
    assert [text for fact in facts for text in fact["text"] if text not in words] == []
    assert [text for fact in facts for text in fact.get("without", []) if text in words] == []


def test_most_facts_are_seen_so_far():
    seen = Counter(next(kind for kind in ("page", "apart", "not_yet") if kind in fact) for fact in FACTS)
    assert seen == {"page": 84, "not_yet": 18, "apart": 2}


def address(page, slug):
    """The address, with a person's code where their name stands in braces."""
    name = re.search(r"\{(.+)\}", page)
    if name is None:
        return page
    family, _space, given = name[1].partition(" ")
    with inside(Centre.objects.get(slug=slug)):
        code = Resident.unscoped.get(family_latin=family, given_latin=given).code
    return page.replace(name[0], code)


def words_of(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))
