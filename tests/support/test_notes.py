"""Notes: facts about a person, which the person reads as they stand."""

import pytest
from django.utils import timezone

from support.models import Note
from tests import kin, posts, world
from tests.broken import promise
from tests.world import DAY


def notes(house):
    return f"{house.url}people/{house.rows.second.code}/notes/"


def written(house):
    with world.inside(house.centre):
        return list(Note.unscoped.filter(resident=house.rows.second).newest_first())


def test_a_note_is_written_and_stands_on_the_persons_page(as_worker, north):
    data = {"day": north.today - DAY, "fact": "Cooked curry.", "words": "It was fun.", "topic": "activities"}
    assert as_worker.post(notes(north), posts.operation() | data).status_code == 302
    note = written(north)[-1]
    assert (note.fact, note.words, note.topic, note.by) == ("Cooked curry.", "It was fun.", "activities", north.worker)
    assert "Cooked curry." in as_worker.get(f"{north.url}people/{north.rows.second.code}/").content.decode()


def test_the_person_reads_it_as_it_stands(client, north):
    client.force_login(north.living)
    page = client.get(f"{north.url}my/notes/").content.decode()
    assert north.rows.note.fact in page
    assert "northothernotecanary" not in page


@pytest.mark.parametrize(("field", "value"), [("day", "2999-01-01"), ("fact", ""), ("topic", "sign_in")])
def test_what_cannot_be_a_fact_is_refused_at_its_field(as_worker, north, field, value):
    data = {"day": north.today, "fact": "Cooked curry."} | {field: value}
    answer = as_worker.post(notes(north), posts.operation() | data)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert len(written(north)) == 1


def test_what_has_not_happened_is_no_note(as_worker, north):
    data = {"day": north.today + DAY, "fact": "Will cook curry."}
    answer = as_worker.post(notes(north), posts.operation() | data)
    assert (answer.status_code, "still to come" in answer.content.decode()) == (422, True)


def test_two_who_change_a_note_see_each_other(as_worker, north):
    path = f"{north.url}people/notes/{north.rows.note.pk}/"
    data = {"day": north.today, "version": 1}
    assert as_worker.post(path, posts.operation() | data | {"fact": "First."}).status_code == 302
    second = as_worker.post(path, posts.operation() | data | {"fact": "Second."})
    assert (second.status_code, "First." in second.content.decode()) == (422, True)
    assert written(north)[0].fact == "First."


def test_a_note_says_what_happened(inside_north):
    north = inside_north
    with promise("note_says_what_happened"):
        Note(
            centre=north.centre, resident=north.rows.second, day=north.today, by=north.worker, at=timezone.now()
        ).save()


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_asks_as_often_whatever_is_written(as_worker, north, more, django_assert_num_queries):
    with world.inside(north.centre):
        for which in range(more):
            kin.note(north, north.rows.second, f"more{which}")
    as_worker.get(notes(north))
    with django_assert_num_queries(12):
        as_worker.get(notes(north))
