"""Keeps the parts of one folder running: web, worker and two beats, above the embedded servers.

Django is not needed here. What must hold: one run per folder (a lock that dies with its holder); what a
killed run left behind is ended first, after its command line proved it ours; a part that dies comes back,
later and later while it keeps dying; nothing is ever done to the data.
"""

import contextlib
import ctypes
import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from centre import embedded
from centre.embedded.processes import end, say

HOST = "127.0.0.1"
LONGEST_PAUSE = 30.0
STEADY = 60.0  # a part that ran this long begins again with the shortest pause
PATIENCE = 10.0
SERVERS_PAUSE = 5.0


class CannotRun(Exception):
    """One sentence: why not, and the way out."""


def parts(port: int, folder: Path) -> dict[str, list[str]]:
    """What runs, by name, in the order of starting."""
    web = f"uvicorn centre.asgi:application --host {HOST} --port {port} --loop uvloop --http httptools"
    web += " --timeout-graceful-shutdown 2 --no-access-log --no-server-header --log-level warning"
    worker = f"celery -A centre worker -P threads -c 4 -Q celery,bells -n {folder.name}@{port}"
    worker += " --without-gossip --without-mingle --loglevel warning"
    beat = ["celery", "-A", "centre", "beat", "--pidfile", "", "--loglevel", "warning", "--schedule"]
    commands = {"web": web.split(), "worker": worker.split()}
    commands |= {name: [*beat, str(folder / name)] for name in ("beat-a", "beat-b")}
    return {name: [sys.executable, "-m", *command] for name, command in commands.items()}


@contextlib.contextmanager
def the_only_run(folder: Path, port: int) -> Iterator[None]:
    """Holds the folder for as long as this process lives."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = remembered(folder)
            raise CannotRun(
                f"Engawa already runs from this folder, at {address(other.get('port', port))} — open that, "
                f"or stop it first (Ctrl-C where it runs, or: kill {other.get('pid', '…')})."
            ) from None
        end_leftovers(folder)
        remember(folder, port, {})
        yield


def end_leftovers(folder: Path) -> None:
    """Ends what a killed run left behind. A pid that means another program by now is left alone."""
    for name, part in remembered(folder).get("parts", {}).items():
        if end(part["pid"], part["command"], patience=PATIENCE):
            say(f"stopped {name}, left behind by an earlier run")


def refuse_a_taken_port(port: int) -> None:
    if is_free(port):
        return
    other = next((free for free in range(port + 1, port + 100) if free < 65536 and is_free(free)), None)
    way_out = f"Use another: make run PORT={other}" if other else "Stop what listens there."
    raise CannotRun(f"Port {port} is taken by another program. {way_out}")


def is_free(port: int) -> bool:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((HOST, port))
        except PermissionError:
            raise CannotRun(f"Port {port} is for root alone. Use another: make run PORT=18431") from None
        except OSError:
            return False
    return True


def address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def remember(folder: Path, port: int, living: dict[str, dict]) -> None:
    text = json.dumps({"pid": os.getpid(), "port": port, "parts": living})
    embedded.private_file(folder / "run.json", text)


def remembered(folder: Path) -> dict:
    try:
        return json.loads((folder / "run.json").read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def answer(port: int, path: str) -> tuple[int, bytes]:
    """Status and body, (0, b"") when nobody answers."""
    line = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        line.request("GET", path)
        reply = line.getresponse()
        return reply.status, reply.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        line.close()


def die_with_parent() -> Callable[[], None] | None:
    """On Linux the kernel ends the parts when this process is killed; elsewhere the next run does."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(1, signal.SIGTERM)


