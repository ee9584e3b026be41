"""One process, one port: Django's pages run under WSGI on threads that persist, inside an ASGI server.

Django's own ASGI handler starts a thread per request and answered 370 requests a second where this
answered 965. `/live/` stands beside the pages here, as a raw ASGI callable.
"""

from a2wsgi import WSGIMiddleware

from centre.wsgi import application as wsgi  # sets Django up, so it stands before the hub

# isort: split
from centre import hub

pages = WSGIMiddleware(wsgi, workers=8)  # type: ignore[arg-type]


async def application(scope, receive, send):
    if scope["type"] != "http":
        await pages(scope, receive, send)  # lifespan is acknowledged, a WebSocket closed
    elif scope["path"].startswith("/live/"):
        await hub.application(scope, receive, send)
    elif hides_its_length(scope["headers"]):
        await answer(send, 411, b"Length required\n")
    else:
        await pages(scope, whole(receive), send)


def hides_its_length(headers):
    """WSGI knows no body without a length: Django would read an empty form."""
    names = {name for name, _ in headers}
    return b"transfer-encoding" in names and b"content-length" not in names


def whole(receive):
    """A client that leaves in the middle of its body must not have half a form taken for a whole one."""
    is_complete = False

    async def receive_whole():
        nonlocal is_complete
        message = await receive()
        if message["type"] == "http.disconnect" and not is_complete:
            raise ConnectionResetError("The client left before the end of its body.")
        is_complete = is_complete or not message.get("more_body", False)
        return message

    return receive_whole


async def answer(send, status, body):
    length = str(len(body)).encode()
    headers = [(b"content-type", b"text/plain"), (b"content-length", length), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
