import pytest
from django.db import connection

from residents.models import Resident
from tests import checks, world


def test_it_works(as_worker, north):
    page = as_worker.get("/c/north/people/").content.decode()
    assert "northresidentfamilylatincanary" in page
    assert "northformerfamilylatincanary" in page


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ガク", True),
        ("がく", True),
        ("かく", True),
        ("Saeki", True),
        ("SAEKI GAKU", True),
        ("佐伯", True),
        ("森", False),
    ],
)
def test_search_finds_by_any_script(as_worker, north, words, found):
    with world.inside(north.centre):
        Resident.unscoped.filter(pk=north.rows.resident.pk).update(
            family_name="佐伯",
            given_name="岳",
            family_reading="さえき",
            given_reading="がく",
            family_latin="Saeki",
            given_latin="Gaku",
        )
    page = as_worker.get("/c/north/people/", {"q": words}).content.decode()
    assert ("Saeki Gaku" in page) is found


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", "\x00", "\ud800", "a" * 5000, "(((", "\\"])
def test_search_takes_anything(as_worker, words):
    answer = as_worker.get("/c/north/people/", {"q": words.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200


@pytest.mark.parametrize("extra", [0, 2])
def test_it_asks_as_often_for_one_as_for_three(as_worker, north, django_assert_num_queries, extra):
    with world.inside(north.centre, north.director):
        for number in range(extra):
            resident = world.resident(north, f"extra{number}")
            world.resident_actions.admit(resident=resident, applied_on=north.today - world.DAY, moved_in_on=north.today)
    with django_assert_num_queries(11):
        as_worker.get("/c/north/people/")


def test_names_sort_by_their_reading(inside_north):
    make = {"centre": inside_north.centre, "given_name": "x"}
    for family, reading in [("渡辺", "わたなべ"), ("青木", "アオキ"), ("佐藤", "サトウ"), ("鈴木", "すずき")]:
        Resident.unscoped.create(family_name=family, family_reading=reading, **make)
    names = [r.family_name for r in Resident.unscoped.by_name() if "canary" not in r.family_name]
    assert names == ["青木", "佐藤", "鈴木", "渡辺"]


def test_the_database_makes_the_search_key(inside_north):
    sql = "SELECT centre_search_key(%s)"
    assert checks.rows(sql, "ガッコウ　Ｓａｅｋｉ É")[0][0] == "かっこうsaekie"
    assert connection.vendor == "postgresql"
