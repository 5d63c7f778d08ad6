"""States the strategy of 2019-2023: six ambitions, ten targets, known from the origin.

Reference data that came before the first line of the journal: its batch has the sequence `ORIGIN`.
"""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from virage.lib.records import ORIGIN

STRATEGY = "transformation-numerique-2019-2023"
SOURCE = "barometer.strategy:" + STRATEGY
SINCE, DUE = date(2019, 6, 1), date(2023, 12, 31)

AMBITIONS = {
    "1": (
        "Les citoyens au cœur de l’évolution des services",
        "Citizens at the heart of how services evolve",
    ),
    "2": (
        "Les citoyens communiquent leurs renseignements une seule fois",
        "Citizens give their information once",
    ),
    "3": ("Les organismes publics agissent les premiers", "Public bodies act first"),
    "4": ("Les employés au cœur du changement", "Employees at the heart of the change"),
    "5": ("Des services numériques de bout en bout", "Services digital from end to end"),
    "6": ("Des données mises en valeur et redonnées", "Data made valuable and given back"),
}

# Number, French, English, threshold, basis, indicator that measures it.
TARGETS = (
    (
        "1.1",
        "Nouveaux services numériques conçus avec la participation de citoyens",
        "New digital services designed with citizens taking part",
        (3, 4),
        "units",
        "",
    ),
    (
        "1.2",
        "Services numériques qui évoluent grâce à l’évaluation continue des citoyens",
        "Digital services that evolve from citizens’ continuous evaluation",
        (3, 4),
        "units",
        "",
    ),
    (
        "1.3",
        "Consultations publiques où l’on peut participer en ligne",
        "Public consultations that offer a digital way to take part",
        (3, 4),
        "units",
        "",
    ),
    (
        "2.1",
        "Services qui ne redemandent pas ce qui est déjà connu",
        "Services that do not ask again for what is already known",
        (1, 2),
        "units",
        "",
    ),
    (
        "3.1",
        "Échéances rappelées par un message numérique",
        "Deadlines that get a digital reminder",
        (3, 5),
        "units",
        "",
    ),
    (
        "4.1",
        "Organismes publics qui déploient des mesures de transformation",
        "Public bodies that deploy measures to transform",
        (1, 1),
        "units",
        "",
    ),
    (
        "4.2",
        "Employés dont le milieu et la façon de travailler sont transformés",
        "Employees with a transformed workplace and way of working",
        (3, 5),
        "people",
        "",
    ),
    (
        "5.1",
        "Services numériques utilisés à plus de 75 %",
        "Digital services whose take-up is above 75%",
        (3, 4),
        "units",
        "services.take-up-above-75",
    ),
    (
        "5.2",
        "Processus administratifs sans papier",
        "Administrative processes without paper",
        (3, 4),
        "units",
        "",
    ),
    (
        "6.1",
        "Organismes publics qui diffusent la majorité de leurs données à fort potentiel",
        "Public bodies that publish the majority of their high reuse-potential data",
        (3, 5),
        "units",
        "",
    ),
)


def state_the_strategy(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One batch; adds nothing where it is there already."""
    batches = apps.get_model("barometer", "RecordBatch")
    if batches.objects.filter(source=SOURCE).exists():
        return
    rows = 1 + len(AMBITIONS) + len(TARGETS)
    batch = batches.objects.create(source=SOURCE, rows=rows, sequence=ORIGIN)
    apps.get_model("barometer", "Strategy").objects.create(
        batch=batch,
        code=STRATEGY,
        valid_from=SINCE,
        fr="Stratégie de transformation numérique gouvernementale 2019-2023",
        en="Government Digital Transformation Strategy 2019-2023",
    )
    ambition = apps.get_model("barometer", "Ambition")
    for number, (fr, en) in AMBITIONS.items():
        ambition.objects.create(batch=batch, strategy=STRATEGY, number=number, fr=fr, en=en)
    target = apps.get_model("barometer", "Target")
    for number, fr, en, (numerator, denominator), basis, indicator in TARGETS:
        target.objects.create(
            batch=batch,
            strategy=STRATEGY,
            ambition=number.split(".")[0],
            number=number,
            fr=fr,
            en=en,
            numerator=numerator,
            denominator=denominator,
            basis=basis,
            due_on=DUE,
            indicator=indicator,
        )


class Migration(migrations.Migration):
    dependencies = [("barometer", "0001_initial")]

    operations = [migrations.RunPython(state_the_strategy, migrations.RunPython.noop)]
