"""The board for the night: by people's own word, dark, and with nothing that sends anybody to a door."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from centre.walltime import instant
from residents import actions
from residents.models import Away, AwayKind, Resident
from rooms.models import Placement
from tests import world
from tests.posts import operation, undo_in
from tests.world import DAY

NIGHT = "/c/north/night/"


@pytest.fixture
def as_night_worker(client, north):
    client.force_login(north.night)
    return client


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_it_shows_who_is_in_and_who_is_away_and_until_when(as_night_worker, north):
    text = text_of(as_night_worker.get(NIGHT))
    inside, outside = text.split('class="veranda"')
    assert "northsecondfamilylatincanary" in inside
    assert "northresidentfamilylatincanary" in outside
    assert "At home · back tomorrow" in outside


def test_it_is_dark_whatever_the_theme_and_there_is_a_way_back(as_night_worker, north):
    north.night.theme = "light"
    north.night.save()
    dark = text_of(as_night_worker.get(NIGHT))
    assert 'data-theme="dark"' in dark
    assert 'content="dark"' in dark
    assert f'href="{NIGHT}in-my-light/"' in dark
    own = text_of(as_night_worker.get(f"{NIGHT}in-my-light/"))
    assert 'data-theme="light"' in own
    assert f'href="{NIGHT}"' in own


def test_no_field_asks_for_a_door_and_nothing_is_to_be_filled_in(as_night_worker):
    text = text_of(as_night_worker.get(NIGHT)).split('<main class="main"')[1].split("</main>")[0]
    fields = re.findall(r"<(?:input|select|textarea)[^>]*>", text)
    assert {re.search(r'name="(\w+)"', field)[1] for field in fields} == {"csrfmiddlewaretoken", "operation", "version"}
    assert all('type="hidden"' in field for field in fields)
    addresses = {address.rsplit("/", 2)[1] for address in re.findall(r'method="post" action="([^"]+)"', text)}
    assert addresses == {"out", "back"}
    assert not [
        word for word in ("checked", "confirm", "last seen", "since", "required", "alarm") if word in text.lower()
    ]


def test_out_is_one_tap_and_is_taken_back_by_one(as_night_worker, north):
    answer = as_night_worker.post(f"/c/north/people/{north.rows.second.code}/out/", {"from": "night"} | operation())
    assert answer.headers["Location"] == NIGHT
    page = as_night_worker.get(NIGHT)
    assert "northsecondfamilylatincanary" in text_of(page).split('class="veranda"')[1]
    address, fields = undo_in(page)
    assert as_night_worker.post(address, fields | operation()).headers["Location"] == NIGHT
    assert "northsecondfamilylatincanary" in text_of(as_night_worker.get(NIGHT)).split('class="veranda"')[0]


def test_out_tapped_by_two_is_noted_once_and_the_second_takes_nothing_back(inside_north):
    north = inside_north
    noted = {"resident": north.rows.second, "day": north.today, "time": dt.time(22)}
    away = actions.go_out(**noted)
    assert (away.kind, away.left_time, away.expected_on) == (AwayKind.OUTING, dt.time(22), north.today)
    assert actions.go_out(**noted) is None
    assert Away.unscoped.filter(resident=north.rows.second).count() == 1


def test_back_is_one_tap_and_stays_on_the_board(as_night_worker, north):
    back = {"version": 1, "from": "night-in-my-light"} | operation()
    answer = as_night_worker.post(f"/c/north/people/away/{north.rows.away.pk}/back/", back)
    assert answer.headers["Location"] == f"{NIGHT}in-my-light/"
    address, fields = undo_in(as_night_worker.get(NIGHT))
    assert as_night_worker.post(address, fields | operation()).headers["Location"] == f"{NIGHT}in-my-light/"


@pytest.mark.parametrize("hour", [22, 25])
def test_an_adult_who_is_out_late_is_out_and_no_more(north, hour):
    """With no word about when, nothing is said; with one, that hour, and no alarm once it has passed."""
    with world.inside(north.centre, north.night):
        actions.go_out(resident=north.rows.second, day=north.today, time=dt.time(18))
        said = {"left_on": north.today, "expected_on": north.today, "expected_time": dt.time(21)}
        actions.come_back(away=north.rows.away, version=1, on=north.today)
        actions.go_away(resident=north.rows.resident, kind=AwayKind.OUTING, left_time=dt.time(17), **said)
    day = north.today + hour // 24 * DAY
    with time_machine.travel(instant(day, dt.time(hour % 24, 30), north.centre.time_zone), tick=False):
        client = Client()
        client.force_login(north.night)
        outside = text_of(client.get(NIGHT)).split('class="veranda"')[1]
    assert sorted(re.findall(r"<small>(Out[^<]*)</small>", outside)) == ["Out", "Out · about 21:00"]
    assert "expected" not in outside
    assert "alert" not in outside


def test_who_rests_is_in_and_so_it_says(as_night_worker, north):
    with world.inside(north.centre, north.night):
        actions.go_away(
            resident=north.rows.second, kind=AwayKind.REST, left_on=north.today, expected_on=north.today + DAY
        )
    inside = text_of(as_night_worker.get(NIGHT)).split('class="veranda"')[0]
    assert "Agreed rest" in inside


def test_a_house_without_rooms_has_its_board_too(as_night_worker, north):
    with world.inside(north.centre, north.night):
        Placement.unscoped.all().delete()
    text = text_of(as_night_worker.get(NIGHT))
    assert "northsecondfamilylatincanary" in text.split('class="veranda"')[0]


def test_today_leads_to_what_the_hour_brings(north):
    hours = {}
    for hour in (2, 8, 14, 20):
        with time_machine.travel(instant(north.today, dt.time(hour), north.centre.time_zone), tick=False):
            client = Client()
            client.force_login(north.worker)
            text = text_of(client.get("/c/north/"))
            hours[hour] = (f'href="/c/north/log/{north.today}/greetings/"' in text, f'href="{NIGHT}"' in text)
    assert hours == {2: (False, True), 8: (False, False), 14: (False, False), 20: (False, True)}


def test_the_morning_of_a_house_with_a_wake_up_round_leads_to_it(north):
    with world.inside(north.centre, north.director):
        type(north.rows.period).unscoped.filter(pk=north.rows.period.pk).update(kind="wake")
    with time_machine.travel(instant(north.today, dt.time(8), north.centre.time_zone), tick=False):
        client = Client()
        client.force_login(north.worker)
        assert f'href="/c/north/log/{north.today}/greetings/"' in text_of(client.get("/c/north/"))


@pytest.mark.parametrize("more", [0, 2])
def test_it_asks_as_often_for_one_as_for_three(as_night_worker, north, django_assert_num_queries, more):
    with world.inside(north.centre, north.director):
        north.rows.stay.moved_out_on, north.rows.stay.reason = north.today, "own_home"
        north.rows.stay.save()
        for number in range(more):
            one = Resident.unscoped.create(centre=north.centre, family_name="More", code=f"more{number:04d}")
            actions.admit(resident=one, applied_on=north.today, moved_in_on=north.today)
    as_night_worker.get(NIGHT)
    with django_assert_num_queries(13):
        as_night_worker.get(NIGHT)
