"""Ranges of dates in constraints. A night is the midnight that ends a date, so ranges are half-open."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func, Value


class Nights(Func):
    """The range of dates from the first field up to the second; an open end is None.

    Half-open, as everywhere: the day somebody moves out is not a night. `last_day_counts` is for
    contracts of work, which name their last day.
    """

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, start, end, last_day_counts=False, **extra):
        super().__init__(start, end, Value("[]" if last_day_counts else "[)"), **extra)
