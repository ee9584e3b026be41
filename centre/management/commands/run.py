"""`manage.py run`: everything that one folder needs, from an empty disk to an open page."""

import importlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from centre import embedded, translations
from centre.embedded.cluster import APP, Cluster
from centre.embedded.processes import say
from centre.supervisor import CannotRun, Run, address, refuse_a_taken_port, the_only_run


class Command(BaseCommand):
    help = "Runs the house: pages, worker, beats, and their servers when no URL names others."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=18431)

    def handle(self, *, port, **options):
        cluster = os.environ.get("ENGAWA_CLUSTER", "run")
        folder = embedded.folder(cluster)
        own = cluster if is_embedded(cluster) else None
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            with the_only_run(folder, port):
                keep_running(Run(port, folder, environment(own, port), own))
        except (CannotRun, embedded.EmbeddedError) as error:
            sys.exit(f"engawa: {error}")
        except KeyboardInterrupt:
            sys.exit("engawa: interrupted before the house stood; start again, nothing is lost")


def keep_running(run):
    try:
        refuse_a_taken_port(run.port)
        prepare(run.folder, run.cluster)
        run.obey_signals()
        say("starting web, worker and two beats")
        run.start()
        run.wait_for(lambda: not run.missing(), patience=20)
        if not run.is_stopping:
            welcome(run)
        run.watch()
    finally:
        say("stopping; the data stays")
        run.stop()


def welcome(run):
    if missing := run.missing():
        say(f"not there yet: {', '.join(missing)} (see {run.folder / 'logs'})")
    print(f"\nEngawa is at {address(run.port)}   Ctrl-C stops it and keeps the data.", flush=True)
    for label, email, password in sign_ins() if run.cluster else ():
        print(f"  {label:<40} {email:<36} {password}", flush=True)


def sign_ins():
    try:
        return importlib.import_module("demo").sign_ins()
    except (ImportError, AttributeError):
        return []


OWNERS_ONLY = ("DEBUG", "ENGAWA_AS_OWNER", "DATABASE_OWNER_URL")


def environment(cluster, port):
    """What the parts are started with, never debug. Plain http and the demo go with the embedded servers alone."""
    passed = {key: value for key, value in os.environ.items() if key not in OWNERS_ONLY} | {"PYTHONUNBUFFERED": "1"}
    return passed | ({"HTTPS": "0", "ENGAWA_DEMO": "1", "PUBLIC_URL": address(port)} if cluster else {})


def is_embedded(cluster):
    return os.environ["DATABASE_URL"] == Cluster(cluster, embedded.PROJECT).url(APP)


def prepare(folder, cluster):
    """Schema, translations, static files and the demo, each only when something is new."""
    if schema_is_behind():
        say("bringing the database up to date")
        manage("migrate", "--noinput", "--verbosity", "0")
        manage("createcachetable")
    translations.compile_all()
    collect_static_files(Path(settings.STATIC_ROOT).with_name("static.stamp"))
    if cluster:
        load_demo(folder / "demo.loading")
    else:
        say("DATABASE_URL names a database of your own: no demo is loaded")
    connection.close()


def schema_is_behind():
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return True
        with connection.cursor() as cursor:
            return settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names(cursor)
    except DatabaseError:
        return True


def collect_static_files(stamp):
    sources = [Path(place.path(name)) for finder in get_finders() for name, place in finder.list([])]
    now = "\n".join(sorted(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in sources))
    if stamp.exists() and stamp.read_text() == now:
        return
    say("collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def load_demo(loading):
    """Into an empty house only, or once more when the first time was interrupted."""
    if "demo" not in get_commands() or not (loading.exists() or house_is_empty()):
        return
    say("loading the demo: two invented houses")
    loading.touch()
    manage("demo", "--verbosity", "0")
    loading.unlink()


def house_is_empty():
    owner_url = os.environ.get("DATABASE_OWNER_URL")
    if not owner_url:
        raise CannotRun("DATABASE_OWNER_URL is not set: it names the role that owns the schema.")
    with psycopg.connect(owner_url) as owner:
        return not owner.execute("SELECT FROM centre_centre LIMIT 1").rowcount


def manage(*command):
    """One of our own commands, in a process that signs in as the owner."""
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, check=False)  # noqa: S603
    if done.returncode:
        raise CommandError(f"`manage.py {command[0]}` failed (above). Mend it and start again.")
