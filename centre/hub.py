"""The live streams of this process: `/live/<slug>/`, a raw ASGI callable over one Redis subscription.

A Django view would hold a thread and a database connection for as long as its stream lasts: 150 open pages
ate the whole pool. Here a stream (`streams`) holds a queue; what is asked of the database is in `listeners`.

On connect and every 15 seconds the rings of the last minute come again, read once per house,
so that a wake that was lost is made good; a page shows an id once. While the broker is away nobody wakes the
workers: then this process claims what is due itself, which any number of callers may do.
"""

import asyncio
import contextlib
import json
import logging
import re
import time
from collections import defaultdict, deque
from http import HTTPStatus
from urllib.parse import parse_qs

import redis.asyncio as redis
from django.conf import settings
from django.db import DatabaseError
from django.http.cookie import parse_cookie
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from . import live
from .converters import CentreSlug
from .listeners import Listener, admission, look, not_admitted_any_more, rings_of, then_closed
from .sessions import KEY
from .streams import HEARTBEAT, RESYNC, Event, Stream, as_text, begin, end, now, refuse, until_gone, write

REPEAT, ALONE = 15.0, 3.0  # seconds between two repeats; between two claims without the broker
WHOLE_CHECK = 12  # every so many repeats
REMEMBERED = 60_000  # ms for which a change is told again to a page that connects after it
OF_A_SESSION, OF_A_USER = 4, 16  # a browser has six lines to a house over HTTP/1.1, and pages need theirs
LONGEST_PAUSE = 5.0
PATH = re.compile(f"/live/({CentreSlug.regex})/")
log = logging.getLogger(__name__)


class Hub:
    """All streams of a process, and what feeds them."""

    def __init__(self):
        self.streams: dict[int, set[Stream]] = defaultdict(set)  # by centre
        self.changes: deque[tuple[int, int, Event]] = deque(maxlen=500)  # (ms, centre, event), the oldest first
        self.rings: dict[int, tuple[float, list[Event]]] = {}  # centre -> (read at, events)
        self.fed_since: int | None = None  # ms; None while the broker is away
        self.tasks: list[asyncio.Task] = []

    def start(self):
        if not self.tasks:
            self.tasks = [asyncio.create_task(self.listen()), asyncio.create_task(self.repeat())]

    def everyone(self):
        return [stream for streams in self.streams.values() for stream in streams]

    def is_full_for(self, listener):
        those = [stream.listener for stream in self.everyone()]
        of_session = sum(one.session_key == listener.session_key for one in those)
        return of_session >= OF_A_SESSION or sum(one.user_id == listener.user_id for one in those) >= OF_A_USER

    def publish(self, message):
        """Tell a house. What no page of it hears now, one that connects within a minute does."""
        centre, event = message["centre"], (message["event"], {k: message[k] for k in message if k in live.WIRE})
        if event[0] == "changed":
            self.changes.append((now(), centre, event))
        elif centre in self.rings:
            self.rings[centre][1].append(event)
        for stream in self.streams.get(centre, ()):
            stream.tell(event)

    def catch_up(self, stream, since):
        """What changed between reading the page (`since`, in ms) and this moment."""
        forgotten = self.changes[0][0] if len(self.changes) == self.changes.maxlen else 0
        if self.fed_since is None or since < max(self.fed_since, now() - REMEMBERED, forgotten):
            stream.tell(RESYNC)
        else:
            centre = stream.listener.centre_id
            stream.tell(*(event for at, whose, event in self.changes if whose == centre and at >= since))

    async def listen(self):
        """One subscription, for ever. After each gap everybody reads again."""
        pause = 0.25
        while True:
            try:
                async for message in subscription():
                    if message is None:
                        self.fed_since, pause = now(), 0.25
                        for stream in self.everyone():
                            stream.tell(RESYNC)
                    else:
                        self.publish(message)
            except (redis.RedisError, OSError) as away:
                log.warning("The broker is away from the live streams: %s", type(away).__name__)
            except Exception:
                log.exception("The live subscription broke")
            self.fed_since = None
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def repeat(self):
        count = 0
        while True:
            count += 1
            try:
                await self.wait_for_the_next_repeat()
                await self.look_again(is_whole=count % WHOLE_CHECK == 0)
            except Exception:  # a database that is away must not silence the heartbeat
                log.exception("The live streams could not read the houses")
            for stream in self.everyone():
                stream.tell(*([HEARTBEAT] if self.fed_since else [HEARTBEAT, RESYNC]))

    async def wait_for_the_next_repeat(self):
        deadline = time.monotonic() + REPEAT
        while (left := deadline - time.monotonic()) > 0:
            await asyncio.sleep(min(ALONE, left))
            if self.fed_since is None:
                for message in await asyncio.to_thread(then_closed, live.known.ring_due):
                    self.publish(message)

    async def look_again(self, is_whole):
        """The rings of each house once, for all who listen; whoever may no longer listen is let go."""
        houses = {centre: {s.listener for s in streams} for centre, streams in self.streams.items() if streams}
        self.rings = {centre: known for centre, known in self.rings.items() if centre in houses}
        for centre, (rings, staying) in (await asyncio.to_thread(then_closed, look, houses)).items():
            if is_whole:
                staying -= await asyncio.to_thread(then_closed, not_admitted_any_more, staying)
            self.rings[centre] = (time.monotonic(), as_events(rings))
            for stream in self.streams[centre]:
                if stream.listener in staying or stream.listener not in houses[centre]:
                    stream.tell(*self.rings[centre][1])
                else:
                    stream.end()

    async def recent_rings(self, centre):
        """Of the last minute, from what was last read here or from the ledger."""
        read_at, rings = self.rings.get(centre, (None, []))
        if read_at is None or time.monotonic() - read_at > REPEAT:
            rings = as_events(await asyncio.to_thread(then_closed, rings_of, centre))
            self.rings[centre] = (time.monotonic(), rings)
        return rings

    async def serve(self, stream, since, receive, send):
        house = self.streams[stream.listener.centre_id]
        house.add(stream)
        gone = asyncio.create_task(until_gone(receive, stream))
        try:
            await begin(send)
            await write(send, "retry: 3000\n\n")
            if since is not None:
                self.catch_up(stream, since)
            stream.tell(*await self.recent_rings(stream.listener.centre_id))
            while event := await stream.next():
                await write(send, as_text(*event))
        except (TimeoutError, OSError, asyncio.CancelledError):
            """The page is gone, or the server is going."""
        finally:
            house.discard(stream)
            gone.cancel()
            with contextlib.suppress(TimeoutError, OSError):
                await end(send)


