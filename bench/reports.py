"""The stay-length report of one house of 200 stays: the figures alone, and the whole page through the middleware.

In one process, as the app role behind the walls; beside them the one grouping in SQL without which there is
no report, so that a slow machine shows. Medians of one run. Last line: JSON.

    centre_200_ms   the figures: every query and every estimate
    page_200_ms     the whole page, signed in
    queries         of the page
    sql_ratio       the figures by the bare grouping
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from centre import embedded
from centre.embedded.cluster import Cluster

STAYS, TURNS = 200, 60
CLUSTER = Cluster(f"bench-reports-{os.getpid()}", embedded.PROJECT)
GROUPING = """SELECT coalesce(moved_out_on, %(after)s) - moved_in_on, reason, count(*)
    FROM residents_stay WHERE centre_id = %(centre)s AND moved_in_on < %(after)s GROUP BY 1, 2"""


def furnish():
    """A house with 200 stays over eight years, leaves in every second of them, and 30 rooms."""
    import datetime as dt

    from django.utils import timezone

    from centre.models import Centre, Membership, User
    from centre.tenancy import inside
    from residents.models import Away, Resident, Stay
    from rooms.models import Room, Wing

    luck, day = random.Random(1), dt.timedelta(days=1)
    centre = Centre.objects.create(slug="bench", name="Bench", second_factor="off")
    today = centre.day_at(timezone.now())
    director = User.objects.create(email="director@bench.example", family_name="Director", language="en")
    with inside(centre, director):
        Membership(centre=centre, user=director, role="director", from_on=today - 3000 * day).insert()
        wing = Wing(centre=centre, name="House").insert()
        Room.unscoped.bulk_create(Room(centre=centre, wing=wing, name=str(number)) for number in range(30))
        for number in range(STAYS):
            person = Resident(centre=centre, family_name=f"Person {number}").insert()
            moved_in = today - luck.randint(1, 2900) * day
            moved_out = moved_in + round(luck.expovariate(1 / 330)) * day
            gone = {"moved_out_on": moved_out, "reason": luck.choice(["own_home", "own_choice", "work"])}
            stay = Stay(centre=centre, resident=person, applied_on=moved_in, moved_in_on=moved_in)
            for name, value in (gone if moved_out < today else {}).items():
                setattr(stay, name, value)
            stay.insert()
            if number % 2:
                Away(centre=centre, resident=person, kind="home", left_on=moved_in, back_on=moved_in + 2 * day).insert()
    return centre, director, today


def milliseconds(act):
    times = []
    for _turn in range(TURNS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def measure():
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from centre.access import PERMISSIONS, Viewer
    from centre.models.people import Role
    from centre.tenancy import inside
    from reports.stays import last_full_month, stay_report

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
    centre, director, today = furnish()
    viewer = Viewer(director, centre, PERMISSIONS[Role.DIRECTOR])
    first, last = last_full_month(today)

    def figures():
        with inside(centre, director):
            assert stay_report(viewer, first, last, last).stays

    def grouping():
        with inside(centre, director), connection.cursor() as cursor:
            cursor.execute(GROUPING, {"after": today, "centre": centre.pk})
            assert cursor.fetchall()

    client = Client(headers={"host": "localhost"})
    client.force_login(director, "allauth.account.auth_backends.AuthenticationBackend")

    def page():
        answer = client.get("/c/bench/reports/stays/")
        assert answer.status_code == 200, answer.status_code
        assert b'class="answers"' in answer.content

    for act in (page, figures, grouping):
        act()
    with CaptureQueriesContext(connection) as asked:
        page()
    queries = len(asked)
    bare, counted, whole = milliseconds(grouping), milliseconds(figures), milliseconds(page)
    print(f"bare grouping {bare:.2f} ms, figures {counted:.1f} ms, page {whole:.1f} ms, {queries} queries")
    return {
        "centre_200_ms": round(counted, 1),
        "page_200_ms": round(whole, 1),
        "queries": queries,
        "sql_ratio": round(counted / bare, 1),
    }


def main():
    try:
        os.environ.update(embedded.environment(CLUSTER.name))
        os.environ |= {"HTTPS": "0", "DJANGO_SETTINGS_MODULE": "centre.settings"}
        for command in (["migrate", "-v", "0"], ["createcachetable"], ["translations", "--compile"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=embedded.PROJECT,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        result = measure()
    finally:
        embedded.stop(CLUSTER.name)
        shutil.rmtree(CLUSTER.folder, ignore_errors=True)
        shutil.rmtree(CLUSTER.base, ignore_errors=True)
    print(json.dumps({"bench": "reports", **result}))


if __name__ == "__main__":
    main()
