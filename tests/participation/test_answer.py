"""The answer to a tap that is only filled reads as its template would have drawn it."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from participation.answer import KEY, answer, said
from participation.log import Cell, PeriodLog
from participation.models import Level, Mark
from residents.models import Resident
from tests.posts import operation
from tests.world import DAY

BACK = {
    "path": "/c/north/log/<undo>/",
    "who": "abcdefgh",
    "marks": "abcdefgh.7.",
    "reason": "",
    "move": "/<move>/",
    "history": "/h/",
}


def without_ids(text):
    return re.sub(KEY, "id", text)


@pytest.fixture(params=[{}, {"family_name": "O'Brien <b>&", "given_name": "z-code-z"}], ids=["plain", "hostile"])
def resident(request, north):
    return Resident(code="abcdefgh", **(request.param or {"family_name": "山田", "family_reading": "やまだ"}))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("days", [0, 1], ids=["that day", "a day later"])
def test_it_reads_as_the_template_draws_it(viewer, north, resident, language, level, days):
    day = north.today - days * DAY
    mark = Mark(level=level, version=7, by=viewer.who, at=timezone.now(), day=day)
    cell = Cell(resident, mark)
    log = PeriodLog("north", north.rows.period, day, [cell])
    with translation.override(language):
        context = {"log": log, "day": day, "chosen": cell, "viewer": viewer, "said": said(cell)} | BACK
        drawn = render_to_string("participation/period.html#saved", context)
        filled = answer(cell=cell, viewer=viewer, path=log.path, back=BACK)
    assert without_ids(filled) == without_ids(drawn)


def test_each_form_in_it_has_an_id_of_its_own_each_time(viewer, north, resident):
    cell = Cell(resident, Mark(level=2, version=7, by=viewer.who, at=timezone.now(), day=north.today))
    texts = [answer(cell=cell, viewer=viewer, path="/", back=BACK) for _time in range(2)]
    assert len({key for text in texts for key in re.findall(KEY, text)}) == 4


def test_it_carries_no_token_as_the_page_has_htmx_send_that_in_a_header(as_worker, north):
    path = f"/c/north/log/{north.today}/{north.rows.period.pk}/"
    assert 'hx-headers=\'{"X-CSRFToken": "' in as_worker.get(path).content.decode()
    tap = {"who": north.rows.second.code, "level": "2", "version": "1"} | operation()
    text = as_worker.post(f"{path}mark/", tap, headers={"HX-Request": "true"}).content.decode()
    assert f'action="{path}undo/"' in text
    assert "csrfmiddlewaretoken" not in text