hub = Hub()


async def application(scope, receive, send):
    """`/live/<slug>/?since=<ms>`: 204 without a session, 404 for outsiders, 429 beyond the cap, 503 without data."""
    found = PATH.fullmatch(scope["path"])
    if scope["method"] != "GET" or found is None:
        return await refuse(send, HTTPStatus.NOT_FOUND if found is None else HTTPStatus.METHOD_NOT_ALLOWED)
    cookies = parse_cookie(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
    key = cookies.get(settings.SESSION_COOKIE_NAME, "")
    if not KEY.fullmatch(key):
        return await refuse(send, HTTPStatus.NO_CONTENT)
    try:
        listener = await asyncio.to_thread(then_closed, admission, found[1], key)
    except DatabaseError:
        return await refuse(send, HTTPStatus.SERVICE_UNAVAILABLE)
    if not isinstance(listener, Listener):
        return await refuse(send, listener)
    if hub.is_full_for(listener):
        return await refuse(send, HTTPStatus.TOO_MANY_REQUESTS)
    hub.start()
    since = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])[0]
    is_an_instant = since.isdecimal() and len(since) < 16
    await hub.serve(Stream(listener), int(since) if is_an_instant else None, receive, send)


async def subscription():
    """None when it stands, then the messages. Ends with an error when the broker goes."""
    never_again = Retry(NoBackoff(), 0)  # a silent reconnect would hide the gap
    broker = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, retry=never_again)
    async with broker, broker.pubsub(ignore_subscribe_messages=True) as channel:
        await channel.subscribe(live.CHANNEL)
        yield None
        while True:
            if message := await channel.get_message(timeout=REPEAT):
                if message["type"] == "message":
                    yield json.loads(message["data"])
            else:
                await channel.ping()


def as_events(rings):
    return [("ring", {"id": ring, "due": due}) for ring, due in rings]
