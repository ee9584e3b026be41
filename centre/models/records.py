from django.db import models

from centre.tenancy import CENTRE, CentreWall, Scoped, ScopedQuerySet, TableSql


class Operation(Scoped):
    """One form or tap, by the id that the page gave it, so that sending it twice does it once (design 5)."""

    key = models.UUIDField()
    path = models.CharField(max_length=400)
    content = models.CharField(max_length=64)
    by = models.ForeignKey("centre.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            CentreWall(name="centre_operation_wall", history=False),
            models.UniqueConstraint(fields=["centre", "key"], name="operation_done_once"),
        ]


class ReadOnlyWall(TableSql):
    """Row security for the history itself: read inside a centre, written by the trigger alone."""

    def create_sql(self, model, editor):
        return self.statement(
            model,
            editor,
            "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY; ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY;"
            f" CREATE POLICY centre_wall ON %(table)s FOR SELECT USING (centre_id = {CENTRE})",
        )

    def remove_sql(self, model, editor):
        return self.statement(
            model,
            editor,
            "DROP POLICY centre_wall ON %(table)s; ALTER TABLE %(table)s NO FORCE ROW LEVEL SECURITY;"
            " ALTER TABLE %(table)s DISABLE ROW LEVEL SECURITY",
        )


class ChangeQuerySet(ScopedQuerySet):
    def of(self, row):
        """What happened to one row, newest first."""
        return self.filter(table=row._meta.db_table, row_id=row.pk).order_by("-id")


class Change(models.Model):
    """What a row was and what it became, when and by whom. The database writes it; nobody else can (design 6)."""

    centre = models.ForeignKey("centre.Centre", models.PROTECT, related_name="+")
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("centre.User", models.PROTECT, null=True, related_name="+", db_constraint=False)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    unscoped = ChangeQuerySet.as_manager()

    class Meta:
        constraints = [ReadOnlyWall(name="centre_change_wall")]
        indexes = [models.Index(fields=["centre", "table", "row_id"], name="change_of_a_row")]

    @classmethod
    def visible_to(cls, viewer):
        """A relative never reads the history."""
        rows = cls.unscoped.filter(centre=viewer.centre)
        return rows if viewer.resident_ids is None else rows.none()


class Heartbeat(models.Model):
    """When a part of the machinery last said that it lives. Shared: it belongs to no house."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    objects = models.Manager()
