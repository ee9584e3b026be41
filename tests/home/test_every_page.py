"""Every page in a real browser: accessible in both languages and both lights, whole without JavaScript.

The list of pages comes from the URLconf: a page that this test does not know how to reach fails it.
"""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axe_playwright_python.sync_playwright import Axe

from tests import addresses, matrix
from tests.browser import sign_in, speak

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WEEKLY = "SELECT id FROM schedules_period WHERE centre_id = %s AND until_on IS NULL AND weekday IS NOT NULL LIMIT 1"
EVENT = """SELECT id FROM schedules_period WHERE centre_id = %s AND until_on IS NULL
    AND "on" > now() + interval '2 days' ORDER BY "on" LIMIT 1"""
LOGGED = "SELECT day, period_id FROM participation_mark WHERE centre_id = %s ORDER BY day DESC, period_id LIMIT 1"
MARK = "SELECT id FROM participation_mark WHERE centre_id = %s AND level IS NOT NULL ORDER BY day DESC, id LIMIT 1"
RELATIVE = "SELECT id FROM residents_contact WHERE centre_id = %s AND kind = 'relative' ORDER BY id LIMIT 1"
OF_THE_DEMO = """centre_id = %s AND contact_id = (SELECT min(c.id) FROM residents_contact c
    WHERE c.centre_id = families_summary.centre_id AND c.kind = 'relative')"""
LETTER = f"SELECT id FROM families_summary WHERE {OF_THE_DEMO} AND decision = '' ORDER BY id LIMIT 1"
SENT = f"SELECT month FROM families_summary WHERE {OF_THE_DEMO} AND decision = 'send' ORDER BY month DESC LIMIT 1"
ROWS = {
    "residents:contact-change": RELATIVE,
    "residents:consents": RELATIVE,
    "residents:consents-paper": RELATIVE,
    "residents:my-contact-change": RELATIVE,
    "residents:my-consents": RELATIVE,
    "support:note-change": "SELECT id FROM support_note WHERE centre_id = %s ORDER BY id LIMIT 1",
    "support:note-task": "SELECT id FROM support_note WHERE centre_id = %s ORDER BY id LIMIT 1",
    "support:handover-change": "SELECT id FROM support_handover WHERE centre_id = %s AND note_id IS NULL LIMIT 1",
    "support:task-change": "SELECT id FROM support_task WHERE centre_id = %s AND done_at IS NULL LIMIT 1",
    "families:letter": LETTER,
    "families:letter-add": RELATIVE,
    "families:news-change": "SELECT id FROM families_news WHERE centre_id = %s ORDER BY id LIMIT 1",
    "families:link": RELATIVE,
    "families:my-family": RELATIVE,
    "families:my-letter": LETTER,
    "families:my-letter-change": LETTER,
    "families:my-letter-own-words": LETTER,
    "centre:about-change": "SELECT id FROM centre_about WHERE centre_id = %s ORDER BY id LIMIT 1",
    "centre:outside-change": "SELECT id FROM centre_outsidehelp WHERE centre_id = %s ORDER BY id LIMIT 1",
    "centre:staff-change": "SELECT id FROM centre_membership WHERE centre_id = %s ORDER BY id LIMIT 1",
    "rooms:move-in-again": """SELECT r.code FROM residents_resident r JOIN residents_stay s ON s.resident_id = r.id
        WHERE r.centre_id = %s GROUP BY r.code HAVING bool_and(s.moved_out_on < now() - interval '2 days') LIMIT 1""",
    "rooms:wing-change": "SELECT id FROM rooms_wing WHERE centre_id = %s ORDER BY id LIMIT 1",
    "rooms:closure-add": "SELECT id FROM rooms_room WHERE centre_id = %s AND kind = 'bedroom' ORDER BY id LIMIT 1",
    "rooms:room": "SELECT id FROM rooms_room WHERE centre_id = %s ORDER BY id LIMIT 1",
    "schedules:timetable-remove": "SELECT id FROM schedules_timetable WHERE centre_id = %s ORDER BY id LIMIT 1",
    "schedules:period-change": WEEKLY,
    "schedules:period-remove": WEEKLY,
    "schedules:event-change": EVENT,
    "schedules:event-remove": EVENT,
    "participation:mark-history": MARK,
    "participation:mark-move": MARK,
    "participation:sign-up": EVENT.replace("until_on IS NULL", "until_on IS NULL AND expects = 'sign_up'"),
    "chores:chore-change": "SELECT id FROM chores_chore WHERE centre_id = %s ORDER BY id LIMIT 1",
    "chores:turn-give": "SELECT id FROM chores_turn WHERE centre_id = %s AND state = '' ORDER BY day DESC, id LIMIT 1",
    "rooms:room-change": "SELECT id FROM rooms_room WHERE centre_id = %s ORDER BY id LIMIT 1",
}
LIVING_HERE = """SELECT r.code FROM residents_resident r JOIN residents_stay s ON s.resident_id = r.id
    WHERE r.centre_id = %s AND s.moved_in_on <= now() AND s.moved_out_on IS NULL ORDER BY r.id LIMIT 1"""
