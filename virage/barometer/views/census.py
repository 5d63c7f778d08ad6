"""Who was expected to answer a question, what each attests, who answered: as the edition sealed it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from virage.barometer.models import EditionIndicator
from virage.barometer.rules.census import Census
from virage.barometer.views.naming import text
from virage.contracts.text import Text
from virage.lib.text import folded


@dataclass(frozen=True, slots=True)
class CensusRow:
    """One body: what it attests of its register, whether it answered."""

    name: str
    url: str
    attests: str
    answered: bool


@dataclass(frozen=True, slots=True)
class CensusShown:
    """Every body whose attestation counts, by name."""

    caption: str
    rows: list[CensusRow]


def shown(put: EditionIndicator, bodies: Mapping[str, Text]) -> CensusShown | None:
    """The census of a question; None of an edition that kept none."""
    census = Census.of_terms(put.definition["terms"].get("census"))
    if census is None:
        return None
    called = {code: text(name) for code, name in bodies.items()}
    rows = [
        CensusRow(
            called.get(code, code),
            reverse("barometer:body", args=[code]),
            attests(census, code),
            answered=_answered(put, code),
        )
        for code in census.concerned(put.by_organisation)
    ]
    return CensusShown(
        _("Organismes attendus, et ce que chacun atteste de son registre")
        if census.expected is not None
        else _("Organismes recensés, et ce que chacun atteste de son registre"),
        sorted(rows, key=lambda row: folded(row.name)),
    )


def attests(census: Census, body: str) -> str:
    """What a body says of its register."""
    words = {"complete": _("Complet"), "partial": _("Partiel")}
    return words.get(census.attestations.get(body, ""), _("Aucune attestation"))


def sentence(put: EditionIndicator, body: str) -> str:
    """What a body says of its register, in a sentence; "" when it does not count, or was not kept."""
    census = Census.of_terms(put.definition["terms"].get("census"))
    if census is None or body not in census.concerned(put.by_organisation):
        return ""
    return {
        "complete": _("L’organisme atteste que ce registre est complet."),
        "partial": _("L’organisme atteste que ce registre n’est complet qu’en partie."),
    }.get(
        census.attestations.get(body, ""),
        _("L’organisme n’atteste pas que ce registre est complet."),
    )


def is_silent(put: EditionIndicator, body: str) -> bool:
    """Whether a body was expected, and lists nothing at all."""
    census = Census.of_terms(put.definition["terms"].get("census"))
    return (
        census is not None and body in (census.expected or ()) and body not in put.by_organisation
    )


def _answered(put: EditionIndicator, body: str) -> bool:
    count = put.by_organisation.get(body)
    return count is not None and int(count["yes"]) + int(count["no"]) > 0
