"""What an open page shows for a ring: a bell by its name, a call with how many there are to call."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from residents.models import AwayKind
from schedules.models import Bell, Edge, Period, PeriodKind, Ring, RingState, Signal
from tests import world

FRAGMENT = {"HX-Request": "true"}


def signal(house, signal, edge=Edge.START, kind=PeriodKind.CLASS, state=RingState.RUNG, seconds_ago=5):
    """A signal at 7:30 of today in the northern house, rung a moment ago."""
    rung_at = timezone.now() - dt.timedelta(seconds=seconds_ago) if state == RingState.RUNG else None
    with world.inside(house.centre):
        period = Period.unscoped.create(
            centre=house.centre, name="Morning", name_ja="朝", on=house.today, from_on=house.today,
            starts=dt.time(7, 30), ends=dt.time(8), kind=kind,
        )  # fmt: skip
        bell = Bell.unscoped.create(centre=house.centre, period=period, edge=edge, signal=signal)
        due_at = dt.datetime.combine(house.today, bell.wall_time, dt.timezone(dt.timedelta(hours=9)))
        return Ring.unscoped.create(
            centre=house.centre, bell=bell, on=house.today, due_at=due_at, state=state, rung_at=rung_at
        )


def line(client, ring):
    answer = client.get(f"/c/north/rings/{ring.pk}/", headers=FRAGMENT)
    text = answer.content.decode()
    assert (answer.status_code, text.count("data-ring=")) == (200, 1)
    return text, " ".join(re.sub("<.*?>", " ", text).split())


@pytest.mark.parametrize(("edge", "words"), [(Edge.START, "7:30 · Morning"), (Edge.END, "8:00 · end of Morning")])
def test_a_bell_is_shown_by_its_hour_and_name(north, as_worker, edge, words):
    ring = signal(north, Signal.BELL, edge)

    html, text = line(as_worker, ring)

    assert text == words
    assert 'data-signal="bell"' in html
    assert f'data-due="{int(ring.due_at.timestamp() * 1000)}"' in html


@pytest.mark.parametrize(
    ("how", "kind", "words"),
    [
        (Signal.CALL, PeriodKind.WAKE, "7:30, wake the house: 1 to call"),
        (Signal.CALL, PeriodKind.MEAL, "7:30, call for Morning: 1 to call"),
        (Signal.KNOCK, PeriodKind.CLASS, "7:30, knock for Morning: 1 to call"),
    ],
)
def test_a_call_says_how_many_there_are_to_call(north, as_worker, how, kind, words):
    """Two live here, one of them is at home for two days."""
    html, text = line(as_worker, signal(north, how, kind=kind))

    assert text == words
    assert f'data-signal="{how}"' in html


def test_whoever_rests_as_agreed_is_not_called(north, as_worker):
    ring = signal(north, Signal.CALL, kind=PeriodKind.WAKE)
    with world.inside(north.centre):
        away = north.rows.away
        away.pk, away.resident, away.kind = None, north.rows.second, AwayKind.REST
        away.save(force_insert=True)

    assert line(as_worker, ring)[1] == "7:30, wake the house: 0 to call"


def test_in_japanese(north, as_worker):
    north.worker.language = "ja"
    north.worker.save()

    assert line(as_worker, signal(north, Signal.CALL, kind=PeriodKind.WAKE))[1] == "7:30 起床の声かけ（1人）"


@pytest.mark.parametrize("state", [RingState.PLANNED, RingState.MISSED, RingState.CANCELLED])
def test_what_has_not_rung_is_no_ring(north, as_worker, state):
    ring = signal(north, Signal.BELL, state=state)

    assert as_worker.get(f"/c/north/rings/{ring.pk}/").status_code == 404


@pytest.mark.parametrize(("seconds_ago", "is_there"), [(1, True), (55, True), (65, False)])
def test_a_page_without_a_stream_asks_the_ledger_for_the_last_minute(north, as_worker, seconds_ago, is_there):
    ring = signal(north, Signal.BELL, seconds_ago=seconds_ago)

    answer = as_worker.get("/c/north/rings/", headers=FRAGMENT)

    assert (f'data-ring="{ring.pk}"' in answer.content.decode()) is is_there
    assert (answer.headers["Vary"].count("HX-Request"), answer.headers["Cache-Control"]) == (1, "no-store")


def test_a_person_who_opens_the_address_gets_a_page(north, as_worker):
    html = as_worker.get("/c/north/rings/").content.decode()

    assert "<title>What has just rung" in html
    assert 'data-live="/live/north/?since=' in html


def test_to_a_page_whose_session_ended_the_door_is_named(north, client):
    answer = client.get("/c/north/rings/", headers=FRAGMENT)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/me/sign-in/")


@pytest.mark.parametrize("more", [[], [Edge.START, Edge.END]])
def test_the_lines_cost_as_many_queries_for_one_bell_as_for_three(north, as_worker, django_assert_num_queries, more):
    for edge in more:
        signal(north, Signal.BELL, edge)

    with django_assert_num_queries(9):
        html = as_worker.get("/c/north/rings/", headers=FRAGMENT).content.decode()

    assert html.count("data-ring=") == 1 + len(more)
