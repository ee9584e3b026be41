"""What one shift tells the next: written once, from the form of a note or as a sentence about the house."""

import pytest

from support.models import Handover
from tests import posts, world


def items(house, **lookup):
    with world.inside(house.centre):
        return list(Handover.unscoped.filter(**lookup).with_words().order_by("id"))


def note_form(house, **fields):
    return posts.operation() | {"day": house.today, "fact": "Slept well."} | fields


@pytest.mark.parametrize(("wish", "found"), [("", []), ("yes", [False]), ("must", [True])])
def test_the_form_of_a_note_hands_it_over(as_worker, north, wish, found):
    path = f"{north.url}people/{north.rows.second.code}/notes/"
    assert as_worker.post(path, note_form(north, handover=wish)).status_code == 302
    made = items(north, note__fact="Slept well.")
    assert [item.must_read for item in made] == found
    assert [item.words for item in made] == ["Slept well."] * len(found)


def test_other_wishes_of_a_note_change_its_one_item(as_worker, north):
    path = f"{north.url}people/notes/{north.rows.note.pk}/"
    seen = []
    wishes = [("yes", "One."), ("yes", "One."), ("must", "One."), ("must", "Two."), ("", "Two.")]
    for version, (wish, fact) in enumerate(wishes, 1):
        assert as_worker.post(path, note_form(north, handover=wish, version=version, fact=fact)).status_code == 302
        (item,) = items(north, note=north.rows.note)
        seen.append((item.must_read, item.version, item.taken_back_at is None))
    assert seen == [(False, 1, True), (False, 1, True), (True, 2, True), (True, 3, True), (True, 4, False)]
    assert as_worker.get(path).context["form"].initial["handover"] == ""


def test_what_was_taken_back_can_be_handed_over_again(as_worker, north):
    path = f"{north.url}people/notes/{north.rows.handed_note.note_id}/"
    for version, wish in enumerate(["", "must"], 1):
        as_worker.post(path, note_form(north, handover=wish, version=version))
    (item,) = items(north, note=north.rows.handed_note.note_id)
    assert (item.must_read, item.taken_back_at, item.version) == (True, None, 3)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"learning": "taught"}, {"with_resident"}),
        ({"with_resident": "{other}"}, {"learning"}),
        ({"learning": "taught", "with_resident": "{self}"}, {"with_resident"}),
        ({"learning": "graded"}, {"learning"}),
        ({"handover": "always"}, {"handover"}),
    ],
)
def test_what_is_not_whole_is_said_at_its_field(as_worker, north, fields, at):
    people = {"{other}": north.rows.resident.pk, "{self}": north.rows.second.pk}
    sent = {name: people.get(value, value) for name, value in fields.items()}
    answer = as_worker.post(f"{north.url}people/{north.rows.second.code}/notes/", note_form(north, **sent))
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, at)


def test_a_person_reads_what_they_taught_and_nothing_of_the_hand_over(client, as_worker, north):
    sent = note_form(north, handover="must", learning="taught", with_resident=north.rows.resident.pk)
    as_worker.post(f"{north.url}people/{north.rows.second.code}/notes/", sent)
    staff = as_worker.get(f"{north.url}people/{north.rows.second.code}/notes/").content.decode()
    client.force_login(north.living)
    own = client.get(f"{north.url}my/notes/").content.decode()
    taught = f"Taught it to {north.rows.resident.latin}"
    assert (taught in staff, taught in own) == (True, True)
    assert ("handed over" in staff, "handed over" in own) == (True, False)


def test_a_sentence_about_the_house_is_written_changed_and_taken_back(as_worker, north):
    as_worker.post(f"{north.url}handover/add/", posts.operation() | {"text": "It is mended.", "must_read": "on"})
    (item,) = items(north, text="It is mended.")
    assert (item.must_read, item.by) == (True, north.worker)
    path = f"{north.url}handover/{item.pk}/"
    as_worker.post(path, posts.operation() | {"text": "The boiler works.", "version": 1})
    page = as_worker.post(f"{path}take-back/", posts.operation() | {"version": 2}, follow=True)
    assert "The boiler works." not in page.content.decode().split("toasts")[0]
    undo, fields = posts.undo_in(page)
    as_worker.post(undo, posts.operation() | fields)
    (item,) = items(north, pk=item.pk)
    assert (item.text, item.version, item.taken_back_at) == ("The boiler works.", 4, None)


def test_the_second_to_change_a_sentence_sees_the_first(as_worker, north):
    path = f"{north.url}handover/{north.rows.handover.pk}/"
    assert as_worker.post(path, posts.operation() | {"text": "One.", "version": 1}).status_code == 302
    second = as_worker.post(path, posts.operation() | {"text": "Two.", "version": 1})
    assert (second.status_code, "One." in second.content.decode()) == (422, True)
    gone = as_worker.post(f"{path}take-back/", posts.operation() | {"version": 1}, follow=True)
    assert "Somebody else has just changed this" in gone.content.decode()


def test_a_note_is_changed_where_it_stands(as_worker, north):
    assert as_worker.get(f"{north.url}handover/{north.rows.handed_note.pk}/").status_code == 404


def test_an_empty_sentence_is_refused_at_its_field(as_worker, north):
    answer = as_worker.post(f"{north.url}handover/add/", posts.operation() | {"text": " "})
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"text"})
