"""What stands before the pages when an ASGI server carries them."""

import asyncio

import pytest

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


def test_half_a_form_is_never_taken_for_a_whole_one():
    messages = iter([{"type": "http.request", "body": b"a=", "more_body": True}, {"type": "http.disconnect"}])

    async def receive():
        return next(messages)

    async def read():
        receive_whole = asgi.whole(receive)
        await receive_whole()
        await receive_whole()

    with pytest.raises(ConnectionResetError):
        asyncio.run(read())


def test_who_leaves_after_the_whole_body_is_no_error():
    messages = iter([{"type": "http.request", "body": b"a=1"}, {"type": "http.disconnect"}])

    async def receive():
        return next(messages)

    async def read():
        receive_whole = asgi.whole(receive)
        await receive_whole()
        return await receive_whole()

    assert asyncio.run(read()) == {"type": "http.disconnect"}
