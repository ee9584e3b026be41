"""Questions that every tap asks: built by the ORM once, asked as plain SQL from then on.

Building such a query takes several times as long as asking it. The rule stays where it is written, and
behind both walls; only its SQL is kept, per process and day of the week (a rule may look at the weekday).
"""

import datetime as dt

from django.db import connection

from .access import Viewer
from .models import Centre, User

CENTRE = -1_000_000_007
"""Stands for the house in the example from which the SQL is made. Other whole numbers count down from it."""


class Prepared:
    """`build(viewer, day, **keys)` gives a queryset of whole rows; a key is a text or a whole number."""

    def __init__(self, build):
        self.build = build
        self.kept = {}

    def first(self, viewer, day, **keys):
        """The first row, or None."""
        if viewer.resident_ids is not None:
            raise ValueError("A prepared question is for staff, who see every resident.")
        kept = self.kept.get(day.weekday()) or self.prepare(day.weekday(), keys)
        model, names, sql, places = kept
        values = keys | {"centre": viewer.centre.pk, "day": day}
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[place] if name else place for name, place in places])
            row = cursor.fetchone()
        return None if row is None else model.from_db(connection.alias, names, row)

    def prepare(self, weekday, keys):
        """Build the question for two different examples: what differs between them must be named, or it would
        be kept frozen. Raises ValueError where it is not."""
        (rows, ones), (_same, others) = (self.example(weekday, keys, number) for number in (0, 1))
        if len(ones) != len(others) or any(one != other for one, other in zip(ones, others, strict=False)):
            raise ValueError("The question computes with its day or keys; it cannot be kept.")
        if missing := {"centre", "day", *keys} - {place for is_name, place in ones if is_name}:
            raise ValueError(f"The question does not use {missing}.")
        names = [field.attname for field in rows.model._meta.concrete_fields]
        sql, _params = rows.query.sql_with_params()
        self.kept[weekday] = rows.model, names, sql, ones
        return self.kept[weekday]

    def example(self, weekday, keys, number):
        """The question for made-up values; of each parameter (True, its name) or (False, itself)."""
        day = dt.date(401, 1, 1) + dt.timedelta(days=weekday, weeks=number)  # a Monday, long before any house
        centre = CENTRE - 1000 * number
        values = {
            name: f"<{name} {number}>" if isinstance(value, str) else centre - place
            for place, (name, value) in enumerate(keys.items(), 1)
        }
        rows = self.build(Viewer(User(), Centre(pk=centre), frozenset()), day, **values)[:1]
        _sql, params = rows.query.sql_with_params()
        named = {(type(value), value): name for name, value in (values | {"centre": centre, "day": day}).items()}
        return rows, [(True, named[key]) if (key := (type(p), p)) in named else (False, p) for p in params]
