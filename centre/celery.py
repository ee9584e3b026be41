"""The Celery app, and the whole beat table.

Celery only wakes: every task is a thin wrapper that may run twice, and what is due is a query. Two beats
run this table side by side; nothing relies on a tick being sent, or being sent once.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "centre.settings")

app = Celery("engawa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    # A task is acknowledged when it is done, so a killed worker's task runs again elsewhere.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_default_queue="celery",
    task_routes={"schedules.*": {"queue": "bells"}},
    # The broker may be away at the start or for any time after it.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    # One that is half dead, its connections open and no answer coming, is as good as away: after 5 s to whoever
    # sends, after 1 s and twice 10 s to a worker that waits.
    broker_transport_options={
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 10,
    },
    # A request that wakes a task must not wait for a broker that is away.
    task_publish_retry=False,
    worker_hijack_root_logger=False,
    beat_sync_every=1,
    beat_schedule={
        "tick": {"task": "centre.tick", "schedule": 5.0, "options": {"expires": 5}},
        "look ahead for rings": {"task": "schedules.look_ahead", "schedule": 5.0, "options": {"expires": 5}},
        "send due mail": {"task": "centre.send_due_mail", "schedule": 10.0, "options": {"expires": 10}},
        "plan the rings": {"task": "schedules.plan", "schedule": 3600.0, "options": {"expires": 3600}},
        "share out the turns": {"task": "chores.assign_days", "schedule": 3600.0, "options": {"expires": 3600}},
        "clear away": {"task": "centre.clear_away", "schedule": 86400.0, "options": {"expires": 3600}},
    },
)
app.autodiscover_tasks()
