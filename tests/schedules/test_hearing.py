"""A bell from its row to the loudspeaker: the whole started house, and Chromium listening to itself."""

import datetime as dt
import time
from types import SimpleNamespace

import pytest

from tests.browser import PASSWORD, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.browser]

HOUSE = f"""
from centre.models import Centre, Membership, User
from centre.tenancy import inside
centre = Centre.objects.create(slug="bell-house", name="Bell house", time_zone="%s", second_factor="off")
with inside(centre):
    for language in ("en", "ja"):
        email = f"{{language}}@bell.example"
        user = User.objects.create_user(email, "{PASSWORD}", language=language, family_name="Mori")
        Membership.unscoped.create(centre=centre, user=user, role="support", from_on="2020-01-01")
"""
BELL = """
import datetime as dt
from django.utils import timezone
from centre.models import Centre
from centre.tenancy import inside
from schedules.actions import add_event
from schedules.models import Period
centre, now = Centre.objects.get(slug="bell-house"), timezone.now()
due = now + dt.timedelta(seconds=%s)
with inside(centre):
    period = Period(centre=centre, on=centre.day_at(due), name="%s", name_ja="歌の時間")
    period.starts = centre.time_at(due).replace(microsecond=0)
    period.ends = centre.time_at(due + dt.timedelta(seconds=1)).replace(microsecond=0)
    add_event(period=period, signals={"start": "bell"}, at=now)
"""
LISTEN = """() => {
  const wave = new Float32Array(engawa.bell.analyser.fftSize);
  window.heard = [];
  setInterval(() => {
    engawa.bell.analyser.getFloatTimeDomainData(wave);
    if (wave.some((point) => Math.abs(point) > 0.01)) heard.push(Date.now() + engawa.offset);
  }, 20);
}"""
LINES = {"en": "· Singing", "ja": "歌の時間"}
SOUND_IS_ON = {"en": "Sound is on", "ja": "音あり"}


@pytest.fixture(scope="module")
def house(stack):
    """A house of its own where it is about noon, so that no bell falls on a midnight."""
    behind = dt.datetime.now(dt.UTC).hour - 12
    stack.manage("shell", "-c", HOUSE % f"Etc/GMT{behind:+d}")
    return SimpleNamespace(stack=stack, page=f"{stack.address}/c/bell-house/")


def a_bell(house, seconds, name="Singing"):
    """Set a bell by the app's own action; the row that the planner made of it."""
    house.stack.manage("shell", "-c", BELL % (seconds, name))
    sql = (
        "SELECT r.id, extract(epoch FROM r.due_at)::float8 FROM schedules_ring r"
        " JOIN schedules_bell b ON b.id = r.bell_id JOIN schedules_period p ON p.id = b.period_id WHERE p.name = %s"
    )
    [(ring, due)] = house.stack.rows(sql, name)
    return SimpleNamespace(ring=ring, due=due)


def row(house, bell):
    sql = "SELECT state, extract(epoch FROM rung_at - due_at)::float8 FROM schedules_ring WHERE id = %s"
    [(state, late)] = house.stack.rows(sql, bell.ring)
    return state, late


@pytest.fixture
def open_page(house, browser_engine):
    """Opens Today in a browser of its own, signed in; all are closed in the end."""
    browsers = []

    def open_one(language, has_stream=True):
        browsers.append(browser_engine.new_context(viewport={"width": 1280, "height": 900}))
        page = browsers[-1].new_page()
        if not has_stream:
            page.route("**/live/**", lambda route: route.abort())
        sign_in(page, house.stack.address, f"{language}@bell.example", language)
        page.wait_for_url(house.page)
        if has_stream:
            wait_for(page, "engawa.stream === 'open'")
        return page

    yield open_one
    for browser in browsers:
        browser.close()


def unlock(page, language):
    page.locator("[data-sound]:visible").click()
    wait_for(page, "engawa.bell.context?.state === 'running'")
    assert page.locator("[data-sound][aria-pressed=true]:visible").inner_text().strip() == SOUND_IS_ON[language]
    page.evaluate(LISTEN)


def wait_for(page, expression, seconds=20):
    """Asked from outside: the page's own policy forbids a predicate inside."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


def sleep_until(page, moment):
    page.wait_for_timeout(max(0.0, moment - time.time()) * 1000)


def shown(page):
    return page.evaluate("engawa.rings"), page.locator(".toast[data-ring]").count()


def test_a_bell_is_heard_in_every_open_page_once(house, open_page, record_property):
    pages = [(open_page(language), language) for language in ("en", "en", "ja", "ja")]
    for page, language in pages:
        unlock(page, language)
    asking = open_page("en", has_stream=False)
    bell = a_bell(house, 12)

    sleep_until(pages[0][0], bell.due + 4.5)
    for page, language in pages:
        heard = page.evaluate("heard")
        assert heard, "silence"
        record_property("bell", f"{round(heard[0] - bell.due * 1000)} ms after its instant at the analyser")
        assert abs(heard[0] - bell.due * 1000) < 1000
        assert heard[-1] - heard[0] >= 1000
        assert shown(page) == ([bell.ring], 1)
        assert LINES[language] in page.locator(".toast[data-ring]").inner_text()
    state, late = row(house, bell)
    record_property("bell", f"{round(late * 1000)} ms after its instant in its row")
    assert (state, late < 1) == ("rung", True)

    again, language = pages[0]
    again.reload()
    again.locator("h1").click()
    wait_for(again, "engawa.bell.context?.state === 'running'")
    again.evaluate(LISTEN)
    sleep_until(again, bell.due + 20)
    opened_late = open_page("en")
    wait_for(opened_late, "engawa.rings.length")
    opened_late.wait_for_timeout(2000)
    assert shown(opened_late) == ([bell.ring], 1)
    assert (shown(again), again.evaluate("heard"), again.evaluate("engawa.bell.sounded")) == (([], 0), [], [])
    assert [page.evaluate("engawa.rings") for page, _language in pages[1:]] == [[bell.ring]] * 3
    assert asking.evaluate("[engawa.stream, engawa.rings]") == ["", [bell.ring]]


def test_a_bell_rings_once_with_the_broker_killed_across_it(house, open_page, record_property):
    page = open_page("en")
    unlock(page, "en")
    second = page.context.new_page()
    second.goto(house.page)
    second.locator("h1").click()  # the choice of this browser is known; any gesture gives it its sound
    wait_for(second, "engawa.bell.context?.state === 'running' && engawa.stream === 'open'")
    for tab in (page, second):  # as in two processes of one browser: what the other stored has not arrived
        tab.evaluate("Storage.prototype.getItem = () => null")
    bell = a_bell(house, 14, "Across")
    house.stack.stop("broker")
    wait_for(page, f"engawa.rings.includes({bell.ring})", 40)
    state, late = row(house, bell)
    record_property("bell", f"{round(late * 1000)} ms after its instant in its row, the broker killed")
    house.stack.start("broker")
    if house.stack.processes["worker"].poll() is not None:  # as its supervisor would
        house.stack.start("worker")

    later = a_bell(house, 14, "After")
    sleep_until(page, later.due + 3)
    assert (state, row(house, bell)) == ("rung", (state, late))
    assert row(house, later)[0] == "rung"
    shown_in, sounded = zip(
        *(tab.evaluate("[engawa.rings, engawa.bell.sounded]") for tab in (page, second)), strict=True
    )
    both = [bell.ring, later.ring]
    assert [[ring for ring in rings if ring in both] for rings in shown_in] == [both, both]
    assert sorted(ring for rings in sounded for ring in rings if ring in both) == both  # by one of the two pages
