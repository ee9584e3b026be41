"""The live streams of this process: `/live/<slug>/`, a raw ASGI callable over one Redis subscription.

A Django view would hold a thread and a database connection for as long as its stream lasts: 150 open pages
ate the whole pool. Here every question to the database is one sync call on a worker thread, in its own
transaction, and its connection is closed before the answer is used; a stream itself holds a queue.

On the wire: `ring` (id, due, now: milliseconds), `changed` (what, day), `resync` (read everything again).
Never a name. On connect and every 15 seconds the rings of the last minute come again, read once per house,
so that a wake that was lost is made good; a page shows an id once.
"""

import asyncio
import contextlib
import json
import logging
import time
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

import redis.asyncio as redis
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest
from django.http.cookie import parse_cookie
from django.utils import timezone
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from . import live, tenancy
from .middleware import is_over
from .models import Centre

REPEAT = 15.0
REPEAT_ALONE = 3.0  # without the broker this process claims and tells what is due
WHOLE_CHECK = 180.0
REMEMBERED = 60_000  # ms for which a change is told again to a page that connects after it
LONGEST_QUEUE = 50
OF_A_SESSION, OF_A_USER = 4, 16  # a browser has six lines to a house over HTTP/1.1, and pages need theirs
PATIENCE = 30.0  # seconds for a client to take what it was sent
LONGEST_PAUSE = 5.0
RESYNC, HEARTBEAT = ("resync", {}), ("", {})
HEADERS = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listener:
    """Who may hear a house, by which session."""

    slug: str
    centre_id: int
    user_id: int
    session_key: str


class Stream:
    """One open page: what it has still to be told."""

    def __init__(self, listener):
        self.listener, self.is_ended = listener, False
        self.waiting, self.woken = deque(), asyncio.Event()

    def tell(self, *events):
        """A page that reads too slowly loses the oldest, and is told to read everything again instead."""
        for event in events:
            if len(self.waiting) >= LONGEST_QUEUE:
                self.waiting.popleft()
                self.waiting[0] = RESYNC
            self.waiting.append(event)
        self.woken.set()

    def end(self):
        self.is_ended = True
        self.woken.set()

    async def next(self):
        """The next event; None when the stream has ended."""
        while not self.waiting and not self.is_ended:
            self.woken.clear()
            await self.woken.wait()
        return None if self.is_ended else self.waiting.popleft()


class Hub:
    """All streams of a process, and what feeds them."""

    def __init__(self):
        self.streams = defaultdict(set)
        self.changes = deque(maxlen=500)  # (ms, centre, event)
        self.rings = {}  # centre -> (read at, events)
        self.fed_since = None  # ms; None while the broker is away
        self.checked_at = time.monotonic()
        self.tasks = []

    def start(self):
        if not self.tasks:
            self.tasks = [asyncio.create_task(self.listen()), asyncio.create_task(self.repeat())]

    def everyone(self):
        return [stream for streams in self.streams.values() for stream in streams]

    def is_full_for(self, listener):
        those = [stream.listener for stream in self.everyone()]
        return (
            Counter(one.session_key for one in those)[listener.session_key] >= OF_A_SESSION
            or Counter(one.user_id for one in those)[listener.user_id] >= OF_A_USER
        )

    def catch_up(self, stream, since):
        """What a page missed between reading the house (`since`, in ms) and this moment."""
        if since is None:
            return
        if self.fed_since is None or since < max(self.fed_since, now() - REMEMBERED):
            stream.tell(RESYNC)
        else:
            stream.tell(*(e for at, centre, e in self.changes if centre == stream.listener.centre_id and at >= since))

    def publish(self, message):
        centre, name = message.pop("centre"), message.pop("event")
        event = (name, message)
        if name == "ring" and centre in self.rings:
            self.rings[centre][1].append(event)
        elif name == "changed":
            self.changes.append((now(), centre, event))
        for stream in self.streams.get(centre, ()):
            stream.tell(event)

    async def listen(self):
        """One subscription, for ever. After each gap everybody reads again."""
        pause = 0.25
        while True:
            broker = redis.Redis.from_url(
                settings.REDIS_URL, socket_connect_timeout=2, socket_keepalive=True, retry=Retry(NoBackoff(), 0)
            )
            try:
                async with broker, broker.pubsub(ignore_subscribe_messages=True) as channel:
                    await channel.subscribe(live.CHANNEL)
                    self.fed_since, pause = now(), 0.25
                    for stream in self.everyone():
                        stream.tell(RESYNC)
                    while True:
                        if message := await channel.get_message(timeout=REPEAT):
                            self.publish(json.loads(message["data"]))
                        else:
                            await channel.ping()
            except (redis.RedisError, OSError, ValueError, KeyError) as away:
                log.warning("The live subscription ended: %s", type(away).__name__)
            self.fed_since = None
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def repeat(self):
        while True:
            await asyncio.sleep(REPEAT if self.fed_since else REPEAT_ALONE)
            try:
                if self.fed_since is None:
                    await asyncio.to_thread(then_closed, live.known.ring_due)
                await self.look_again()
            except DatabaseError as away:
                log.warning("The house was not read: %s", type(away).__name__)
            for stream in self.everyone():
                stream.tell(*([HEARTBEAT] if self.fed_since else [HEARTBEAT, RESYNC]))

    async def look_again(self):
        """The rings of each house once, for all who listen; whoever may no longer listen is let go."""
        is_whole = time.monotonic() - self.checked_at >= WHOLE_CHECK
        self.checked_at = time.monotonic() if is_whole else self.checked_at
        houses = {centre: {s.listener for s in streams} for centre, streams in self.streams.items() if streams}
        for centre, (rings, may_stay) in (await asyncio.to_thread(then_closed, look, houses, is_whole)).items():
            self.rings[centre] = (time.monotonic(), rings)
            for stream in self.streams[centre]:
                if stream.listener in may_stay or stream.listener not in houses[centre]:
                    stream.tell(*rings)
                else:
                    stream.end()
        self.rings = {centre: known for centre, known in self.rings.items() if centre in houses}

    async def rings_of(self, centre):
        read_at, rings = self.rings.get(centre, (0.0, []))
        if not read_at or time.monotonic() - read_at > REPEAT:
            rings = await asyncio.to_thread(then_closed, rings_in, centre)
            self.rings[centre] = (time.monotonic(), rings)
        return rings

    async def serve(self, stream, since, receive, send):
        house = self.streams[stream.listener.centre_id]
        house.add(stream)
        gone = asyncio.create_task(until_gone(receive, stream))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": encoded(HEADERS)})
            await write(send, "retry: 3000\n\n")
            self.catch_up(stream, since)
            stream.tell(*await self.rings_of(stream.listener.centre_id))
            while event := await stream.next():
                await write(send, as_text(*event))
        except (TimeoutError, OSError):
            """The page is gone."""
        finally:
            house.discard(stream)
            gone.cancel()
            with contextlib.suppress(OSError):
                await send({"type": "http.response.body", "body": b"", "more_body": False})


