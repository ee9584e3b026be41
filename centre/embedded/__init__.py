"""The servers of this folder: PostgreSQL and Valkey from wheels, joined or started, without Django.

`environment()` is what settings ask. Two clusters: "run" for the house, "test" for the tests. What is
remembered lies in `.data/<cluster>`; a second caller joins in a few milliseconds, a server that was left
behind by a killed run is adopted.
"""

import contextlib
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from . import postgres, valkey
from .cluster import APP, OWNER, Cluster
from .processes import EmbeddedError, explained

__all__ = ["PROJECT", "EmbeddedError", "alive", "environment", "folder", "status", "stop"]

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 90  # seconds another starter may take


def environment(cluster: str = "run", *, project: Path = PROJECT) -> dict[str, str]:
    """Joins or starts the cluster's servers; says where they are."""
    place = Cluster(cluster, project)
    if not (broker := joined(place)):
        with explained(place.folder), only_one(place):
            broker = joined(place) or started(place)
    return {
        "DATABASE_URL": place.url(APP),
        "DATABASE_OWNER_URL": place.url(OWNER),
        "REDIS_URL": broker.url,
        "SECRET_KEY": secret_key(place),
    }


def stop(cluster: str = "run", *, project: Path = PROJECT) -> list[str]:
    """Stops the cluster's servers, the broker first; names those that ran."""
    place = Cluster(cluster, project)
    if not place.folder.exists():
        return []
    with explained(place.folder), only_one(place):
        ran = {"Valkey": valkey.stop(place.folder / "valkey"), "PostgreSQL": postgres.stop(place)}
    return [name for name, was_running in ran.items() if was_running]


def status(cluster: str = "run", *, project: Path = PROJECT) -> dict[str, int]:
    """The pids of the servers, 0 for one that does not run."""
    place = Cluster(cluster, project)
    return {"PostgreSQL": place.pid, "Valkey": valkey.running(place.folder / "valkey")}


def alive(cluster: str = "run", *, project: Path = PROJECT) -> bool:
    return all(status(cluster, project=project).values())


def folder(cluster: str = "run", *, project: Path = PROJECT) -> Path:
    """Where the cluster's state, logs and schedules lie."""
    return Cluster(cluster, project).folder


def joined(place: Cluster) -> valkey.Address | None:
    """The broker's address when both servers run and the roles were seen to; nothing is started here."""
    state = remembered(place)
    broker = known_broker(state)
    ready = state.get("postgres") == place.pid != 0 and postgres.answers(place) and valkey.answers(broker)
    return broker if ready else None


def started(place: Cluster) -> valkey.Address:
    postgres.start(place)
    state = remembered(place)
    broker = valkey.start(place.folder / "valkey", known_broker(state))
    keep(place, {"postgres": place.pid, "valkey": broker.as_state()})
    return broker


def known_broker(state: dict) -> valkey.Address | None:
    return valkey.Address(**state["valkey"]) if "valkey" in state else None


def remembered(place: Cluster) -> dict:
    try:
        return json.loads((place.folder / "state.json").read_text())
    except (FileNotFoundError, NotADirectoryError, json.JSONDecodeError):
        return {}


def keep(place: Cluster, state: dict) -> None:
    private_file(place.folder / "state.json", json.dumps(state))


def private_file(file: Path, text: str) -> None:
    """Whole or not at all, and for its owner's eyes only."""
    half = file.with_name(f".{file.name}.{os.getpid()}")
    half.touch(mode=0o600)
    half.write_text(text)
    half.replace(file)


def secret_key(place: Cluster) -> str:
    file = place.folder / "secret_key"
    with explained(place.folder):
        if not file.exists():
            with only_one(place):
                if not file.exists():
                    private_file(file, secrets.token_urlsafe(50))
        return file.read_text()


@contextlib.contextmanager
def only_one(place: Cluster) -> Iterator[None]:
    """One starter or stopper at a time; the lock goes with its process, however that ends."""
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (place.folder / "lock").open("a") as lock:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise EmbeddedError(
                        f"Another program has been busy with the servers of {place.folder} for {PATIENCE} s. "
                        "Wait for it or end it, then start again."
                    ) from None
                time.sleep(0.05)
        yield
