"""A tap in the log beside the least that a Django application does for such a write, on the same server.

"Bare" is a bare Django application, as its authors ship it: WSGIHandler with SessionMiddleware,
AuthenticationMiddleware and one view that does one upsert in one atomic block, in a table without walls and
without history: session + user + upsert + commit. "Tap" is a tap in the log as a tablet sends it, with
everything on: both walls, gate, CSRF, operation id, version, history, live update and the answer that htmx swaps in.

Both go over HTTP to the same gunicorn, in turns of one run, from eight clients, each with its own session,
connection and resident. Last line: JSON.

    tap_of_bare  taps a second by bare writes a second, median over the turns; the aim is 0.60
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import psycopg
from django.urls import path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from centre import embedded
from centre.embedded.cluster import Cluster
from centre.embedded.valkey import free_port

CLIENTS = 8
BOTH = ["bare", "tap"]
TURNS = 10
SECONDS = 1.5  # of each turn, for each of the two
CLUSTER = Cluster(f"bench-log-{os.getpid()}", embedded.PROJECT)
BARE_BACKEND = "django.contrib.auth.backends.ModelBackend"
BARE_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
# The same columns, keys and checks, without what the house adds: no wall, no trigger.
BARE_TABLE = """
CREATE TABLE bare (LIKE participation_mark INCLUDING ALL);
GRANT SELECT, INSERT, UPDATE ON bare TO PUBLIC
"""
UPSERT = """
INSERT INTO bare (centre_id, resident_id, period_id, day, level, version, by_id, at)
VALUES (%s, %s, %s, %s, %s, 1, %s, now())
ON CONFLICT (centre_id, day, period_id, resident_id)
DO UPDATE SET level = excluded.level, version = bare.version + 1, by_id = excluded.by_id, at = now()
"""


def write(request):
    from django.db import connection, transaction
    from django.http import HttpResponse

    keys = [request.POST[name] for name in ("centre", "resident", "period", "day", "level")]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UPSERT, [*keys, request.user.pk])
    return HttpResponse(b"ok", headers={"Content-Length": "2"})


urlpatterns = [path("bare/", write)]


def wsgi():
    """What gunicorn runs: the house, and beside it the bare application."""
    from django.core.wsgi import get_wsgi_application

    house = get_wsgi_application()

    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
    from django.test import override_settings

    class BareRequest(WSGIRequest):
        urlconf = __name__

    class BareHandler(WSGIHandler):
        request_class = BareRequest

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.AUTHENTICATION_BACKENDS.append(BARE_BACKEND)
    with override_settings(MIDDLEWARE=BARE_MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db"):
        bare = BareHandler()

    def application(environ, start_response):
        return (bare if environ["PATH_INFO"] == "/bare/" else house)(environ, start_response)

    return application


class Client(threading.Thread):
    """One person at one tablet: a session, a connection, a resident. Sends bytes that were made beforehand."""

    def __init__(self, port, seat):
        super().__init__(daemon=True)
        self.seat, self.version, self.count = seat, 0, 0
        self.turn, self.done = threading.Event(), threading.Event()
        self.what, self.until, self.times, self.broken = "bare", 0.0, [], None
        self.socket = socket.create_connection(("127.0.0.1", port))

    def run(self):
        while self.turn.wait():
            self.turn.clear()
            try:
                self.work(getattr(self, self.what))
            except Exception as broken:  # said by the one who waits
                self.broken = broken
            self.done.set()

    def work(self, act):
        while time.perf_counter() < self.until:
            began = time.perf_counter()
            act()
            self.times.append(time.perf_counter() - began)

    def bare(self):
        self.count += 1
        seat = self.seat
        self.post(
            "/bare/",
            f"centre={seat['centre']}&resident={seat['bare']}&period={seat['period']}&day={seat['day']}"
            f"&level={self.count % 6}",
            f"session={seat['bare_session']}",
        )

    def tap(self):
        self.count += 1
        answer = self.post(
            self.seat["path"],
            f"who={self.seat['who']}&level={self.count % 6}&version={self.version}&operation={uuid.uuid4()}",
            f"session={self.seat['session']}; csrf={self.seat['csrf']}",
        )
        self.version += 1
        assert b'name="version" value="%d"' % self.version in answer

    def post(self, path, body, cookies):
        self.socket.sendall(
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\nHX-Request: true\r\n"
            f"X-CSRFToken: {self.seat['csrf']}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        head, _, rest = self.read_until(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        while len(rest) < length:
            rest += self.socket.recv(65536)
        assert head.startswith(b"HTTP/1.1 200"), head
        return rest

    def read_until(self, end):
        data = b""
        while end not in data:
            more = self.socket.recv(65536)
            assert more, "the server hung up"
            data += more
        return data.partition(end)


def seats():
    """A house of sixteen with one period today; half of them are tapped, half written bare."""
    import django

    django.setup()
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.utils import timezone

    from centre.models import Centre, Membership, User
    from centre.tenancy import inside
    from residents.models import Resident, Stay
    from schedules.models import Period

    centre = Centre.objects.create(slug="bench", name="Bench", second_factor="off")
    day = centre.day_at(timezone.now())
    made = []
    with inside(centre):
        period = Period(centre=centre, on=day, from_on=day, starts="09:30", ends="10:45", name="Class").insert()
        for number in range(CLIENTS):
            user = User.objects.create(email=f"{number}@bench.example", family_name="Worker", language="en")
            Membership(centre=centre, user=user, role="support", from_on=day).insert()
            people = [Resident(centre=centre, family_name=f"Person {number}") for _each in range(2)]
            for resident in people:
                resident.insert()
                Stay(centre=centre, resident=resident, applied_on=day, moved_in_on=day).insert()
            made.append(
                {
                    "session": signed_in(user, settings.AUTHENTICATION_BACKENDS[0]),
                    "bare_session": signed_in(user, BARE_BACKEND),
                    "csrf": _get_new_csrf_string(),
                    "who": people[0].code,
                    "bare": people[1].pk,
                    "centre": centre.pk,
                    "period": period.pk,
                    "day": day.isoformat(),
                    "path": f"/c/bench/log/{day.isoformat()}/{period.pk}/mark/",
                }
            )
    return made


def signed_in(user, backend):
    """The key of a new session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    session.save()
    return session.session_key


