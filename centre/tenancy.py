"""The two walls between centres (design 2), and the one way through them.

Wall 1 is what a view types: `Model.visible_to(viewer)`; a scoped model has no `objects`.
Wall 2 is the database: each scoped table is under FORCE ROW LEVEL SECURITY and its keys to
other scoped tables carry the centre. Both read one setting, `app.centre`, that lives for one
transaction and that only `enter` writes.
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.ddl_references import Statement, Table
from django.utils.translation import gettext_lazy as _

CHANGED_JUST_NOW = _("Somebody else has just changed this. Please look again.")
CENTRE = "(SELECT nullif(current_setting('app.centre'), '')::bigint)"
USER = "(SELECT nullif(current_setting('app.user'), '')::bigint)"


def enter(centre_id, user_id=None):
    """Open one centre for the rest of this transaction. Called once, by a gate or by `inside`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.centre', %s, true), set_config('app.user', %s, true)",
            [str(centre_id or ""), str(user_id or "")],
        )


def leave():
    """Forget the centre where no COMMIT does it: under TestCase a request is only a savepoint."""
    if connection.savepoint_ids and getattr(connection.atomic_blocks[0], "_from_testcase", False):
        enter(None)


@contextmanager
def inside(centre, user=None):
    """One transaction in one centre, for tasks and commands. Never nested: a released savepoint
    would let the inner centre leak outward."""
    with transaction.atomic(durable=True):
        enter(centre.pk, getattr(user, "pk", None))
        yield centre
        leave()


class TableSql(models.BaseConstraint):
    """SQL that belongs to a table and that makemigrations sees.

    `create_sql` and `remove_sql` of a subclass return one statement. Inside CREATE TABLE it is put
    off until every table of the migration stands, so the order of models never matters.
    """

    def statement(self, model, editor, sql, **parts):
        return Statement(sql, table=Table(model._meta.db_table, editor.quote_name), **parts)

    def constraint_sql(self, model, editor):
        if sql := self.create_sql(model, editor):
            editor.deferred_sql.append(sql)

    def validate(self, model, instance, exclude=None, using=None):
        """The database alone decides."""

    def __eq__(self, other):
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()

    __hash__ = models.BaseConstraint.__hash__


class CentreWall(TableSql):
    """Row security, also for the table's owner, and the history of the table.

    `own_rows`: a person also reads the rows that name them, in every centre, because a gate looks
    there before it knows the centre. They are read, never written, that way.
    """

    def __init__(self, *, name, own_rows=False, history=True):
        self.own_rows, self.history = own_rows, history
        super().__init__(name=name)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"own_rows": self.own_rows, "history": self.history}

    def create_sql(self, model, editor):
        sql = [
            "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY centre_wall ON %(table)s USING (centre_id = {CENTRE})",
        ]
        if self.own_rows:
            sql.append(f"CREATE POLICY own_rows ON %(table)s FOR SELECT USING (user_id = {USER})")
        if self.history:
            sql.append(
                "CREATE TRIGGER history AFTER INSERT OR UPDATE OR DELETE ON %(table)s"
                " FOR EACH ROW EXECUTE FUNCTION centre_history('centre_id')"
            )
        return self.statement(model, editor, "; ".join(sql))

    def remove_sql(self, model, editor):
        sql = [
            "DROP TRIGGER IF EXISTS history ON %(table)s",
            "DROP POLICY IF EXISTS own_rows ON %(table)s",
            "DROP POLICY centre_wall ON %(table)s",
            "ALTER TABLE %(table)s NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE %(table)s DISABLE ROW LEVEL SECURITY",
        ]
        return self.statement(model, editor, "; ".join(sql))


