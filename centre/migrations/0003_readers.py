import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import centre.tenancy

from . import _outbox, _written_once


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0002_forget_operations"),
    ]

    operations = [
        *_written_once.OPERATIONS,
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("about", models.BigIntegerField()),
                ("recipient", models.BigIntegerField()),
                ("due_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("withheld_at", models.DateTimeField(null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at", None), ("withheld_at", None)),
                        fields=["due_at"],
                        name="mail_waiting",
                    )
                ],
                "constraints": [
                    centre.tenancy.CentreWall(history=True, name="centre_mail_wall", own_rows=False),
                    models.UniqueConstraint(fields=("centre", "id"), name="centre_mail_key"),
                    models.UniqueConstraint(fields=("centre", "kind", "about", "recipient"), name="mail_written_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("withheld_at", None), _connector="OR"),
                        name="mail_sent_or_withheld",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="OutsideHelp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_ja", models.CharField(blank=True, max_length=80, verbose_name="name in Japanese")),
                ("what_for", models.CharField(blank=True, max_length=160, verbose_name="what for")),
                ("what_for_ja", models.CharField(blank=True, max_length=160, verbose_name="what for, in Japanese")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "is_officer",
                    models.BooleanField(
                        default=False,
                        help_text="Told of every wish to leave where a resident has named nobody outside.",
                        verbose_name="is the independent complaints officer",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place in the list")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.centre"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    centre.tenancy.CentreWall(history=True, name="centre_outsidehelp_wall", own_rows=False),
                    models.UniqueConstraint(fields=("centre", "id"), name="centre_outsidehelp_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_officer", True)),
                        fields=("centre",),
                        name="outside_help_one_officer",
                        violation_error_message="There is already an independent complaints officer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", ""), ("phone", ""), _negated=True),
                        name="outside_help_can_be_reached",
                        violation_error_message="Please give a phone number or an e-mail address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_officer", False), models.Q(("email", ""), _negated=True), _connector="OR"
                        ),
                        name="outside_help_officer_by_mail",
                        violation_error_message="The officer is told by e-mail; please give the address.",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        *_outbox.OPERATIONS,
    ]
