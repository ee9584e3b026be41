"""The shell prints the reference register's figures, equal to 1e-9."""

import json

import pytest
from django.core.management import CommandError, call_command

from reports.survival import Count, kaplan_meier

from .register import EXPECTED, differences, import_reference


@pytest.fixture
def printed(db, capsys):
    import_reference()
    capsys.readouterr()
    call_command("stay_report", centre="register", as_of="2025-03-31", json=True)
    return json.loads(capsys.readouterr().out)


def test_the_report_equals_the_reference(printed):
    wanted = {key: value for key, value in EXPECTED.items() if not key.startswith("leukaemia")}
    assert list(printed) == list(wanted)
    assert list(differences(printed, wanted)) == []


def test_the_comparison_notices_a_billionth():
    assert list(differences({"a": [1.0, 2]}, {"a": [1.00000001, 2], "b": None})) != []
    assert len(list(differences({"a": [1.0, None]}, {"a": [1.0, 0.5]}))) == 1


SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
"""Weeks in remission, Freireich 1963; + is censored."""


def test_published_data_come_out_as_published():
    counts = [Count(int(week.rstrip("+")), "" if week.endswith("+") else "relapse", 1) for week in SIX_MP.split()]
    curve = kaplan_meier(counts)
    wanted = EXPECTED["leukaemia_6mp"]
    found = [
        {"t": s.time, "n": s.at_risk, "d": s.departures, "S": s.share, "se": s.se, "lo": s.low, "hi": s.high}
        for s in curve.steps
    ]
    assert list(differences(found, wanted["km"])) == []
    assert (curve.median, *curve.median_limits) == (wanted["median"], wanted["lo"], wanted["hi"])


@pytest.mark.parametrize(
    ("centre", "as_of", "why"),
    [
        ("nowhere", "2025-03-31", "There is no house"),
        ("register", "31.3.2025", "is no date"),
        ("register", "9999-12-31", "is not from"),
    ],
)
def test_a_wrong_question_is_answered_in_words(db, centre, as_of, why):
    import_reference()
    with pytest.raises(CommandError, match=why):
        call_command("stay_report", centre=centre, as_of=as_of)


def test_without_json_it_speaks_plainly(db, capsys):
    import_reference()
    call_command("stay_report", centre="register", as_of="2025-03-31")
    out = capsys.readouterr().out
    assert "6 + 2 - 1 = 7" in out
    assert "everybody: 16 stays, 9 departures, median 340 nights" in out
