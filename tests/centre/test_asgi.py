"""What stands before the pages when an ASGI server carries them."""

import asyncio

import pytest
from a2wsgi import WSGIMiddleware

from centre import asgi

SCOPE = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "http_version": "1.1"}


def call(headers, *messages):
    sent, waiting = [], list(messages)

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    asyncio.run(asgi.application(SCOPE | {"headers": headers}, receive, send))
    return sent


def test_a_body_without_a_length_is_refused():
    start, _body = call([(b"transfer-encoding", b"chunked")], {"type": "http.request", "body": b"a=1"})

    assert start["status"] == 411


@pytest.mark.parametrize("headers", [[], [(b"content-length", b"3")]])
def test_a_request_that_says_its_length_is_let_through(headers):
    assert asgi.hides_its_length(headers) is False


def body_of(*messages, headers=()):
    waiting = iter(messages)

    async def receive():
        return next(waiting)

    return asyncio.run(asgi.whole_body(headers, receive))


def test_a_body_in_parts_is_put_together():
    assert body_of(
        {"type": "http.request", "body": b"a=", "more_body": True}, {"type": "http.request", "body": b"1"}
    ) == (b"a=1")


def test_half_a_form_is_never_taken_for_a_whole_one():
    half = {"type": "http.request", "body": b"a=", "more_body": True}

    with pytest.raises(ConnectionResetError):
        body_of(half, {"type": "http.disconnect"})
    assert call([(b"content-length", b"3")], half, {"type": "http.disconnect"}) == []


def test_who_leaves_after_the_whole_body_is_no_error():
    async def receive():
        return {"type": "http.disconnect"}

    async def read():
        receive_again = asgi.already_read(b"a=1", receive)
        return await receive_again(), await receive_again()

    body, gone = asyncio.run(read())

    assert (body["body"], gone) == (b"a=1", {"type": "http.disconnect"})


def test_a_body_that_is_too_long_is_refused_by_its_length_and_by_its_bytes(settings):
    much = {"type": "http.request", "body": b"a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + asgi.SLACK + 1)}
    length = str(len(much["body"])).encode()

    assert call([(b"content-length", length)])[0]["status"] == 413
    assert call([(b"content-length", b"3")], much | {"more_body": True})[0]["status"] == 413


async def never():
    await asyncio.Event().wait()


def reads_its_form(environ, start_response):
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH", 0)))
    start_response("200 OK", [])
    return [b"ok"]


def test_twenty_stalled_bodies_leave_the_threads_to_others(monkeypatch):
    """There are eight threads. Each post has sent its head and nothing else."""
    monkeypatch.setattr(asgi, "pages", WSGIMiddleware(reads_its_form, workers=8))
    sent = []

    async def send(message):
        sent.append(message)

    async def whole():
        return {"type": "http.request"}

    async def together():
        left = asyncio.Event()

        async def stalled():
            await left.wait()
            return {"type": "http.disconnect"}

        post, get = SCOPE | {"headers": [(b"content-length", b"3")]}, SCOPE | {"method": "GET", "headers": []}
        posts = [asyncio.create_task(asgi.application(post, stalled, send)) for _ in range(20)]
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(2):
                await asgi.application(get | {"path": "/healthz"}, whole, send)
        finally:
            left.set()
            await asyncio.gather(*posts, return_exceptions=True)

    asyncio.run(together())

    assert [message["status"] for message in sent if "status" in message] == [200]


def test_a_body_that_does_not_come_ends_the_connection(monkeypatch):
    monkeypatch.setattr(asgi, "PATIENCE", 0.01)
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(asgi.application(SCOPE | {"headers": [(b"content-length", b"3")]}, never, send))

    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]
