"""The whole house of this folder, on a cluster of its own: started, doubled, killed, stopped."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import psycopg
import pytest

from centre import embedded
from centre.embedded.cluster import Cluster
from centre.supervisor import answer

pytestmark = [pytest.mark.slow, pytest.mark.start]
INHERITED = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


PORT = free_port()


@pytest.fixture(scope="module")
def cluster():
    place = Cluster(f"trial-{os.getpid()}", embedded.PROJECT)
    yield place
    embedded.stop(place.name)
    shutil.rmtree(place.folder, ignore_errors=True)
    shutil.rmtree(place.base, ignore_errors=True)


@pytest.fixture
def run(cluster):
    """Starts `manage.py run`; whatever is left at the end is stopped."""
    ours = []
    environment = {name: value for name, value in os.environ.items() if name not in INHERITED}
    environment["ENGAWA_CLUSTER"] = cluster.name

    def begin(port=PORT):
        command = [sys.executable, "manage.py", "run", "--port", str(port)]
        ours.append(
            subprocess.Popen(
                command, cwd=embedded.PROJECT, env=environment, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )
        )  # fmt: skip
        return ours[-1]

    yield begin
    for process in ours:
        process.terminate()
        process.communicate(timeout=30)


def wait_for(true, patience=90):
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_whole():
    return answer(PORT, "/readyz")[0] == 200


def parts(cluster):
    return json.loads((cluster.folder / "run.json").read_text())["parts"]


def beats_heard(environment):
    with psycopg.connect(environment["DATABASE_OWNER_URL"]) as owner:
        return owner.execute("SELECT count(*) FROM centre_heartbeat").fetchone()[0]


def test_the_house_starts_heals_refuses_a_double_survives_a_kill_and_keeps_its_data(run, cluster):
    first = run()
    wait_for(is_whole)
    assert {"web", "worker", "beat-a", "beat-b"} == set(parts(cluster))

    said, _ = run(PORT + 1).communicate(timeout=30)
    assert f"already runs from this folder, at http://127.0.0.1:{PORT}/" in said

    os.kill(embedded.status(cluster.name)["Valkey"], signal.SIGKILL)
    wait_for(lambda: not is_whole(), 10)
    wait_for(is_whole, 20)

    os.kill(parts(cluster)["web"]["pid"], signal.SIGKILL)
    wait_for(lambda: not is_whole(), 10)
    wait_for(is_whole, 20)

    first.kill()
    first.communicate(timeout=10)
    wait_for(lambda: not is_whole(), 20)
    second = run()
    wait_for(is_whole)

    second.send_signal(signal.SIGINT)
    said, _ = second.communicate(timeout=30)
    assert second.returncode == 0
    assert "stopping; the data stays" in said
    assert set(embedded.status(cluster.name).values()) == {0}
    assert answer(PORT, "/healthz")[0] == 0
    assert beats_heard(embedded.environment(cluster.name)) == 1
