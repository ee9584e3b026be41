"""What the houses of the demo hand over: something to read, something read, something to do."""

import pytest

from centre.models import User
from demo.almanac import DAY
from support.models import Handover, Learning, Note, Receipt, Task


@pytest.fixture(params=["camp", "school"])
def house(request):
    return request.getfixturevalue(request.param)


def test_those_who_sign_in_find_something_new_and_something_to_do(house, demo_loaded, today):
    for who in ("support", "director"):
        user = User.objects.get(email=f"{who}@{house.slug}.example")
        new = Handover.unscoped.new_for(user, demo_loaded - 30 * DAY)
        assert new.filter(must_read=True).exists()
    worker = User.objects.get(email=f"support@{house.slug}.example")
    due = [task.due_on for task in Task.unscoped.open().mine_first(worker) if task.is_mine]
    assert min(due) < today <= max(due)


def test_somebody_taught_somebody_and_somebody_has_read(house, demo_loaded):
    assert Note.unscoped.exclude(learning=Learning.NONE).count() == 1
    assert Receipt.unscoped.exists()
    assert not Receipt.unscoped.filter(at__gt=demo_loaded).exists()
    assert not Handover.unscoped.filter(at__gt=demo_loaded).exists()
    assert not Task.unscoped.filter(done_at__gt=demo_loaded).exists()
