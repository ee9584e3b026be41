"""The embedded servers, as far as nothing has to be started."""

import fcntl
import os
import stat

import pytest

from centre import embedded
from centre.embedded import EmbeddedError, postgres, processes
from centre.embedded.cluster import Cluster


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded.cluster, "SYSTEM", tmp_path / "system")
    return Cluster("run", tmp_path)


def made_by(cluster, version):
    (cluster.data / "global").mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text(f"{version}\n")
    (cluster.data / "global" / "pg_control").write_bytes(b"precious")


def test_another_major_version_is_refused_and_left_alone(cluster):
    made_by(cluster, "17")

    with pytest.raises(EmbeddedError, match=r"by PostgreSQL 17, and this is PostgreSQL 18; it is untouched"):
        postgres.start(cluster)

    assert (cluster.data / "global" / "pg_control").read_bytes() == b"precious"
    assert [path.name for path in cluster.base.iterdir()] == ["data"]


def test_a_half_made_cluster_is_moved_aside_and_kept(cluster):
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("18\n")
    (cluster.base / "making-1").mkdir()

    postgres.set_half_made_aside(cluster)

    aside = sorted(cluster.base.iterdir())
    assert [path.name.startswith("half-made-") for path in aside] == [True, True]
    assert [path.read_text() for path in cluster.base.glob("half-made-*/PG_VERSION")] == ["18\n"]


def test_a_whole_cluster_is_not_moved(cluster):
    made_by(cluster, "18")

    postgres.set_half_made_aside(cluster)

    assert [path.name for path in cluster.base.iterdir()] == ["data"]


def test_too_little_room_is_said_before_anything_is_written(cluster, monkeypatch):
    monkeypatch.setattr(postgres, "NEEDED", 10**18)

    with pytest.raises(EmbeddedError, match=r"is full\. Free 200 MB there .* the data is untouched"):
        postgres.refuse_a_full_disk(cluster, postgres.NEEDED)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "is full"),
        (PermissionError(13, "Permission denied", "/somewhere"), "/somewhere is closed to you"),
        (OSError(5, "Input/output error"), "cannot be used"),
    ],
)
def test_what_the_file_system_answers_becomes_a_sentence(tmp_path, error, words):
    with pytest.raises(EmbeddedError, match=words), processes.explained(tmp_path):
        raise error


def test_a_starter_waits_for_another_and_then_says_so(cluster, monkeypatch):
    monkeypatch.setattr(embedded, "PATIENCE", 0.01)
    cluster.folder.mkdir(parents=True)

    with (cluster.folder / "lock").open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(EmbeddedError, match="Another program has been busy"), embedded.only_one(cluster):
            pass


def test_the_secret_key_is_made_once_and_for_its_owner_alone(cluster):
    first = embedded.secret_key(cluster)

    assert embedded.secret_key(cluster) == first
    assert len(first) > 50
    assert stat.S_IMODE((cluster.folder / "secret_key").stat().st_mode) == 0o600


def test_clusters_share_nothing(tmp_path):
    house, tests = Cluster("run", tmp_path), Cluster("test", tmp_path)

    assert house.base != tests.base
    assert house.sockets != tests.sockets
    assert house.folder != tests.folder


def test_a_deep_folder_gets_a_short_socket(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded.cluster, "SYSTEM", tmp_path / ("deep" * 30))
    cluster = Cluster("run", tmp_path / ("deep" * 30))

    assert len(f"{cluster.sockets}/.s.PGSQL.5432") < 108


def test_a_pid_that_means_another_program_is_not_ended():
    assert processes.end(os.getpid(), "postgres -D /nowhere ") is False


def test_nothing_runs_under_no_pid(tmp_path):
    assert processes.command_line(0) == ""
    assert processes.pid_in(tmp_path / "missing") == 0


def test_a_folder_that_was_never_started_has_nothing_to_stop(tmp_path):
    assert embedded.stop("run", project=tmp_path) == []
    assert not (tmp_path / ".data").exists()
