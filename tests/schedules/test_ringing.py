"""The claim: each ring once, at its instant or within the grace, for any number of callers."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from centre import live, tenancy
from schedules import ringing, tasks
from schedules.models import Bell, Edge, Ring, RingState, Signal
from tests import checks, roles, world
from tests.schedules.test_planning import a_house

SECOND = dt.timedelta(seconds=1)
NOON = dt.datetime(2031, 5, 14, 3, 0, tzinfo=dt.UTC)
FUNCTIONS = ["schedules_ring_due", "schedules_miss_overdue", "schedules_due_ahead"]


@pytest.fixture
def ring(north):
    """A planned ring of the northern house, due at NOON."""
    return a_ring(north, NOON)


def a_ring(house, due_at):
    with world.inside(house.centre):
        day = house.centre.day_at(due_at)
        return Ring.unscoped.create(centre=house.centre, bell=house.rows.bell, on=day, due_at=due_at)


def now_is(house, ring):
    with world.inside(house.centre):
        ring.refresh_from_db()
    return ring.state, ring.rung_at


def claimed(moment):
    return [found.ring_id for found in ringing.ring_due(moment)]


@pytest.mark.parametrize("after", [-0.2, 0, 0.5, 59.9])
def test_a_ring_is_claimed_from_just_before_its_instant_to_the_end_of_the_grace(north, ring, after):
    moment = NOON + after * SECOND

    assert claimed(moment) == [ring.pk]
    assert now_is(north, ring) == (RingState.RUNG, moment)
    assert ring.late == max(0, after)


@pytest.mark.parametrize("after", [-12, -0.3, 60, 3600])
def test_a_ring_is_not_claimed_at_any_other_time(north, ring, after):
    assert claimed(NOON + after * SECOND) == []
    assert now_is(north, ring) == (RingState.PLANNED, None)


def test_the_second_caller_claims_nothing(north, ring):
    assert (claimed(NOON), claimed(NOON + SECOND)) == ([ring.pk], [])
    assert now_is(north, ring) == (RingState.RUNG, NOON)


def test_the_rings_of_every_house_are_claimed_at_once(cast, ring):
    other = a_ring(cast.south, NOON)

    found = ringing.ring_due(NOON)

    assert {(one.centre_id, one.ring_id) for one in found} == {
        (cast.north.centre.pk, ring.pk),
        (cast.south.centre.pk, other.pk),
    }


def test_what_is_later_than_the_grace_is_on_record_as_missed_and_never_rung(north, ring):
    moment = NOON + ringing.GRACE

    assert [one.ring_id for one in ringing.miss_overdue(moment)] == [ring.pk]
    assert now_is(north, ring) == (RingState.MISSED, None)
    assert (claimed(NOON), ringing.miss_overdue(moment)) == ([], [])


def test_nothing_is_missed_within_the_grace(north, ring):
    assert ringing.miss_overdue(NOON + ringing.GRACE - SECOND) == []


@pytest.mark.parametrize("state", [RingState.CANCELLED, RingState.MISSED])
def test_what_is_cancelled_or_missed_is_not_rung(north, ring, state):
    with world.inside(north.centre):
        Ring.unscoped.filter(pk=ring.pk).update(state=state)

    assert claimed(NOON) == []


def test_an_instant_is_known_twelve_seconds_ahead_and_once(cast, ring):
    a_ring(cast.south, NOON)

    assert ringing.instants_ahead(NOON - 12 * SECOND) == [NOON]
    assert ringing.instants_ahead(NOON - 13 * SECOND) == []
    assert ringing.instants_ahead(NOON) == []


def test_a_claim_goes_out_as_an_id_and_an_instant(north, ring, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(ringing, "publish", sent.append)

    with django_capture_on_commit_callbacks(execute=True):
        ringing.ring_due(NOON)

    assert sent == [{"centre": north.centre.pk, "event": "ring", "id": ring.pk, "due": int(NOON.timestamp() * 1000)}]
    assert set(sent[0]) - {"centre", "event"} <= live.WIRE


def test_the_last_minute_of_a_house_is_read_from_the_ledger(cast, ring):
    a_ring(cast.south, NOON)
    ringing.ring_due(NOON)

    with world.inside(cast.north.centre):
        assert ringing.recent(cast.north.centre, NOON + 59 * SECOND) == [(ring.pk, int(NOON.timestamp() * 1000))]
        assert ringing.recent(cast.north.centre, NOON + 61 * SECOND) == []


def test_no_house_can_ring_the_bell_of_another(cast, ring):
    with world.inside(cast.south.centre):
        assert Ring.unscoped.filter(pk=ring.pk).update(state=RingState.CANCELLED) == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schedules_ring SET state = 'missed' WHERE id = %s", [ring.pk])
        assert cursor.rowcount == 0
    assert now_is(cast.north, ring) == (RingState.PLANNED, None)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_reaches_every_house_is_for_the_app_role_alone(db, name):
    [(is_definer, acl)] = checks.rows("SELECT prosecdef, proacl::text[] FROM pg_proc WHERE proname = %s", name)

    assert is_definer
    assert [grant for grant in acl if grant.startswith("=")] == []
    assert [grant for grant in acl if grant.startswith(f"{roles.APP['USER']}=X/")]


def test_two_signals_at_one_edge_are_refused(north):
    with world.inside(north.centre), pytest.raises(IntegrityError, match="bell_one_at_an_edge"), transaction.atomic():
        Bell.unscoped.create(centre=north.centre, period=north.rows.period, edge=Edge.START, signal=Signal.CALL)


def test_a_rung_ring_has_its_instant(north, ring):
    with (
        world.inside(north.centre),
        pytest.raises(IntegrityError, match="ring_rung_with_its_instant"),
        transaction.atomic(),
    ):
        Ring.unscoped.filter(pk=ring.pk).update(state=RingState.RUNG)


def due_now(house):
    return a_ring(house, timezone.now() + dt.timedelta(milliseconds=50))


@pytest.mark.parametrize("task", [tasks.ring, tasks.ring_without_the_broker])
def test_the_task_rings_what_is_due_by_the_clock(north, task):
    with world.inside(north.centre):
        Ring.unscoped.filter(pk=north.rows.ring.pk).delete()
    ring = due_now(north)

    task()

    assert now_is(north, ring)[0] == RingState.RUNG


def test_the_look_ahead_records_rings_and_wakes(north, monkeypatch):
    with world.inside(north.centre):
        Ring.unscoped.filter(pk=north.rows.ring.pk).delete()
    overdue = a_ring(north, timezone.now() - dt.timedelta(days=1))
    soon = a_ring(north, timezone.now() + 6 * SECOND)
    woken = []
    monkeypatch.setattr(tasks.ring, "apply_async", lambda **when: woken.append(when))

    tasks.look_ahead()

    assert woken == [{"eta": soon.due_at - ringing.EARLY, "expires": soon.due_at + ringing.GRACE}]
    assert now_is(north, overdue)[0] == RingState.MISSED


def test_without_the_broker_the_hub_is_told_what_it_may_send(north):
    with world.inside(north.centre):
        Ring.unscoped.filter(pk=north.rows.ring.pk).delete()
    ring = due_now(north)

    assert tasks.ring_without_the_broker() == [ringing.wake(ringing.Claimed(north.centre.pk, ring.pk, ring.due_at))]
    assert live.known.ring_due is tasks.ring_without_the_broker


def test_the_owner_of_the_functions_is_not_the_app(db):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER FUNCTION schedules_ring_due(timestamptz, interval) SECURITY INVOKER")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_claim_at_the_same_moment_share_the_rings_between_them():
    with transaction.atomic():
        house = a_house({"9:30": "bell"})
    with tenancy.inside(house):
        bell = Bell.unscoped.filter(centre=house).first()
        days = [NOON.date() + dt.timedelta(days=ahead) for ahead in range(200)]
        Ring.unscoped.bulk_create(Ring(centre=house, bell=bell, on=day, due_at=NOON) for day in days)
    barrier, claims = threading.Barrier(4), []

    def claim():
        barrier.wait()
        try:
            with transaction.atomic():
                claims.append(claimed(NOON))
        finally:
            connection.close()

    callers = [threading.Thread(target=claim) for _ in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()

    every = [ring for claim in claims for ring in claim]
    assert (len(claims), len(every), len(set(every))) == (4, 200, 200)
