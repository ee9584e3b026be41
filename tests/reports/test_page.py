"""The page: what it says to whom, and when it says nothing."""

import html
import re

import pytest
import time_machine

from centre.models import Centre, Membership, User
from reports import records
from tests.conftest import signed_in
from tests.world import inside

from .register import import_reference

URL = "/c/plain/reports/stays/"
MARCH = {"from": "2025-03-01", "until": "2025-03-31", "as-of": "2025-03-31"}


def text_of(answer):
    """What a reader reads: no tags, no scripts, single spaces."""
    body = answer.content.decode().split("<main")[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
def read(client, house):
    signed_in(client, house.director)

    def page(question=MARCH, status=200):
        answer = client.get(URL, question)
        assert answer.status_code == status
        return text_of(answer)

    return page


@pytest.fixture
def register(client, db):
    """The page of the reference register."""
    import_reference(director="director@plain.example", language="en")
    director = User.objects.get()
    director.language = "en"
    director.save()
    Centre.objects.update(second_factor="off")
    with inside(Centre.objects.get(), director):
        Membership.unscoped.update(from_on="2020-01-01")
    return lambda **question: text_of(signed_in(client, director).get("/c/register/reports/stays/", MARCH | question))


def test_the_register_reads_as_the_story_says(register):
    said = register()
    for words in [
        "6 lived here on 28 February + 2 moved in − 1 moved out = 7 lived here at the end of 31 March",
        "146 nights Middle value of 9 stays, all years. Shortest 0, longest 431.",
        "212 nights so far Middle value of 7 people. Longest 670 so far.",
        "340 nights Half have moved out by then. 16 stays, 9 departures. 95 % limits: 45 to not reached.",
        "The mean of the 9 finished stays is 188.8 nights (6.2 months). Yet half of them lasted 146 nights or fewer;",
        "The 7 who live here are not in it.",
        "Occupancy, enrolled 208 of 303 nights 68.65 %",
        "Occupancy, present 203 of 303 nights 67.00 %",
        "Nights away 5 of 208 nights",
        "303 nights: 10 places × 31 nights, less 7 while 1 place was out of service (10 March to 16 March).",
        "As planned 1 of 1 5 of 9 55.6 % 34.8 %",
        "As planned 46.8 % By own choice, earlier than planned 21.3 % To other support or a hospital 7.9 %",
        "208 nights give 138.7",
        "From here on fewer than 5 people.",
    ]:
        assert words in said


def test_a_share_of_few_is_words(read, house):
    for _one in range(4):
        house.stay("2025-01-01", "2025-03-10")
    said = read()
    assert "As planned 4 of 4 4 of 4 n below 5" in said
    assert "Fewer than 5 stays so far" in said
    assert "%" not in said.split("Reasons for moving out")[1].split("What we mean")[0]


def test_an_empty_house_is_calm(read):
    assert "Nobody had moved in by 31 March 2025" in read()


def test_one_stay(read, house):
    house.stay("2025-03-10")
    said = read()
    assert "Nobody has moved out yet." in said
    assert "22 nights so far One person. The stay goes on." in said
    assert "not reached" in said
    assert "What the mean hides" not in said


def test_all_have_left(read, house):
    for night in range(6):
        house.stay("2025-01-01", f"2025-02-{night + 1:02}")
    said = read()
    assert "Nobody lived here at the end of that day." in said
    assert "0 lived here on 28 February + 0 moved in − 0 moved out = 0" in said
    assert "Yet half of them lasted 33.5 nights or more; the longest 36." in said


def test_nobody_ever_left(read, house):
    for _one in range(6):
        house.stay("2025-01-01")
    said = read()
    assert "not reached More than half still live here after each number of nights on record, up to 90." in said
    assert "Reasons for moving out" not in said


def test_a_stay_of_forty_years(read, house):
    house.stay("1985-03-01", "2025-03-20")
    for _one in range(6):
        house.stay("2025-01-01")
    assert "Shortest" not in (said := read())
    assert "14,629 nights One stay, all years." in said
    assert "14,975" not in said  # the axis ends at the first year that holds it


def test_a_percentage_of_nights_without_places_is_left_out(read, house):
    house.stay("2025-03-10")
    said = read()
    assert "No places are on record for this period" in said
    assert "Occupancy" not in said


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ({"as-of": "9999-12-31"}, "That day is still to come."),
        ({"until": "nonsense", "as-of": "2099-01-01"}, "That day is still to come."),
        ({"until": "9999-12-31", "as-of": ""}, "That day is still to come."),
        ({"from": "1850-01-01"}, "That is before any record."),
        ({"as-of": "yesterday"}, "We could not read this as a date."),
        ({"as-of": "2099-01-01"}, "That day is still to come."),
        ({"until": "2025-04-01", "as-of": "2025-03-31"}, "This night is after the day as of which"),
        ({"from": "2025-03-09", "until": "2025-03-08"}, "The first night is after the last."),
        ({"from": "0000-00-00"}, "We could not read this as a date."),
    ],
)
def test_a_wrong_date_is_said_at_its_field_and_nothing_is_counted(read, house, question, why):
    house.stay("2025-01-01")
    said = read(question, status=422)
    assert why in said
    assert "moved in" not in said


@pytest.mark.parametrize(
    ("question", "when"),
    [
        ({}, "February 2025 · as of the end of 28 February 2025"),
        ({"as-of": "2025-02-10"}, "1 February 2025 to 10 February 2025 · as of the end of 10 February 2025"),
        ({"until": "2024-12-31"}, "December 2024 · as of the end of 31 December 2024"),
        ({"from": "2024-01-01"}, "1 January 2024 to 28 February 2025 · as of the end of 28 February 2025"),
    ],
)
def test_what_is_not_asked_is_the_last_full_month(read, house, question, when):
    house.stay("2024-06-01")
    with time_machine.travel("2025-03-31T09:00+09:00", tick=False):
        assert f"{when} · read 31 March 2025, 9:00" in read(question)


def test_if_it_does_not_add_up_it_says_so_and_nothing_else(read, house, monkeypatch):
    house.stay("2025-01-01")
    right = records.movement
    monkeypatch.setattr(records, "movement", lambda *period: right(*period) | {"closing": 5})
    said = read()
    assert "Who came and who left: 1 + 0 − 0 is not 5." in said
    assert not {"Three answers", "Nights and rooms", "Share still living here"} & set(re.findall(r"[A-Z][a-z ]+", said))


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_as_often_whatever_the_house(client, house, people, django_assert_num_queries):
    signed_in(client, house.director)
    for _person in range(people):
        house.away(house.stay("2025-01-10", "2025-03-05"), "2025-01-20", back="2025-01-22")
        house.stay("2025-02-01", kind="trial")
    client.get(URL, MARCH)
    with django_assert_num_queries(18):
        client.get(URL, MARCH)


def test_the_entry_is_there_for_directors_alone(client, north):
    entry = f'href="{north.url}reports/stays/"'
    assert entry in signed_in(client, north.director).get(north.url).content.decode()
    assert entry not in signed_in(client, north.worker).get(north.url).content.decode()


def test_it_speaks_japanese(client, house):
    house.director.language = "ja"
    house.director.save()
    house.stay("2025-03-10")
    signed_in(client, house.director)
    client.cookies["django_language"] = "ja"
    said = text_of(client.get(URL, MARCH))
    assert "2025年3月" in said
    assert "2025年3月31日 の終わりの時点" in said
