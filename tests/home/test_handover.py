"""The hand-over as a page, and its card on Today: what is new, what is to be done, what the day says already."""

import datetime as dt

import pytest
from django.utils import timezone

from centre import live
from residents import actions as residents
from support import actions
from support.models import Handover
from tests import posts, world
from tests.world import DAY

PAGE = "/c/north/handover/"


def write(north, text="Rice for four days.", must_read=False, days=0, by=None):
    at = timezone.now() - days * DAY
    with world.inside(north.centre):
        return actions.tell(centre=north.centre, text=text, must_read=must_read, by=by or north.director, at=at)


def since(client, page=PAGE):
    return client.get(page).context["today"].since


def test_must_reads_come_first_and_the_newest_before(as_worker, north):
    write(north, "Old but to be read.", must_read=True, days=200)
    write(north, "Lately.", days=13)
    write(north, "Too long ago.", days=15)
    write(north, "My own.", by=north.worker, must_read=True)
    assert [item.words for item in since(as_worker).items] == [
        "northhandovercanary",
        "Old but to be read.",
        "Lately.",
    ]


def test_what_was_written_before_somebody_began_is_not_their_news(client, north):
    write(north, "Before.", must_read=True, days=450)
    client.force_login(north.night)
    assert [item.words for item in since(client).items] == ["northothernotecanary"]
    client.force_login(north.director)
    assert "Before." not in [item.words for item in since(client).items], "their own"
    client.force_login(north.worker)
    assert "Before." in [item.words for item in since(client).items]


def test_the_last_shift_is_the_last_day_on_duty_before_today(as_worker, north):
    assert since(as_worker).last_shift is None
    with world.inside(north.centre):
        for days in (2, 5):
            world.Duty.unscoped.create(
                centre=north.centre, membership=north.rows.worker_membership, day=north.today - days * DAY
            )
    assert since(as_worker).last_shift == north.today - 2 * DAY


def test_today_shows_what_must_be_read_and_counts_the_rest(as_worker, north):
    for which in range(4):
        write(north, f"Must {which}.", must_read=True)
    write(north, "Ordinary.")
    page = as_worker.get("/c/north/").content.decode()
    assert [f"Must {which}." in page for which in range(4)] == [False, True, True, True]
    assert ("Ordinary." in page, "5 to be read by everybody, 1 more" in page) == (False, True)
    assert "northtaskcanary" in page


def test_nothing_new_is_said_in_one_sentence(as_worker, north):
    as_worker.post(f"{PAGE}{north.rows.handover.pk}/read/", posts.operation() | {"version": 1})
    for page in ("/c/north/", PAGE):
        assert "Nothing new since your last shift." in as_worker.get(page).content.decode()


def test_the_page_says_what_the_day_says_already(as_worker, north):
    with world.inside(north.centre):
        when = {"left_on": north.today, "left_time": dt.time.max, "expected_on": north.today}
        residents.go_away(resident=north.rows.second, kind="outing", **when)
    page = as_worker.get(PAGE)
    text = page.content.decode()
    for words in ("northresidentfamilylatincanary", "wants to leave", "northsecondfamilylatincanary"):
        assert words in text
    assert [away.resident for away in page.context["shift"].later] == [north.rows.second]


def test_two_sentences_are_written_from_the_page_without_javascript(as_worker, north):
    page = as_worker.get(PAGE).content.decode()
    assert 'method="post" action="/c/north/handover/add/"' in page
    answer = as_worker.post("/c/north/handover/add/", posts.operation() | {"text": "Quiet night."}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    with world.inside(north.centre):
        assert Handover.unscoped.get(text="Quiet night.").by == north.worker


def test_its_part_is_a_part_to_htmx_and_the_page_to_everybody_else(as_worker):
    alone = as_worker.get(f"{PAGE}new/", headers={"hx-request": "true"}).content
    assert (b"<html" in alone, b"northhandovercanary" in alone, b"<textarea" in alone) == (False, True, False)
    assert b"<html" in as_worker.get(f"{PAGE}new/").content


def test_open_pages_are_told_and_nothing_of_it_is_on_the_wire(north, posted, monkeypatch):
    sent = []
    monkeypatch.setattr(live, "publish", sent.append)
    with posted():
        write(north, "Secret of the house.", must_read=True)
    assert sent == [{"centre": north.centre.pk, "event": "changed", "what": "handover", "day": ""}]


@pytest.mark.parametrize("more", [0, 2])
def test_it_asks_as_often_for_one_as_for_three(as_worker, north, late, more, django_assert_num_queries):
    for which in range(more + 1):
        write(north, f"Item {which}.", must_read=bool(which))
        write(north, f"Mine {which}.", must_read=True, by=north.worker)
    as_worker.get(PAGE)
    with django_assert_num_queries(41):
        as_worker.get(PAGE)


@pytest.mark.parametrize("who", ["living", "reader"])
@pytest.mark.parametrize("path", ["handover/", "handover/all/", "tasks/"])
def test_neither_a_resident_nor_a_relative_finds_it(client, north, who, path):
    client.force_login(getattr(north, who))
    assert client.get(north.url + path).status_code == 404
