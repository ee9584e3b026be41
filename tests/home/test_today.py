import pytest

from tests import world

QUERIES = 37
"""With everything that the gate and the transaction ask."""


def test_it_shows_the_house_and_what_is_open(as_worker):
    page = as_worker.get("/c/north/").content.decode()
    for canary in ("northresidentfamilylatincanary", "northperiodcanary", "northfourthroomcanary"):
        assert canary in page


@pytest.mark.parametrize("part", ["now/", "to-do/"])
def test_its_parts_are_parts_to_htmx_and_the_page_to_everybody_else(as_worker, part):
    alone = as_worker.get(f"/c/north/{part}", headers={"hx-request": "true"})
    assert alone.headers["Vary"].count("HX-Request") == 1
    assert b"<html" not in alone.content
    assert b"<html" in as_worker.get(f"/c/north/{part}").content


@pytest.mark.parametrize("more", [0, 2, 19])
def test_it_asks_as_often_for_one_as_for_twenty(as_worker, north, late, django_assert_num_queries, more):
    with world.inside(north.centre, north.director):
        for number in range(more):
            resident = world.resident(north, f"more{number}")
            world.resident_actions.admit(
                resident=resident, applied_on=north.today - world.DAY, moved_in_on=north.today - world.DAY
            )
    with django_assert_num_queries(QUERIES):
        as_worker.get("/c/north/")


def test_a_house_with_nothing_yet_says_what_comes_first(as_director, north):
    with world.inside(north.centre):
        empty = world.Centre.objects.create(slug="new", name="New House", second_factor="off")
    with world.inside(empty):
        world.Membership.unscoped.create(
            centre=empty, user=north.director, role="director", from_on=north.today - world.DAY
        )
    page = as_director.get("/c/new/").content.decode()
    assert "Rooms come first" in page
    assert "The day is as it comes" in page
