"""The live streams: what a page is told, what it never is, and who is let in."""

import asyncio
import datetime as dt
import time

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.utils import timezone

from centre import hub, listeners, live, streams
from centre.hub import Hub
from centre.listeners import Listener, admitted
from centre.streams import HEARTBEAT, LONGEST_QUEUE, RESYNC, Stream
from tests import world

PAGE = Listener("north", 1, 10, "a-session")
RING = {"centre": 1, "event": "ring", "id": 7, "due": 1000}
MARKS = {"centre": 1, "event": "changed", "what": "marks", "day": "2026-11-25"}


@pytest.fixture
def fed():
    """A hub whose subscription has stood for a minute."""
    one = Hub()
    one.fed_since = streams.now() - 60_000
    return one


def joined(to, listener=PAGE):
    stream = Stream(listener)
    to.streams[listener.centre_id].add(stream)
    return stream


def test_an_event_reaches_the_pages_of_its_house_alone(fed):
    here, elsewhere = joined(fed), joined(fed, Listener("south", 2, 11, "another"))

    fed.publish(RING)

    assert (list(here.waiting), list(elsewhere.waiting)) == ([("ring", {"id": 7, "due": 1000})], [])


def test_nothing_but_ids_and_instants_leaves(fed):
    page = joined(fed)

    fed.publish(MARKS | {"name": "Mori Ken", "level": 4})

    assert list(page.waiting) == [("changed", {"what": "marks", "day": "2026-11-25"})]


def test_a_page_that_reads_too_slowly_loses_the_oldest_and_reads_everything_again(fed):
    page = joined(fed)

    for number in range(LONGEST_QUEUE + 30):
        fed.publish(RING | {"id": number})

    assert len(page.waiting) == LONGEST_QUEUE
    assert (page.waiting[0], page.waiting[-1]) == (RESYNC, ("ring", {"id": LONGEST_QUEUE + 29, "due": 1000}))


@pytest.mark.parametrize(
    ("seconds_ago", "told"),
    [(1, []), (10, [("changed", {"what": "marks", "day": "2026-11-25"})]), (61, [RESYNC])],
)
def test_a_page_is_told_what_changed_since_it_was_read(fed, seconds_ago, told):
    fed.publish(MARKS)
    fed.changes[0] = (streams.now() - 5000, *fed.changes[0][1:])
    page = joined(fed)

    fed.catch_up(page, streams.now() - seconds_ago * 1000)

    assert list(page.waiting) == told


@pytest.mark.parametrize("fed_since", [None, 4_000_000_000_000])
def test_a_page_read_before_the_subscription_stood_reads_everything_again(fed, fed_since):
    fed.fed_since = fed_since
    page = joined(fed)

    fed.catch_up(page, streams.now())

    assert list(page.waiting) == [RESYNC]


def test_one_browser_and_one_person_have_only_so_many_streams(fed):
    for _ in range(hub.OF_A_SESSION):
        joined(fed)

    assert fed.is_full_for(PAGE)
    assert not fed.is_full_for(Listener("north", 1, 10, "a-phone"))
    for number in range(hub.OF_A_USER):
        joined(fed, Listener("north", 1, 10, f"session-{number}"))
    assert fed.is_full_for(Listener("north", 1, 10, "a-phone"))
    assert not fed.is_full_for(Listener("north", 1, 99, "somebody-else"))


def look_finds(monkeypatch, rings, staying):
    monkeypatch.setattr(hub, "then_closed", lambda question, *arguments: question(*arguments))
    monkeypatch.setattr(hub, "look", lambda houses: dict.fromkeys(houses, (rings, staying)))


def test_every_repeat_tells_the_rings_again_and_ends_the_stream_of_whoever_left(fed, monkeypatch):
    stays, left = joined(fed), joined(fed, Listener("north", 1, 12, "gone"))
    look_finds(monkeypatch, [(7, 1000)], {PAGE})

    asyncio.run(fed.look_again(is_whole=False))

    assert list(stays.waiting) == [("ring", {"id": 7, "due": 1000})]
    assert (stays.is_ended, left.is_ended) == (False, True)
    assert asyncio.run(left.next()) is None


