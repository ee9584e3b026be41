"""The least that a Django application does for such a write, on the server of the house.

A bare Django application, as its authors ship it: WSGIHandler with SessionMiddleware, AuthenticationMiddleware
and one view that does one upsert in one atomic block, in a table without walls and without history: session +
user + upsert + commit.
"""

import os
import threading
import time

from django.urls import path

from bench import house

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
# The same columns, keys and checks, without what the house adds: no wall, no trigger.
TABLE = """
CREATE TABLE bare (LIKE participation_mark INCLUDING ALL);
GRANT SELECT, INSERT, UPDATE ON bare TO PUBLIC
"""
UPSERT = """
INSERT INTO bare (centre_id, resident_id, period_id, day, level, version, by_id, at, reason)
VALUES (%s, %s, %s, %s, %s, 1, %s, now(), '')
ON CONFLICT (centre_id, day, period_id, resident_id)
DO UPDATE SET level = excluded.level, version = bare.version + 1, by_id = excluded.by_id, at = now()
"""
SECONDS = 3


def write(request):
    from django.db import connection, transaction
    from django.http import HttpResponse

    keys = [request.POST[name] for name in ("centre", "resident", "period", "day", "level")]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UPSERT, [*keys, request.user.pk])
    return HttpResponse(b"ok", headers={"Content-Length": "2"})


urlpatterns = [path("bare/", write)]


def wsgi():
    """What gunicorn runs: the house, and beside it the bare application."""
    from django.core.wsgi import get_wsgi_application

    here = get_wsgi_application()

    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
    from django.test import override_settings

    class BareRequest(WSGIRequest):
        urlconf = __name__

    class BareHandler(WSGIHandler):
        request_class = BareRequest

    settings.AUTHENTICATION_BACKENDS.append(house.BARE_BACKEND)
    with override_settings(MIDDLEWARE=MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db"):
        bare = BareHandler()

    def application(environ, start_response):
        return (bare if environ["PATH_INFO"] == "/bare/" else here)(environ, start_response)

    return application


def inserts(here):
    """Upserts a second, each with its commit, by psycopg alone: eight connections and no Django."""
    import psycopg

    until = time.perf_counter() + SECONDS
    counts = [0] * len(here.workers)

    def work(number, worker):
        cell = here.cells[-1 - number]
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as line:
            while time.perf_counter() < until:
                row = [here.centre, cell.resident, cell.period, here.day, counts[number] % 6, worker.pk]
                line.execute(UPSERT, row, prepare=True)
                counts[number] += 1

    writers = [threading.Thread(target=work, args=both) for both in enumerate(here.workers)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return round(sum(counts) / SECONDS)
