from centre.celery import app
from chores import rota, tasks
from chores.models import Turn
from tests import world


def turns(house):
    with world.inside(house.centre):
        return Turn.unscoped.filter(centre=house.centre).count()


def test_the_task_is_in_the_table():
    entries = [e for e in app.conf.beat_schedule.values() if e["task"] == "chores.assign_days"]
    assert [entry["schedule"] for entry in entries] == [3600.0]
    assert tasks.assign_days.name in app.tasks


def test_every_house_gets_its_own_turns(cast, django_capture_on_commit_callbacks):
    assert (turns(cast.north), turns(cast.south)) == (2, 2)
    with django_capture_on_commit_callbacks() as wakes:
        tasks.assign_days()
    assert (turns(cast.north), turns(cast.south)) == (rota.DAYS, rota.DAYS)
    assert len(wakes) == 2 * (rota.DAYS - 2)
