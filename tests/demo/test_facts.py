"""Each fact on record about the two houses: where it is seen, and that it is."""

from collections import Counter

import pytest
from django.apps import apps

from centre.models import User
from demo.data import read

from .pages import address, words_of

FACTS = read("facts")["fact"]
SEEN = [seen for fact in FACTS for seen in [fact, *fact.get("also", [])] if "page" in seen]
PAGES = sorted({seen["page"] for seen in SEEN})
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
    keys = {"id", "fact", "model", "page", "text", "without", "also", "not_yet", "apart"}
    for fact in FACTS:
        assert set(fact) <= keys, fact["id"]
        assert {"page", "not_yet", "apart"} & set(fact), fact["id"]
        assert ("page" in fact) == ("text" in fact), fact["id"]


def test_each_page_named_says_what_is_read_there():
    assert [seen["page"] for seen in SEEN if not seen["text"]] == []


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
    response = client.get(address(page, slug, demo_loaded))
    assert (response.status_code, response.headers["Content-Language"]) == (200, "en")
    words = words_of(response)
    here = [seen for seen in SEEN if seen["page"] == page]
    assert [text for seen in here for text in seen["text"] if text not in words] == []
    assert [text for seen in here for text in seen.get("without", []) if text in words] == []


def test_most_facts_are_seen_so_far():
    seen = Counter(next(kind for kind in ("page", "apart", "not_yet") if kind in fact) for fact in FACTS)
    assert seen == {"page": 85, "not_yet": 17, "apart": 2}
