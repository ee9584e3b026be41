"""Parts of an address. What does not match is the 404 of a page that does not exist."""

import datetime as dt

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


class CentreSlug:
    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"

    def to_python(self, value):
        return value

    to_url = to_python


class Code(CentreSlug):
    """The public id of a person."""

    regex = r"[a-z0-9]{8}"


class RowId:
    """The id of a row that is not a person; at most what a bigint holds."""

    regex = r"[1-9][0-9]{0,17}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class Day:
    """A date from 2000 to 2100, so that a day more or less never overflows."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        day = dt.date.fromisoformat(value)
        if not FIRST <= day <= LAST:
            raise ValueError(value)
        return day

    def to_url(self, day):
        return day.isoformat()


class Token(CentreSlug):
    """A signed text, such as that of an invitation."""

    regex = r"[\w.:-]{10,300}"
