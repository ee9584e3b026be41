"""What people stumbled over who used the pages for the first time."""

import pytest

from families.models import News, Summary
from residents.models import Resident
from tests import posts, world
from tests.world import DAY


def test_a_letter_that_is_emptied_is_kept_and_said_so(as_resident, north):
    path = f"{north.url}my/letters/{north.rows.waiting.pk}/"
    answer = as_resident.post(f"{path}change/", posts.operation() | {"version": 1, "month": "  "})
    assert (answer.status_code, "Leave one line at least" in answer.content.decode()) == (422, True)
    with world.inside(north.centre):
        assert Summary.unscoped.get(pk=north.rows.waiting.pk).passages.count() == 1


def test_what_is_not_sent_says_nowhere_that_it_was_decided(as_worker, north):
    draft = as_worker.get(f"{north.url}letters/{north.rows.draft.pk}/").content.decode()
    assert "decided to send it" not in draft
    assert "data-print" not in draft
    sent = as_worker.get(f"{north.url}letters/{north.rows.sent.pk}/").content.decode()
    assert "decided to send it" in sent
    assert "data-print" in sent


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", "Ritsu sings."), ("text_ja", "森さんが歌います。"), ("text", "Fun for 100 %."), ("on", "2020-01-01")],
)
def test_news_name_nobody_and_are_still_to_come(as_director, north, field, value):
    with world.inside(north.centre):
        Resident.unscoped.filter(pk=north.rows.resident.pk).update(family_name="森", given_latin="Ritsu")
    data = {"on": north.today + DAY, "text": "Tea at two.", "text_ja": ""} | {field: value}
    answer = as_director.post(f"{north.url}letters/news/new/", posts.operation() | data)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    with world.inside(north.centre):
        assert News.unscoped.count() == 1


@pytest.mark.parametrize("path", ["family/invitation/nothing-that-was-signed/", "invitation/nothing-that-was-signed/"])
def test_a_link_that_does_not_work_says_what_to_do(client, north, path):
    page = client.get(north.url + path)
    assert page.status_code == 404
    assert "This link does not work any more" in page.content.decode()


def test_a_used_link_and_one_that_never_was_are_the_same_page(client, north):
    never = client.get(f"{north.url}family/invitation/nothing-that-was-signed/")
    with world.inside(north.centre):
        asked = north.rows.link.invitation
    used = client.get(f"{north.url}family/invitation/{posts.invitations.token_of(asked)}/")
    assert used.status_code == never.status_code == 404
    assert len(used.content) - len(never.content) == len(used.wsgi_request.path) - len(never.wsgi_request.path)


@pytest.mark.parametrize(("number", "status"), [("abc", 422), ("+81 (0)86-123 4567", 302)])
def test_a_phone_number_is_one(as_director, north, number, status):
    data = posts.VALID["centre:settings"](north) | posts.operation() | {"phone": number}
    assert as_director.post(f"{north.url}settings/", data).status_code == status
