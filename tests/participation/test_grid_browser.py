"""The grid in Chromium: how many taps a day takes, keys, two hands, no network, a reload."""

import random
import re

import pytest
from playwright.sync_api import expect

from tests.browser import PASSWORD, sign_in
from tests.stack import running

pytestmark = [pytest.mark.slow, pytest.mark.browser]
RESIDENTS, PERIODS, EXCEPTIONS, DAYS = 20, 8, 2, 100
PEER = 40
"""Taps that the best other page needs for such a day: one for everyone in each period, two for each exception."""
HOUSE = f"""
import datetime as dt
from django.utils import timezone
from centre.models import Centre, Membership, User
from centre.tenancy import inside
from residents.models import Resident, Stay
from schedules.models import Period
centre = Centre.objects.create(slug="grid", name="Grid", second_factor="off")
day = centre.day_at(timezone.now()) - dt.timedelta(days=1)
with inside(centre):
    for name in ("one", "two"):
        user = User.objects.create_user(email=f"{{name}}@grid.example", password="{PASSWORD}", family_name=name.title())
        user.language = "en"
        user.save()
        Membership(centre=centre, user=user, role="support", from_on=day).insert()
    for number in range({RESIDENTS}):
        resident = Resident(centre=centre, family_name=f"Person {{number:02}}").insert()
        Stay(centre=centre, resident=resident, applied_on=day, moved_in_on=day).insert()
    for hour in range(8, 8 + {PERIODS}):
        times = {{"starts": dt.time(hour), "ends": dt.time(hour, 50)}}
        Period(centre=centre, on=day, from_on=day, name=f"Class {{hour}}", **times).insert()
"""
TAP = "ids => ids.forEach(id => document.querySelector(id).click())"
DEAF = "document.body.addEventListener('marks-changed', event => event.stopImmediatePropagation(), true)"
IS_SENT = "() => !document.querySelector('#grid .is-waiting') && !document.querySelector('#grid tbody .lv-none')"


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    with running(tmp_path_factory.mktemp("grid"), "web", demo=False) as stack:
        stack.manage("shell", "--verbosity", "0", "-c", HOUSE)
        ((stack.day,),) = stack.rows("SELECT min(day_of.on)::text FROM schedules_period AS day_of")
        yield stack


@pytest.fixture(autouse=True)
def nothing_is_recorded(grid):
    grid.rows("DELETE FROM participation_mark")


