"""Hostile and random input on every address: no answer is a 5xx, and nothing of another house changes.

`FUZZ_REQUESTS=100000 make verify PARTS=fuzz` asks more.
"""

import os
import random
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from tests import addresses, matrix, posts

pytestmark = [pytest.mark.slow, pytest.mark.fuzz]
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "4000"))
HOSTILE = [
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202etxt.exe",
    "\u2066",
    "\r\nSet-Cookie: x=1",
    "-1",
    "0",
    "9" * 30,
    "1e309",
    "NaN",
    "2025-13-45",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "24:00",
    "25:61",
    "99:99:99",
    "' OR 1=1 --",
    "\\",
    "%s%s%n",
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "a" * 5000,
    "𠮷野家",
    "Ｔｅｓｔ",
    "null",
    "[]",
    '{"a": 1}',
    "true",
    "ﷺ" * 300,
]


def wire(value):
    return quote(str(value).encode("utf-8", "surrogatepass"), safe="")


def spoiled(data, chance):
    """Some fields hostile, some gone, some twice, some new."""
    pairs = [(name, chance.choice(HOSTILE) if chance.random() < 0.35 else value) for name, value in data.items()]
    pairs = [pair for pair in pairs if chance.random() > 0.08]
    if chance.random() < 0.2:
        pairs.append((chance.choice(["centre", "id", "centre_id", "version", "by", "level", "from"]), "2"))
    if pairs and chance.random() < 0.2:
        pairs.append((chance.choice(pairs)[0], chance.choice(HOSTILE)))
    return "&".join(f"{wire(name)}={wire(value)}" for name, value in pairs)


def ask(client, address, cast, chance):
    path = matrix.Matrix(address, cast).path("own")
    if chance.random() < 0.15:
        path = path.rstrip("/") + "/" + wire(chance.choice(HOSTILE)) + "/"
    if address.name in posts.VALID and chance.random() < 0.7:
        data = posts.VALID[address.name](cast.north) | posts.operation()
        return client.post(path, spoiled(data, chance), content_type="application/x-www-form-urlencoded")
    names = chance.sample(["q", "who", "page", "from", "next", "day", "sort"], 2)
    return client.get(path + "?" + "&".join(f"{name}={wire(chance.choice(HOSTILE))}" for name in names))


def test_nothing_breaks_a_page(cast, record_property):
    chance, house = random.Random(20261125), addresses.in_houses()
    client = Client(raise_request_exception=False)
    client.force_login(cast.north.director)
    southern, broken = matrix.changes(cast.south), []
    for _number in range(REQUESTS):
        address = chance.choice(house)
        before = transaction.savepoint()
        answer = ask(client, address, cast, chance)
        if answer.status_code >= 500:
            broken.append(f"{address.name}: {answer.request['REQUEST_METHOD']} {answer.request['PATH_INFO']}")
        transaction.savepoint_rollback(before)
    record_property("fuzz", f"{REQUESTS} hostile requests on {len(house)} addresses")
    assert broken == []
    assert matrix.changes(cast.south) == southern


@pytest.mark.parametrize("path", ["/me/sign-in/", "/me/password/forgotten/", "/language/", "/me/password/new/1-x/"])
def test_nothing_breaks_the_door(cast, path):
    chance = random.Random(path)
    client = Client(raise_request_exception=False)
    for _number in range(100):
        data = {"login": "worker@north.example", "password": "x", "email": "a@b.example", "language": "ja", "next": "/"}
        body = spoiled(data, chance)
        answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500, (path, body)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=%zz", b"%00=1", b"a" * 2_000_000, b"=&&==", b'{"a":'])
def test_a_broken_body_is_refused(as_director, body):
    answer = as_director.post("/c/north/settings/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {400, 413, 422}
    answer = as_director.post("/c/north/settings/", body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code in {400, 413, 422}
