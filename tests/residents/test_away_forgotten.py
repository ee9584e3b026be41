"""What was noted by mistake is taken back the same day; later the past rests on it."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from residents import actions
from residents.models import Away, AwayKind
from tests.world import DAY


def test_what_was_noted_on_an_earlier_day_is_not_forgotten(inside_north):
    north, away = inside_north, inside_north.rows.away
    assert actions.may_forget(away, north.today)
    assert not actions.may_forget(away, north.today + DAY)
    with pytest.raises(ValidationError, match="on an earlier day"):
        actions.forget_away(away=away, version=1, day=north.today + DAY, today=north.today + DAY)
    assert Away.unscoped.filter(pk=away.pk).exists()


def test_a_plan_can_be_taken_back_until_the_day_on_which_it_begins(inside_north):
    north = inside_north
    trip = actions.go_away(resident=north.rows.second, kind=AwayKind.HOME, left_on=north.today + 9 * DAY)
    last = trip.left_on
    assert not actions.may_forget(trip, last + DAY)
    actions.forget_away(away=trip, version=1, day=last, today=last)
    assert not Away.unscoped.filter(left_on=last).exists()


def test_the_page_offers_it_on_that_day_alone(as_worker, north):
    path = f"{north.url}people/{north.rows.resident.code}/"
    assert "Noted by mistake" in as_worker.get(path).content.decode()
    with time_machine.travel(timezone.now() + DAY):
        client = Client()
        client.force_login(north.worker)
        assert "Noted by mistake" not in client.get(path).content.decode()
