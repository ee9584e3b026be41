"""Tasks: an owner and a day, done in one tap, handed to somebody else; nothing is deleted."""

import datetime as dt

import pytest

from support.models import Task
from support.templatetags.support import due
from tests import posts, world
from tests.world import DAY


def tasks(house, **lookup):
    with world.inside(house.centre):
        return list(Task.unscoped.filter(**lookup).select_related("owner__user", "done_by", "resident", "note"))


@pytest.mark.parametrize("path", ["tasks/add/", "people/{code}/task/", "people/notes/{note}/task/"])
def test_a_task_has_an_owner_and_a_day(as_worker, north, path):
    path = north.url + path.format(code=north.rows.second.code, note=north.rows.note.pk)
    initial = as_worker.get(path).context["form"].initial
    assert (initial["owner"], initial["due_on"]) == (north.rows.worker_membership.pk, north.today)
    sent = {"what": "Check the heater.", "owner": initial["owner"], "due_on": north.today, "due_time": "17:00"}
    assert as_worker.post(path, posts.operation() | sent | {"resident": initial["resident"] or ""}).status_code == 302
    (task,) = tasks(north, what="Check the heater.")
    assert (task.by, task.due_time, task.done_at) == (north.worker, dt.time(17), None)
    assert task.resident == (None if "/tasks/" in path else north.rows.second)
    assert task.note == (north.rows.note if "/notes/" in path else None)


@pytest.mark.parametrize("field", ["what", "owner", "due_on"])
def test_without_them_it_is_refused_at_its_field(as_worker, north, field):
    sent = {"what": "Check.", "owner": north.rows.worker_membership.pk, "due_on": north.today} | {field: ""}
    answer = as_worker.post(f"{north.url}tasks/add/", posts.operation() | sent)
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {field})


def test_a_day_that_is_over_is_refused(as_worker, north):
    sent = {"what": "Check.", "owner": north.rows.worker_membership.pk, "due_on": north.today - DAY}
    answer = as_worker.post(f"{north.url}tasks/add/", posts.operation() | sent)
    assert (answer.status_code, "This day is over." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("who", ["left", "coming", "asked"])
def test_only_whoever_works_here_now_is_given_a_task(as_worker, north, who):
    sent = {"what": "Check.", "owner": getattr(north.rows, f"{who}_membership").pk, "due_on": north.today}
    answer = as_worker.post(f"{north.url}tasks/add/", posts.operation() | sent)
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"owner"})


def test_it_is_done_in_one_tap_and_its_undo_opens_it(as_worker, north):
    path = f"{north.url}tasks/{north.rows.task.pk}/"
    page = as_worker.post(f"{path}done/", posts.operation() | {"version": 1, "page": "tasks"}, follow=True)
    assert page.redirect_chain == [(f"{north.url}tasks/#since", 302)]
    (task,) = tasks(north, pk=north.rows.task.pk)
    assert (task.done_by, task.version) == (north.worker, 2)
    assert as_worker.get(path).status_code == 404, "what is done is not changed"
    undo, fields = posts.undo_in(page)
    as_worker.post(undo, posts.operation() | fields)
    (task,) = tasks(north, pk=north.rows.task.pk)
    assert (task.done_at, task.done_by, task.version) == (None, None, 3)


def test_two_who_tick_it_do_it_once(as_worker, north):
    path = f"{north.url}tasks/{north.rows.task.pk}/done/"
    as_worker.post(path, posts.operation() | {"version": 1})
    second = as_worker.post(path, posts.operation() | {"version": 1}, follow=True)
    assert "Somebody else has just changed this" in second.content.decode()
    assert tasks(north, pk=north.rows.task.pk)[0].version == 2


def test_it_is_handed_to_somebody_else(as_worker, north):
    path = f"{north.url}tasks/{north.rows.task.pk}/"
    sent = {"what": "Check.", "owner": north.rows.night_membership.pk, "due_on": north.today, "version": 1}
    assert as_worker.post(path, posts.operation() | sent).status_code == 302
    assert tasks(north, pk=north.rows.task.pk)[0].owner.user == north.night
    assert as_worker.post(path, posts.operation() | sent | {"what": "Look."}).status_code == 422


def test_a_task_of_who_left_asks_for_other_hands(as_worker, north):
    with world.inside(north.centre):
        Task.unscoped.update(owner=north.rows.left_membership)
    page = as_worker.get(f"{north.url}tasks/").content.decode()
    assert f"{north.left.latin} does not work here any more: please hand it on" in page
    form = as_worker.get(f"{north.url}tasks/{north.rows.task.pk}/").content.decode()
    assert 'value="" selected' in form.split('name="owner"')[1].split("</select>")[0]


def test_a_task_stays_with_its_owner_through_a_change_of_role(as_worker, north):
    with world.inside(north.centre):
        now = world.Membership.unscoped.create(
            centre=north.centre, user=north.night, role="support", from_on=north.today
        )
        Task.unscoped.update(owner=north.rows.night_membership)
    form = as_worker.get(f"{north.url}tasks/{north.rows.task.pk}/").content.decode()
    assert f'value="{now.pk}" selected' in form.split('name="owner"')[1].split("</select>")[0]


def test_mine_come_first_and_each_person_stands_once(as_worker, north):
    with world.inside(north.centre):
        world.Membership.unscoped.create(
            centre=north.centre, user=north.night, role="support", from_on=north.today - DAY
        )
        for owner, days in ((north.rows.night_membership, 0), (north.rows.worker_membership, 3)):
            Task.unscoped.create(
                centre=north.centre,
                what=f"In {days}",
                owner=owner,
                due_on=north.today + days * DAY,
                by=north.worker,
                at=world.timezone.now(),
            )
    shown = as_worker.get(f"{north.url}tasks/").context["tasks"]
    assert [(task.what, task.is_mine) for task in shown] == [
        (north.rows.task.what, True),
        ("In 3", True),
        ("In 0", False),
    ]
    form = as_worker.get(f"{north.url}tasks/add/").content.decode().split('name="owner"')[1].split("</select>")[0]
    for who in (north.director, north.night, north.worker):
        assert form.count(f">{who.name}<") == 1


@pytest.mark.parametrize(
    ("days", "hour", "words"),
    [
        (0, None, "today"),
        (0, 17, "by 17:00"),
        (0, 9, "was due 9:00"),
        (-1, None, "was due yesterday"),
        (1, 9, "by tomorrow, 9:00"),
    ],
)
def test_when_it_is_due_is_said_in_words(days, hour, words):
    day = dt.date(2026, 11, 25)
    task = Task(due_on=day + days * DAY, due_time=hour and dt.time(hour))
    assert due(task, day, dt.time(12)) == words


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_asks_as_often_for_one_as_for_three(as_worker, north, more, django_assert_num_queries):
    with world.inside(north.centre):
        for _which in range(more):
            Task.unscoped.create(
                centre=north.centre,
                what="More",
                owner=north.rows.night_membership,
                due_on=north.today,
                by=north.worker,
                at=world.timezone.now(),
            )
    as_worker.get(f"{north.url}tasks/")
    with django_assert_num_queries(10):
        as_worker.get(f"{north.url}tasks/")
