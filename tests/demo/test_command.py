"""What `manage.py demo` does and refuses."""

import datetime as dt
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection

from centre.models import Centre, User
from demo.house import furnish
from demo.load import load
from participation.models import Mark
from tests.world import inside

from .tables import both, content, taking_part


def test_loading_twice_changes_nothing(demo_loaded, db, capsys):
    before = list(content())
    assert ("camp", "residents_stay") in {(slug, table) for slug, table, found in before if found}
    call_command("demo")
    assert list(content()) == before
    assert "nothing is changed" in capsys.readouterr().out


def test_years_count_only_when_a_house_is_built(demo_loaded, db, capsys):
    before = list(content())
    call_command("demo", years=2)
    assert list(content()) == before
    assert "begin with an empty database" in capsys.readouterr().out


def test_without_years_eight_weeks_are_on_record(demo_loaded, db, today):
    oldest = [min(Mark.unscoped.values_list("day", flat=True)) for _centre in both()]
    assert {(today - day).days // 7 for day in oldest} <= {7, 8}


def test_what_is_loaded_wakes_nobody(demo_loaded):
    assert connection.run_on_commit == []


def test_the_demo_is_refused_beside_a_house_of_others(demo_loaded, db, settings):
    settings.DEMO = False
    Centre.objects.create(slug="real", name="A real house")
    with pytest.raises(CommandError, match="not from the demo"):
        call_command("demo")


def test_a_house_of_others_is_known_though_it_has_a_name_of_the_demo(demo_loaded, db, settings):
    settings.DEMO = False
    User.objects.filter(email="director@school.example").update(email="somebody@house.example")
    with pytest.raises(CommandError, match="not from the demo"):
        call_command("demo")
    before = list(content())
    settings.DEMO = True
    call_command("demo", verbosity=0)
    assert list(content()) == before


def test_the_demo_needs_no_django_to_tell_its_sign_ins():
    code = "import sys, demo; print(len(demo.sign_ins())); sys.exit('django' in sys.modules)"
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, cwd=django_settings.BASE_DIR, capture_output=True, check=True)
    assert found.stdout == b"11\n"


@pytest.mark.slow
def test_a_house_that_was_interrupted_is_completed(demo_loaded, db, monkeypatch):
    other = Centre.objects.get(slug="camp")
    other.slug = "moved"
    other.save()
    monkeypatch.setattr("demo.load.furnish", lambda *_things: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(now=demo_loaded)
    monkeypatch.setattr("demo.load.furnish", furnish)
    assert load(now=demo_loaded) == ["camp"]
    assert load(now=demo_loaded) == []


@pytest.mark.slow
@pytest.mark.parametrize("now", ["2027-01-01T23:30", "2027-08-17T07:10", "2028-02-29T12:00", "2026-12-06T16:05"])
def test_two_keep_to_their_rooms_whenever_it_is_loaded(demo_loaded, db, now):
    now = dt.datetime.fromisoformat(now + "+09:00")
    Centre.objects.filter(slug="camp").update(slug="moved")
    assert load(now=now) == ["camp"]
    with inside(Centre.objects.get(slug="camp")):
        here, joined, did_their_turns = taking_part(now.date())
        assert (len(here), len(here & joined), len(here & did_their_turns)) == (17, 15, 17)
