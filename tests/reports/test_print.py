"""A director reads the report in a real browser, in both languages, and prints it: two sheets of A4."""

import re

import pytest

from tests.browser import sign_in

pytestmark = [pytest.mark.slow, pytest.mark.browser]
WORDS = {"en": ("What the mean hides", "Print"), "ja": ("平均では見えないこと", "印刷")}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_director_reads_and_prints_it(stack, browser_engine, language):
    context = browser_engine.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, stack.address, "director@camp.example", language)
    page.goto(f"{stack.address}/c/camp/")
    page.click("nav a[href$='/reports/stays/']:visible")
    heading, button = WORDS[language]
    assert page.get_by_role("heading", name=heading).is_visible()
    assert page.get_by_role("button", name=button).is_visible()
    assert page.locator("svg.only-wide").first.is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    context.close()
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    assert re.search(rb"/MediaBox \[0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\]", paper)
