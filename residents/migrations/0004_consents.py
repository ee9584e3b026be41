import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import centre.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0004_phone"),
        ("residents", "0003_readers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("sign_in", "May sign in here"),
                            ("living", "That I live here and am safe"),
                            ("daily", "Daily life in general"),
                            ("activities", "What I do"),
                            ("plan", "Plan and goals"),
                            ("health", "Health"),
                            ("incidents", "If something happens"),
                            ("photos", "Photographs"),
                            ("moving", "Plans for moving out"),
                        ],
                        max_length=10,
                        verbose_name="topic",
                    ),
                ),
                (
                    "answer",
                    models.CharField(choices=[("yes", "yes"), ("no", "no")], max_length=3, verbose_name="answer"),
                ),
                ("text", models.TextField(max_length=600, verbose_name="text")),
                ("language", models.CharField(max_length=5)),
                (
                    "way",
                    models.CharField(
                        choices=[("own_page", "on the own page"), ("paper", "on paper")],
                        max_length=8,
                        verbose_name="given",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="signed on")),
                ("expires_on", models.DateField(verbose_name="until")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.account",
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
                (
                    "contact",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="residents.contact",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resident",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="residents.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    centre.tenancy.CentreWall(history=True, name="residents_consent_wall", own_rows=False),
                    models.UniqueConstraint(fields=("centre", "id"), name="residents_consent_key"),
                    centre.tenancy.SameCentre(field="resident", name="consent_resident_of_same_centre"),
                    centre.tenancy.SameCentre(
                        also="resident", field="contact", name="consent_contact_of_same_resident"
                    ),
                    centre.tenancy.SameCentre(
                        also="resident", field="account", name="consent_account_of_same_resident"
                    ),
                    centre.tenancy.WrittenOnce(later=("ended_at", "ended_by"), name="consent_written_once"),
                    models.UniqueConstraint(fields=("centre", "contact", "id"), name="consent_contact_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("centre", "contact", "topic"),
                        name="consent_one_answer_per_topic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__isnull", False), ("way", "own_page")),
                            models.Q(("account", None), ("way", "paper")),
                            _connector="OR",
                        ),
                        name="consent_by_the_resident_or_on_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__gt", models.F("given_on")),
                            (
                                "expires_on__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("given_on"), "+", models.Value(datetime.timedelta(days=182))
                                ),
                            ),
                        ),
                        name="consent_lapses_after_half_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="consent_says_to_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consent_ended_by_somebody",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
