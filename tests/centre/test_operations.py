"""A form sent twice is done once, and gets the first answer again."""

import re
import uuid

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from centre import urls
from centre.access import May, staff
from centre.models import Operation
from rooms.models import Wing
from tests import world
from tests.posts import operation, wing


@require_POST
@staff(May.CHANGE_ROOMS)
def writes_and_refuses(request, viewer):
    Wing(centre=viewer.centre, name="East").insert()
    if request.headers["How"] == "answered":
        return HttpResponse(status=409)
    raise {"missing": Http404, "forbidden": PermissionDenied, "unreadable": BadRequest}[request.headers["How"]]


urlpatterns = [path("c/<centre:centre>/half/", writes_and_refuses), *urls.urlpatterns]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404


def wings(north):
    with world.inside(north.centre):
        return Wing.unscoped.filter(name="East").count()


def test_the_same_form_twice_writes_once(as_director, north):
    form = wing(north) | operation()
    first = as_director.post("/c/north/house/wings/new/", form)
    second = as_director.post("/c/north/house/wings/new/", form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert wings(north) == 1


def test_a_form_that_is_done_says_which_it_was(as_director, north):
    form = wing(north) | operation()
    for _time in ("first", "again"):
        done = as_director.post("/c/north/house/wings/new/", form).cookies["done"]
        assert (done.value, done["samesite"], done["httponly"], done["max-age"]) == (
            form["operation"],
            "Strict",
            "",
            600,
        )


def test_what_is_not_done_says_nothing(as_director, north, client):
    form = wing(north) | operation()
    assert "done" not in as_director.post("/c/north/house/wings/new/", form | {"name": ""}).cookies
    as_director.post("/c/north/house/wings/new/", form)
    assert "done" not in as_director.post("/c/north/house/wings/new/", form | {"name": "West"}).cookies
    tap = {"who": north.rows.second.code, "level": "2", "version": "1"} | operation()
    path = f"/c/north/log/{north.today}/{north.rows.period.pk}/mark/"
    assert "done" not in as_director.post(path, tap, headers={"HX-Request": "true"}).cookies
    client.logout()
    assert "done" not in client.post("/c/north/house/wings/new/", form).cookies


def test_a_page_tells_accounts_apart_and_names_none(as_director, client, north):
    def mark():
        return re.search(r'data-me="([0-9a-f]*)"', client.get("/c/north/").content.decode())[1]

    director = mark()
    assert (len(director), mark()) == (32, director)
    client.force_login(north.worker)
    assert len({director, mark()}) == 2


def test_other_words_under_the_same_id_are_refused_and_the_first_stand(as_director, north):
    form = wing(north) | operation()
    as_director.post("/c/north/house/wings/new/", form)

    answer = as_director.post("/c/north/house/wings/new/", form | {"name": "West"})

    assert answer.status_code == 409
    assert "already sent with other words" in answer.content.decode()
    assert wings(north) == 1
    with world.inside(north.centre):
        assert not Wing.unscoped.filter(name="West").exists()


def test_what_the_page_makes_anew_is_no_other_word(as_director, north):
    form = wing(north) | operation()
    as_director.post("/c/north/house/wings/new/", form | {"csrfmiddlewaretoken": "one"})
    assert as_director.post("/c/north/house/wings/new/", form | {"csrfmiddlewaretoken": "two"}).status_code == 302
    assert wings(north) == 1


def test_a_tap_with_other_words_reads_the_page_again_and_says_why(as_director, north):
    form = wing(north) | operation()
    as_director.post("/c/north/house/wings/new/", form)

    answer = as_director.post("/c/north/house/wings/new/", form | {"name": "West"}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Refresh"]) == (409, "true")
    assert "already sent with other words" in as_director.get("/c/north/house/").content.decode()


@pytest.mark.parametrize(
    ("how", "status"), [("missing", 404), ("forbidden", 403), ("unreadable", 400), ("answered", 409)]
)
def test_what_is_refused_leaves_nothing_and_its_id_free(as_director, north, settings, how, status):
    settings.ROOT_URLCONF = __name__
    key = operation()

    assert as_director.post("/c/north/half/", key, headers={"How": how}).status_code == status

    assert wings(north) == 0
    with world.inside(north.centre):
        assert not Operation.unscoped.filter(key=key["operation"]).exists()
    assert as_director.post("/c/north/house/wings/new/", wing(north) | key).status_code == 302


def test_a_form_without_its_id_is_refused(as_director, north):
    assert as_director.post("/c/north/house/wings/new/", wing(north)).status_code == 400
    assert wings(north) == 0


def test_a_form_with_a_broken_id_is_refused(as_director, north):
    answer = as_director.post("/c/north/house/wings/new/", wing(north) | {"operation": "1' OR 1=1"})
    assert answer.status_code == 400


def test_a_form_that_needs_another_look_may_be_sent_again_with_its_id(as_director, north):
    key = operation()
    assert as_director.post("/c/north/house/wings/new/", {"name": ""} | key).status_code == 422
    assert as_director.post("/c/north/house/wings/new/", wing(north) | key).status_code == 302
    assert wings(north) == 1


def test_an_id_of_another_form_is_refused(as_director, north):
    key = operation()
    as_director.post("/c/north/house/wings/new/", wing(north) | key)
    assert as_director.post(f"/c/north/people/away/{north.rows.away.pk}/back/", key).status_code == 409


def test_an_id_of_another_person_is_refused(as_director, client, north):
    key = operation()
    as_director.post("/c/north/house/wings/new/", wing(north) | key)
    client.force_login(north.worker)
    path = f"/c/north/people/away/{north.rows.away.pk}/back/"
    with world.inside(north.centre):
        Operation.unscoped.filter(key=uuid.UUID(key["operation"])).update(path=path)
    assert client.post(path, key).status_code == 409


def test_the_ids_of_two_houses_do_not_meet(as_director, client, cast):
    key = operation()
    as_director.post("/c/north/house/wings/new/", wing(cast.north) | key)
    client.force_login(cast.south.director)
    assert client.post("/c/south/house/wings/new/", wing(cast.south) | key).status_code == 302
