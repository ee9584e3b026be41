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
        day = dt.date.min + dt.timedelta(days=weekday)  # the first of January of the year 1 was a Monday
        examples = {
            name: f"<{name}>" if isinstance(value, str) else CENTRE - number
            for number, (name, value) in enumerate(keys.items(), 1)
        }
        rows = self.build(Viewer(User(), Centre(pk=CENTRE), frozenset()), day, **examples)[:1]
        sql, params = rows.query.sql_with_params()
        named = {(type(value), value): name for name, value in (examples | {"centre": CENTRE, "day": day}).items()}
        places = [(True, named[known]) if (known := (type(p), p)) in named else (False, p) for p in params]
        if missing := set(named.values()) - {place for name, place in places if name}:
            raise ValueError(f"The question does not use {missing}.")
        names = [field.attname for field in rows.model._meta.concrete_fields]
        self.kept[weekday] = rows.model, names, sql, places
        return self.kept[weekday]
