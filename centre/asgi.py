"""One process, one port: Django's pages run under WSGI on threads that persist, inside an ASGI server.

Django's own ASGI handler starts a thread per request and answered 370 requests a second where this
answered 965. `/live/` stands beside the pages here, as a raw ASGI callable. A body is read to its end
before a page has a thread: eight clients that stall in the middle of theirs would hold all eight.
"""

import asyncio

from a2wsgi import WSGIMiddleware
from django.conf import settings

from centre.wsgi import application as wsgi  # sets Django up, so it stands before the hub

# isort: split
from centre import hub

PATIENCE = 10.0  # seconds for a whole body
SLACK = 64 * 1024  # bytes over Django's own limit, so that what is a little too long gets Django's answer
pages = WSGIMiddleware(wsgi, workers=8)  # type: ignore[arg-type]


class TooLong(Exception):
    """More than any form of ours holds."""


async def application(scope, receive, send):
    if scope["type"] != "http":
        await pages(scope, receive, send)  # lifespan is acknowledged, a WebSocket closed
    elif scope["path"].startswith("/live/"):
        await hub.application(scope, receive, send)
    elif hides_its_length(scope["headers"]):
        await answer(send, 411, b"Length required\n")
    else:
        await page(scope, receive, send)


async def page(scope, receive, send):
    try:
        async with asyncio.timeout(PATIENCE):
            body = await whole_body(scope["headers"], receive)
    except TooLong:
        await answer(send, 413, b"Too long\n")
    except TimeoutError:
        await answer(send, 408, b"Too slow\n")
    except ConnectionResetError:
        """Nobody is left to answer, and half a form must not be taken for a whole one."""
    else:
        await pages(scope, already_read(body, receive), send)


def hides_its_length(headers):
    """WSGI knows no body without a length: Django would read an empty form."""
    names = {name for name, _ in headers}
    return b"transfer-encoding" in names and b"content-length" not in names


async def whole_body(headers, receive):
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + SLACK
    said = dict(headers).get(b"content-length", b"0")
    if said.isdigit() and int(said[:20]) > limit:
        raise TooLong
    body, is_complete = bytearray(), False
    while not is_complete:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("The client left before the end of its body.")
        body += message.get("body", b"")
        if len(body) > limit:
            raise TooLong
        is_complete = not message.get("more_body", False)
    return bytes(body)


def already_read(body, receive):
    """What a page receives: the body at once, then whatever the client does next."""
    messages = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive_again():
        return next(messages, None) or await receive()

    return receive_again


async def answer(send, status, body):
    length = str(len(body)).encode()
    headers = [(b"content-type", b"text/plain"), (b"content-length", length), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
