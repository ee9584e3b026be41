import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import centre.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0004_phone"),
        ("residents", "0004_consents"),
        ("support", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=1000, verbose_name="for the next shift")),
                ("must_read", models.BooleanField(default=False, verbose_name="must be read by everybody")),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300, verbose_name="what is to be done")),
                ("due_on", models.DateField(verbose_name="by")),
                ("due_time", models.TimeField(blank=True, null=True, verbose_name="and by which hour")),
                ("at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="note",
            name="learning",
            field=models.CharField(
                blank=True,
                choices=[("", "no"), ("learned", "learned it from"), ("taught", "taught it to")],
                max_length=7,
                verbose_name="learned or taught",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="with_resident",
            field=centre.tenancy.ScopedKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.resident",
                verbose_name="from or to whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=centre.tenancy.SameCentre(field="with_resident", name="note_with_resident_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("learning", ""), ("with_resident", None)),
                    models.Q(models.Q(("learning", ""), _negated=True), ("with_resident__isnull", False)),
                    _connector="OR",
                ),
                name="note_learning_with_somebody",
                violation_error_message="Say both: learned or taught, and from or to whom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("with_resident", None),
                    models.Q(("with_resident", models.F("resident")), _negated=True),
                    _connector="OR",
                ),
                name="note_learning_with_somebody_else",
                violation_error_message="Nobody teaches themselves: please name somebody else.",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"),
        ),
        migrations.AddField(
            model_name="handover",
            name="note",
            field=centre.tenancy.ScopedKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handovers",
                to="support.note",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"),
        ),
        migrations.AddField(
            model_name="receipt",
            name="handover",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="support.handover",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"),
        ),
        migrations.AddField(
            model_name="task",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="note",
            field=centre.tenancy.ScopedKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="support.note",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="owner",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="centre.membership",
                verbose_name="who does it",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="resident",
            field=centre.tenancy.ScopedKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="residents.resident",
                verbose_name="about whom",
            ),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["centre", "at"], name="handover_by_time"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=centre.tenancy.CentreWall(history=True, name="support_handover_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="support_handover_key"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=centre.tenancy.SameCentre(field="note", name="handover_note_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("centre", "note"), name="handover_once_a_note"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("note", None), models.Q(("text", ""), _negated=True)),
                    models.Q(("note__isnull", False), ("text", "")),
                    _connector="OR",
                ),
                name="handover_note_or_own_words",
                violation_error_message="Please write what the next shift should know.",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=centre.tenancy.CentreWall(history=True, name="support_receipt_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="support_receipt_key"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=centre.tenancy.SameCentre(field="handover", name="receipt_handover_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("centre", "handover", "by"), name="receipt_one_a_reader"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("done_at", None)), fields=["centre", "due_on"], name="task_open_by_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=centre.tenancy.CentreWall(history=True, name="support_task_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="support_task_key"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=centre.tenancy.SameCentre(field="resident", name="task_resident_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=centre.tenancy.SameCentre(field="note", name="task_note_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=centre.tenancy.SameCentre(field="owner", name="task_owner_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="task_says_what"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", None)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="task_done_at_with_done_by",
            ),
        ),
    ]