def test_the_rings_of_a_house_are_read_once_for_all_who_connect(fed, monkeypatch):
    asked = []
    monkeypatch.setattr(hub, "then_closed", lambda question, *arguments: question(*arguments))
    monkeypatch.setattr(hub, "rings_of", lambda centre: asked.append(centre) or [(7, 1000)])

    async def two_pages():
        return await fed.recent_rings(1), await fed.recent_rings(1)

    first, second = asyncio.run(two_pages())

    assert first == second == [("ring", {"id": 7, "due": 1000})]
    assert asked == [1]


def test_a_ring_carries_the_clock_and_a_heartbeat_nothing():
    before = streams.now()
    text = streams.as_text("ring", {"id": 7, "due": 1000})
    now = int(text.rpartition('"now": ')[2].rstrip("}\n"))

    assert text == f'event: ring\ndata: {{"id": 7, "due": 1000, "now": {now}}}\n\n'
    assert before <= now <= streams.now()
    assert streams.as_text(*RESYNC) == "event: resync\ndata: {}\n\n"
    assert streams.as_text(*HEARTBEAT) == ":\n\n"


def conversation(method="GET", path="/live/north/", answers=1, cookie=b"session=abcdefgh12345678"):
    """What is sent to a client that leaves after so many messages."""
    sent, enough = [], asyncio.Event()

    async def receive():
        await enough.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)
        if len(sent) >= answers:
            enough.set()

    scope = {"type": "http", "method": method, "path": path, "query_string": b"since=x"}
    scope["headers"] = [(b"cookie", cookie)]
    asyncio.run(hub.application(scope, receive, send))
    return sent


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/live/north/", 405), ("GET", "/live/", 404), ("GET", "/live/a%00b/", 404), ("GET", "/live/x/y/", 404)],
)
def test_anything_else_is_refused_before_the_database_is_asked(method, path, status):
    assert conversation(method, path)[0]["status"] == status


@pytest.mark.parametrize(("answer", "status"), [(204, 204), (404, 404)])
def test_whoever_is_not_admitted_gets_a_bare_status(monkeypatch, answer, status):
    monkeypatch.setattr(hub, "admission", lambda slug, key: answer)
    monkeypatch.setattr(hub, "then_closed", lambda question, *arguments: question(*arguments))

    start, body = conversation()

    assert (start["status"], body["body"]) == (status, b"")


@pytest.mark.parametrize(
    ("cookie", "asks"),
    [
        (b"session=abcdefgh12345678", ["abcdefgh12345678"]),
        (b'session="abcdefgh\\000"', []),
        (b"session=\xff\xfe; csrf=1", []),
        (b"", []),
    ],
)
def test_the_database_is_asked_only_for_what_can_be_a_session(monkeypatch, cookie, asks):
    asked = []
    monkeypatch.setattr(hub, "admission", lambda slug, key: asked.append(key) or 204)
    monkeypatch.setattr(hub, "then_closed", lambda question, *arguments: question(*arguments))

    assert conversation(cookie=cookie)[0]["status"] == 204
    assert asked == asks


@pytest.mark.parametrize("taken", [0, 1])
def test_a_page_that_takes_nothing_is_let_go(monkeypatch, taken):
    """Its line is full, so that each send would wait for ever; so would the end of the stream."""
    monkeypatch.setattr(streams, "PATIENCE", 0.01)
    monkeypatch.setattr(streams, "GOODBYE", 0.01)
    sent = []

    async def send(message):
        if len(sent) == taken:
            await asyncio.Event().wait()
        sent.append(message)

    async def serve():
        async with asyncio.timeout(5):
            await fresh.serve(Stream(PAGE), None, asyncio.Event().wait, send)

    fresh = Hub()
    asyncio.run(serve())

    assert (len(sent), fresh.everyone()) == (taken, [])


def test_a_database_that_is_away_is_a_503(monkeypatch):
    def away(slug, key):
        raise OperationalError

    monkeypatch.setattr(hub, "admission", away)

    assert conversation()[0]["status"] == 503


