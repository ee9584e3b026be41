"""One open page and the wire to it: what it has still to be told, and how that is sent.

On the wire: `ring` (id, due, now: milliseconds), `changed` (what, day), `resync` (read everything again);
never a name.
"""

import asyncio
import json
import time
from collections import deque

LONGEST_QUEUE = 50
PATIENCE = 30.0  # seconds for a page to take what it was sent
GOODBYE = 1.0  # seconds for it to take the end
Event = tuple[str, dict[str, int | str]]
RESYNC: Event = ("resync", {})
HEARTBEAT: Event = ("", {})
HEADERS = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
}


class Stream:
    """One open page: what it has still to be told."""

    def __init__(self, listener):
        self.listener, self.is_ended = listener, False
        self.waiting: deque[Event] = deque()
        self.woken = asyncio.Event()

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


async def begin(send):
    await within(PATIENCE, send, {"type": "http.response.start", "status": 200, "headers": encoded(HEADERS)})


async def write(send, text):
    await within(PATIENCE, send, {"type": "http.response.body", "body": text.encode(), "more_body": True})


async def end(send):
    await within(GOODBYE, send, {"type": "http.response.body", "body": b"", "more_body": False})


async def within(seconds, send, message):
    """A page that takes nothing blocks whoever sends: nothing is sent to a stream without a limit."""
    async with asyncio.timeout(seconds):
        await send(message)


async def until_gone(receive, stream):
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


async def refuse(send, status):
    headers = encoded({"content-length": "0", "cache-control": "no-store"})
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def as_text(name, data):
    if not name:
        return ":\n\n"
    clock = {"now": now()} if name == "ring" else {}
    return f"event: {name}\ndata: {json.dumps(data | clock)}\n\n"


def encoded(headers):
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def now():
    return int(time.time() * 1000)
