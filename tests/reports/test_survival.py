"""The estimates against an independent slow implementation, on random registers."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.survival import Count, kaplan_meier

from . import slow

NIGHTS = st.one_of(st.integers(0, 12), st.integers(0, 900))
EVENTS = st.sampled_from(["", "", "planned", "own_choice", "death"])
PEOPLE = st.lists(st.tuples(NIGHTS, EVENTS, st.just(0)), max_size=30)
LATE = st.lists(st.tuples(NIGHTS, EVENTS, st.one_of(st.just(0), st.integers(0, 20))), max_size=30)
FORTY_YEARS = 14610
few = settings(max_examples=120, deadline=None)


def grouped(people):
    return [Count(time, event, n, entry) for (time, event, entry), n in Counter(people).items()]


def same(found, wanted):
    assert (found is None) == (wanted is None)
    assert found is None or abs(found - wanted) <= 1e-9


@few
@given(LATE)
@example([])
@example([(0, "planned", 0)])
@example([(5, "", 0)] * 7)
@example([(5, "planned", 0)] * 7)
@example([(3, "planned", 0), (3, "", 0), (3, "death", 0), (9, "", 0)])
@example([(10, "planned", 4), (4, "planned", 4), (4, "death", 0), (12, "", 4)])
@example([(FORTY_YEARS, "planned", 0), (1, "", 0)])
def test_the_curve_and_its_limits(people):
    found, wanted = kaplan_meier(grouped(people)), slow.curve(people)
    assert [(s.time, s.at_risk, s.departures) for s in found.steps] == [row[:3] for row in wanted]
    assert found.n == len(slow.watched(people))
    for step, (_night, _n, _left, share, variance) in zip(found.steps, wanted, strict=True):
        same(step.share, share)
        limits = slow.limits(share, variance)
        for one, other in zip((step.se, step.low, step.high), limits or (None,) * 3, strict=True):
            same(one, other)


@few
@given(LATE, st.sampled_from([0, 1, 30, 365, 730]))
@example([], 365)
@example([(0, "planned", 0)] * 3, 365)
def test_middle_means_and_numbers_at_risk(people, night):
    found = kaplan_meier(grouped(people))
    watched = slow.watched(people)
    for p, level in ((0.25, 0.75), (0.5, 0.5), (0.75, 0.25)):
        assert found.quantile(p) == slow.first_night(people, level)
    same(found.restricted_mean(night), slow.restricted_mean(people, night))
    same(found.share_at(night), slow.share_at(people, night))
    assert found.at_risk(night) == slow.at_risk(watched, night)


@few
@given(LATE)
def test_shares_by_reason_and_those_still_here_are_everybody(people):
    for step, left in kaplan_meier(grouped(people)).incidence():
        wanted = slow.incidence(people, step.time)
        for event, share in left.items():
            same(share, wanted[event])
        same(step.share + sum(left.values()), 1)


@few
@given(PEOPLE)
def test_the_limits_of_the_middle_are_where_the_limits_of_the_share_cross_a_half(people):
    low, high = None, None
    for night, _n, _left, share, variance in slow.curve(people):
        ends = slow.limits(share, variance)
        low = night if low is None and ends and ends[1] <= 0.5 + 1e-9 else low
        high = night if high is None and ends and ends[2] <= 0.5 + 1e-9 else high
    assert kaplan_meier(grouped(people)).median_limits == (low, high)


@given(PEOPLE)
@few
def test_the_order_and_the_grouping_of_the_people_do_not_matter(people):
    one_by_one = [Count(time, event, 1) for time, event, _entry in reversed(people)]
    for found, wanted in zip(kaplan_meier(one_by_one).steps, kaplan_meier(grouped(people)).steps, strict=True):
        assert (found.time, found.at_risk, found.departures) == (wanted.time, wanted.at_risk, wanted.departures)
        same(found.share, wanted.share)


def test_who_left_before_the_register_began_is_not_in_it():
    assert kaplan_meier([Count(4, "planned", 1, entry=4), Count(9, "", 2)]).n == 2


@pytest.mark.parametrize("n", [1, 40])
def test_everybody_left_at_once(n):
    curve = kaplan_meier([Count(30, "planned", n)])
    assert (curve.median, curve.median_limits, curve.share_at(29), curve.share_at(30)) == (30, (None, None), 1.0, 0.0)


def test_a_half_but_for_rounding_is_a_half():
    """Three sevenths and four sevenths of many: products of shares that end a hair above a half."""
    curve = kaplan_meier([Count(night, "planned", 1) for night in range(1, 50)] + [Count(99, "", 49)])
    assert curve.median == 49
