import pytest
from django.core.exceptions import ValidationError

from schedules import actions
from schedules.day import periods_on
from schedules.models import Ring, SpecialDay
from schedules.planning import plan_rings
from tests import posts, world
from tests.timetable import SILENT, at, draft
from tests.world import DAY

DAYS = "/c/north/timetable/special-days/"


def special(north, days, kind="closed"):
    return SpecialDay(centre=north.centre, name="Holiday", kind=kind, on=north.today + days * DAY)


def test_the_list_shows_what_is_coming(as_worker, north):
    page = as_worker.get(DAYS)
    assert north.rows.special_day.name in page.content.decode()
    assert b"special-days/new/" not in page.content


def test_the_list_asks_as_often_for_one_as_for_three(as_director, north, django_assert_num_queries):
    as_director.get(DAYS)
    with django_assert_num_queries(10):
        as_director.get(DAYS)
    with world.inside(north.centre):
        special(north, 40).insert()
        special(north, 41).insert()
    with django_assert_num_queries(10):
        as_director.get(DAYS)


def test_a_house_without_any_says_so(as_director, north):
    with world.inside(north.centre):
        SpecialDay.unscoped.all().delete()
    assert "No special days yet" in as_director.get(DAYS).content.decode()


def test_a_day_that_is_over(inside_north):
    with pytest.raises(ValidationError, match="This day is over"):
        actions.add_special_day(special=special(inside_north, -1), at=at(inside_north, "8:00"))


def test_today_may_be_special_until_it_has_begun(inside_north):
    with pytest.raises(ValidationError, match="already begun"):
        actions.add_special_day(special=special(inside_north, 0, "changed"), at=at(inside_north, "9:30"))
    actions.add_special_day(special=special(inside_north, 0, "changed"), at=at(inside_north, "9:29"))
    assert [p.name for p in periods_on(inside_north.centre, inside_north.today)] == [inside_north.rows.event.name]


def test_a_day_with_an_event_is_not_closed_over_it(inside_north):
    with pytest.raises(ValidationError) as refused:
        actions.add_special_day(special=special(inside_north, 10), at=at(inside_north, "8:00"))
    assert list(refused.value.message_dict) == ["kind"]


def test_a_date_is_special_once(as_director, north):
    form = posts.VALID["schedules:special-day-add"](north) | {"on": north.rows.special_day.on} | posts.operation()
    answer = as_director.post(DAYS + "new/", form)
    assert answer.status_code == 422
    assert b"This day already has an entry." in answer.content


def test_a_special_day_silences_the_bells_and_its_removal_brings_them_back(inside_north):
    north = inside_north
    plan_rings(north.centre, at(north, "8:00", days=6))
    planned = Ring.unscoped.filter(on=north.today + 7 * DAY)
    assert [ring.state for ring in planned] == ["planned"]
    day = actions.add_special_day(special=special(north, 7), at=at(north, "8:00", days=6))
    assert [ring.state for ring in planned.all()] == ["cancelled"]
    actions.remove_special_day(special=day, at=at(north, "8:00", days=6))
    assert [ring.state for ring in planned.all()] == ["planned"]


def test_a_special_day_that_was_cannot_be_removed(as_director, north):
    with world.inside(north.centre):
        SpecialDay.unscoped.update(on=north.today - DAY)
    page = as_director.post(f"{DAYS}{north.rows.special_day.pk}/remove/", posts.operation(), follow=True)
    assert b"This day is over." in page.content
    with world.inside(north.centre):
        assert SpecialDay.unscoped.count() == 1


def test_an_outing_has_only_what_is_written_for_it(inside_north):
    north = inside_north
    dunes = draft(north, "Dunes", "9:00", "17:00", on=north.today + 7 * DAY)
    actions.add_event(period=dunes, signals=SILENT, at=at(north, "8:00"))
    actions.add_special_day(special=special(north, 7, "outing"), at=at(north, "8:00"))
    assert [period.name for period in periods_on(north.centre, north.today + 7 * DAY)] == ["Dunes"]


def test_removing_one_can_be_taken_back(as_director, north):
    taken = north.rows.special_day
    page = as_director.post(f"{DAYS}{taken.pk}/remove/", posts.operation(), follow=True)
    address, fields = posts.undo_in(page)
    assert (address, fields) == (DAYS + "new/", written_of(taken))
    assert as_director.post(address, fields | posts.operation()).status_code == 302
    with world.inside(north.centre):
        assert written_of(SpecialDay.unscoped.get()) == written_of(taken)


def written_of(day):
    return {"on": str(day.on), "kind": day.kind, "name": day.name, "name_ja": day.name_ja}
