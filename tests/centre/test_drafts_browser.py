"""A text half written, in a real browser: it outlives a reload and an ended session, and nobody else gets it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import sign_in

pytestmark = [pytest.mark.slow, pytest.mark.browser]
TEXT = "She told the table about the river."
LIVING_HERE = """SELECT r.code FROM residents_resident r JOIN residents_stay s ON s.resident_id = r.id
    JOIN centre_centre c ON c.id = r.centre_id WHERE c.slug = 'school' AND s.moved_out_on IS NULL
    ORDER BY r.id LIMIT 1"""
NOTES = "SELECT count(*) FROM support_note WHERE fact = %s"
KEPT = "Object.keys(sessionStorage).filter((key) => key.startsWith('engawa-draft')).length"


@pytest.fixture
def page(stack, browser_engine):
    page = browser_engine.new_context(viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, stack.address, "support@school.example")
    yield page
    page.context.close()


@pytest.fixture
def notes(stack):
    return f"{stack.address}/c/school/people/{stack.rows(LIVING_HERE)[0][0]}/notes/"


@pytest.fixture
def text(stack, request):
    return f"{TEXT} {request.node.name}"


def begin(page, notes, text):
    page.goto(notes)
    page.fill("[name=fact]", text)
    page.select_option("[name=topic]", "daily")


def save(page):
    page.click("form.form button.btn--go")


def is_back(page, text):
    expect(page.locator(".draft")).to_have_text(re.compile(r"^Your text from \d?\d:\d\d is still here\."))
    expect(page.locator("[name=fact]")).to_have_value(text)
    expect(page.locator("[name=topic]")).to_have_value("daily")


def is_blank(page):
    expect(page.locator("[name=fact]")).to_have_value("")
    expect(page.locator(".draft")).to_have_count(0)


def test_a_reload_keeps_it_and_whoever_wrote_it_can_forget_it(page, notes, text):
    begin(page, notes, text)
    page.reload()
    is_back(page, text)
    page.goto(notes.replace("/notes/", "/"))
    page.goto(notes)
    is_back(page, text)
    page.get_by_role("button", name="Forget it").click()
    is_blank(page)
    expect(page.locator("[name=fact]")).to_be_focused()
    page.reload()
    is_blank(page)


def test_a_session_that_ended_keeps_it_and_what_is_done_is_dropped(stack, page, notes, text):
    begin(page, notes, text)
    page.context.clear_cookies(name="session")
    save(page)
    page.wait_for_url("**/sign-in/**")
    sign_in(page, stack.address, "support@school.example")
    page.goto(notes)
    is_back(page, text)
    save(page)
    expect(page.locator(".note").first).to_contain_text(text)
    is_blank(page)
    assert page.evaluate(KEPT) == 0
    assert stack.rows(NOTES, text) == [(1,)]


def test_what_needs_another_look_is_shown_as_it_was_sent(page, notes, text):
    begin(page, notes, text)
    page.fill("[name=day]", "2099-01-01")
    save(page)
    expect(page.locator("[name=day]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".draft")).to_have_count(0)
    page.goto(notes)
    is_back(page, text)
    expect(page.locator("[name=day]")).to_have_value("2099-01-01")


def test_an_answer_that_was_lost_does_not_write_it_twice(stack, page, notes, text):
    begin(page, notes, text)
    cut_off = re.compile(r"/notes/$")
    page.route(cut_off, lambda route: (route.fetch(max_redirects=0), route.abort()))
    page.locator("form.form button.btn--go").click(no_wait_after=True)
    page.wait_for_timeout(1500)
    assert stack.rows(NOTES, text) == [(1,)]
    page.unroute(cut_off)
    page.context.clear_cookies(name="done")
    page.goto(notes)
    is_back(page, text)
    save(page)
    is_blank(page)
    assert stack.rows(NOTES, text) == [(1,)]


def test_a_colleague_s_change_meanwhile_is_still_seen(stack, page, text):
    ((note,),) = stack.rows(
        "SELECT n.id FROM support_note n JOIN centre_centre c ON c.id = n.centre_id"
        " WHERE c.slug = 'school' ORDER BY n.id LIMIT 1"
    )
    page.goto(f"{stack.address}/c/school/people/notes/{note}/")
    page.fill("[name=fact]", text)
    stack.rows("UPDATE support_note SET fact = 'Said otherwise.', version = version + 1 WHERE id = %s", note)
    page.reload()
    expect(page.locator("[name=fact]")).to_have_value(text)
    save(page)
    expect(page.locator("main")).to_contain_text("Somebody else has meanwhile written: Said otherwise.")


def test_nobody_else_who_signs_in_gets_it(stack, page, notes, text):
    begin(page, notes, text)
    page.context.clear_cookies()
    sign_in(page, stack.address, "director@school.example")
    page.goto(notes)
    is_blank(page)
    assert page.evaluate(KEPT) == 0


def test_signing_out_forgets_it(stack, page, notes, text):
    begin(page, notes, text)
    assert page.evaluate(KEPT) == 1
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator(".nav-foot form[action$='/sign-out/'] button").click()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate(KEPT) == 0
    sign_in(page, stack.address, "support@school.example")
    page.goto(notes)
    is_blank(page)
