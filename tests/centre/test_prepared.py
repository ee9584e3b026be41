"""What every request asks by SQL that was made once is what the ORM would have asked."""

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from centre.access import WORK, work
from centre.models import Centre, User
from centre.sessions import OPEN
from centre.signin import WHO


def columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_the_gate_finds_each_work_of_a_person_in_a_house_and_the_house(inside_north):
    north = inside_north
    for user in (north.worker, north.director, north.left):
        found = WORK.all(user=user.pk, slug="north")
        assert [columns(row) for row, _centre in found] == [columns(row) for row in work(user.pk, "north")]
        assert [columns(centre) for _row, centre in found] == [columns(Centre.objects.get(slug="north"))]
        assert WORK.all(user=user.pk, slug="nowhere") == []


def test_the_gate_asks_about_that_person_alone(cast, inside_north):
    assert WORK.all(user=cast.south.worker.pk, slug="north") == []


def test_a_session_and_its_person_are_whole(as_worker, north):
    key, now = as_worker.session.session_key, timezone.now()
    assert columns(OPEN.first(key=key, now=now)) == columns(Session.objects.get(pk=key))
    assert columns(WHO.first(pk=north.worker.pk)) == columns(User.objects.get(pk=north.worker.pk))


def test_an_old_session_and_a_stopped_person_are_not_there(as_worker, north):
    User.objects.filter(pk=north.worker.pk).update(is_active=False)
    assert as_worker.get("/c/north/people/").status_code == 302
    User.objects.filter(pk=north.worker.pk).update(is_active=True)
    assert as_worker.get("/c/north/people/").status_code == 200
    Session.objects.update(expire_date=timezone.now())
    assert as_worker.get("/c/north/people/").status_code == 302


def test_the_database_plans_it_once(as_worker):
    for _time in range(3):
        as_worker.get("/c/north/people/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%centre_membership%slug%'")
        assert cursor.fetchone() == (1,)
