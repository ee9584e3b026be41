"""One word of English may be several of Japanese: each label says which is meant."""

from django.utils import translation

from centre.models import Centre, Membership
from chores.models import Chore
from residents.models import Away
from rooms.models import Wing
from schedules.models import Expects, Period


def in_japanese(words):
    with translation.override("ja"):
        return str(words)


def label_of(model, field):
    return in_japanese(model._meta.get_field(field).verbose_name)


def test_one_english_word_is_several_japanese_ones():
    assert label_of(Membership, "from_on") == "勤務開始日"
    assert label_of(Away, "left_on") == "出る日"
    assert label_of(Chore, "from_on") == "開始日"
    assert [label_of(Period, edge) for edge in ("starts", "ends")] == ["開始時刻", "終了時刻"]
    assert [label_of(Chore, "weekdays"), label_of(Period, "on")] == ["曜日", "日付"]
    assert in_japanese(Expects.ALL.label) == "全員"
    assert in_japanese(dict(Wing._meta.get_field("for_whom").flatchoices)["anyone"]) == "男女共用"
    assert in_japanese(dict(Centre._meta.get_field("second_factor").flatchoices)["off"]) == "だれにも求めない"
