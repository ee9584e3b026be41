"""`manage.py run` above servers that are somebody else's: their database may hold a real house."""

import pytest

from centre.management.commands import run


@pytest.fixture
def prepared(monkeypatch, tmp_path, capfd):
    """What is said while a house is prepared whose schema, words and files are up to date."""
    monkeypatch.setattr(run, "schema_is_behind", lambda: False)
    monkeypatch.setattr(run.translations, "compile_all", lambda: None)
    monkeypatch.setattr(run, "collect_static_files", lambda stamp: None)
    monkeypatch.setattr(run, "load_demo", lambda loading: run.say("loading the demo"))
    monkeypatch.setattr(run.connection, "close", lambda: None)

    def prepare(cluster):
        run.prepare(tmp_path, cluster)
        said = capfd.readouterr()
        return said.out + said.err

    return prepare


def test_the_demo_goes_into_the_embedded_database_alone(prepared):
    assert "loading the demo" in prepared("run")

    said = prepared(None)
    assert "loading the demo" not in said
    assert "no demo is loaded" in said


def test_plain_http_and_the_demo_go_with_the_embedded_servers_alone(monkeypatch):
    for name in ("HTTPS", "ENGAWA_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@elsewhere/engawa")

    elsewhere, here = run.environment(None, 18431), run.environment("run", 18431)

    assert {"HTTPS", "ENGAWA_DEMO", "DATABASE_OWNER_URL"} & set(elsewhere) == set()
    assert (here["HTTPS"], here["ENGAWA_DEMO"]) == ("0", "1")


def test_a_database_elsewhere_is_not_the_embedded_one(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://app:secret@elsewhere/engawa")

    assert not run.is_embedded("run")
