"""What the timetable says of days: with a year where that is not this one."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import translation

from schedules import views, words
from schedules.templatetags.schedules import week_words
from tests.world import DAY

TODAY = dt.date(2026, 12, 16)


def in_both(say):
    said = []
    for language in ("en", "ja"):
        with translation.override(language):
            said.append(say())
    return said


@pytest.mark.parametrize(
    ("first", "english", "japanese"),
    [
        ((2026, 11, 16), "16 to 22 November", "11月16日〜22日"),
        ((2026, 11, 30), "30 November to 6 December", "11月30日〜12月6日"),
        ((2026, 12, 28), "28 December 2026 to 3 January 2027", "2026年12月28日〜2027年1月3日"),
        ((2027, 1, 4), "4 to 10 January 2027", "2027年1月4日〜10日"),
        ((2027, 3, 29), "29 March to 4 April 2027", "2027年3月29日〜4月4日"),
    ],
)
def test_the_days_of_a_week(first, english, japanese):
    first = dt.date(*first)
    week = SimpleNamespace(first=first, last=first + 6 * DAY)
    assert in_both(lambda: week_words(week, TODAY)) == [english, japanese]


@pytest.mark.parametrize(
    ("date", "english", "japanese"),
    [
        ((2026, 12, 17), "tomorrow", "明日"),
        ((2026, 12, 21), "Monday 21 December", "12月21日（月）"),
        ((2027, 1, 4), "Monday 4 January 2027", "2027年1月4日（月）"),
    ],
)
def test_a_date_as_one_says_it(date, english, japanese):
    assert in_both(lambda: words.day(dt.date(*date), TODAY)) == [english, japanese]


def test_what_was_saved_is_one_whole_sentence_with_its_day():
    event = SimpleNamespace(label="X", on=TODAY)
    assert in_both(lambda: views.saved_for(event, TODAY)) == [
        "“X” is saved for today.",
        "「X」を保存しました（今日）。",
    ]


def test_two_sentences_have_no_space_between_them_in_japanese():
    said = in_both(lambda: words.with_today("A.", True))
    assert said == [
        "A. Today’s has already begun and stays as it is.",
        "A.今日の分はもう始まっているため、そのままです。",
    ]
