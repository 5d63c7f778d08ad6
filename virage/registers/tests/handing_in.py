"""Hands in duties and headcounts as the collector does: checked, staged in chunks, made known at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from django.db import transaction

from virage.contracts.indicators import Period
from virage.contracts.intakes import Acceptance, Check, Context, Intake, Row, intakes
from virage.registers.tests.registry import AT, VOLUMES, WATER, YEAR

DUTIES = intakes.get("registers.duties")
HEADCOUNTS = intakes.get("registers.headcounts")
ANYBODY = Context(None, create_new=False)

_numbers = count(1)


def owed(
    body: str = WATER,
    kind: str = VOLUMES,
    period: Period = YEAR,
    due_on: date = date(2026, 5, 15),
    status: str | None = None,
) -> dict[str, Any]:
    """The values of a row of duties."""
    return {
        "organisation": body,
        "kind": kind,
        "period_from": period.start,
        "period_to": period.end,
        "due_on": due_on,
        "status": status,
    }


def counted(staff: int, body: str = WATER, on: date = date(2026, 3, 31)) -> dict[str, Any]:
    """The values of a row of headcounts."""
    return {"organisation": body, "on": on, "staff": staff}


def rows(values: Iterable[Mapping[str, Any]], first: int = 2) -> list[Row]:
    """Rows as the collector gives them: the first line under the header is 2."""
    return [
        Row(line, {name: "" if cell is None else str(cell) for name, cell in one.items()}, one)
        for line, one in enumerate(values, start=first)
    ]


def check(
    values: Iterable[Mapping[str, Any]], kind: Intake = HEADCOUNTS, body: str | None = None
) -> Check:
    """What the check of these rows says."""
    return kind.check(rows(values), Context(body, create_new=False))


def begin(kind: Intake = HEADCOUNTS, source: str = "") -> tuple[str, Acceptance]:
    """Open an acceptance; its batch and itself."""
    acceptance = Acceptance(
        source=source or f"intake.hand-in:{UUID(int=next(_numbers))}",
        sha256="0" * 64,
        by="identity.person:1",
        at=AT,
        context=ANYBODY,
        warnings=((2, "staff-jump"),),
    )
    with transaction.atomic():
        return kind.begin(acceptance), acceptance


def stage(
    batch: str, values: Sequence[Mapping[str, Any]], kind: Intake = HEADCOUNTS, first: int = 2
) -> int:
    """Stage one chunk; how many facts were added."""
    with transaction.atomic():
        return kind.stage(batch, rows(values, first), ANYBODY)


def finish(batch: str, acceptance: Acceptance, kind: Intake = HEADCOUNTS) -> int:
    """Make it known; the sequence."""
    with transaction.atomic():
        return kind.finish(batch, acceptance)


def hand_in(values: Sequence[Mapping[str, Any]], kind: Intake = HEADCOUNTS, chunk: int = 2) -> int:
    """All the way, in small chunks; the sequence."""
    batch, acceptance = begin(kind)
    for at in range(0, len(values), chunk):
        stage(batch, values[at : at + chunk], kind, first=2 + at)
    return finish(batch, acceptance, kind)
