"""What bodies hand in on datasets: their inventory, and where each is published."""

from collections.abc import Iterator, Mapping
from typing import Any

from virage.contracts.intakes import Column, Group, groups, intakes
from virage.contracts.text import Text
from virage.opendata import queries
from virage.opendata.models import InventoriedDataset, Publication
from virage.opendata.recording import RECORDING
from virage.opendata.rules.publishing import CRITERIA, FORMATS, HIGHEST_SCORE, LICENCES
from virage.registers.columns import (
    CLOSING,
    DAY_SENTENCES,
    NAME_EN,
    NAME_FR,
    SINCE,
    UNTIL,
    are_in_order,
    cell,
    count,
    is_life,
    text,
)
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.owners import Owners, owners
from virage.registers.queries import Table
from virage.registers.recording import Steps
from virage.registers.rules.findings import Sentence

STEPS = Steps(RECORDING)

SENTENCES: Mapping[str, Sentence] = {
    **DAY_SENTENCES,
    "not-an-address": Sentence(
        "error",
        Text(
            "« {value} » n’est pas une adresse où l’on peut prendre des données.",
            "“{value}” is not an address where data can be fetched.",
        ),
        Text("Écrivez l’adresse complète, https://…", "Write the whole address, https://…"),
    ),
}

DATASET = text(
    "dataset",
    Text("Jeu de données", "Dataset"),
    Text("Code du jeu, qui ne change jamais.", "Code of the dataset, which never changes."),
    "puits-2025",
    80,
    required=True,
)

_CRITERIA = {
    "demand": (
        Text("Demande", "Demand"),
        Text("0 : personne n’en demande ; 2 : souvent demandé.", "0: nobody asks; 2: often asked."),
    ),
    "value": (
        Text("Valeur", "Value"),
        Text("Ce que d’autres peuvent en faire, de 0 à 2.", "What others can make of it, 0 to 2."),
    ),
    "duty": (
        Text("Devoir", "Duty"),
        Text("2 si une loi demande de le diffuser.", "2 if an act asks to publish it."),
    ),
    "transparency": (
        Text("Transparence", "Transparency"),
        Text(
            "Ce qu’il montre de l’action publique, de 0 à 2.",
            "What it shows of government, 0 to 2.",
        ),
    ),
}


def _score(name: str) -> Column:
    title, aid = _CRITERIA[name]
    return Column(
        name=name,
        kind="integer",
        title=title,
        help=aid,
        required=True,
        minimum=0,
        maximum=HIGHEST_SCORE,
        example="1",
    )


def _owners() -> Owners:
    return owners({one.dataset: one.organisation for one in queries.datasets()})


_HELD = ("dataset", "organisation_id", "series", "name_fr", "name_en", *CRITERIA, "since", "until")


def _read_dataset(values: Mapping[str, Any], held: Owners, say: Say) -> Mapping[str, Any] | None:
    if not held.is_own(values, "dataset", say) or not is_life(values, say):
        return None
    return {**{name: values[name] for name in _HELD}, "closing": values.get("closing") or ""}


def _last_datasets(body: str) -> Iterator[Mapping[str, str]]:
    for one in queries.datasets(body):
        yield {
            **{name: str(value) for name, value in one._asdict().items()},
            "since": cell(one.since),
            "until": cell(one.until),
        }


INVENTORY = LineKind(
    code="opendata.inventory",
    title=Text("Inventaire des jeux de données", "Inventory of datasets"),
    description=Text(
        "Tous les jeux de données que l’organisme détient, diffusés ou non, groupés en séries, et notés "
        "selon leur potentiel de réutilisation.",
        "All datasets that the body holds, published or not, grouped in series, and scored by their "
        "reuse potential.",
    ),
    columns=(
        ORGANISATION,
        DATASET,
        text(
            "series",
            Text("Série", "Series"),
            Text(
                "Ce que les jeux de plusieurs années ont en commun.",
                "What datasets of several years share.",
            ),
            "puits",
            80,
            required=True,
        ),
        NAME_FR,
        NAME_EN,
        *(_score(name) for name in CRITERIA),
        SINCE,
        UNTIL,
        CLOSING,
    ),
    table=Table(InventoriedDataset, key=("dataset",), values=(*_HELD[1:], "closing")),
    steps=STEPS,
    world=_owners,
    read=_read_dataset,
    last=_last_datasets,
    sentences=SENTENCES,
    unit="dataset",
    listed=queries.listed,
)

_PUBLISHED = ("dataset", "url", "since", "until", "licence", "format", "refresh_days")


def _read_publication(
    values: Mapping[str, Any], held: Owners, say: Say
) -> Mapping[str, Any] | None:
    if not held.is_listed(values, "dataset", say):
        return None
    if not are_in_order(values, "since", "until", say):
        return None
    if not values["url"].startswith(("https://", "http://")):
        say("not-an-address", "url", values["url"])
        return None
    return {name: values[name] for name in _PUBLISHED}


def _last_publications(body: str) -> Iterator[Mapping[str, str]]:
    for one in queries.publications([one.dataset for one in queries.datasets(body)]):
        yield {
            "organisation": body,
            **{name: str(value) for name, value in one._asdict().items()},
            "since": cell(one.since),
            "until": cell(one.until),
            "refresh_days": "" if one.refresh_days is None else str(one.refresh_days),
        }


PUBLICATIONS = LineKind(
    code="opendata.publications",
    title=Text("Diffusion des jeux de données", "Publication of datasets"),
    description=Text(
        "Où chaque jeu est diffusé, sous quelle licence, dans quel format, et à quel rythme il change. "
        "Nos sondes vérifient le reste.",
        "Where each dataset is published, under which licence, in which format, and how often it "
        "changes. Our probes check the rest.",
    ),
    columns=(
        ORGANISATION,
        DATASET,
        text(
            "url",
            Text("Adresse", "Address"),
            Text("Celle des données elles-mêmes.", "That of the data themselves."),
            "https://example.org/puits-2025.csv",
            500,
            required=True,
        ),
        SINCE,
        UNTIL,
        Column(
            name="licence",
            kind="string",
            title=Text("Licence", "Licence"),
            help=Text("none s’il n’y en a pas.", "none if there is none."),
            required=True,
            choices=LICENCES,
            example="cc-by-4.0",
        ),
        Column(
            name="format",
            kind="string",
            title=Text("Format", "Format"),
            help=Text("Celui du fichier, ou api.", "That of the file, or api."),
            required=True,
            choices=FORMATS,
            example="csv",
        ),
        count(
            "refresh_days",
            Text("Mis à jour tous les (jours)", "Refreshed every (days)"),
            Text("Vide si ces données ne changent jamais.", "Empty if these data never change."),
            "365",
            required=False,
        ),
    ),
    table=Table(Publication, key=("dataset", "url"), values=_PUBLISHED[2:]),
    steps=STEPS,
    world=_owners,
    read=_read_publication,
    last=_last_publications,
    sentences=SENTENCES,
    unit="dataset",
)

groups.declare(Group("opendata", Text("Données ouvertes", "Open data")))
for one in (INVENTORY, PUBLICATIONS):
    intakes.declare(one.intake())
