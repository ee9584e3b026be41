"""Late back, taken back, and two hands at once: always an answer in words."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from residents import actions
from residents.models import Away, AwayKind, DepartureReason, Stay
from tests import posts, world
from tests.world import DAY


@pytest.fixture
def late(inside_north):
    """Expected two days ago and not back; and the next time away, since yesterday."""
    north = inside_north
    north.rows.away.delete()
    plans = [(-5, -2), (-1, 3)]
    return [
        actions.go_away(
            resident=north.rows.resident,
            kind=AwayKind.HOME,
            left_on=north.today + left * DAY,
            expected_on=north.today + back * DAY,
        )
        for left, back in plans
    ]


def test_late_back_ends_where_the_next_time_away_begins(late, inside_north):
    first, second = late
    actions.come_back(away=first, version=1, on=inside_north.today, time=dt.time(12))
    first.refresh_from_db()
    assert (first.back_on, first.back_time, first.version) == (second.left_on, None, 2)


def test_moving_out_ends_what_overlaps_and_drops_what_was_planned(late, inside_north):
    planned = actions.go_away(
        resident=inside_north.rows.resident, kind=AwayKind.HOME, left_on=inside_north.today + 9 * DAY
    )
    actions.move_out(stay=inside_north.rows.stay, on=inside_north.today, reason=DepartureReason.OWN_HOME)
    ends = dict(Away.unscoped.values_list("pk", "back_on"))
    assert ends == {late[0].pk: late[1].left_on, late[1].pk: inside_north.today}
    assert planned.pk not in ends


def test_what_the_database_refuses_is_told_in_words(late, monkeypatch):
    monkeypatch.setattr(Away, "validate_constraints", lambda *_args: None)
    with pytest.raises(ValidationError, match="just changed this"):
        late[0].change(expected_on=late[1].expected_on)


def test_two_who_note_the_same_return_do_not_disagree(inside_north):
    away, on = inside_north.rows.away, inside_north.today
    actions.come_back(away=away, version=1, on=on)
    assert actions.come_back(away=Away.unscoped.get(pk=away.pk), version=1, on=on).version == 2
    with pytest.raises(ValidationError, match="meanwhile noted: back on"):
        actions.come_back(away=Away.unscoped.get(pk=away.pk), version=1, on=on + DAY)


def tap(client, north, what, **sent):
    path = f"{north.url}people/away/{north.rows.away.pk}/{what}/"
    return client.post(path, sent | posts.operation(), follow=True)


def test_back_now_and_undone_by_the_same_hand(as_worker, north):
    tap(as_worker, north, "back", version=1)
    with world.inside(north.centre):
        away = Away.unscoped.get(pk=north.rows.away.pk)
    assert away.back_on == north.today
    assert away.back_time == north.centre.time_at(timezone.now()).replace(
        second=away.back_time.second, microsecond=away.back_time.microsecond
    )
    tap(as_worker, north, "not-back", version=2, day=north.today)
    assert back_on(north) is None


def test_undo_acts_only_on_what_its_own_tap_wrote(as_worker, north):
    tap(as_worker, north, "back", version=1)
    tap(as_worker, north, "not-back", version=2, day=north.today)
    tap(as_worker, north, "back", version=3)
    page = tap(as_worker, north, "not-back", version=2, day=north.today)
    assert "meanwhile noted: back on" in page.content.decode()
    assert back_on(north) == north.today


def test_undo_is_of_the_same_day(as_worker, north):
    tap(as_worker, north, "back", version=1)
    for what, version in (("not-back", 2), ("undo", 2)):
        page = tap(as_worker, north, what, version=version, day=north.today - DAY)
        assert "from another day" in page.content.decode()
    assert back_on(north) == north.today


def test_what_somebody_has_ended_is_not_forgotten(as_worker, north):
    tap(as_worker, north, "back", version=1)
    page = tap(as_worker, north, "undo", version=1, day=north.today)
    assert "meanwhile noted: back on" in page.content.decode()
    assert back_on(north) == north.today


def test_undo_in_the_message_carries_what_it_takes_back(as_worker, north):
    page = tap(as_worker, north, "back", version=1).content.decode()
    assert '<input type="hidden" name="version" value="2">' in page
    assert f'<input type="hidden" name="day" value="{north.today}">' in page


def back_on(north):
    with world.inside(north.centre):
        return Away.unscoped.get(pk=north.rows.away.pk).back_on


def test_a_key_worker_changed_meanwhile_is_not_overwritten(as_worker, north):
    path = f"{north.url}people/{north.rows.resident.code}/key-worker/"
    rows = north.rows
    first = {"key_worker": rows.director_membership.pk, "seen": rows.worker_membership.pk}
    assert as_worker.post(path, first | posts.operation()).status_code == 302
    second = {"key_worker": rows.night_membership.pk, "seen": rows.worker_membership.pk}
    answer = as_worker.post(path, second | posts.operation())
    form = answer.context["form"]
    assert answer.status_code == 422
    assert "Somebody else has meanwhile written" in form.errors["key_worker"][0]
    assert form["seen"].value() == rows.director_membership.pk
    with world.inside(north.centre):
        assert Stay.unscoped.get(pk=rows.stay.pk).key_worker == rows.director_membership
