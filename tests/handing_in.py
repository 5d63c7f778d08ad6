"""Hands in rows as the collector does: typed, checked, staged in chunks, made known at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any
from uuid import UUID

from django.db import transaction

from tests.people import AT
from virage.audit import queries as audit
from virage.contracts.indicators import Judgement, Period, indicators
from virage.contracts.intakes import Acceptance, Check, Context, Intake, Row

_numbers = count(1)


def rows(values: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Rows as the collector gives them: the first line under the header is 2."""
    return [
        Row(
            line,
            {name: "" if cell is None else str(cell) for name, cell in one.items()},
            one,
        )
        for line, one in enumerate(values, start=2)
    ]


def check(
    kind: Intake,
    values: Iterable[Mapping[str, Any]],
    body: str | None = None,
    create_new: bool = True,
    **parameters: str,
) -> Check:
    """What the check of these rows says."""
    return kind.check(rows(values), Context(body, create_new, parameters))


def codes(kind: Intake, values: Iterable[Mapping[str, Any]], body: str | None = None) -> list[str]:
    """The codes of what the check finds, in order."""
    return [one.code for one in check(kind, values, body).findings]


def begin(kind: Intake, source: str = "", found: Check | None = None) -> tuple[str, Acceptance]:
    """Open an acceptance; its batch and itself."""
    acceptance = Acceptance(
        source=source or f"intake.hand-in:{UUID(int=next(_numbers))}",
        sha256="0" * 64,
        by="identity.person:1",
        at=AT,
        context=Context(None, create_new=True, parameters=found.parameters if found else {}),
        warnings=found.warnings if found else (),
    )
    with transaction.atomic():
        return kind.begin(acceptance), acceptance


def hand_in(kind: Intake, values: Sequence[Mapping[str, Any]], chunk: int = 3) -> int:
    """Check (no error is expected), stage in small chunks, finish; the record sequence."""
    found = check(kind, values)
    assert not found.has_errors, [one.code for one in found.findings]
    batch, acceptance = begin(kind, found=found)
    every = rows(values)
    for at in range(0, len(every), chunk):
        with transaction.atomic():
            kind.stage(batch, every[at : at + chunk], acceptance.context)
    with transaction.atomic():
        return kind.finish(batch, acceptance)


def judged(
    code: str, period: Period, known_at: int | None = None, version: int = 1
) -> dict[str, Judgement]:
    """The judgement of each unit of the population, as known at a sequence (None: now)."""
    at = audit.sequence() if known_at is None else known_at
    definition = indicators.get(code).definition(version)
    facts = definition.facts(period, at)
    return {
        unit.code: definition.judge(facts[unit.code].values if unit.code in facts else None)
        for unit in definition.population(period, at)
    }
