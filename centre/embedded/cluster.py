"""Where a cluster lies: in the project's data folder, and for root's PostgreSQL in a system folder.

PostgreSQL refuses to run as root, and the user it runs as cannot look into closed folders above the project.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from .processes import is_ours, pid_in

SYSTEM = Path("/var/lib/engawa")
DATABASE, OWNER, APP = "engawa", "engawa_owner", "engawa_app"
SOCKET_LIMIT = 100  # the kernel's 108, less a margin


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL cluster of this project: its folder and who owns it."""

    name: str
    project: Path

    @property
    def as_root(self) -> bool:
        return os.geteuid() == 0

    @property
    def key(self) -> str:
        return hashlib.sha256(str(self.project).encode()).hexdigest()[:12]

    @property
    def folder(self) -> Path:
        """The project's own data folder: state, secrets, Valkey, logs."""
        return self.project / ".data" / self.name

    @property
    def system(self) -> Path:
        """Where root keeps what PostgreSQL's system user must reach."""
        return SYSTEM

    @property
    def base(self) -> Path:
        """PostgreSQL's own folder."""
        return SYSTEM / self.key / self.name if self.as_root else self.folder / "postgres"

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def sockets(self) -> Path:
        inside = self.base / "socket"
        if len(f"{inside}/.s.PGSQL.5432") <= SOCKET_LIMIT:
            return inside
        return Path(tempfile.gettempdir()) / f"engawa-{os.geteuid()}-{self.key}-{self.name}"

    @property
    def mark(self) -> str:
        return f"postgres -D {self.data} "

    @property
    def pid(self) -> int:
        """The running server's pid, 0 when it does not run."""
        pid = pid_in(self.data / "postmaster.pid")
        return pid if is_ours(pid, self.mark) else 0

    def url(self, role: str) -> str:
        return f"postgres://{role}@/{DATABASE}?host={quote(str(self.sockets), safe='')}"
