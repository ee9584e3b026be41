"""A house of its own for one run of a bench: servers, database, people, web workers. Nothing of it is left behind.

Django may be asked for only inside `standing`, which says where its database is.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from centre import embedded
from centre.embedded.cluster import Cluster
from centre.embedded.valkey import free_port

MANAGE = (["migrate", "-v", "0"], ["createcachetable"], ["translations", "--compile"], ["collectstatic", "--noinput"])
BARE_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Worker:
    """Somebody who works there, signed in to the house and to the bare application beside it."""

    pk: int
    session: str
    bare_session: str
    csrf: str


@dataclass(frozen=True)
class Cell:
    """One resident in one period of the day."""

    path: str
    """Of the period."""
    period: int
    resident: int
    code: str


@dataclass(frozen=True)
class House:
    centre: int
    day: str
    path: str
    """Of the log of the day."""
    workers: list[Worker]
    cells: list[Cell]
    """Period by period."""

    @property
    def periods(self):
        """The first cell of each."""
        return list({cell.period: cell for cell in reversed(self.cells)}.values())[::-1]


@contextlib.contextmanager
def standing(name):
    """Servers with a migrated database and no rows, for as long as this lasts. Gives the folder of its logs."""
    cluster = Cluster(f"bench-{name}-{os.getpid()}", embedded.PROJECT)
    try:
        os.environ.update(embedded.environment(cluster.name))
        os.environ.update(HTTPS="0", DJANGO_SETTINGS_MODULE="centre.settings")
        for command in MANAGE:
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=embedded.PROJECT, check=True, stdout=subprocess.DEVNULL
            )
        import django

        django.setup()
        yield cluster.folder
    finally:
        embedded.stop(cluster.name)
        shutil.rmtree(cluster.folder, ignore_errors=True)
        shutil.rmtree(cluster.base, ignore_errors=True)


def furnished(slug, residents=20, periods=8, workers=8):
    """People who live there since long ago, and the periods of today."""
    import datetime as dt

    from django.db import connection
    from django.utils import timezone

    from centre.models import Centre, User
    from centre.tenancy import inside

    centre = Centre.objects.create(slug=slug, name=slug, second_factor="off")
    day = centre.day_at(timezone.now())
    emails = [f"{slug}-{number}@bench.example" for number in range(workers)]
    staff = [User.objects.create(email=email, family_name="Worker", language="en") for email in emails]
    with inside(centre):
        hired(centre, staff, day)
        rows = planned(centre, periods, day)
        people = moved_in(centre, residents, day - dt.timedelta(days=400))
    path = f"/c/{slug}/log/{day}/"
    cells = [Cell(f"{path}{row.pk}/", row.pk, person.pk, person.code) for row in rows for person in people]
    house = House(centre.pk, day.isoformat(), path, [signed_in(user) for user in staff], cells)
    connection.close()  # whoever copies or forks it wants nobody connected
    return house


def hired(centre, staff, day):
    from centre.models import Membership

    for user in staff:
        Membership(centre=centre, user=user, role="support", from_on=day).insert()


def planned(centre, number, day):
    import datetime as dt

    from schedules.models import Period

    hours = [(dt.time(8 + n), dt.time(8 + n, 45)) for n in range(number)]
    return [
        Period(centre=centre, on=day, from_on=day, starts=starts, ends=ends, name=f"Class {n}").insert()
        for n, (starts, ends) in enumerate(hours)
    ]


def moved_in(centre, number, day):
    from residents.models import Resident, Stay

    people = [Resident(centre=centre, family_name=f"Person {n}").insert() for n in range(number)]
    for resident in people:
        Stay(centre=centre, resident=resident, applied_on=day, moved_in_on=day).insert()
    return people


def signed_in(user):
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string

    sessions = [session(user, backend) for backend in (settings.AUTHENTICATION_BACKENDS[0], BARE_BACKEND)]
    return Worker(user.pk, *sessions, _get_new_csrf_string())


def session(user, backend):
    """The key of a new session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), backend
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return store.session_key


@contextlib.contextmanager
def serving(folder, application="centre.wsgi:application"):
    """Two web workers of four threads. Gives the process that minds them, and its port."""
    port = free_port(0)
    command = f"gunicorn {application} --preload -k gthread -w 2 --threads 4 --keep-alive 30 -b 127.0.0.1:{port}"
    command += " --graceful-timeout 2 --log-level warning --no-control-socket"
    log = folder / "gunicorn.log"
    with log.open("ab") as output:
        master = subprocess.Popen(
            [sys.executable, "-m", *command.split()], cwd=embedded.PROJECT, stdout=output, stderr=output
        )
    try:
        wait_for(port, master, log)
        yield master, port
    finally:
        master.terminate()
        master.wait(15)


def wait_for(port, master, log):
    for _attempt in range(600):
        if master.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"gunicorn does not answer: {log.read_text()[-2000:]}")


def children(pid):
    """The worker processes of a gunicorn master."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def asked(sql, *values):
    """Ask the database as its owner, above the walls."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        cursor = owner.execute(sql, values)
        return cursor.fetchall() if cursor.description else []
