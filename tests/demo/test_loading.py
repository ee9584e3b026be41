"""What holds for both houses, and what `manage.py demo` does and refuses."""

import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Q

from centre.models import Centre, Change, Membership, User
from demo import sign_ins
from demo.data import HOUSES
from demo.house import furnish
from demo.load import load
from residents.models import Resident, Stay
from rooms.models import Placement
from tests.world import inside


def both():
    for centre in Centre.objects.filter(slug__in=HOUSES).order_by("slug"):
        with inside(centre):
            yield centre


def content():
    """A hash of every table, seen from inside each house."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for centre in both():
            for table in tables:
                cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t')
                yield centre.slug, table, cursor.fetchone()[0]


def test_loading_twice_changes_nothing(demo_loaded, db, capsys):
    before = list(content())
    assert ("camp", "residents_stay") in {(slug, table) for slug, table, found in before if found}
    call_command("demo")
    assert list(content()) == before
    assert "nothing is changed" in capsys.readouterr().out


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
    assert found.stdout == b"7\n"


def test_the_sign_ins_open_their_houses(demo_loaded, db, client):
    works_in = Counter()
    for _label, email, password in sign_ins():
        user = User.objects.get(email=email)
        assert user.check_password(password)
        client.force_login(user)
        works_in[email] = sum(client.get(f"/c/{slug}/").status_code == 200 for slug in HOUSES)
    assert works_in.pop("both@houses.example") == 2
    assert set(works_in.values()) == {1}


def test_nobody_else_can_sign_in(demo_loaded, db):
    others = User.objects.exclude(email__in=[email for _label, email, _password in sign_ins()])
    assert others.count() == 12
    assert not [user.email for user in others if user.has_usable_password()]


def test_everybody_who_lives_here_has_a_room_and_a_key_worker(demo_loaded, db):
    for centre in both():
        today = centre.day_at(demo_loaded)
        for stay in Stay.unscoped.open_on(today).select_related("key_worker"):
            assert stay.placements.open_on(today).count() == 1
            assert stay.key_worker.is_working_on(today)


def test_every_placement_lies_inside_its_stay(demo_loaded, db):
    for _centre in both():
        outside = Placement.unscoped.filter(
            Q(from_on__lt=F("stay__moved_in_on"))
            | Q(until_on__gt=F("stay__moved_out_on"))
            | Q(until_on=None, stay__moved_out_on__isnull=False)
        )
        assert (Placement.unscoped.exists(), outside.count()) == (True, 0)


def test_the_history_says_that_the_director_wrote_it(demo_loaded, db):
    for centre in both():
        director = User.objects.get(email=f"director@{centre.slug}.example")
        assert set(Change.unscoped.filter(table="residents_stay").values_list("by", flat=True)) == {director.pk}


def test_nobody_is_labelled(demo_loaded, db):
    people = [*User.objects.all()]
    for centre in both():
        people += [*Resident.unscoped.all(), *Stay.unscoped.all(), *Membership.unscoped.filter(centre=centre)]
    texts = " ".join(str(vars(one)).lower() for one in people)
    assert [word for word in ("hikikomori", "ひきこもり", "引きこもり", "収容") if word in texts] == []


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