@pytest.fixture
def open_as(grid, browser_engine):
    contexts = []

    def opened(who, **options):
        context = browser_engine.new_context(viewport={"width": 1440, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, grid.address, f"{who}@grid.example")
        page.goto(f"{grid.address}/c/grid/log/{grid.day}/")
        return page

    yield opened
    for context in contexts:
        context.close()


def cells_of(page):
    """The ids of the cells, by row and column."""
    rows = page.locator("#grid tbody tr").all()
    return [[tile.get_attribute("id") for tile in row.locator("button.tile").all()] for row in rows]


def in_table(grid):
    rows = grid.rows(
        "SELECT r.code, m.period_id, m.level FROM participation_mark m JOIN residents_resident r"
        " ON r.id = m.resident_id WHERE m.level IS NOT NULL"
    )
    return {f"c-{code}-{period}": level for code, period, level in rows}


def a_day(chance, cells):
    """What was seen: everybody took part, but for two in each period. {cell: level}"""
    seen = {}
    for column in range(PERIODS):
        for row in chance.sample(range(RESIDENTS), EXCEPTIONS):
            seen[cells[row][column]] = chance.randint(0, 3)
    return seen


def taps_for(seen, cells):
    """What the hand touches, in order: everyone in each period, then each level once and its cells."""
    touched = [f"[data-everyone='{cell.split('-')[2]}']" for cell in cells[0]]
    for level in sorted(set(seen.values())):
        touched.append(f"#brush input[value='{level}']")
        touched += [f"#{cell}" for cell, was in seen.items() if was == level]
    return touched


def test_a_day_of_twenty_people_takes_at_most_28_taps(grid, open_as, record_property):
    page, chance, counts = open_as("one"), random.Random(28), []
    cells = cells_of(page)
    assert (len(cells), len(cells[0])) == (RESIDENTS, PERIODS)
    for _day in range(DAYS):
        seen = a_day(chance, cells)
        touched = taps_for(seen, cells)
        page.evaluate(TAP, touched)
        page.wait_for_function(IS_SENT)
        assert in_table(grid) == {cell: seen.get(cell, 4) for row in cells for cell in row}
        counts.append(len(touched))
        grid.rows("DELETE FROM participation_mark")
        page.reload()
    mean = sum(counts) / DAYS
    record_property("taps", f"{mean:.2f} on average over {DAYS} days, at most {max(counts)}; a peer: {PEER}")
    assert mean <= 28


def test_a_finger_writes_with_the_brush_and_takes_it_back(grid, open_as):
    page = open_as("one")
    cell = cells_of(page)[3][2]
    page.locator("#brush .pick:has-text('Nearby')").click()
    page.locator(f"#{cell}").click()
    expect(page.locator(f"#{cell}")).to_have_class(re.compile("lv-2.*is-saved"))
    assert in_table(grid) == {cell: 2}
    page.locator(".toast button:has-text('Undo')").click()
    expect(page.locator(f"#{cell}")).to_have_class(re.compile("lv-none"))
    assert in_table(grid) == {}


def test_keys_walk_and_write_and_take_back(grid, open_as):
    page = open_as("one")
    cells = cells_of(page)
    page.locator(f"#{cells[0][0]}").focus()
    for key in ("2", "ArrowRight", "5", "ArrowDown", "0", "ArrowLeft", "Enter", "3"):
        page.keyboard.press(key)
    page.wait_for_function("() => !document.querySelector('#grid .is-waiting')")
    assert in_table(grid) == {cells[0][0]: 2, cells[0][1]: 5, cells[1][1]: 0, cells[1][0]: 3}
    expect(page.locator(f"#{cells[1][0]}")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator(f"#{cells[1][0]}")).to_have_class(re.compile("lv-none"))
    page.keyboard.press("u")
    expect(page.locator(f"#{cells[1][1]}")).to_have_class(re.compile("lv-none"))
    page.locator(f"#{cells[0][0]}").focus()
    page.keyboard.press("n")
    expect(page.locator(f"#{cells[0][0]}")).to_have_class(re.compile("lv-none.*is-saved"))
    assert in_table(grid) == {cells[0][1]: 5}


def test_a_mark_of_the_wrong_person_is_moved_in_two_taps(grid, open_as):
    page = open_as("one")
    cells = cells_of(page)
    page.locator(f"#{cells[4][0]}").focus()
    page.keyboard.press("3")
    page.locator(".toast a:has-text('It was somebody else')").click()
    page.locator(".person:has-text('Person 05')").click()
    page.wait_for_url("**/log/*/")
    assert in_table(grid) == {cells[5][0]: 3}


def test_what_a_colleague_writes_comes_within_a_second_and_takes_nothing_away(grid, open_as):
    mine, theirs = open_as("one"), open_as("two")
    cells = cells_of(mine)
    mine.locator("#brush .pick:has-text('Elsewhere')").click()
    mine.locator(f"#{cells[7][3]}").focus()
    mine.wait_for_function("window.engawa?.stream === 'open'")
    theirs.locator(f"#{cells[2][2]}").focus()
    theirs.keyboard.press("5")
    expect(mine.locator(f"#{cells[2][2]}")).to_have_class(re.compile("lv-5"), timeout=1000)
    expect(mine.locator(f"#{cells[7][3]}")).to_be_focused()
    assert mine.locator("#brush :checked").get_attribute("value") == "1"


def test_of_two_in_one_cell_the_second_is_asked(grid, open_as):
    mine, theirs = open_as("one"), open_as("two")
    cell = cells_of(mine)[0][0]
    mine.evaluate(DEAF)
    theirs.locator(f"#{cell}").focus()
    theirs.keyboard.press("5")
    expect(theirs.locator(f"#{cell}")).to_have_class(re.compile("is-saved"))
    mine.locator(f"#{cell}").focus()
    mine.keyboard.press("0")
    expect(mine.locator("#ask")).to_contain_text("wrote something else at")
    expect(mine.locator(f"#{cell}")).to_have_class(re.compile("lv-5"))
    assert in_table(grid) == {cell: 5}
    mine.locator("#ask button:has-text('Write mine')").click()
    expect(mine.locator(f"#{cell}")).to_have_class(re.compile("lv-0.*is-saved"))
    written = grid.rows(
        "SELECT new->>'level', new->>'by_id' FROM centre_change"
        " WHERE \"table\" = 'participation_mark' AND new IS NOT NULL ORDER BY id DESC LIMIT 2"
    )
    assert [level for level, _by in written] == ["0", "5"]
    assert len({by for _level, by in written}) == 2


def test_without_a_network_taps_wait_and_are_sent_by_themselves_even_after_a_reload(grid, open_as):
    page = open_as("one")
    cells = cells_of(page)
    page.context.set_offline(True)
    for row in range(3):
        page.locator(f"#{cells[row][0]}").focus()
        page.keyboard.press("2")
    expect(page.locator("#grid-waiting")).to_contain_text("3 entries are waiting")
    assert in_table(grid) == {}
    page.context.set_offline(False)
    page.reload()
    page.wait_for_function("() => !document.querySelector('#grid .is-waiting')")
    assert in_table(grid) == {cells[row][0]: 2 for row in range(3)}


def test_a_tap_that_is_refused_does_not_look_written(grid, open_as):
    page = open_as("one")
    cell = cells_of(page)[6][0]
    moved = "UPDATE residents_stay SET moved_in_on = moved_in_on + %s WHERE resident_id IN (SELECT id FROM"
    moved += " residents_resident WHERE code = %s)"
    grid.rows(moved, 1, cell.split("-")[1])
    page.locator(f"#{cell}").focus()
    page.keyboard.press("5")
    expect(page.locator("#grid-notes")).to_contain_text("did not live here on that day")
    expect(page.locator(f"#{cell}.lv-5")).to_have_count(0)
    assert in_table(grid) == {}
    grid.rows(moved, -1, cell.split("-")[1])


def test_undo_without_a_network_takes_back_what_was_tapped_last(grid, open_as):
    page = open_as("one")
    cells = cells_of(page)
    page.locator(f"#{cells[0][0]}").focus()
    page.keyboard.press("4")
    expect(page.locator(f"#{cells[0][0]}")).to_have_class(re.compile("is-saved"))
    page.context.set_offline(True)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    page.keyboard.press("u")
    page.context.set_offline(False)
    page.wait_for_function("() => !engawa.taps.waiting.length")
    expect(page.locator(f"#{cells[2][0]}")).to_have_class(re.compile("lv-none"))
    assert in_table(grid) == {cells[0][0]: 4, cells[1][0]: 1}


def test_the_same_grid_without_javascript(grid, open_as):
    page = open_as("one", java_script_enabled=False)
    cell = cells_of(page)[1][1]
    page.locator("#brush .pick:has-text('Took part with support')").click()
    page.locator(f"#{cell}").click()
    expect(page.locator(f"#{cell}")).to_have_class(re.compile("lv-3"))
    page.locator(".toast button:has-text('Undo')").click()
    expect(page.locator(f"#{cell}")).to_have_class(re.compile("lv-none"))
    page.locator("[data-everyone]").first.click()
    expect(page.locator("#grid tbody .lv-4")).to_have_count(RESIDENTS)
