import json
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from centre import health, tasks
from centre.celery import app
from centre.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_a_process_that_is_up_says_so(client):
    answer = client.get("/healthz", headers={"Accept-Language": "en"})

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_whole_house_is_ready(client):
    tasks.tick()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": True, "broker": True, "beat": True})


def test_a_beat_that_fell_silent_is_not_ready(client):
    Heartbeat.objects.create(name="beat", at=timezone.now() - timedelta(seconds=91))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"database": True, "broker": True, "beat": False})


def test_a_broker_that_is_away_is_not_ready(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    tasks.tick()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"database": True, "broker": False, "beat": True})


def test_a_database_that_is_away_is_a_no_and_not_an_error(rf, monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(health.transaction, "atomic", away)

    answer = health.before_everything(None)(rf.get("/readyz"))

    assert answer.status_code == 503
    assert json.loads(answer.content)["database"] is False


def test_every_other_page_goes_its_way(rf):
    assert health.before_everything(lambda request: request.path)(rf.get("/me/sign-in/")) == "/me/sign-in/"


def test_every_task_of_the_beat_table_exists_and_goes_stale_before_the_next():
    app.loader.import_default_modules()

    assert app.conf.beat_schedule
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["expires"] <= entry["schedule"]


def test_bells_have_a_queue_of_their_own():
    assert app.amqp.router.route({}, "schedules.plan")["queue"].name == "bells"
    assert app.amqp.router.route({}, "centre.tick")["queue"].name == "celery"


def test_a_task_of_a_killed_worker_runs_again():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_a_probe_by_address_and_without_tls_is_answered(client, settings):
    """As compose asks: no name of the host, and no redirect to https."""
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["house.example.org"]

    assert client.get("/healthz", headers={"host": "127.0.0.1:8000"}).status_code == 200
