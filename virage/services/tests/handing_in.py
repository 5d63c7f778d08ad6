"""Hands in rows as the collector does: typed, checked, staged in chunks, made known at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from django.db import transaction

from tests.people import AT, FOREST, WATER
from virage.audit import queries as audit
from virage.contracts.indicators import Judgement, Period, indicators
from virage.contracts.intakes import Acceptance, Check, Context, Intake, Row, intakes

VOLUMES = intakes.get("services.volumes")
POINTS = intakes.get("services.interaction-points")
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
QUARTERS = (
    Period(date(2025, 1, 1), date(2025, 4, 1)),
    Period(date(2025, 4, 1), date(2025, 7, 1)),
    Period(date(2025, 7, 1), date(2025, 10, 1)),
    Period(date(2025, 10, 1), date(2026, 1, 1)),
)

_numbers = count(1)


def volume(
    service: str,
    channel: str,
    said: int | str | None,
    period: Period = YEAR,
    body: str = WATER,
    name: str | None = None,
) -> dict[str, Any]:
    """The values of a row of volumes: a count, or the reason why there is none."""
    called = f"Service {service}" if name is None else name
    return {
        "organisation": body,
        "organisation_name_fr": "",
        "organisation_name_en": "",
        "service": service,
        "name_fr": called,
        "name_en": called and f"{called} (en)",
        "period_from": period.start,
        "period_to": period.end,
        "channel": channel,
        "volume": said if isinstance(said, int) else None,
        "status": said if isinstance(said, str) else None,
    }


def point(service: str, point: str, answer: str, day: date, body: str = WATER) -> dict[str, Any]:
    """The values of a row of interaction points."""
    return {
        "organisation": body,
        "service": service,
        "observed_on": day,
        "point": point,
        "answer": answer,
    }


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
    values: Iterable[Mapping[str, Any]],
    kind: Intake = VOLUMES,
    body: str | None = None,
    create_new: bool = True,
    **parameters: str,
) -> Check:
    """What the check of these rows says."""
    return kind.check(rows(values), Context(body, create_new, parameters))


def begin(
    kind: Intake = VOLUMES,
    source: str = "",
    found: Check | None = None,
) -> tuple[str, Acceptance]:
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


def hand_in(values: Sequence[Mapping[str, Any]], kind: Intake = VOLUMES, chunk: int = 3) -> int:
    """Check (no error is expected), stage in small chunks, finish; the record sequence."""
    found = check(values, kind)
    assert not found.has_errors, [one.code for one in found.findings]
    batch, acceptance = begin(kind, found=found)
    every = rows(values)
    for at in range(0, len(every), chunk):
        with transaction.atomic():
            kind.stage(batch, every[at : at + chunk], acceptance.context)
    with transaction.atomic():
        return kind.finish(batch, acceptance)


def judged(
    period: Period = YEAR,
    known_at: int | None = None,
    code: str = "services.take-up-above-75",
    version: int = 2,
) -> dict[str, Judgement]:
    """The judgement of each unit of the population, as known at a sequence (None: now)."""
    at = audit.sequence() if known_at is None else known_at
    definition = indicators.get(code).definition(version)
    facts = definition.facts(period, at)
    return {
        unit.code: definition.judge(facts[unit.code].values if unit.code in facts else None)
        for unit in definition.population(period, at)
    }


__all__ = [
    "AT",
    "FOREST",
    "POINTS",
    "QUARTERS",
    "VOLUMES",
    "WATER",
    "YEAR",
    "begin",
    "check",
    "hand_in",
    "judged",
    "point",
    "rows",
    "volume",
]
