"""What the supervisor decides, as far as no house has to be started."""

import signal
import socket
import subprocess
import sys
import time

import pytest

from centre import supervisor
from centre.embedded.processes import is_ours
from centre.supervisor import CannotRun, Part, Run

ENDLESS = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as line:
        yield line.getsockname()[1]


@pytest.fixture
def child():
    process = subprocess.Popen(ENDLESS)
    yield process
    process.kill()
    process.wait()


def started(child):
    """Until exec is through, a child's command line is still its parent's."""
    while not is_ours(child.pid, " ".join(ENDLESS)):
        time.sleep(0.005)
    return child


def test_a_taken_port_names_a_free_one(taken):
    with pytest.raises(CannotRun, match=rf"^Port {taken} is taken .* make run PORT=(\d+)$") as refused:
        supervisor.refuse_a_taken_port(taken)

    assert supervisor.is_free(int(str(refused.value).rpartition("=")[2]))


def test_a_second_run_is_told_where_the_first_is(tmp_path):
    with (
        supervisor.the_only_run(tmp_path, 18999),
        pytest.raises(CannotRun, match=r"already runs from this folder, at http://127\.0\.0\.1:18999/"),
        supervisor.the_only_run(tmp_path, 19000),
    ):
        pass


def test_what_a_killed_run_left_behind_is_ended(tmp_path, child):
    left = {"web": {"pid": started(child).pid, "command": " ".join(ENDLESS)}}
    supervisor.remember(tmp_path, 18999, left)

    with supervisor.the_only_run(tmp_path, 18999):
        assert child.wait(timeout=5) == -signal.SIGTERM


def test_a_pid_that_means_another_program_by_now_is_left_alone(tmp_path, child):
    supervisor.remember(tmp_path, 18999, {"web": {"pid": started(child).pid, "command": "uvicorn of yesterday"}})

    with supervisor.the_only_run(tmp_path, 18999):
        assert child.poll() is None


def test_the_parts_are_web_worker_and_two_beats_with_a_schedule_each(tmp_path):
    parts = supervisor.parts(18999, tmp_path)

    assert list(parts) == ["web", "worker", "beat-a", "beat-b"]
    assert [parts[name][-1] for name in ("beat-a", "beat-b")] == [
        str(tmp_path / "beat-a"),
        str(tmp_path / "beat-b"),
    ]
    assert "celery,bells" in parts["worker"]


def test_a_part_that_keeps_dying_is_started_less_and_less_often(tmp_path):
    part = Part("web", ENDLESS, tmp_path / "log", began=time.monotonic())

    assert [part.next_pause() for _ in range(6)] == [2, 4, 8, 16, 30, 30]


def test_a_part_that_ran_steadily_comes_back_at_once(tmp_path):
    part = Part("web", ENDLESS, tmp_path / "log", began=time.monotonic() - 3600, pause=30)

    assert part.next_pause() == 1


def test_a_part_that_dies_is_started_again(tmp_path):
    run = Run(18999, tmp_path, {}, cluster=None)
    run.parts = [part := Part("web", [sys.executable, "-c", ""], tmp_path / "log")]
    run.launch(part)
    part.process.wait()

    run.look_after(part)
    run.waiting["web"] = 0
    part.command = ENDLESS
    run.look_after(part)

    assert part.process.poll() is None
    run.stop()
    assert part.process.returncode == -signal.SIGTERM


def test_a_part_that_cannot_start_says_why(tmp_path):
    run = Run(18999, tmp_path, {}, cluster=None)
    run.parts = [part := Part("web", [sys.executable, "-c", "raise SystemExit('no socket')"], tmp_path / "log")]
    run.launch(part)

    with pytest.raises(CannotRun, match="web ended as it started: no socket"):
        run.wait_for(lambda: False, part)
