"""Killing web workers under load: what was acknowledged is there, once, and nothing else is.

`FAULT_KILLS=1000` asks more. Bounded: it ends by itself after the kills, or after two minutes.
"""

import http.cookiejar
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

import pytest

from centre.embedded import valkey
from tests.stack import ROOT, running

pytestmark = [pytest.mark.slow, pytest.mark.faults]
KILLS = int(os.environ.get("FAULT_KILLS", "40"))
WRITERS = 4


class Writer(threading.Thread):
    """A director who adds paragraphs and, like a browser, sends a form again when no answer came."""

    def __init__(self, address, number):
        super().__init__(daemon=True)
        self.address, self.number = address, number
        self.acknowledged, self.resent, self.stop = [], 0, threading.Event()
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def sign_in(self):
        page = self.opener.open(self.address + "/me/sign-in/", timeout=10).read().decode()
        data = {"csrfmiddlewaretoken": token(page), "login": "director@camp.example", "password": "engawa-demo-1"}
        self.opener.open(self.address + "/me/sign-in/", urllib.parse.urlencode(data).encode(), timeout=10)
        page = self.opener.open(self.address + "/c/camp/about/new/", timeout=10).read().decode()
        self.token = token(page)

    def run(self):
        while not self.stop.is_set():
            title = f"fault {self.number} {uuid.uuid4()}"
            data = {"csrfmiddlewaretoken": self.token, "operation": str(uuid.uuid4()), "title": title, "text": "x"}
            self.send_until_answered(title, data | {"position": "9"})

    def send_until_answered(self, title, data):
        body = urllib.parse.urlencode(data).encode()
        while not self.stop.is_set():
            try:
                answer = self.opener.open(self.address + "/c/camp/about/new/", body, timeout=10)
            except (OSError, http.client.HTTPException):
                self.resent += 1
                time.sleep(0.02)
                continue
            if answer.status == 200 and answer.url.endswith("/about/"):
                self.acknowledged.append(title)
            return


def token(page):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)


def children(pid):
    """The worker processes of a gunicorn master."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture
def camp(tmp_path):
    with running(tmp_path) as stack:
        stack.port = valkey.free_port(0)
        command = (
            "gunicorn centre.wsgi --preload --worker-class gthread --workers 2 --threads 4 --graceful-timeout 2 --bind"
        )
        log = tmp_path / "gunicorn.log"
        with log.open("ab") as output:
            master = subprocess.Popen(
                [sys.executable, "-m", *command.split(), f"127.0.0.1:{stack.port}"],
                cwd=ROOT,
                env=stack.environment,
                stdout=output,
                stderr=output,
            )
        try:
            stack.wait_for()
            yield stack, master
        finally:
            master.terminate()
            master.wait(15)


def test_killed_workers_lose_and_double_nothing(camp, record_property):
    stack, master = camp
    chance = random.Random(1)
    writers = [Writer(stack.address, number) for number in range(WRITERS)]
    for writer in writers:
        writer.sign_in()
    for writer in writers:
        writer.start()
    kills, deadline = 0, time.monotonic() + 120
    while kills < KILLS and time.monotonic() < deadline:
        time.sleep(chance.uniform(0.05, 0.4))
        if workers := children(master.pid):
            os.kill(chance.choice(workers), signal.SIGKILL)
            kills += 1
    time.sleep(1)
    for writer in writers:
        writer.stop.set()
    for writer in writers:
        writer.join(15)
    acknowledged = [title for writer in writers for title in writer.acknowledged]
    present = [title for (title,) in stack.rows("SELECT title FROM centre_about WHERE title LIKE 'fault %%'")]
    lost, doubled = set(acknowledged) - set(present), len(present) - len(set(present))
    resent = sum(writer.resent for writer in writers)
    record_property(
        "faults",
        f"{kills} kills, {len(acknowledged)} acknowledged, {resent} resent, {len(lost)} lost, {doubled} doubled",
    )
    assert kills == KILLS
    assert len(acknowledged) > KILLS
    assert (lost, doubled) == (set(), 0)
