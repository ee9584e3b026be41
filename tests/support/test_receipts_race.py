"""Two devices confirm the same item at the same instant: one receipt, and neither is refused."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from centre.tenancy import inside
from support import actions
from support.models import Receipt
from tests import world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_two_receipts_at_once_are_one():
    with transaction.atomic():
        north = world.build("north").north
    ready, failed = threading.Barrier(2), []

    def read():
        try:
            with inside(north.centre):
                ready.wait(10)
                actions.read(items=[north.rows.handover], by=north.worker, at=timezone.now())
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    taps = [threading.Thread(target=read) for _device in range(2)]
    for tap in taps:
        tap.start()
    for tap in taps:
        tap.join()
    with inside(north.centre):
        assert (failed, Receipt.unscoped.filter(by=north.worker).count()) == ([], 1)
