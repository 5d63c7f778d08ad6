"""Keeps beside each answer what is withheld of it, and apart, for nobody to read, the counts and their salt."""

import django.db.models.deletion
from django.db import migrations, models

from virage.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("barometer", "0005_audit_declared_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="editionanswer",
            name="withheld",
            field=models.JSONField(
                help_text="Commitment to the counts that are withheld, and whether every sum leaves "
                "them out.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="WithheldCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=80)),
                ("salt", models.CharField(max_length=64)),
                ("block", models.PositiveIntegerField(null=True)),
                ("weight", models.PositiveBigIntegerField(null=True)),
                ("part", models.PositiveBigIntegerField(null=True)),
                ("whole", models.PositiveBigIntegerField(null=True)),
                ("people", models.JSONField(null=True)),
                (
                    "indicator",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="barometer.editionindicator",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="withheldcount",
            constraint=models.UniqueConstraint(
                fields=("indicator", "unit"), name="withheld_unit_once"
            ),
        ),
        AppendOnly("barometer_withheldcount"),
    ]
