"""What the house says about itself."""

from centre.models import About
from tests import posts, world

ABOUT = "/c/north/about/"


def test_removing_a_paragraph_can_be_taken_back(as_director, north):
    with world.inside(north.centre):
        About.unscoped.update(text='By "train".\n\n<b>Or</b> on foot & slowly.', title_ja="道", position=7)
        taken = written_of(About.unscoped.get())
    page = as_director.post(f"{ABOUT}{north.rows.about.pk}/remove/", posts.operation(), follow=True)
    with world.inside(north.centre):
        assert not About.unscoped.exists()
    address, fields = posts.undo_in(page)
    assert as_director.post(address, fields | posts.operation()).status_code == 302
    with world.inside(north.centre):
        assert written_of(About.unscoped.get()) == taken


def written_of(part):
    return [part.title, part.title_ja, part.text, part.text_ja, part.position]
