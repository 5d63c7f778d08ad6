"""Keeps beside each answer of an edition the people that it counts, where people are counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("barometer", "0003_say_what_measures_each_target"),
    ]

    operations = [
        migrations.AddField(
            model_name="editionanswer",
            name="people",
            field=models.JSONField(
                help_text="People who say yes, who say no, who did not answer; null elsewhere.",
                null=True,
            ),
        ),
    ]
