"""A date near another, as one says it; never so that it could be another one."""

import datetime as dt

import pytest
from django.utils import translation

from residents.templatetags.residents import short_day

DAY = dt.date(2026, 12, 30)  # a Wednesday


@pytest.mark.parametrize(
    ("on", "english", "japanese"),
    [
        ((2026, 12, 30), "today", "今日"),
        ((2026, 12, 29), "yesterday", "昨日"),
        ((2026, 12, 31), "tomorrow", "明日"),
        ((2026, 12, 28), "Monday 28 December", "12月28日（月）"),
        ((2026, 12, 24), "Thursday 24 December", "12月24日（木）"),
        ((2026, 12, 23), "23 December", "12月23日"),
        ((2027, 1, 1), "Friday", "金曜日"),
        ((2027, 1, 5), "Tuesday", "火曜日"),
        ((2027, 1, 6), "6 January 2027", "2027年1月6日"),
    ],
)
def test_a_date_near_another(on, english, japanese):
    said = []
    for language in ("en", "ja"):
        with translation.override(language):
            said.append(short_day(dt.date(*on), DAY))
    assert said == [english, japanese]
