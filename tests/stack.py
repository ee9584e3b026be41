"""The whole house, started for real: a database of its own, a broker of its own, web, worker and two beats.

For the browser, accessibility and fault tests. Everything it starts it ends, by pid.
"""

import contextlib
import email
import email.policy
import os
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings

from centre.embedded import valkey
from centre.supervisor import answer, parts
from tests import roles

ROOT = settings.BASE_DIR


@dataclass
class Stack:
    """A running house. `stop` and `start` a part by its name: web, worker, beat-a, beat-b, broker."""

    folder: Path
    database: str
    port: int = 0
    broker: valkey.Address | None = None
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def url(self, role):
        """The address of this stack's database for one role's settings."""
        return psycopg.conninfo.make_conninfo(
            dbname=self.database,
            host=settings.DATABASES["default"]["HOST"] or settings.DATABASES["default"]["OPTIONS"].get("host", ""),
            user=role["USER"],
            password=role.get("PASSWORD") or None,
        )

    @property
    def environment(self):
        host = settings.DATABASES["default"]["HOST"] or settings.DATABASES["default"]["OPTIONS"].get("host", "")
        base = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "PYTEST_"))}
        return base | {
            "DJANGO_SETTINGS_MODULE": "centre.settings",
            "DATABASE_URL": address_of(roles.APP, host, self.database),
            "DATABASE_OWNER_URL": address_of(settings.OWNER_DATABASE, host, self.database),
            "REDIS_URL": self.broker.url,
            "SECRET_KEY": settings.SECRET_KEY,
            "HTTPS": "0",
            "ENGAWA_DEMO": "1",
            "EMAIL_URL": f"filemail:///{self.folder}/mail",
        }

    def manage(self, *command):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=120,
        )

    def start(self, name):
        if name == "broker":
            self.broker = valkey.start(self.folder / "valkey", self.broker)
            return
        command = parts(self.port, self.folder)[name]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def stop(self, name, by=signal.SIGTERM):
        if name == "broker":
            valkey.stop(self.folder / "valkey")
            return
        process = self.processes.pop(name)
        process.send_signal(by)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)

    def rows(self, sql, *values):
        """Ask this stack's database as its owner, above the walls."""
        with psycopg.connect(self.url(settings.OWNER_DATABASE), autocommit=True) as owner:
            cursor = owner.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def mails_to(self, address):
        """The texts of the mails that somebody got, the oldest first."""
        files = sorted((self.folder / "mail").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        found = [message for file in files for message in messages_in(file.read_bytes())]
        return [message.get_content() for message in found if message["To"] == address]

    def wait_for(self, path="/healthz", seconds=30):
        deadline = time.monotonic() + seconds
        while answer(self.port, path)[0] != 200:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{path} did not answer: {(self.folder / 'web.log').read_text()[-2000:]}")
            time.sleep(0.05)


def messages_in(raw):
    """Django's file backend ends each mail with a line of dashes."""
    for part in raw.split(b"\n" + b"-" * 79 + b"\n"):
        if part.strip():
            yield email.message_from_bytes(part, policy=email.policy.default)


def address_of(role, host, database):
    password = f":{role['PASSWORD']}" if role.get("PASSWORD") else ""
    return f"postgres://{role['USER']}{password}@/{database}?host={host.replace('/', '%2F')}"


@contextlib.contextmanager
def running(folder, *names, demo=True):
    """A stack with these parts, and the demo's houses in it unless told otherwise."""
    stack = Stack(folder, f"engawa_stack_{os.getpid()}_{secrets.token_hex(3)}")  # several may run beside each other
    server = settings.OWNER_DATABASE | {"HOST": ""}
    maintenance = stack.url(server).replace(stack.database, "postgres")
    with psycopg.connect(maintenance, autocommit=True) as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {stack.database} WITH (FORCE)")
        owner.execute(f"CREATE DATABASE {stack.database}")
    stack.port = valkey.free_port(0)
    try:
        stack.start("broker")
        stack.manage("migrate", "--verbosity", "0")
        stack.manage("createcachetable")
        stack.manage("translations", "--compile")
        stack.manage("collectstatic", "--noinput", "--verbosity", "0")
        if demo:
            stack.manage("demo", "--verbosity", "0")
        for name in names:
            stack.start(name)
        if "web" in names:
            stack.wait_for()
        yield stack
    finally:
        for name in [*stack.processes]:
            stack.stop(name)
        stack.stop("broker")
        with psycopg.connect(maintenance, autocommit=True) as owner:
            owner.execute(f"DROP DATABASE IF EXISTS {stack.database} WITH (FORCE)")
