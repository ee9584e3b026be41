"""Pages of letters ask as often whatever there is."""

import pytest

from families.models import Part
from tests import kin, world

from .house import DAY, Household


def sent(house, months):
    for back in range(1, months + 1):
        home = Household(house)
        home.draft(about=(house.rows.last_month - 70 * back * DAY).replace(day=1), own_words="Hello.", month="Cold.")
        home.lay_before()
        home.decide()


@pytest.mark.parametrize("months", [1, 3])
def test_the_page_of_a_relative(as_reader, north, months, django_assert_num_queries):
    with world.inside(north.centre):
        sent(north, months)
    as_reader.get(f"{north.url}family/")
    with django_assert_num_queries(16):
        page = as_reader.get(f"{north.url}family/")
    assert len(page.context["before"]) == months


@pytest.mark.parametrize("months", [1, 3])
def test_the_letters_of_a_resident(as_resident, north, months, django_assert_num_queries):
    with world.inside(north.centre):
        sent(north, months)
    as_resident.get(f"{north.url}my/letters/")
    with django_assert_num_queries(9):
        page = as_resident.get(f"{north.url}my/letters/")
    assert len(page.context["letters"]) == months + 2


@pytest.mark.parametrize("relatives", [1, 3])
def test_the_letters_of_a_house(as_worker, north, relatives, django_assert_num_queries):
    with world.inside(north.centre):
        for which in range(1, relatives):
            contact = kin.contact(north, f"more{which}", kind="relative")
            kin.consent(north, contact, "living")
            kin.letter(north, contact, north.rows.last_month, {Part.YOU: f"more{which}you"})
    as_worker.get(f"{north.url}letters/")
    with django_assert_num_queries(10):
        page = as_worker.get(f"{north.url}letters/")
    assert len(page.context["months"][0][1]) == relatives + 2


@pytest.mark.parametrize("parts", [1, 3])
def test_a_letter_before_the_resident(as_resident, north, parts, django_assert_num_queries):
    with world.inside(north.centre):
        home = Household(north, north.rows.sister)
        home.shares("daily", "activities")
        words = {"own_words": "Hello.", "month": "Cold.", "taking_part": "Cooked."}
        letter = home.draft(**dict(list(words.items())[:parts]))
        home.lay_before()
    path = f"{north.url}my/letters/{letter.pk}/"
    as_resident.get(path)
    with django_assert_num_queries(11):
        as_resident.get(path)
