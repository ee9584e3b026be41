"""What a field says of what it cannot take, as a person would say it."""

import datetime as dt

import pytest
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils import translation

from centre.forms import ViewerForm


class Fields(ViewerForm):
    """One of each kind that a house's forms have."""

    text = forms.CharField(min_length=3, max_length=5, required=False)
    number = forms.IntegerField(min_value=1, max_value=12, required=False)
    hour = forms.TimeField(required=False)
    day = forms.DateField(required=False)


@pytest.mark.parametrize(
    ("field", "sent", "words"),
    [
        ("text", "a", "3文字以上で入力してください（いまは1文字です）。"),
        ("text", "abcdefgh", "5文字以内で入力してください（いまは8文字です）。"),
        ("text", "a\0bc", "使えない文字が含まれています。入力し直してください。"),
        ("number", "0", "1以上にしてください。"),
        ("number", "13", "12以下にしてください。"),
        ("number", "x", "整数で入力してください。"),
        ("hour", "25:00", "時刻を「9:30」のように入力してください。"),
        ("day", "1800-01-01", "1900年から2100年までの日付を入力してください。"),
    ],
)
def test_fields_refuse_in_natural_japanese(field, sent, words):
    with translation.override("ja"):
        assert Fields({field: sent}, viewer=None).errors[field][0] == words


def test_dates_too_far_off_are_refused_in_english():
    assert Fields({"day": dt.date(2101, 1, 1)}, viewer=None).errors["day"] == ["Give a date from 1900 to 2100."]


def test_a_short_password_is_refused_in_natural_japanese():
    with translation.override("ja"), pytest.raises(ValidationError) as refused:
        MinimumLengthValidator(10).validate("short")
    assert refused.value.messages == ["パスワードが短すぎます。10文字以上にしてください。"]
