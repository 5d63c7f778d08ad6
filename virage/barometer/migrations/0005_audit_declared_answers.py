"""The audit of an edition: what was announced, what was drawn, what was found; none of it changes."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from virage.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("barometer", "0004_count_people_through_their_units"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Audit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "source",
                    models.CharField(help_text="Which public value will draw.", max_length=300),
                ),
                ("day", models.DateField(help_text="The day on which it comes out.")),
                ("announced_at", models.DateTimeField()),
                ("value", models.CharField(blank=True, max_length=500)),
                ("drawn_at", models.DateTimeField(null=True)),
                (
                    "frame",
                    models.PositiveIntegerField(help_text="Declared yes drawn from.", null=True),
                ),
                ("why", models.CharField(blank=True, max_length=500)),
                ("given_up_at", models.DateTimeField(null=True)),
                (
                    "announced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.edition",
                    ),
                ),
                (
                    "given_up_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("announced_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="AuditItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.editionanswer",
                    ),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.audit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("upheld", "upheld"),
                            ("overturned", "overturned"),
                            ("cannot_tell", "cannot_tell"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(help_text="Public.", max_length=500)),
                ("found_at", models.DateTimeField()),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.audititem",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("why", "")), fields=("edition",), name="audit_once_an_edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="audit",
            constraint=models.CheckConstraint(
                condition=models.Q(("value", ""), ("why", ""), _connector="OR"),
                name="audit_drawn_or_given_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="audititem",
            constraint=models.UniqueConstraint(
                fields=("audit", "position"), name="audit_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="audititem",
            constraint=models.UniqueConstraint(
                fields=("audit", "answer"), name="audit_answer_once"
            ),
        ),
        AppendOnly("barometer_audit", when="OLD.value <> '' OR OLD.why <> ''"),
        AppendOnly("barometer_audititem"),
        AppendOnly("barometer_auditfinding"),
    ]
