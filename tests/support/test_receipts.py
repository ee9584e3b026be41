"""Who has read what: one tap for each must-read, one for the others that were shown, in the words that were seen."""

import pytest

from centre.models import Membership
from support.models import Handover, Receipt
from tests import posts, world


@pytest.fixture
def as_night(client, north):
    client.force_login(north.night)
    return client


def item(house, text, must_read=False, by=None):
    with world.inside(house.centre):
        return Handover.unscoped.create(
            centre=house.centre, text=text, must_read=must_read, by=by or house.director, at=world.timezone.now()
        )


def read_by(house, who):
    with world.inside(house.centre):
        found = Receipt.unscoped.filter(by=who).order_by("handover")
        return list(found.values_list("handover", "version"))


def new_to(client, house):
    return [item.words for item in client.get(f"{house.url}handover/").context["today"].since.items]


def test_a_tap_confirms_one_item_and_its_undo_takes_it_back(as_worker, north):
    must = north.rows.handover
    assert new_to(as_worker, north) == [must.text]
    page = as_worker.post(
        f"{north.url}handover/{must.pk}/read/", posts.operation() | {"version": 1, "page": "today"}, follow=True
    )
    assert page.redirect_chain == [(f"{north.url}#since", 302)]
    assert (read_by(north, north.worker), new_to(as_worker, north)) == ([(must.pk, 1)], [])
    undo, fields = posts.undo_in(page)
    as_worker.post(undo, posts.operation() | fields)
    assert (read_by(north, north.worker), new_to(as_worker, north)) == ([], [must.text])


def test_reading_twice_is_reading_once(as_worker, north):
    for _tap in range(2):
        as_worker.post(f"{north.url}handover/{north.rows.handover.pk}/read/", posts.operation() | {"version": 1})
    assert read_by(north, north.worker) == [(north.rows.handover.pk, 1)]


def test_read_all_confirms_what_was_shown_and_no_must_read(as_worker, north):
    shown, later = item(north, "Rice for four days."), item(north, "Written meanwhile.")
    seen = f"{shown.pk}.1 {north.rows.handover.pk}.1"
    as_worker.post(f"{north.url}handover/read/", posts.operation() | {"items": seen})
    assert read_by(north, north.worker) == [(shown.pk, 1)]
    assert new_to(as_worker, north) == [north.rows.handover.text, later.text]


@pytest.mark.parametrize("path", ["handover/{pk}/read/", "handover/read/"])
def test_words_that_changed_meanwhile_are_not_confirmed(as_worker, north, path):
    other = item(north, "At one o'clock.")
    with world.inside(north.centre):
        Handover.unscoped.filter(pk=other.pk).update(text="At three o'clock.", version=2)
    sent = posts.operation() | {"version": 1, "items": f"{other.pk}.1"}
    page = as_worker.post(north.url + path.format(pk=other.pk), sent, follow=True)
    assert "changed while you were reading" in page.content.decode()
    assert read_by(north, north.worker) == []


def test_other_words_are_new_again(as_worker, north):
    must = north.rows.handover
    as_worker.post(f"{north.url}handover/{must.pk}/read/", posts.operation() | {"version": 1})
    with world.inside(north.centre):
        Handover.unscoped.filter(pk=must.pk).update(text="Other words.", version=2)
    assert new_to(as_worker, north) == ["Other words."]
    as_worker.post(f"{north.url}handover/{must.pk}/read/", posts.operation() | {"version": 2})
    assert (new_to(as_worker, north), read_by(north, north.worker)) == ([], [(must.pk, 2)])


@pytest.mark.parametrize("sent", [{}, {"items": ""}, {"items": "x"}, {"items": "1"}, {"items": "9" * 40 + ".1"}])
@pytest.mark.parametrize("path", ["read/", "unread/"])
def test_what_no_page_sends_confirms_nothing(as_worker, north, path, sent):
    assert as_worker.post(f"{north.url}handover/{path}", posts.operation() | sent).status_code == 302
    assert read_by(north, north.worker) == []


def test_an_item_of_another_house_is_not_there(cast, as_worker):
    foreign = cast.south.rows.handover
    path = f"{cast.north.url}handover/{foreign.pk}/read/"
    assert as_worker.post(path, posts.operation() | {"version": 1}).status_code == 404
    as_worker.post(f"{cast.north.url}handover/read/", posts.operation() | {"items": f"{foreign.pk}.1"})
    as_worker.post(f"{cast.north.url}handover/unread/", posts.operation() | {"items": f"{foreign.pk}.1"})
    assert read_by(cast.south, cast.south.night) == [(foreign.pk, 1)]


def test_who_wrote_sees_how_many_have_read_it_and_who(as_director, north):
    page = as_director.get(f"{north.url}handover/all/").content.decode()
    assert f"read by 1 of 2: {north.night.latin}" in page
    assert f"read by 1 of 2: {north.night.latin}" in as_director.get(f"{north.url}handover/").content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_often_for_one_as_for_three(as_worker, north, more, django_assert_num_queries):
    for which in range(more):
        item(north, f"Item {which}", must_read=True)
    as_worker.get(f"{north.url}handover/all/")
    with django_assert_num_queries(12):
        as_worker.get(f"{north.url}handover/all/")


@pytest.mark.parametrize(("days", "shown"), [(1, False), (2, True), (20, False)])
def test_what_two_shifts_have_not_all_read_comes_to_the_director(client, north, days, shown):
    old = item(north, "The boiler is looked at on Friday.", must_read=True, by=north.worker)
    with world.inside(north.centre):
        Handover.unscoped.filter(pk=old.pk).update(at=world.timezone.now() - days * world.DAY)
    for who, sees in [(north.director, shown), (north.night, False)]:
        client.force_login(who)
        assert ([one.pk for one in client.get(north.url).context["today"].unread] == [old.pk]) is sees


def test_what_everybody_has_read_does_not(client, north):
    old = item(north, "The boiler is looked at on Friday.", must_read=True, by=north.worker)
    now = world.timezone.now()
    with world.inside(north.centre):
        Handover.unscoped.filter(pk=old.pk).update(at=now - 3 * world.DAY)
        for reader in Membership.unscoped.working_on(north.today).exclude(user=north.worker):
            Receipt.unscoped.create(centre=north.centre, handover=old, version=1, by=reader.user, at=now)
    client.force_login(north.director)
    assert client.get(north.url).context["today"].unread == []
