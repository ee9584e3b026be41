import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import centre.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0004_phone"),
        ("schedules", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(editable=False)),
                (
                    "did",
                    models.CharField(
                        help_text="About what was done, not about a person.", max_length=300, verbose_name="what we did"
                    ),
                ),
                ("next", models.CharField(blank=True, max_length=300, verbose_name="what comes next")),
                (
                    "way",
                    models.CharField(
                        choices=[("planned", "As planned"), ("improvised", "Made up on the spot")],
                        max_length=10,
                        verbose_name="how it came about",
                    ),
                ),
                ("at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
                (
                    "period",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="schedules.period",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["centre", "day"], name="lesson_of_the_days")],
                "constraints": [
                    centre.tenancy.CentreWall(history=True, name="schedules_lesson_wall", own_rows=False),
                    models.UniqueConstraint(fields=("centre", "id"), name="schedules_lesson_key"),
                    centre.tenancy.SameCentre(field="period", name="lesson_period_of_same_centre"),
                    models.UniqueConstraint(
                        fields=("centre", "period", "day"),
                        name="lesson_one_a_period_and_day",
                        violation_error_message="Somebody else has just changed this. Please look again.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("did", ""), _negated=True), name="lesson_says_what_was_done"
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
