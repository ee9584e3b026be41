import pytest

from participation.models import SignUp
from residents.models import Resident
from schedules.models import Period
from tests import posts, world
from tests.world import DAY


@pytest.fixture
def path(north):
    return f"/c/north/log/sign-up/{north.rows.event.pk}/"


def names(north):
    with world.inside(north.centre):
        return {sign_up.resident_id for sign_up in SignUp.unscoped.filter(period=north.rows.event)}


def test_the_list_shows_who_comes_along(as_worker, north, path):
    text = as_worker.get(path).content.decode()
    assert north.rows.event.name in text
    assert text.count(" checked") == 1


def test_ticks_are_the_list(as_worker, north, path):
    form = {"residents": [north.rows.resident.pk]} | posts.operation()
    assert as_worker.post(path, form).status_code == 302
    assert names(north) == {north.rows.resident.pk}
    assert as_worker.post(path, posts.operation()).status_code == 302
    assert names(north) == set()


def test_somebody_who_moved_out_is_not_offered_and_not_taken_off(as_worker, north, path):
    with world.inside(north.centre):
        SignUp(centre=north.centre, resident=north.rows.former, period=north.rows.event).insert()
    assert north.rows.former.name not in as_worker.get(path).content.decode()
    as_worker.post(path, posts.operation())
    assert names(north) == {north.rows.former.pk}


def test_a_day_that_is_over_is_read_only(as_worker, north, path):
    with world.inside(north.centre):
        Period.unscoped.filter(pk=north.rows.event.pk).update(on=north.today - DAY, from_on=north.today - DAY)
    text = as_worker.get(path).content.decode()
    assert "Who came along" in text
    assert "checkbox" not in text
    assert as_worker.post(path, posts.operation()).status_code == 422
    assert names(north) == {north.rows.second.pk}


def test_a_period_without_sign_up_has_no_list(as_worker, north):
    assert as_worker.get(f"/c/north/log/sign-up/{north.rows.period.pk}/").status_code == 404


def test_it_asks_as_often_for_one_as_for_three(as_worker, north, path, django_assert_num_queries):
    as_worker.get(path)
    with django_assert_num_queries(12):
        as_worker.get(path)
    with world.inside(north.centre):
        for resident in Resident.unscoped.living_in_on(north.today).exclude(pk=north.rows.second.pk):
            SignUp(centre=north.centre, resident=resident, period=north.rows.event).insert()
    with django_assert_num_queries(12):
        as_worker.get(path)
