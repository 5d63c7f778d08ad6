"""Says which indicator measures each of the nine targets that had none.

Where nothing was recorded yet, the statement of the origin is completed. Where the journal has lines,
the targets are stated again under a line of their own, so that earlier editions verify as they were.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from virage.audit import actions as audit
from virage.audit import queries as journal
from virage.lib import clock

STRATEGY = "transformation-numerique-2019-2023"
SOURCE = "barometer.strategy:" + STRATEGY
MEASURED_BY = {
    "1.1": "services.designed-with-citizens",
    "1.2": "feedback.evolves-from-opinions",
    "1.3": "consultations.digital-way",
    "2.1": "exchange.asks-once",
    "3.1": "reminders.reminded-in-time",
    "4.1": "plans.measures-deployed",
    "4.2": "plans.workplace-transformed",
    "5.2": "services.paperless-processes",
    "6.1": "opendata.majority-published",
}


def state_what_measures(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Completes or states again; a target that somebody gave an indicator is left alone."""
    targets = apps.get_model("barometer", "Target").objects.filter(
        strategy=STRATEGY, number__in=MEASURED_BY, indicator="", superseded_by=None
    )
    if journal.head() is None:
        for number, indicator in MEASURED_BY.items():
            targets.filter(number=number).update(indicator=indicator)
        return
    standing = list(targets.values())
    if standing:
        _state_again(apps, standing)


def _state_again(apps: Apps, standing: list[dict[str, Any]]) -> None:
    line = audit.record(
        by=SOURCE,
        at=clock.now(),
        entry="barometer:target:stated",
        subject=SOURCE,
        data={"targets": sorted(row["number"] for row in standing)},
    )
    batch = apps.get_model("barometer", "RecordBatch").objects.create(
        source=SOURCE, rows=len(standing), sequence=line.number
    )
    target = apps.get_model("barometer", "Target")
    for row in standing:
        pk = row.pop("id")
        target.objects.filter(pk=pk).update(superseded_by=batch)
        target.objects.create(
            **{**row, "batch_id": batch.pk, "indicator": MEASURED_BY[row["number"]]}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("barometer", "0002_state_the_ten_targets"),
        ("audit", "0001_initial"),
    ]

    operations = [migrations.RunPython(state_what_measures, migrations.RunPython.noop)]
