"""A yes and its withdrawal at the same instant: the withdrawal is not lost."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from centre.tenancy import inside
from residents import consenting
from residents.models import Answer, Topic
from tests import world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("topic", [Topic.LIVING, Topic.PHOTOS], ids=["a yes that stands", "a first yes"])
def test_a_withdrawal_waits_for_the_yes_before_it(topic):
    with transaction.atomic():
        north = world.build().north
    mother, said = north.rows.mother, threading.Event()
    with inside(north.centre):
        consenting.withdraw(contact=mother, by=north.living, at=timezone.now())

    def say_yes():
        given = {"account": north.rows.account, "by": north.living, "day": north.today, "at": timezone.now()}
        with inside(north.centre):
            consenting.answer(contact=mother, answers={topic: Answer.YES}, **given)
            said.set()
            time.sleep(0.5)
        connection.close()

    yes = threading.Thread(target=say_yes)
    yes.start()
    said.wait(10)
    with inside(north.centre):
        assert consenting.withdraw(contact=mother, by=north.living, at=timezone.now()) == 1
    yes.join()
    with inside(north.centre):
        assert consenting.shared_with([mother.pk], north.today)[mother.pk] == {"sign_in"}
