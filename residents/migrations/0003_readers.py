import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import centre.names
import centre.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0003_readers"),
        ("residents", "0002_planned_reason_and_number"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="AccountInvitation",
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
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family_name", models.CharField(max_length=80, verbose_name="family name")),
                ("given_name", models.CharField(blank=True, max_length=80, verbose_name="given name")),
                ("family_reading", models.CharField(blank=True, max_length=80, verbose_name="family name, reading")),
                ("given_reading", models.CharField(blank=True, max_length=80, verbose_name="given name, reading")),
                (
                    "family_latin",
                    models.CharField(blank=True, max_length=80, verbose_name="family name, Latin letters"),
                ),
                ("given_latin", models.CharField(blank=True, max_length=80, verbose_name="given name, Latin letters")),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=centre.names.SearchKey(
                            centre.names.JoinedWith(
                                "family_name",
                                "given_name",
                                "family_reading",
                                "given_reading",
                                "family_latin",
                                "given_latin",
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=centre.names.SearchKey(
                            centre.names.JoinedWith(
                                django.db.models.functions.comparison.Coalesce(
                                    django.db.models.functions.comparison.NullIf(
                                        models.F("family_reading"), models.Value("")
                                    ),
                                    django.db.models.functions.comparison.NullIf(
                                        models.F("family_latin"), models.Value("")
                                    ),
                                    "family_name",
                                ),
                                django.db.models.functions.comparison.Coalesce(
                                    django.db.models.functions.comparison.NullIf(
                                        models.F("given_reading"), models.Value("")
                                    ),
                                    django.db.models.functions.comparison.NullIf(
                                        models.F("given_latin"), models.Value("")
                                    ),
                                    "given_name",
                                ),
                            )
                        ),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("relative", "Family"),
                            ("outside", "Person I trust outside"),
                            ("emergency", "Emergency contact"),
                            ("payer", "Payer"),
                        ],
                        max_length=9,
                        verbose_name="who this is",
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True, help_text="Such as mother.", max_length=40, verbose_name="in which relation"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("ja", "Japanese")],
                        default="ja",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
            name="DepartureRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_at", models.DateTimeField()),
                (
                    "how",
                    models.CharField(
                        choices=[("own_page", "on the own page"), ("to_staff", "to a member of staff")], max_length=8
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(fields=("centre", "resident", "id"), name="stay_resident_key"),
        ),
        migrations.AddField(
            model_name="account",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"),
        ),
        migrations.AddField(
            model_name="account",
            name="resident",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="residents.resident",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="resident_accounts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="accountinvitation",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"),
        ),
        migrations.AddField(
            model_name="accountinvitation",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="accountinvitation",
            name="resident",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.resident",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="invitation",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.accountinvitation",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"),
        ),
        migrations.AddField(
            model_name="contact",
            name="resident",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="residents.resident",
            ),
        ),
        migrations.AddField(
            model_name="departurerequest",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"),
        ),
        migrations.AddField(
            model_name="departurerequest",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="departurerequest",
            name="resident",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="departure_requests",
                to="residents.resident",
            ),
        ),
        migrations.AddField(
            model_name="departurerequest",
            name="stay",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="departure_requests",
                to="residents.stay",
            ),
        ),
        migrations.AddField(
            model_name="departurerequest",
            name="withdrawn_by",
            field=centre.tenancy.ScopedKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.account",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountinvitation",
            constraint=centre.tenancy.CentreWall(history=True, name="residents_accountinvitation_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="accountinvitation",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="residents_accountinvitation_key"),
        ),
        migrations.AddConstraint(
            model_name="accountinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "expires_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("made_at"), "+", models.Value(datetime.timedelta(days=3))
                        ),
                    )
                ),
                name="accountinvitation_holds_72_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("used_at", None),
                    models.Q(("ended_at", None), ("used_at__lt", models.F("expires_at"))),
                    _connector="OR",
                ),
                name="accountinvitation_used_in_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountinvitation",
            constraint=centre.tenancy.SameCentre(field="resident", name="account_invitation_resident_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="accountinvitation",
            constraint=models.UniqueConstraint(
                fields=("centre", "resident", "id"), name="account_invitation_resident_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountinvitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("used_at", None)),
                fields=("centre", "resident"),
                name="account_invitation_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=centre.tenancy.CentreWall(history=True, name="residents_account_wall", own_rows=True),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="residents_account_key"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=centre.tenancy.SameCentre(field="resident", name="account_resident_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=centre.tenancy.SameCentre(
                also="resident", field="invitation", name="account_invitation_of_same_resident"
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("centre", "resident", "id"), name="account_resident_key"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("centre", "invitation"), name="account_one_per_invitation"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("centre", "resident"), name="account_one_per_resident"
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("centre", "user"), name="account_one_per_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=centre.tenancy.CentreWall(history=True, name="residents_contact_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="residents_contact_key"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=centre.tenancy.SameCentre(field="resident", name="contact_resident_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(fields=("centre", "resident", "id"), name="contact_resident_key"),
        ),
        migrations.AddConstraint(
            model_name="departurerequest",
            constraint=centre.tenancy.CentreWall(history=True, name="residents_departurerequest_wall", own_rows=False),
        ),
        migrations.AddConstraint(
            model_name="departurerequest",
            constraint=models.UniqueConstraint(fields=("centre", "id"), name="residents_departurerequest_key"),
        ),
        migrations.AddConstraint(
            model_name="departurerequest",
            constraint=centre.tenancy.SameCentre(field="resident", name="departure_request_resident_of_same_centre"),
        ),
        migrations.AddConstraint(
            model_name="departurerequest",
            constraint=centre.tenancy.SameCentre(
                also="resident", field="stay", name="departure_request_stay_of_same_resident"
            ),
        ),
        migrations.AddConstraint(
            model_name="departurerequest",
            constraint=centre.tenancy.SameCentre(
                also="resident", field="withdrawn_by", name="departure_request_withdrawn_by_the_resident"
            ),
        ),
        migrations.AddConstraint(
            model_name="departurerequest",
            constraint=centre.tenancy.WrittenOnce(
                later=("withdrawn_at", "withdrawn_by"), name="departure_request_written_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="departurerequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("centre", "stay"),
                name="departure_request_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="departurerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="departure_request_withdrawn_by_somebody",
            ),
        ),
    ]
