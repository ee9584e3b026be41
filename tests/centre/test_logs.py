"""What the log keeps of an error of the database: where and which, never what stood in the row."""

import json
import logging
import sys

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from centre.logs import JsonFormatter
from centre.models import User

ADDRESS = "canary@north.example"


def line_of(message, *arguments, exc_info=None):
    record = logging.LogRecord("centre", logging.ERROR, "x.py", 1, message, arguments, exc_info)
    return json.loads(JsonFormatter().format(record))


def refused():
    """The error of a second account with one address."""
    User.objects.create(email=ADDRESS)
    with transaction.atomic():
        User.objects.create(email=ADDRESS)


def test_a_trace_keeps_types_and_lines_and_no_row(db):
    with pytest.raises(IntegrityError, match=ADDRESS) as caught:
        refused()
    line = line_of("Internal Server Error: %s", "/c/north/staff/new/", exc_info=(caught.type, caught.value, caught.tb))

    assert line["message"] == "Internal Server Error: /c/north/staff/new/"
    assert ADDRESS not in line["trace"]
    assert "psycopg.errors.UniqueViolation: …" in line["trace"]
    assert "django.db.utils.IntegrityError: …" in line["trace"]
    assert "in refused" in line["trace"]


@pytest.mark.parametrize("how", [str, repr, lambda error: error])
def test_a_message_that_quotes_the_error_loses_its_words(db, how):
    with pytest.raises(IntegrityError) as caught:
        refused()
    line = line_of("A task failed: %s", how(caught.value), exc_info=(caught.type, caught.value, caught.tb))

    assert "A task failed: " in line["message"]
    assert ADDRESS not in json.dumps(line)


def test_an_error_inside_others_loses_its_words_too():
    try:
        try:
            raise DatabaseError(f"DETAIL: Failing row contains\n({ADDRESS}\n, 1).")
        except DatabaseError as error:
            raise ExceptionGroup("several", [ValueError("kept"), error]) from error
    except ExceptionGroup:
        line = line_of("Broken", exc_info=sys.exc_info())

    assert ADDRESS not in line["trace"]
    assert "ValueError: kept" in line["trace"]
