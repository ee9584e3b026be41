"""The camp's report tells the story on record: eleven months on average, four years at most, and what that hides."""

import html
import re

import pytest
from django.test import Client
from django.utils.formats import number_format

from centre.access import PERMISSIONS, Viewer
from centre.models import User
from centre.models.people import Role
from reports import checks
from reports.lengths import MONTH
from reports.stays import last_full_month, stay_report
from tests.conftest import signed_in


@pytest.fixture
def director(camp):
    return User.objects.get(email="director@camp.example")


@pytest.fixture
def report(camp, today, director):
    viewer = Viewer(director, camp, PERMISSIONS[Role.DIRECTOR])
    return stay_report(viewer, *last_full_month(today), today)


def test_the_figures_are_those_on_record(report):
    assert checks.broken(report) == []
    assert round(report.leavers.mean / MONTH) == 11
    assert report.leavers.longest == round(48 * MONTH)
    assert (report.leavers.n, report.stayers.n) == (46, 17)


def test_the_mean_hides_what_the_page_says_it_hides(report):
    """Half stayed shorter than the mean says, and the seventeen who live here are not in it."""
    assert report.leavers.median < report.leavers.mean
    assert report.leavers.up_to(int(report.leavers.median)) * 2 >= report.leavers.n
    assert report.curve.n == 63
    assert report.curve.median is not None


@pytest.mark.parametrize("house", ["camp", "school"])
def test_both_houses_have_a_whole_page(demo_loaded, db, house):
    director = User.objects.get(email=f"director@{house}.example")
    answer = signed_in(Client(), director).get(f"/c/{house}/reports/stays/")
    assert answer.status_code == 200
    assert "card--fault" not in answer.content.decode()


def test_the_page_says_it_in_words(director, today, report):
    director.language = "en"
    director.save()
    client = signed_in(Client(headers={"accept-language": "en"}), director)
    page = client.get("/c/camp/reports/stays/", {"as-of": today.isoformat()}).content.decode()
    said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    it = report.leavers
    mean, half = number_format(round(it.mean, 1)), number_format(it.median, 0 if it.median == int(it.median) else 1)
    assert f"The mean of the 46 finished stays is {mean} nights (" in said
    assert f"Yet half of them lasted {half} nights or fewer;" in said
    assert "up to 1,461 nights (4.0 years), lift it." in said
    assert "The 17 who live here are not in it." in said
