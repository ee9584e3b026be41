"""The access matrix, one test an address. `tests/matrix.py` says what a cell is."""

import pytest

from tests import addresses, canaries, matrix, posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(standing_cast, db):
    return standing_cast


CHOICES = ("room", "wing", "key_worker", "leader", "residents", "to", "done_by", "owner", "with_resident")
HOUSES = addresses.in_houses()


def test_every_post_address_says_what_is_really_sent():
    takes_post = {a.name for a in HOUSES if "POST" in matrix.methods_of(a)}
    assert len(takes_post) >= 15
    assert set(posts.VALID) == takes_post


@pytest.mark.parametrize("address", HOUSES, ids=lambda address: address.name)
@pytest.mark.parametrize(
    "methods",
    [matrix.USUAL, pytest.param(matrix.OTHERS, marks=[pytest.mark.slow, pytest.mark.walls])],
    ids=["usual", "other methods"],
)
def test_matrix(cast, address, methods, record_property):
    asked = matrix.Matrix(address, cast).ask(methods)
    record_property("matrix cells", asked.cells)
    record_property("canaries planted", sum(map(len, canaries.planted.values())))
    assert asked.problems == []


@pytest.mark.parametrize("address", [a for a in HOUSES if a.name in posts.VALID], ids=lambda address: address.name)
def test_a_choice_of_another_house_is_refused(cast, client, address):
    """Every id of a row that a form takes, swapped for one of the other house: no write."""
    data = posts.VALID[address.name](cast.north)
    keys = [name for name in CHOICES if name in data]
    client.force_login(cast.north.director)
    foreign = {
        "room": cast.south.rows.third_room,
        "wing": cast.south.rows.wing,
        "key_worker": cast.south.rows.worker_membership,
        "leader": cast.south.rows.worker_membership,
        "residents": cast.south.rows.second,
        "to": cast.south.rows.second,
        "done_by": cast.south.rows.second,
        "owner": cast.south.rows.worker_membership,
        "with_resident": cast.south.rows.second,
    }
    path = matrix.Matrix(address, cast).path("own")
    for key in keys:
        answer = client.post(path, data | posts.operation() | {key: foreign[key].pk})
        assert answer.status_code == 422, key
