import json
import logging

import psycopg
from django import db

OF_THE_DATABASE = (db.Error, psycopg.Error)


class JsonFormatter(logging.Formatter):
    """One line of JSON. Ids and paths, never names, never bodies.

    What PostgreSQL says of an error quotes the row (`Key (email)=(…) already exists`): its type and its lines
    of code are kept, its words are not.
    """

    def format(self, record):
        errors = database_errors(record)
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_words(record.getMessage(), errors),
        }
        if record.exc_info:
            line["trace"] = without_words(self.formatException(record.exc_info), errors)
        return json.dumps(line, ensure_ascii=False)


def database_errors(record):
    arguments = record.args.values() if isinstance(record.args, dict) else record.args or ()
    waiting = [one for one in (*(record.exc_info or ()), *arguments) if isinstance(one, BaseException)]
    seen = []
    while waiting:
        error = waiting.pop()
        if error not in seen:
            seen.append(error)
            waiting += [one for one in (error.__cause__, error.__context__) if one is not None]
            waiting += getattr(error, "exceptions", ())
    return [error for error in seen if isinstance(error, OF_THE_DATABASE)]


def without_words(text, errors):
    """Without what the errors say, as it is, as `repr` writes it, and line by line (a group indents its lines)."""
    for error in errors:
        for words in (*map(str, error.args), str(error), *getattr(error, "__notes__", ())):
            for form in (words, repr(words)[1:-1], *words.splitlines()):
                if form.strip():
                    text = text.replace(form.strip(), "…")
    return text
