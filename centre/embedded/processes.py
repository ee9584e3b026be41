"""Processes that outlive the one that started them: found again, proved ours, ended by pid."""

import contextlib
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

OWN_SERVERS = "set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL to servers of your own"
FULL = (errno.ENOSPC, errno.EDQUOT)


class EmbeddedError(Exception):
    """One sentence for the person at the keyboard: what is wrong, and the way out."""


def say(text: str) -> None:
    print(f"engawa: {text}", file=sys.stderr, flush=True)


def disk_full(folder: Path) -> EmbeddedError:
    return EmbeddedError(
        f"The disk that holds {folder} is full. Free 200 MB there and start again; the data is untouched."
    )


@contextlib.contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turns what the file system answers into a sentence."""
    try:
        yield
    except PermissionError as error:
        raise EmbeddedError(
            f"{error.filename or folder} is closed to you. Start as the user who started the first time, "
            f"or {OWN_SERVERS}; the data is untouched."
        ) from error
    except OSError as error:
        if error.errno in FULL:
            raise disk_full(folder) from error
        raise EmbeddedError(f"{folder} cannot be used: {error}. The data is untouched.") from error


def command_line(pid: int) -> str:
    """What runs under this pid, in words; empty when nothing does (a zombie counts as nothing)."""
    if pid <= 0:
        return ""
    if Path("/proc/self/cmdline").exists():
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            return b" ".join(words).decode(errors="replace").strip()
        except OSError:
            return ""
    ps = ["/bin/ps", "-o", "command=", "-p", str(pid)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603


def is_ours(pid: int, mark: str) -> bool:
    """Alive, and its command line carries our mark: a pid that was given to another program is not ours."""
    return mark in command_line(pid)


def pid_in(file: Path) -> int:
    """The pid on the first line of a pid file; 0 when there is none."""
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def end(pid: int, mark: str, *, by: signal.Signals = signal.SIGTERM, patience: float = 10.0) -> bool:
    """Ends one process of ours; SIGKILL when it does not listen. Says whether there was one."""
    if not is_ours(pid, mark):
        return False
    deadline = time.monotonic() + patience
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, by)
        while is_ours(pid, mark):
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
                deadline += patience
            time.sleep(0.02)
    return True
