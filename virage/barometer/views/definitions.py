"""The definition a figure was made under, the other versions of it, and what it leaves aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from virage.barometer.models import EditionIndicator
from virage.barometer.rules.exemptions import DECLARED
from virage.barometer.views.naming import Names, text
from virage.barometer.wording import notes as wording
from virage.barometer.wording.nouns import said
from virage.contracts.indicators import indicators


@dataclass(frozen=True, slots=True)
class DefinitionShown:
    """One version: `used` made the figure of the page; `in_force` is put to new editions."""

    version: int
    since: date
    text: str
    used: bool
    in_force: bool


def context(put: EditionIndicator, today: date) -> dict[str, Any]:
    """`definition`, the one used, and `definitions`, all that are known, the latest first.

    The one used is told as it was sealed; the others as they are declared today.
    """
    used = put.definition
    in_force = 0
    others: dict[int, DefinitionShown] = {}
    if put.code in indicators:
        declared = indicators.get(put.code)
        in_force = declared.in_force(today).version
        others = {
            one.version: DefinitionShown(
                one.version, one.since, text(one.text), used=False, in_force=one.version == in_force
            )
            for one in declared.definitions
            if one.since <= today
        }
    shown = DefinitionShown(
        version=used["version"],
        since=date.fromisoformat(used["since"]),
        text=said(used["text"]),
        used=True,
        in_force=used["version"] == in_force,
    )
    others[shown.version] = shown
    return {
        "definition": shown,
        "definitions": [others[version] for version in sorted(others, reverse=True)],
    }


def notes(figure: dict[str, Any], names: Names) -> list[str]:
    """What goes with the figure and is not in its sentence."""
    words = names.words
    found = [
        wording.population_sentence(figure, words),
        wording.not_applicable_sentence(figure, words),
        wording.ratio_sentence(figure, words),
        *wording.flag_sentences(figure, words, _flags(figure, names)),
        wording.people_sentence(figure, words),
        wording.withheld_sentence(figure, words),
        wording.sources_sentence(figure, words),
    ]
    return [one for one in found if one]


def _flags(figure: Mapping[str, Any], names: Names) -> dict[str, str]:
    return {flag: names.reason(flag) for flag in figure["flags"]}


def exempted_url(put: EditionIndicator) -> str:
    """Where everyone reads what bodies declare not applicable; "" where nothing may be declared."""
    return reverse("registers:exemptions") if DECLARED in put.definition["reasons"] else ""
