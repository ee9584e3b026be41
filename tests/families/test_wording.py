"""What never stands in a letter: shares in a hundred, and the names of others who live here."""

import pytest
from django.core.exceptions import ValidationError

from families import wording
from families.models import Part
from residents.models import Resident
from tests import posts


def checked(house, text):
    return wording.checked({Part.MONTH: text}, house.rows.second, house.today)


@pytest.fixture
def house(inside_north):
    return named(inside_north)


def named(inside_north):
    """The first resident lives here beside the second, and has names as people have."""
    Resident.unscoped.filter(pk=inside_north.rows.resident.pk).update(
        family_name="森", given_name="律", family_latin="Mori", given_latin="Ritsu", called="りっちゃん"
    )
    return inside_north


@pytest.mark.parametrize("text", ["80 %", "80%", "80\uff05", "80パーセント", "80 percent", "80 per cent of the days"])
def test_no_share_in_a_hundred(house, text):
    with pytest.raises(ValidationError, match="percentages"):
        checked(house, f"Came to the farm {text}.")


@pytest.mark.parametrize(
    "text",
    ["Cooked with Ritsu.", "森律さんと料理", "森さんと料理", "Mori cooked.", "りっちゃんと料理", "with RITSU, twice"],
)
def test_nobody_else_who_lives_here_is_named(house, text):
    with pytest.raises(ValidationError, match="lives here too"):
        checked(house, text)


@pytest.mark.parametrize("text", ["自律のために", "Ritsuko wrote.", "Came to the farm twice.", "法律の本"])
def test_words_that_only_look_like_a_name_pass(house, text):
    assert checked(house, f"  {text} ") == {Part.MONTH: text}


def test_the_own_name_passes(house):
    assert checked(house, f"{house.rows.second.given_name} wrote.")


def test_who_moved_out_is_not_looked_for(house):
    assert checked(house, f"{house.rows.former.called} wrote.")


def test_it_is_said_at_the_very_part(as_worker, house):
    path = f"{house.url}letters/to/{house.rows.sister.pk}/"
    answer = as_worker.post(path, posts.operation() | {"own_words": "80 %", "you": "Write.", "version": 1})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"own_words"}
