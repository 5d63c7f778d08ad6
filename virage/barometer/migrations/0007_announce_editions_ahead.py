"""The calendar of editions, their drafts and comments, the provisional series, why editions were revised."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from virage.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("barometer", "0006_withhold_counts_of_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="reason_en",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="publication",
            name="reason_fr",
            field=models.CharField(blank=True, help_text="Why revised; public.", max_length=1000),
        ),
        migrations.AlterField(
            model_name="edition",
            name="state",
            field=models.CharField(
                choices=[
                    ("preparing", "preparing"),
                    ("sealed", "sealed"),
                    ("abandoned", "abandoned"),
                    ("draft", "draft"),
                ],
                default="preparing",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="PlannedEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("slug", models.SlugField(max_length=100, unique=True)),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("announced", "announced"),
                            ("open", "open"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="announced",
                        max_length=10,
                    ),
                ),
                ("announced_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "why_fr",
                    models.CharField(
                        blank=True, help_text="Why withdrawn; public.", max_length=1000
                    ),
                ),
                ("why_en", models.CharField(blank=True, max_length=1000)),
                ("problem", models.TextField(blank=True)),
                (
                    "announced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.edition",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.edition",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlannedDates",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("draft_on", models.DateField()),
                ("publish_on", models.DateField()),
                ("reason_fr", models.CharField(blank=True, max_length=1000)),
                ("reason_en", models.CharField(blank=True, max_length=1000)),
                ("stated_at", models.DateTimeField()),
                (
                    "stated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.plannededition",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "planned dates",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="EarlyLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30)),
                ("body", models.CharField(blank=True, max_length=60)),
                ("looked_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.plannededition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftDifference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=80)),
                ("draft", models.JSONField(null=True)),
                ("published", models.JSONField(null=True)),
                ("changed", models.PositiveIntegerField()),
                (
                    "planned",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.plannededition",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="BodyComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, max_length=80)),
                ("text", models.TextField(blank=True, max_length=5000)),
                ("left_at", models.DateTimeField()),
                (
                    "left_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.plannededition",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ProvisionalFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("code", models.CharField(max_length=80)),
                ("target", models.CharField(blank=True, max_length=8)),
                ("version", models.PositiveIntegerField()),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("known_at", models.PositiveBigIntegerField()),
                ("yes", models.PositiveIntegerField()),
                ("no", models.PositiveIntegerField()),
                ("unknown", models.PositiveIntegerField()),
                ("not_applicable", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "code"), name="provisional_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisionReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fr", models.CharField(max_length=1000)),
                ("en", models.CharField(blank=True, max_length=1000)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.edition",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="plannededition",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_to__gt", models.F("period_from"))),
                name="planned_half_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannededition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(
                        ("withdrawn_by__isnull", False), models.Q(("why_fr", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="planned_withdrawn_by_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannededition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("edition__isnull", False),
                    _connector="OR",
                ),
                name="planned_published_as",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannededition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("label",),
                name="planned_label_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="planneddates",
            constraint=models.CheckConstraint(
                condition=models.Q(("publish_on__gt", models.F("draft_on"))), name="dates_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlylook",
            constraint=models.UniqueConstraint(
                fields=("planned", "person", "role", "body"), name="look_first_only"
            ),
        ),
        migrations.AddConstraint(
            model_name="draftdifference",
            constraint=models.UniqueConstraint(fields=("planned", "code"), name="difference_once"),
        ),
        AppendOnly("barometer_planneddates"),
        AppendOnly("barometer_earlylook"),
        AppendOnly("barometer_bodycomment"),
        AppendOnly("barometer_draftdifference"),
        AppendOnly("barometer_provisionalfigure"),
        AppendOnly("barometer_revisionreason"),
    ]