class SameCentre(TableSql):
    """A foreign key that carries the centre: a row can only point at a row of its own house.

    `also`: a key that both rows have, such as the resident, and that must be the same too.
    Immediate, not deferrable: a deferred one fails at COMMIT, after the view has answered.
    """

    def __init__(self, *, field, name, also=None):
        self.field, self.also = field, also
        super().__init__(name=name)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field} | ({"also": self.also} if self.also else {})

    def create_sql(self, model, editor):
        """Always put off to the end of the migration: the key of the other table may come after this one."""
        field = model._meta.get_field(self.field)
        sql = self.statement(
            model,
            editor,
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (centre_id, %(also)s%(column)s)"
            " REFERENCES %(to)s (centre_id, %(also)sid)",
            name=editor.quote_name(self.name),
            also=f"{editor.quote_name(model._meta.get_field(self.also).column)}, " if self.also else "",
            column=editor.quote_name(field.column),
            to=Table(field.remote_field.model._meta.db_table, editor.quote_name),
        )
        editor.deferred_sql.append(sql)

    def remove_sql(self, model, editor):
        sql = "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s"
        return self.statement(model, editor, sql, name=editor.quote_name(self.name))


class WrittenOnce(TableSql):
    """A row that nobody changes or deletes; only the fields in `later` are filled in, each once.

    The database keeps it, so that no code of ours, now or later, takes back what a person decided.
    """

    def __init__(self, *, name, later=()):
        self.later = tuple(later)
        super().__init__(name=name)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"later": self.later}

    def create_sql(self, model, editor):
        columns = ", ".join(f"'{model._meta.get_field(name).column}'" for name in self.later)
        sql = (
            "CREATE TRIGGER %(name)s BEFORE UPDATE OR DELETE ON %(table)s"
            " FOR EACH ROW EXECUTE FUNCTION centre_written_once(%(columns)s)"
        )
        return self.statement(model, editor, sql, name=editor.quote_name(self.name), columns=columns)

    def remove_sql(self, model, editor):
        sql = "DROP TRIGGER %(name)s ON %(table)s"
        return self.statement(model, editor, sql, name=editor.quote_name(self.name))


class ScopedKey(models.ForeignKey):
    """A key between scoped tables. `SameCentre` beside it is the database's side of it."""

    def __init__(self, to, on_delete=models.PROTECT, **options):
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)


class ScopedQuerySet(models.QuerySet):
    """Rows of one centre. Subclasses add filters named as a person would say them."""


class Scoped(models.Model):
    """A row that belongs to one centre and lives behind its wall."""

    resident_path: str | None = None
    """How a row finds its resident, such as "stay__resident"; None hides it from residents."""
    contact_path: str | None = None
    """How a row finds the one relative who may read it; None hides it from relatives."""
    open_to: frozenset[str] = frozenset()
    """Audiences beside the staff of whom everybody may read every row, such as the timetable."""

    centre = models.ForeignKey("centre.Centre", models.PROTECT, related_name="+")
    unscoped = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            CentreWall(name="%(app_label)s_%(class)s_wall"),
            models.UniqueConstraint(fields=["centre", "id"], name="%(app_label)s_%(class)s_key"),
        ]

    @classmethod
    def visible_to(cls, viewer):
        """The rows that this viewer may see: where every view begins."""
        rows = cls._default_manager.filter(centre=viewer.centre)
        if viewer.audience == "staff" or viewer.audience in cls.open_to:
            return rows
        if viewer.audience == "resident":
            path, ids = cls.resident_path, viewer.resident_ids
        else:
            path, ids = cls.contact_path, viewer.contact_ids
        return rows.none() if path is None else rows.filter(**{f"{path}__in": ids})

    def validate_constraints(self, exclude=None):
        """Ask the plain checks first: a range that ends before it begins would break the others' queries."""
        for constraint in self._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                constraint.validate(type(self), self, exclude)
        super().validate_constraints(exclude)

    def insert(self):
        """Write a new row. Raises ValidationError in the words of the promise that it would break."""
        self.validate_constraints()
        try:
            with transaction.atomic():
                self.save(force_insert=True)
        except IntegrityError as taken:
            raise ValidationError(CHANGED_JUST_NOW) from taken
        return self

    def change(self, rows=None, **fields):
        """Write some fields of this row, or of those of `rows` that it is one of. Returns whether one was written.

        Raises ValidationError, like `insert`, for a promise that it would break.
        """
        for name, value in fields.items():
            setattr(self, name, value)
        self.validate_constraints()
        rows = type(self)._default_manager.all() if rows is None else rows
        try:
            with transaction.atomic():
                return bool(rows.filter(pk=self.pk).update(**fields))
        except IntegrityError as taken:
            raise ValidationError(CHANGED_JUST_NOW) from taken
