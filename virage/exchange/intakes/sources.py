"""The authoritative sources that a body holds: one line a concept, from a day on."""

from collections.abc import Iterator, Mapping
from typing import Any

from virage.contracts.text import Text
from virage.exchange import queries
from virage.exchange.intakes.words import SENTENCES, STEPS
from virage.exchange.models import AuthoritativeSource
from virage.exchange.rules.asking import MATCHING_KEYS
from virage.registers.columns import SINCE, UNTIL, are_in_order, cell, text
from virage.registers.kinds import ORGANISATION, LineKind, Say
from virage.registers.queries import Table


def _read_source(values: Mapping[str, Any], world: None, say: Say) -> Mapping[str, Any] | None:
    keys = values["keys"].split()
    for key in keys:
        if key not in MATCHING_KEYS:
            say("not-a-key", "keys", key)
            return None
    if not are_in_order(values, "since", "until", say):
        return None
    names = ("concept", "organisation_id", "since", "until", "legal_basis")
    return {**{name: values[name] for name in names}, "keys": " ".join(sorted(set(keys)))}


def _last_sources(body: str) -> Iterator[Mapping[str, str]]:
    for one in queries.sources(body):
        yield {
            "organisation": body,
            "concept": one.concept,
            "since": one.since.isoformat(),
            "until": cell(one.until),
            "legal_basis": one.legal_basis,
            "keys": one.keys,
        }


SOURCES = LineKind(
    code="exchange.sources",
    title=Text("Sources officielles", "Authoritative sources"),
    description=Text(
        "Ce que l’organisme détient de façon officielle sur les personnes et les entreprises, en vertu "
        "de quelle loi, et par quelles clés on l’y retrouve.",
        "What the body holds with authority about people and businesses, under which law, and by which "
        "keys it is found there.",
    ),
    columns=(
        ORGANISATION,
        text(
            "concept",
            Text("Concept", "Concept"),
            Text(
                "Ce qui est détenu, d’un mot commun à tous : adresse, date-naissance.",
                "What is held, in a word common to all: adresse, date-naissance.",
            ),
            "adresse",
            80,
            required=True,
        ),
        SINCE,
        UNTIL,
        text(
            "legal_basis",
            Text("Base légale", "Legal basis"),
            Text("La loi et l’article qui le permettent.", "The act and section that allow it."),
            "Loi sur les registres, art. 12",
            300,
            required=True,
        ),
        text(
            "keys",
            Text("Clés d’appariement", "Matching keys"),
            Text(
                "Parmi " + ", ".join(MATCHING_KEYS) + " ; séparées par des espaces.",
                "Among " + ", ".join(MATCHING_KEYS) + "; separated by spaces.",
            ),
            "person-number",
            200,
            required=True,
        ),
    ),
    table=Table(
        AuthoritativeSource,
        key=("concept", "organisation_id", "since"),
        values=("until", "legal_basis", "keys"),
    ),
    steps=STEPS,
    world=lambda: None,
    read=_read_source,
    last=_last_sources,
    sentences=SENTENCES,
    unit="concept",
)
