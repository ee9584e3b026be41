"""A broker that is half dead, its connections open and no answer coming, keeps nobody for ever."""

import socket
import threading

import pytest
from kombu.exceptions import OperationalError

from centre import tasks
from centre.celery import app

pytestmark = pytest.mark.slow


@pytest.fixture
def half_dead():
    """Takes every connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_a_publish_gives_up(half_dead):
    outcome = []

    def publish():
        with app.connection_for_write(half_dead) as connection:
            try:
                tasks.tick.apply_async(connection=connection)
            except OperationalError:
                outcome.append("gave up")

    thread = threading.Thread(target=publish, daemon=True)
    thread.start()
    thread.join(10)
    assert outcome == ["gave up"]
