"""Parts of an address. What does not match is the 404 of a page that does not exist."""


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