NOT_IN = {
    "camp": {  # it has no timetable
        "schedules:period-add",
        "schedules:period-change",
        "schedules:period-remove",
        "schedules:timetable-remove",
    },
    "school": {"participation:sign-up"},  # nobody signs up for anything
}
SIGNED_OUT = {"account_login", "account_reset_password", "account_reset_password_done", "account_inactive"}
SECOND_STEP = {
    "mfa_reauthenticate": "/me/second-step/again/",
    "mfa_deactivate_totp": "/me/second-step/app/off/",
    "mfa_view_recovery_codes": "/me/second-step/codes/",
    "mfa_generate_recovery_codes": "/me/second-step/codes/new/",
}
NOT_A_PAGE = {
    "healthz": "text for machines",
    "readyz": "text for machines",
    "residents:invitation": "needs a link from a mail; tests/residents/test_account.py",
    "families:invitation": "needs a link from a mail; tests/families/test_links.py",
    "residents:consents-paper": "not for a director: test_the_pages_of_support_workers_alone_are_accessible",
    "families:letter-change": "needs a draft: test_the_pages_of_support_workers_alone_are_accessible",
    "home:ring": "a line of home:ringing, for an open page",
    "account_signup": "always a 404",
    "account_logout": "a GET goes on to the door",
    "account_reset_password_from_key": "needs a key from a mail; tests/centre/test_signin.py",
    "mfa_authenticate": "only in the middle of a sign-in",
    "mfa_download_recovery_codes": "a file",
} | dict.fromkeys(SECOND_STEP, "only with a second step set up: test_the_second_step_is_accessible")

SPARE = Authenticator(type="recovery_codes", data={"seed": "0123456789abcdef", "used_mask": 0})


def pages(stack, slug):
    """Each GET page and its path, in one house of the demo."""
    centre, day = centre_and_today(stack, slug)
    for address in addresses.every_address():
        if address.name in NOT_A_PAGE or not takes_get(address):
            continue
        if address.name in NOT_IN[slug] or is_for(address, "resident") or is_for(address, "relative"):
            continue
        yield address.name, path_to(stack, address, slug, centre, day)


def centre_and_today(stack, slug):
    (found,) = stack.rows("SELECT id, (now() AT TIME ZONE time_zone)::date FROM centre_centre WHERE slug = %s", slug)
    return found


def path_to(stack, address, slug, centre, day):
    values = {"centre": slug, "day": day}
    if address.name in {"participation:period", "schedules:lesson"}:
        values["day"], values["pk"] = stack.rows(LOGGED, centre)[0]
    elif address.name == "families:family-month":
        values["day"] = stack.rows(SENT, centre)[0][0]
    for _converter, part in address.parts:
        if part not in values:
            found = stack.rows(ROWS.get(address.name, LIVING_HERE), centre)
            assert found, f"{address.name}: no row of the demo to show"
            values[part] = found[0][0]
    return address.path(**values)


