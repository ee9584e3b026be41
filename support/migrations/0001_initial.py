import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import centre.tenancy


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centre", "0004_phone"),
        ("residents", "0004_consents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "fact",
                    models.TextField(
                        help_text="When, where, who, what: what was seen.",
                        max_length=2000,
                        verbose_name="what happened",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=1000, verbose_name="in their own words")),
                ("response", models.TextField(blank=True, max_length=1000, verbose_name="what we did")),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("daily", "Daily life in general"),
                            ("activities", "What I do"),
                            ("plan", "Plan and goals"),
                            ("health", "Health"),
                            ("incidents", "If something happens"),
                            ("moving", "Plans for moving out"),
                        ],
                        max_length=10,
                        verbose_name="may be used in the letter",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
                (
                    "resident",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="residents.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["centre", "resident", "day"], name="note_of_a_person")],
                "constraints": [
                    centre.tenancy.CentreWall(history=True, name="support_note_wall", own_rows=False),
                    models.UniqueConstraint(fields=("centre", "id"), name="support_note_key"),
                    centre.tenancy.SameCentre(field="resident", name="note_resident_of_same_centre"),
                    models.CheckConstraint(
                        condition=models.Q(("fact", ""), _negated=True), name="note_says_what_happened"
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