def turn(clients, what):
    """Requests a second of all clients over one turn, and how long each took."""
    until = time.perf_counter() + SECONDS
    for client in clients:
        client.what, client.until, client.times = what, until, []
        client.done.clear()
        client.turn.set()
    for client in clients:
        client.done.wait(SECONDS + 30)
        if client.broken:
            raise client.broken
    times = [seconds for client in clients for seconds in client.times]
    return len(times) / SECONDS, times


def measure(port, made):
    clients = [Client(port, seat) for seat in made]
    for client in clients:
        client.start()
    for what in BOTH:
        turn(clients, what)  # caches, plans, templates
    turns, waits = [], []
    for number in range(TURNS):
        order = BOTH[number % 2 :] + BOTH[: number % 2]
        found = {what: turn(clients, what) for what in order}
        turns.append({what: rate for what, (rate, _times) in found.items()})
        waits += found["tap"][1]
        print(f"turn {number + 1}: " + ", ".join(f"{what} {turns[-1][what]:.0f}/s" for what in BOTH), flush=True)
    return {f"{what}_rps": round(statistics.median(t[what] for t in turns)) for what in BOTH} | {
        "tap_of_bare": round(statistics.median(t["tap"] / t["bare"] for t in turns), 2),
        "tap_p95_ms": round(statistics.quantiles(waits, n=100)[94] * 1000, 1),
    }


def wait_for(port, server):
    for _attempt in range(300):
        if server.poll() is not None:
            raise SystemExit("gunicorn ended at once")
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("gunicorn never answered")


def main():
    port = free_port(0)
    try:
        here = embedded.environment(CLUSTER.name) | {"HTTPS": "0", "DJANGO_SETTINGS_MODULE": "centre.settings"}
        os.environ.update(here)
        for command in ("migrate", "createcachetable"):
            subprocess.run([sys.executable, "manage.py", command, "-v", "0"], cwd=embedded.PROJECT, check=True)  # noqa: S603
        with psycopg.connect(here["DATABASE_OWNER_URL"]) as owner:
            owner.execute(BARE_TABLE)
        made = seats()
        command = f"gunicorn bench.log:wsgi() -k gthread -w 2 --threads 4 --keep-alive 30 -b 127.0.0.1:{port}"
        command += " --log-level warning --no-control-socket"
        server = subprocess.Popen([sys.executable, "-m", *command.split()], cwd=embedded.PROJECT)  # noqa: S603
        try:
            wait_for(port, server)
            result = measure(port, made)
        finally:
            server.terminate()
            server.wait(10)
    finally:
        embedded.stop(CLUSTER.name)
        shutil.rmtree(CLUSTER.folder, ignore_errors=True)
        shutil.rmtree(CLUSTER.base, ignore_errors=True)
    print(json.dumps({"bench": "log", **result}))


if __name__ == "__main__":
    main()