@dataclass
class Part:
    """One child process and how it fares."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen | None = None
    began: float = 0.0
    pause: float = 1.0

    def start(self, environment: dict[str, str]) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603
                self.command, env=environment, cwd=embedded.PROJECT, stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, start_new_session=True, preexec_fn=die_with_parent(),
            )  # fmt: skip
        self.began = time.monotonic()

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def next_pause(self) -> float:
        steady = time.monotonic() - self.began > STEADY
        self.pause = 1.0 if steady else min(self.pause * 2, LONGEST_PAUSE)
        return self.pause

    def last_words(self) -> str:
        if self.process and (self.process.returncode or 0) < 0:
            return f"killed by signal {-self.process.returncode}"
        lines = self.log.read_text(errors="replace").strip().splitlines() if self.log.exists() else []
        return lines[-1][:200] if lines else "it said nothing"


@dataclass
class Run:
    """All parts of one folder, from the first to be started to the last to be stopped."""

    port: int
    folder: Path
    environment: dict[str, str]
    cluster: str | None  # None: the servers are somebody else's
    parts: list[Part] = field(default_factory=list)
    waiting: dict[str, float] = field(default_factory=dict)
    servers_again_at: float = 0.0
    is_stopping: bool = False

    def __post_init__(self) -> None:
        logs = self.folder / "logs"
        logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, command in parts(self.port, self.folder).items():
            log = logs / f"{name}.log"
            if log.exists():
                log.replace(log.with_suffix(".old.log"))
            self.parts.append(Part(name, command, log))

    def obey_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)

    def ask_to_stop(self, *_args: object) -> None:
        self.is_stopping = True

    def start(self) -> None:
        """Web first, because a page is waited for; the rest while it is being read."""
        web, *others = self.parts
        self.launch(web)
        self.wait_for(lambda: answer(self.port, "/healthz")[0] == 200, web)
        for part in others:
            self.launch(part)

    def launch(self, part: Part) -> None:
        part.start(self.environment)
        self.waiting.pop(part.name, None)
        started = [(one, one.process.pid) for one in self.parts if one.process]
        living = {one.name: {"pid": pid, "command": " ".join(one.command)} for one, pid in started}
        remember(self.folder, self.port, living)

    def wait_for(self, true: Callable[[], bool], part: Part | None = None, patience: float = 60.0) -> bool:
        deadline = time.monotonic() + patience
        while not self.is_stopping and time.monotonic() < deadline:
            if true():
                return True
            if part and part.has_died():
                raise CannotRun(f"{part.name} ended as it started: {part.last_words()} (see {part.log}).")
            time.sleep(0.05)
        if part and not self.is_stopping:
            raise CannotRun(f"{part.name} did not answer within {patience:.0f} seconds (see {part.log}).")
        return False

    def missing(self) -> list[str]:
        """What /readyz still waits for."""
        try:
            parts = json.loads(answer(self.port, "/readyz")[1])
            return [name for name, is_there in parts.items() if not is_there]
        except (json.JSONDecodeError, AttributeError):
            return ["web"]

    def watch(self) -> None:
        while not self.is_stopping:
            self.look_after_servers()
            for part in self.parts:
                self.look_after(part)
            time.sleep(0.5)

    def look_after_servers(self) -> None:
        now = time.monotonic()
        if self.cluster is None or now < self.servers_again_at or embedded.alive(self.cluster):
            return
        say("a server stopped; starting it again")
        try:
            embedded.environment(self.cluster)
        except (embedded.EmbeddedError, OSError, subprocess.SubprocessError) as error:
            say(str(error))
            self.servers_again_at = now + SERVERS_PAUSE

    def look_after(self, part: Part) -> None:
        if not part.has_died():
            return
        now = time.monotonic()
        if part.name not in self.waiting:
            pause = part.next_pause()
            self.waiting[part.name] = now + pause
            say(f"{part.name} ended: {part.last_words()}; starting it again in {pause:.0f} s (see {part.log})")
        elif now >= self.waiting[part.name]:
            self.launch(part)

    def stop(self) -> None:
        """The parts, then the servers below them. The data stays."""
        running = [part.process for part in self.parts if part.process and part.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self.cluster is not None:
            embedded.stop(self.cluster)
        (self.folder / "run.json").unlink(missing_ok=True)
