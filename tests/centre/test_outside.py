"""The people outside whom everybody in the house may turn to."""

from centre.models import OutsideHelp
from tests import posts, world


def test_a_removed_entry_comes_back_with_undo(as_director, north):
    path = f"{north.url}outside/{north.rows.officer.pk}/remove/"
    page = as_director.post(path, posts.operation(), follow=True)
    assert "No independent complaints officer is named" in page.content.decode()
    undo, fields = posts.undo_in(page)
    assert as_director.post(undo, fields | posts.operation()).status_code == 302
    with world.inside(north.centre):
        assert OutsideHelp.unscoped.get(is_officer=True).email == "officer@north.example"


def test_a_second_officer_is_refused_at_the_form(as_director, north):
    data = posts.outside(north) | {"is_officer": "on", "email": "x@y.example"}
    answer = as_director.post(f"{north.url}outside/new/", data | posts.operation())
    assert answer.status_code == 422
    assert "already an independent complaints officer" in answer.content.decode()


def test_who_cannot_be_reached_is_refused(as_director, north):
    answer = as_director.post(f"{north.url}outside/new/", posts.operation() | {"name": "X", "position": "1"})
    assert answer.status_code == 422