async def until_gone(receive, stream):
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


async def write(send, text):
    async with asyncio.timeout(PATIENCE):
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


def as_text(name, data):
    if not name:
        return ":\n\n"
    clock = {"now": now()} if name == "ring" else {}
    return f"event: {name}\ndata: {json.dumps(data | clock)}\n\n"


def encoded(headers):
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def now():
    return int(time.time() * 1000)


# What follows runs on a worker thread, a question at a time.


def then_closed(question, *arguments):
    try:
        return question(*arguments)
    finally:
        connection.close()


def admission(slug, session_key, moment):
    """The Listener, or the status that says why not. Nothing that is asked here is kept."""
    with transaction.atomic(durable=True):
        transaction.set_rollback(True)
        return admitted(slug, session_key, moment)


def admitted(slug, session_key, moment):
    request = HttpRequest()
    request.session = SessionStore(session_key)
    request.user = get_user(request)
    if not request.user.is_authenticated or is_over(request.session, moment.timestamp()):
        return HTTPStatus.NO_CONTENT  # tells an EventSource not to come back
    for viewer_of, _still in live.known.audiences:
        tenancy.enter(None, request.user.pk)
        with contextlib.suppress(Http404):
            return Listener(slug, viewer_of(request, slug).centre.pk, request.user.pk, session_key)
    return HTTPStatus.NOT_FOUND


def look(houses, is_whole):
    """`{centre: listeners}` -> `{centre: (events, those who may stay)}`; cheap, and now and then the whole door."""
    moment = timezone.now()
    keys = {one.session_key for those in houses.values() for one in those}
    open_sessions = set(
        Session.objects.filter(pk__in=keys, expire_date__gt=moment).values_list("pk", flat=True) if keys else ()
    )
    found = {}
    for centre in Centre.objects.filter(pk__in=houses):
        users = {one.user_id for one in houses[centre.pk]}
        with tenancy.inside(centre):
            rings = as_events(live.known.recent_rings(centre, moment))
            may = set().union(*(still(centre, users, moment) for _viewer_of, still in live.known.audiences))
        found[centre.pk] = (
            rings,
            {one for one in houses[centre.pk] if one.user_id in may and one.session_key in open_sessions},
        )
    if is_whole:
        for _rings, may_stay in found.values():
            may_stay.intersection_update(
                {one for one in may_stay if admission(one.slug, one.session_key, moment) == one}
            )
    return found


def rings_in(centre_id):
    centre = Centre.objects.get(pk=centre_id)
    with tenancy.inside(centre):
        return as_events(live.known.recent_rings(centre, timezone.now()))


def as_events(rings):
    return [("ring", {"id": ring, "due": due}) for ring, due in rings]


hub = Hub()


async def application(scope, receive, send):
    """`/live/<slug>/?since=<ms>`"""
    slug, headers = scope["path"].removeprefix("/live/").removesuffix("/"), dict(scope["headers"])
    if scope["method"] != "GET":
        return await refuse(send, HTTPStatus.METHOD_NOT_ALLOWED)
    key = parse_cookie(headers.get(b"cookie", b"").decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
    listener = await asyncio.to_thread(then_closed, admission, slug, key, timezone.now())
    if not isinstance(listener, Listener):
        return await refuse(send, listener)
    if hub.is_full_for(listener):
        return await refuse(send, HTTPStatus.TOO_MANY_REQUESTS)
    hub.start()
    since = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])[0]
    return await hub.serve(Stream(listener), int(since) if since.isdecimal() else None, receive, send)


async def refuse(send, status):
    headers = encoded({"content-length": "0", "cache-control": "no-store"})
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": b""})