def is_for(address, audience):
    return address.gate is not None and address.gate.audience == audience


def takes_get(address):
    return address.is_of_allauth or "GET" in matrix.methods_of(address)


@pytest.fixture(params=["camp", "school"])
def house(request):
    return request.param


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_page_is_accessible(stack, browser_engine, house, language, light, record_property):
    axe, found, visited = Axe(), [], 0
    context = browser_engine.new_context(color_scheme=light, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems = []
    page.on("console", lambda message: message.type == "error" and problems.append(message.text))
    sign_in(page, stack.address, f"director@{house}.example", language)
    for name, path in pages(stack, house):
        if name in SIGNED_OUT:
            continue
        answer = page.goto(stack.address + path)
        assert answer.status == 200, (name, answer.status)
        found += [f"{name}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in axe.run(page).response["violations"]]
        visited += 1
    context.close()
    record_property("axe pages", visited)
    assert found == []
    assert problems == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_door_is_accessible(stack, browser_engine, language, record_property):
    axe, found = Axe(), []
    context = browser_engine.new_context()
    page = context.new_page()
    for name, path in pages(stack, "camp"):
        if name in SIGNED_OUT:
            page.goto(stack.address + path)
            speak(page, language)
            page.goto(stack.address + path)
            found += [f"{name}: {v['id']}" for v in axe.run(page).response["violations"]]
    context.close()
    record_property("axe pages", len(SIGNED_OUT))
    assert found == []


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_pages_of_a_resident_are_accessible(stack, browser_engine, language, light, record_property):
    """On the own phone: every page of the gate, before and after "I want to leave" was said and taken back."""
    axe, found = Axe(), []
    context = browser_engine.new_context(color_scheme=light, viewport={"width": 320, "height": 700})
    page = context.new_page()
    sign_in(page, stack.address, "uta@camp.example", language)
    paths = paths_for(stack, "resident", "camp")
    assert len(paths) >= 9

    def look(path):
        assert page.goto(stack.address + path).status == 200, path
        found.extend(f"{path}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in axe.run(page).response["violations"])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    for path in paths:
        look(path)
    page.goto(f"{stack.address}/c/camp/my/")
    page.click("a[href$='/my/leave/']")
    page.click("main button.btn--go")
    look("/c/camp/my/leave/")
    page.click("details summary")
    page.click("details button")
    page.wait_for_url("**/my/")
    context.close()
    record_property("axe pages", len(paths) + 1)
    assert found == []


def paths_for(stack, audience, slug):
    """Every GET page of a gate, in a house of the demo."""
    centre, day = centre_and_today(stack, slug)
    mine = [a for a in addresses.in_houses() if is_for(a, audience) and takes_get(a)]
    return [path_to(stack, address, slug, centre, day) for address in mine]


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_pages_of_a_relative_are_accessible(stack, browser_engine, language, light, record_property):
    """At the width of a phone, of a tablet, and where a Japanese letter stands upright; also without JavaScript."""
    axe, found, visited = Axe(), [], 0
    for width, has_scripts in ((320, True), (820, True), (1440, True), (820, False)):
        context = browser_engine.new_context(
            color_scheme=light, viewport={"width": width, "height": 900}, java_script_enabled=has_scripts
        )
        page = context.new_page()
        sign_in(page, stack.address, "mother@camp.example", language)
        for path in paths_for(stack, "relative", "camp"):
            assert page.goto(stack.address + path).status == 200, path
            assert page.locator("h1").count() == 1
            if has_scripts:
                violations = axe.run(page).response["violations"]
                found += [f"{path}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in violations]
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
                visited += 1
        context.close()
    record_property("axe pages", visited)
    assert found == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_pages_of_support_workers_alone_are_accessible(stack, browser_engine, language, record_property):
    axe, found = Axe(), []
    context = browser_engine.new_context()
    page = context.new_page()
    sign_in(page, stack.address, "support@camp.example", language)
    page.set_viewport_size({"width": 390, "height": 800})
    ((centre,),) = stack.rows("SELECT id FROM centre_centre WHERE slug = 'camp'")
    ((letter,),) = stack.rows(LETTER, centre)
    paper = f"/c/camp/people/contacts/{stack.rows(RELATIVE, centre)[0][0]}/consents/paper/"
    page.goto(f"{stack.address}/c/camp/letters/{letter}/")
    page.click("main form[action$='/take-back/'] button")
    for path in (paper, f"/c/camp/letters/{letter}/", f"/c/camp/letters/{letter}/change/"):
        assert page.goto(stack.address + path).status == 200, path
        found += [f"{path}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in axe.run(page).response["violations"]]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(f"{stack.address}/c/camp/letters/{letter}/")
    page.click("main form[action$='/show/'] button")
    context.close()
    record_property("axe pages", 3)
    assert found == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_second_step_is_accessible(stack, browser_engine, language, record_property):
    """Signed in before the second step was set up, so that a spare code opens its own pages."""
    axe, found = Axe(), []
    context = browser_engine.new_context()
    page = context.new_page()
    sign_in(page, stack.address, "both@houses.example", language)
    stack.rows(
        """INSERT INTO mfa_authenticator (type, data, user_id, created_at)
        SELECT kind.type, kind.data::jsonb, u.id, now() FROM centre_user u,
        (VALUES ('totp', '{"secret": "JBSWY3DPEHPK3PXP"}'), ('recovery_codes', %s)) AS kind (type, data)
        WHERE u.email = 'both@houses.example'""",
        json.dumps(SPARE.data),
    )
    try:
        for name, path in SECOND_STEP.items():
            assert page.goto(stack.address + path).status == 200, name
            assert page.url == stack.address + path
            assert page.locator("html").get_attribute("lang") == language
            found += [f"{name}: {v['id']}" for v in axe.run(page).response["violations"]]
            if name == "mfa_reauthenticate":
                page.fill("[name=code]", RecoveryCodes(SPARE).generate_codes()[0])
                page.click("main button.btn--go")
                page.wait_for_url(lambda url: "/again/" not in url)
    finally:
        stack.rows("DELETE FROM mfa_authenticator")
        context.close()
    record_property("axe pages", len(SECOND_STEP))
    assert found == []


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_page_scrolls_sideways(stack, browser_engine, house, width):
    context = browser_engine.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(stack.address + "/me/sign-in/")
    sign_in_small(page, stack, house)
    wide = []
    for name, path in pages(stack, house):
        if name not in SIGNED_OUT:
            page.goto(stack.address + path)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(name)
    context.close()
    assert wide == []


def test_the_longer_words_of_english_fit_the_smallest_phone(stack, browser_engine, house):
    context = browser_engine.new_context()
    page = context.new_page()
    sign_in(page, stack.address, f"director@{house}.example", "en")
    page.set_viewport_size({"width": 320, "height": 800})
    wide = []
    for name, path in pages(stack, house):
        if name not in SIGNED_OUT:
            page.goto(stack.address + path)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(name)
    context.close()
    assert wide == []


def sign_in_small(page, stack, house):
    page.fill("[name=login]", f"director@{house}.example")
    page.fill("[name=password]", "engawa-demo-1")
    page.click("button.btn--go")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def test_every_page_stands_without_javascript(stack, browser_engine, house):
    context = browser_engine.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, stack.address, f"director@{house}.example", "en")
    visited = 0
    for name, path in pages(stack, house):
        if name in SIGNED_OUT:
            continue
        answer = page.goto(stack.address + path)
        assert answer.status == 200, name
        assert page.locator("h1").count() == 1, name
        assert page.locator("h1").inner_text().strip(), name
        visited += 1
    context.close()
    assert visited >= 30
