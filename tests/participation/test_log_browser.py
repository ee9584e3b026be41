"""The log in two real browsers on a running house: taps, undo, two hands on one cell, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import sign_in

pytestmark = [pytest.mark.slow, pytest.mark.browser]

A_PERIOD = """INSERT INTO schedules_period (centre_id, name, name_ja, "on", starts, ends, part_of_day, kind, place,
    place_ja, expects, is_voluntary, from_on)
    SELECT id, %s, '', today, '00:00', '23:59', '', 'class', '', '', 'all', false, today
      FROM (SELECT id, (now() AT TIME ZONE time_zone)::date AS today FROM centre_centre WHERE slug = 'school') AS house
    RETURNING id, from_on"""
MARKS = "SELECT level FROM participation_mark WHERE period_id = %s AND resident_id = %s"
RESIDENT = "SELECT id FROM residents_resident WHERE code = %s"


@pytest.fixture
def period(stack, request):
    """A period of today's, in which nothing is recorded yet: its address and its id."""
    ((pk, day),) = stack.rows(A_PERIOD, request.node.name[:80])
    return f"{stack.address}/c/school/log/{day}/{pk}/", pk


@pytest.fixture
def open_as(stack, browser_engine):
    contexts = []

    def opened(who, address, **options):
        context = browser_engine.new_context(viewport={"width": 390, "height": 844}, has_touch=True, **options)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, stack.address, f"{who}@school.example")
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def first_open(page):
    return page.locator(".person:has(.lv-none)").first.get_attribute("id").removeprefix("p-")


def said(page, code, words, **options):
    expect(page.locator(f"#p-{code} .said")).to_have_text(words, **options)


def choose(page, code):
    page.locator(f"#p-{code}").tap()
    expect(page.locator(f"#p-{code}")).to_have_attribute("aria-current", "true")


def tap(page, level):
    page.locator(f"#dock .pick:has-text('{level}')").tap()


def level_of(stack, pk, code):
    rows = stack.rows(MARKS, pk, stack.rows(RESIDENT, code)[0][0])
    return rows[0][0] if rows else "no row"


def test_what_one_logs_the_other_sees_and_what_is_undone_is_open_again(stack, period, open_as):
    address, pk = period
    mine, theirs = open_as("support", address), open_as("director", address)
    code, others = first_open(mine), theirs.locator(".lv-none").count()
    choose(theirs, code)
    theirs.wait_for_function("window.engawa?.stream === 'open'")
    choose(mine, code)
    tap(mine, "Nearby, watching")
    said(mine, code, "Nearby, watching")
    expect(mine.locator(f"#p-{code} .tile")).to_have_class(re.compile("is-saved"))
    said(theirs, code, "Nearby, watching", timeout=2000)
    expect(theirs.locator("#dock")).to_be_visible()
    expect(mine.locator(f"#p-{code}")).to_have_attribute("aria-current", "true")  # nobody was moved on
    mine.locator(".toast button").tap()
    said(mine, code, "Not recorded")
    said(theirs, code, "Not recorded", timeout=2000)
    assert level_of(stack, pk, code) is None
    mine.locator(".log-all button").tap()
    expect(theirs.locator(".log-count")).to_have_text(f"{others} of {others} recorded", timeout=2000)
    mine.locator(".toast button").tap()
    expect(theirs.locator(".log-count")).to_have_text(f"0 of {others} recorded", timeout=2000)


def test_two_hands_on_one_cell_and_the_second_is_asked(stack, period, open_as):
    address, pk = period
    mine, theirs = open_as("support", address), open_as("director", address)
    code = first_open(mine)
    choose(mine, code)
    choose(theirs, code)
    tap(theirs, "Took a role")
    said(theirs, code, "Took a role, helped others")
    tap(mine, "Own room")
    expect(mine.locator("#dock [role=alert]")).to_contain_text("wrote something else at")
    assert level_of(stack, pk, code) == 5
    mine.locator(".dock-two a").tap()
    expect(mine.locator("#level-5")).to_be_checked()
    tap(mine, "Elsewhere")
    said(mine, code, "Elsewhere in the house")
    assert level_of(stack, pk, code) == 1


def test_what_did_not_arrive_is_not_shown_as_if_it_had(stack, period, open_as):
    address, pk = period
    page = open_as("support", address)
    code = first_open(page)
    choose(page, code)
    page.context.set_offline(True)
    tap(page, "Nearby")
    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator(f"#p-{code} .tile")).to_have_class("tile lv lv-none")
    assert level_of(stack, pk, code) == "no row"
    page.context.set_offline(False)
    tap(page, "Nearby")
    said(page, code, "Nearby, watching")


def test_arrow_keys_walk_and_enter_saves(stack, period, open_as):
    address, pk = period
    page = open_as("support", address)
    code = first_open(page)
    page.locator(f"#p-{code}").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#level-0")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert level_of(stack, pk, code) == "no row"
    page.keyboard.press("Enter")
    said(page, code, "Nearby, watching")
    assert level_of(stack, pk, code) == 2


def test_the_same_without_javascript(stack, period, open_as):
    address, pk = period
    page = open_as("support", address, java_script_enabled=False)
    other = open_as("director", address, java_script_enabled=False)
    code = first_open(page)
    choose(page, code)
    choose(other, code)
    tap(page, "Nearby")
    page.locator("#dock .save").tap()
    said(page, code, "Nearby, watching")
    tap(other, "Took a role")
    other.locator("#dock .save").tap()
    expect(other.locator("#dock [role=alert]")).to_contain_text("wrote something else at")
    other.locator(".dock-two button").tap()
    said(other, code, "Took a role, helped others")
    other.locator(".toast button").tap()
    said(other, code, "Nearby, watching")
    page.locator(".log-all button").tap()
    expect(page.locator(".lv-none")).to_have_count(0)
    page.locator(".toast button").tap()
    expect(page.locator(".person .lv-none")).not_to_have_count(0)
    assert level_of(stack, pk, code) == 2
