"""What htmx gets: the smallest part that is true, never another page for the same address from a cache."""

import pytest

from participation.models import Mark
from tests import world
from tests.posts import operation

HTMX = {"HX-Request": "true"}


@pytest.fixture
def path(north):
    return f"/c/north/log/{north.today}/{north.rows.period.pk}/"


def tap(north, **fields):
    return {"who": north.rows.second.code, "level": "2", "version": "1"} | fields | operation()


def test_a_tap_gets_its_ticket_its_row_and_the_way_back(as_worker, path, north):
    answer = as_worker.post(f"{path}mark/", tap(north), headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["HX-Trigger"] == "marks-changed"
    assert "HX-Request" in answer.headers["Vary"]
    assert text.strip().startswith('<div class="ticket" id="ticket">')
    assert 'name="version" value="2"' in text
    assert f'id="p-{north.rows.second.code}"' in text
    assert "Nearby, watching" in text
    assert f'name="marks" value="{north.rows.second.code}.2.4"' in text
    assert "<html" not in text


def test_the_list_alone_is_part_of_the_page(as_worker, path):
    answer = as_worker.get(path, headers=HTMX)
    text = answer.content.decode()
    assert text.strip().startswith('<div id="period"')
    assert "<html" not in text
    assert 'id="toasts"' not in text
    assert "HX-Request" in answer.headers["Vary"]
    assert "<html" in as_worker.get(path, headers=HTMX | {"HX-History-Restore-Request": "true"}).content.decode()


def test_everyone_and_undo_give_the_whole_part_and_a_message(as_worker, path, north):
    for name, data in [
        ("everyone", operation()),
        ("undo", {"marks": f"{north.rows.second.code}.1."} | operation()),
    ]:
        answer = as_worker.post(f"{path}{name}/", data, headers=HTMX)
        assert (answer.status_code, answer.headers["HX-Retarget"]) == (200, "#period"), name
        assert 'id="toasts" role="status" hx-swap-oob="true"' in answer.content.decode(), name


def test_back_to_not_recorded_gives_the_whole_part_so_that_no_level_stays_chosen(as_worker, path, north):
    answer = as_worker.post(f"{path}mark/", tap(north, blank="1"), headers=HTMX)
    assert answer.headers["HX-Retarget"] == "#period"
    assert "checked" not in answer.content.decode()


def test_a_conflict_takes_the_place_of_the_dock(as_worker, path, north):
    as_worker.post(f"{path}mark/", tap(north), headers=HTMX)
    answer = as_worker.post(f"{path}mark/", tap(north, level="5"), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#period")
    assert "Write mine" in answer.content.decode()
    answer = as_worker.post(f"{path}mark/", tap(north, level="5", version="2", whole="1"), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (200, "#period")


def test_a_tap_sent_twice_says_so_and_writes_once(as_worker, path, north):
    form = tap(north)
    as_worker.post(f"{path}mark/", form, headers=HTMX)
    again = as_worker.post(f"{path}mark/", form, headers=HTMX)
    assert (again.status_code, again.headers["HX-Trigger"]) == (204, "already-done")


def test_what_is_refused_is_said_in_the_part(as_worker, path, north):
    answer = as_worker.post(f"{path}mark/", tap(north, level="9"), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#period")
    assert "Please choose how it was, then save." in answer.content.decode()


@pytest.mark.parametrize("people", [1, 20, 100])
def test_pages_and_taps_cost_the_same_for_any_house(as_worker, path, north, fill, people, django_assert_num_queries):
    with world.inside(north.centre, north.director):
        fill(people)
    as_worker.get(path)
    with django_assert_num_queries(DAY_PAGE):
        as_worker.get(f"/c/north/log/{north.today}/")
    with django_assert_num_queries(PERIOD_PAGE):
        as_worker.get(path)
    with django_assert_num_queries(TAP):
        as_worker.post(f"{path}mark/", tap(north), headers=HTMX)
    with world.inside(north.centre, north.director):
        Mark.unscoped.all().delete()
    with django_assert_num_queries(EVERYONE):
        as_worker.post(f"{path}everyone/", operation(), headers=HTMX)


DAY_PAGE, PERIOD_PAGE, TAP, EVERYONE = 14, 13, 10, 21
# Of a tap: session, person, begin, nobody's house, gate, its house, operation, mark, leave (in tests alone), commit.
