"""A form sent twice is done once, and gets the first answer again."""

import uuid

from centre.models import Operation
from rooms.models import Wing
from tests import world
from tests.posts import operation, wing


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
    assert as_director.post(f"/c/north/people/away/{north.rows.away.pk}/back/", key).status_code == 400


def test_an_id_of_another_person_is_refused(as_director, client, north):
    key = operation()
    as_director.post("/c/north/house/wings/new/", wing(north) | key)
    client.force_login(north.worker)
    path = f"/c/north/people/away/{north.rows.away.pk}/back/"
    with world.inside(north.centre):
        Operation.unscoped.filter(key=uuid.UUID(key["operation"])).update(path=path)
    assert client.post(path, key).status_code == 400


def test_the_ids_of_two_houses_do_not_meet(as_director, client, cast):
    key = operation()
    as_director.post("/c/north/house/wings/new/", wing(cast.north) | key)
    client.force_login(cast.south.director)
    assert client.post("/c/south/house/wings/new/", wing(cast.south) | key).status_code == 302
