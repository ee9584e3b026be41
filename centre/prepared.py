"""Questions that every request or every tap asks: built by the ORM once, planned by the database once (ADR 7).

Building such a query takes several times as long as asking it, and so does planning it. The rule stays where
it is written, and behind both walls; only its SQL is kept, per process and day of the week (a rule may look
at the weekday).
"""

import datetime as dt
from contextlib import contextmanager
from functools import wraps
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor

from .models import Centre

NUMBER = -1_000_000_007
"""Stands for a whole number in the example from which the SQL is made. Others count down from it."""


@contextmanager
def planned():
    """A cursor whose statements each connection plans once. Django's own sends and plans their text each time."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    with connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw) as cursor:
        yield cursor


class Prepared:
    """`build(**values)` gives a queryset of whole rows; a value is a text, a whole number, a date or an instant.

    `joined` are the models that its `select_related` names, in that order: then a row is several objects.
    """

    def __init__(self, build, *joined):
        self.build, self.joined = build, joined
        self.kept: dict[int | None, tuple[str, dict]] = {}
        self.cuts: list[tuple] = []

    def all(self, **values):
        sql, values = self.sql(**values)
        with planned() as cursor:
            cursor.execute(sql, values)
            return [self.row(columns) for columns in cursor.fetchall()]

    def first(self, **values):
        """The first row, or None."""
        return next(iter(self.all(**values)), None)

    def sql(self, **values):
        """The question with named places, for a larger statement, and what goes in them."""
        weekday = values["day"].weekday() if "day" in values else None
        sql, fixed = self.kept.get(weekday) or self.prepare(weekday, values)
        return sql, fixed | values

    def row(self, columns):
        """The object, or the several, that these columns are."""
        found = [model.from_db(connection.alias, names, columns[cut]) for model, names, cut in self.cuts]
        return found if self.joined else found[0]

    def prepare(self, weekday, values):
        """Build the question for two different examples: what differs between them must be named, or it would
        be kept frozen. Raises ValueError where it is not."""
        (rows, ones), (_same, others) = (self.example(weekday, values, number) for number in (0, 1))
        if len(ones) != len(others) or any(one != other for one, other in zip(ones, others, strict=False)):
            raise ValueError("The question computes with its day or keys; it cannot be kept.")
        if missing := {*values} - {place for is_name, place in ones if is_name}:
            raise ValueError(f"The question does not use {missing}.")
        cuts, ends = [], 0
        for model in (rows.model, *self.joined):
            names = [field.attname for field in model._meta.concrete_fields]
            cuts.append((model, names, slice(ends, ends := ends + len(names))))
        self.cuts = cuts
        places = [place if is_name else f"{self.build.__name__} {n}" for n, (is_name, place) in enumerate(ones)]
        fixed = {name: value for name, (is_name, value) in zip(places, ones, strict=True) if not is_name}
        sql, _params = rows.query.sql_with_params()
        self.kept[weekday] = sql % tuple(f"%({name})s" for name in places), fixed
        return self.kept[weekday]

    def example(self, weekday, values, number):
        """The question for made-up values; of each parameter (True, its name) or (False, itself)."""
        day = dt.datetime(401, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=weekday or 0, weeks=number)  # from a Monday
        made: dict[str, Any] = {}
        for place, (name, value) in enumerate(values.items()):
            if isinstance(value, str):
                made[name] = f"<{name} {number}>"
            elif isinstance(value, dt.date):
                made[name] = day if isinstance(value, dt.datetime) else day.date()
            else:
                made[name] = NUMBER - 1000 * number - place
        rows = self.build(**made)
        _sql, params = rows.query.sql_with_params()
        named = {(type(value), value): name for name, value in made.items()}
        return rows, [(True, named[key]) if (key := (type(p), p)) in named else (False, p) for p in params]


class Staff(NamedTuple):
    """What `visible_to` looks at, for those who see every resident."""

    centre: Centre
    audience: str = "staff"


class PreparedForStaff:
    """`build(viewer, day, **keys)`: about one house on one day, for those who see every resident."""

    def __init__(self, build):
        @wraps(build)
        def for_staff(centre, **values):
            return build(Staff(Centre(pk=centre)), **values)[:1]

        self.question = Prepared(for_staff)

    def first(self, viewer, day, **keys):
        """The first row, or None."""
        return self.question.first(centre=centre_of(viewer), day=day, **keys)

    def sql(self, viewer, day, **keys):
        return self.question.sql(centre=centre_of(viewer), day=day, **keys)

    def row(self, columns):
        return self.question.row(columns)


def centre_of(viewer):
    if viewer.resident_ids is not None:
        raise ValueError("A prepared question is for staff, who see every resident.")
    return viewer.centre.pk
