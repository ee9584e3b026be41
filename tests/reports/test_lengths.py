from collections import Counter
from statistics import mean, quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.lengths import BANDS, Lengths

NIGHTS = st.lists(st.integers(0, 15000), min_size=2, max_size=40)


@given(NIGHTS)
@settings(max_examples=100, deadline=None)
def test_quartiles_are_those_of_the_standard_library(nights):
    found = Lengths(dict(Counter(nights)))
    wanted = quantiles(nights, n=4, method="inclusive")
    assert [found.q1, found.median, found.q3] == pytest.approx(wanted, abs=1e-9)
    assert (found.n, found.shortest, found.longest) == (len(nights), min(nights), max(nights))
    assert found.mean == pytest.approx(mean(nights))
    assert sum(found.bands.values()) == len(nights)


def test_nobody_has_no_middle():
    nobody = Lengths({})
    assert (nobody.n, nobody.mean, nobody.median, nobody.shortest, nobody.longest) == (0, None, None, None, None)


def test_one_is_every_quartile():
    one = Lengths({7: 1})
    assert (one.q1, one.median, one.q3) == (7, 7, 7)


@pytest.mark.parametrize(
    ("nights", "band"),
    [(0, "same day"), (1, "1-7"), (7, "1-7"), (8, "8-30"), (90, "31-90"), (91, "91-180"), (365, "181-365")]
    + [(366, "366-730"), (1095, "731-1095"), (1096, "1096+"), (14610, "1096+")],
)
def test_each_length_has_its_band(nights, band):
    assert [of.name for of, n in Lengths({nights: 1}).bands.items() if n] == [band]


def test_the_bands_follow_each_other():
    assert [band.first for band in BANDS[1:]] == [band.last + 1 for band in BANDS[:-1]]
