import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import centre.tenancy
import families.models

from . import _stays_as_decided


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centre", "0004_phone"),
        ("residents", "0004_consents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *_stays_as_decided.OPERATIONS,
        migrations.CreateModel(
            name="LinkInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("ja", "Japanese")],
                        default="ja",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
                (
                    "consent",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.consent",
                    ),
                ),
                (
                    "contact",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="residents.contact",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="links",
                        to="residents.contact",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "invitation",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.linkinvitation",
                    ),
                ),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="News",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(help_text="Families read it until this day is over.", verbose_name="day")),
                ("text", models.TextField(max_length=600, verbose_name="text")),
                ("text_ja", models.TextField(blank=True, max_length=600, verbose_name="text in Japanese")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="month")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("ja", "Japanese")], max_length=5, verbose_name="language"
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("shown_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("send", "Send it"),
                            ("own_words", "Only my own words"),
                            ("not_now", "Not this month"),
                        ],
                        max_length=9,
                        verbose_name="decision",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
                (
                    "consent",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.consent",
                    ),
                ),
                (
                    "contact",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summaries",
                        to="residents.contact",
                    ),
                ),
                (
                    "decided_by",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.account",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resident",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summaries",
                        to="residents.resident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("own_words", "In their own words"),
                            ("month", "What the month was like"),
                            ("taking_part", "Taking part"),
                            ("plan", "What we are working on together"),
                            ("health", "Health"),
                            ("incidents", "What happened"),
                            ("moving", "Moving out"),
                            ("you", "What you can do"),
                        ],
                        max_length=11,
                    ),
                ),
                ("text", models.TextField(max_length=1500)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
                (
                    "summary",
                    centre.tenancy.ScopedKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="families.summary",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="linkinvitation",
            constraint=centre.tenancy.CentreWall(history=True, name="families_linkinvitation_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="linkinvitation",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="families_linkinvitation_key"),
        ),
        migrations.AddConstraint(
            model_name="linkinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "expires_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("made_at"), "+", models.Value(datetime.timedelta(days=3))
                        ),
                    )
                ),
                name="linkinvitation_holds_72_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("used_at", None),
                    models.Q(("ended_at", None), ("used_at__lt", models.F("expires_at"))),
                    _connector="OR",
                ),
                name="linkinvitation_used_in_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkinvitation",
            constraint=centre.tenancy.SameCentre(field="contact", name="link_invitation_contact_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="linkinvitation",
            constraint=centre.tenancy.SameCentre(
                also="contact", field="consent", name="link_invitation_consent_of_same_contact"
            ),
        ),
        migrations.AddConstraint(
            model_name="linkinvitation",
            constraint=models.UniqueConstraint(fields=("centre", "contact", "id"), name="link_invitation_contact_key"),
        ),
        migrations.AddConstraint(
            model_name="linkinvitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("used_at", None)),
                fields=("centre", "contact"),
                name="link_invitation_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=centre.tenancy.CentreWall(history=True, name="families_link_wall", own_rows=True),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="families_link_key"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=centre.tenancy.SameCentre(field="contact", name="link_contact_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=centre.tenancy.SameCentre(
                also="contact", field="invitation", name="link_invitation_of_same_contact"
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(fields=("centre", "invitation"), name="link_one_per_invitation"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("centre", "contact"), name="link_one_per_contact"
            ),
        ),
        migrations.AddConstraint(
            model_name="news",
            constraint=centre.tenancy.CentreWall(history=True, name="families_news_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="news",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="families_news_key"),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=centre.tenancy.CentreWall(history=True, name="families_summary_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="families_summary_key"),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=centre.tenancy.SameCentre(field="resident", name="summary_resident_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=centre.tenancy.SameCentre(
                also="resident", field="contact", name="summary_contact_of_same_resident"
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=centre.tenancy.SameCentre(
                also="resident", field="decided_by", name="summary_decided_by_the_resident"
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=centre.tenancy.SameCentre(
                also="contact", field="consent", name="summary_consent_of_same_contact"
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=families.models.StaysAsDecided(name="summary_stays_as_decided"),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.UniqueConstraint(
                fields=("centre", "contact", "month"),
                name="summary_one_a_month",
                violation_error_message="There is already a letter for this month.",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(condition=models.Q(("month__day", 1)), name="summary_of_a_month"),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("decision", "")),
                    models.Q(
                        models.Q(("decision", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="summary_decided_by_somebody_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_at", None),
                    models.Q(
                        ("decided_at__gte", models.F("shown_at")),
                        (
                            "decided_at__lt",
                            django.db.models.expressions.CombinedExpression(
                                models.F("shown_at"), "+", models.Value(datetime.timedelta(days=7))
                            ),
                        ),
                        ("shown_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="summary_decided_within_7_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent__isnull", False), ("decision__in", ["send", "own_words"])),
                    models.Q(models.Q(("decision__in", ["send", "own_words"]), _negated=True), ("consent", None)),
                    _connector="OR",
                ),
                name="summary_sent_with_its_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=centre.tenancy.CentreWall(history=True, name="families_passage_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="families_passage_key"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=centre.tenancy.SameCentre(field="summary", name="passage_summary_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=families.models.StaysAsDecided(name="passage_stays_as_decided"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(fields=("centre", "summary", "part"), name="passage_one_of_a_part"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="passage_says_something"
            ),
        ),
    ]
