"""The embedded servers, started, killed and started again."""

import os
import shutil
import signal
import subprocess
import time

import psycopg
import pytest

from centre import embedded
from centre.embedded import EmbeddedError, postgres
from centre.embedded.cluster import Cluster

pytestmark = [pytest.mark.slow, pytest.mark.start]
TABLE = "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)"


@pytest.fixture
def project(tmp_path):
    yield tmp_path
    embedded.stop("run", project=tmp_path)
    cluster = Cluster("run", tmp_path)
    if cluster.as_root:
        shutil.rmtree(cluster.base.parent, ignore_errors=True)


def kept(environment):
    with psycopg.connect(environment["DATABASE_OWNER_URL"]) as owner:
        return owner.execute("SELECT id FROM kept").fetchall()


def keep_a_row(environment):
    with psycopg.connect(environment["DATABASE_OWNER_URL"]) as owner:
        owner.execute(TABLE)


def wait_until_gone(project, name):
    deadline = time.monotonic() + 5
    while embedded.status(project=project)[name]:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_second_caller_joins_at_once(project):
    first, servers = embedded.environment(project=project), embedded.status(project=project)

    began = time.perf_counter()
    second = embedded.environment(project=project)

    assert time.perf_counter() - began < 0.3
    assert second == first
    assert embedded.status(project=project) == servers


def test_the_roles_may_what_they_must_and_no_more(project):
    environment = embedded.environment(project=project)

    with psycopg.connect(environment["DATABASE_URL"]) as app:
        roles = app.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin "
            "FROM pg_roles WHERE rolname LIKE 'engawa%' ORDER BY 1"
        ).fetchall()
        owner = app.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'engawa'").fetchone()

    assert roles == [
        ("engawa_app", False, False, False, False, True),
        ("engawa_owner", False, True, True, False, True),
    ]
    assert owner == ("engawa_owner",)


def test_killed_servers_come_back_at_the_same_addresses_with_the_data(project):
    environment = embedded.environment(project=project)
    keep_a_row(environment)

    for name, pid in embedded.status(project=project).items():
        os.kill(pid, signal.SIGKILL)
        wait_until_gone(project, name)

    assert embedded.environment(project=project) == environment
    assert kept(environment) == [(7,)]


def test_a_server_that_a_killed_run_left_behind_is_adopted(project):
    environment, servers = embedded.environment(project=project), embedded.status(project=project)
    (project / ".data" / "run" / "state.json").unlink()

    again = embedded.environment(project=project)

    assert embedded.status(project=project)["PostgreSQL"] == servers["PostgreSQL"]
    assert again["DATABASE_URL"] == environment["DATABASE_URL"]
    assert all(embedded.status(project=project).values())


def test_stopping_keeps_the_data(project):
    keep_a_row(embedded.environment(project=project))

    assert embedded.stop(project=project) == ["Valkey", "PostgreSQL"]
    assert set(embedded.status(project=project).values()) == {0}
    assert kept(embedded.environment(project=project)) == [(7,)]


def test_a_start_that_was_interrupted_is_made_good(project):
    cluster = Cluster("run", project)
    postgres.make_private(cluster, cluster.base)
    (cluster.base / "making-1").mkdir()
    (cluster.base / "making-1" / "PG_VERSION").write_text("18\n")

    embedded.environment(project=project)

    assert [path.read_text() for path in cluster.base.glob("half-made-*/PG_VERSION")] == ["18\n"]


def test_no_permission_outside_the_cluster_changes(project):
    project.chmod(0o700)
    above = [project, *project.parents]
    before = [path.stat().st_mode for path in above]

    embedded.environment(project=project)

    assert [path.stat().st_mode for path in above] == before


def test_a_full_disk_is_named_and_room_is_the_way_out(project, monkeypatch):
    cluster = Cluster("run", project)
    cluster.base.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(cluster.base)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root")
    try:
        monkeypatch.setattr(postgres, "NEEDED", 0)  # nobody looked first: the disk fills while it is written
        with pytest.raises(EmbeddedError, match="is full"):
            embedded.environment(project=project)

        subprocess.run(["mount", "-o", "remount,size=300m", str(cluster.base)], check=True)  # noqa: S607
        environment = embedded.environment(project=project)
        keep_a_row(environment)
        assert kept(environment) == [(7,)]
    finally:
        embedded.stop(project=project)
        subprocess.run(["umount", str(cluster.base)], check=True)  # noqa: S607