def test_a_stream_begins_with_what_rang_and_ends_when_the_page_leaves(monkeypatch):
    monkeypatch.setattr(hub, "admission", lambda slug, key: PAGE)
    monkeypatch.setattr(hub, "rings_of", lambda centre: [(7, 1000)])
    monkeypatch.setattr(hub, "then_closed", lambda question, *arguments: question(*arguments))
    fresh = Hub()
    fresh.start = lambda: None
    monkeypatch.setattr(hub, "hub", fresh)

    start, retry, ring, end = conversation(answers=3)

    headers = dict(start["headers"])
    assert (start["status"], headers[b"cache-control"], headers[b"x-accel-buffering"]) == (200, b"no-store", b"no")
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert retry["body"] == b"retry: 3000\n\n"
    assert ring["body"].startswith(b'event: ring\ndata: {"id": 7, "due": 1000, "now": ')
    assert end == {"type": "http.response.body", "body": b"", "more_body": False}
    assert fresh.everyone() == []


# Who is let in: the questions to the database.


def key_of(client, user):
    client.force_login(user)
    return client.session.session_key


@pytest.mark.parametrize("who", ["worker", "night", "director"])
def test_staff_hear_their_house(north, client, who):
    key = key_of(client, north.people[who])

    assert admitted("north", key, timezone.now()) == Listener("north", north.centre.pk, north.people[who].pk, key)


@pytest.mark.parametrize("slug", ["south", "nowhere"])
def test_another_house_is_as_one_that_does_not_exist(north, client, slug):
    assert admitted(slug, key_of(client, north.worker), timezone.now()) == 404


@pytest.mark.parametrize("who", ["left", "coming"])
def test_who_does_not_work_here_today_hears_nothing(north, client, who):
    assert admitted("north", key_of(client, north.people[who]), timezone.now()) == 404


def test_a_stranger_hears_nothing(cast, client):
    assert admitted("north", key_of(client, cast.stranger), timezone.now()) == 404


@pytest.mark.parametrize("key", [None, "", "no-such-session-at-all"])
def test_without_a_session_a_page_is_told_not_to_come_back(cast, key):
    assert admitted("north", key, timezone.now()) == 204


def test_an_idle_session_hears_nothing(north, client):
    session_key = key_of(client, north.worker)
    session = client.session
    session["seen"] = session["began"] = time.time() - 31 * 60
    session.save()

    assert admitted("north", session_key, timezone.now()) == 204


def test_a_second_step_that_is_missing_closes_the_stream_too(north, client):
    north.centre.second_factor = "staff"
    north.centre.save()

    assert admitted("north", key_of(client, north.worker), timezone.now()) == 404


def test_a_look_finds_the_rings_and_those_who_may_stay(cast, client):
    north = cast.north
    key = key_of(client, north.worker)
    worker, left, signed_out = (
        Listener("north", north.centre.pk, user.pk, session)
        for user, session in ((north.worker, key), (north.left, key), (north.director, "closed"))
    )
    due = int(north.rows.ring.due_at.timestamp() * 1000)

    found = listeners.look({north.centre.pk: {worker, left, signed_out}})

    assert found == {north.centre.pk: ([(north.rows.ring.pk, due)], {worker})}
    assert listeners.look({}) == {}


def test_a_membership_that_ends_ends_the_stream(north, client):
    key = key_of(client, north.worker)
    listener = admitted("north", key, timezone.now())
    with world.inside(north.centre):
        membership = north.rows.worker_membership
        membership.until_on = north.today - dt.timedelta(days=1)
        membership.save()

    [(_rings, staying)] = listeners.look({north.centre.pk: {listener}}).values()

    assert staying == set()


def test_a_sign_out_ends_the_stream(north, client):
    key = key_of(client, north.worker)
    listener = admitted("north", key, timezone.now())
    Session.objects.filter(pk=key).delete()

    [(_rings, staying)] = listeners.look({north.centre.pk: {listener}}).values()

    assert staying == set()


def test_what_a_page_fetches_by_itself_is_no_sign_of_a_person(north, as_worker):
    seen = time.time() - 10 * 60
    for headers, counts in (({"X-By-Itself": "1"}, False), ({}, True)):
        session = as_worker.session
        session["seen"] = session["began"] = seen
        session.save()
        as_worker.get("/c/north/rings/", headers=headers)
        assert (as_worker.session["seen"] > seen) is counts


def test_the_apps_above_have_told_the_hub_what_they_know(settings):
    assert len(live.known.audiences) >= 1
    assert live.known.recent_rings is not live.nothing
    assert live.known.ring_due is not live.nothing
