"""Reads of drafts, for the officers of their body alone, and of what a plan may name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from virage.audit import queries as audit
from virage.contracts.indicators import Period, Unit, indicators
from virage.lib.canonical import digest
from virage.lib.records import known
from virage.plans.models import PlanDocument, PlanDraft, PlanDraftRow, PlanVersion
from virage.plans.rules import form
from virage.plans.rules.cells import World
from virage.plans.rules.content import Content, from_json
from virage.registers import queries as registers

LOOKED_BACK = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class RowWritten:
    """A row of a draft as typed, who typed it last and when, and its revision."""

    section: str
    number: int
    cells: dict[str, str]
    revision: int
    who: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """The draft of a body: its rows by part, and the version that it began from ("" for none)."""

    body: str
    follows: str
    opened_at: datetime
    rows: tuple[RowWritten, ...]

    @property
    def document(self) -> dict[str, Any]:
        """What was typed, in the shape that is checked."""
        found: dict[str, Any] = {one.code: {} if one.single else [] for one in form.SECTIONS}
        for row in self.rows:
            if form.BY_CODE[row.section].single:
                found[row.section] = row.cells
            else:
                found[row.section].append({"id": str(row.number), **row.cells})
        return found

    @property
    def digest(self) -> str:
        """The digest of all that was typed: what a person read before they deposit."""
        return digest(self.document)

    def section(self, code: str) -> list[RowWritten]:
        """The rows of a part."""
        return [one for one in self.rows if one.section == code]

    def row(self, section: str, number: int) -> RowWritten | None:
        """A row, or None when it is not (or no longer) there."""
        return next((one for one in self.section(section) if one.number == number), None)


def draft_of(body: str) -> Written | None:
    """The draft of a body, if one is open. Two queries."""
    draft = PlanDraft.objects.filter(organisation__code=body).first()
    if draft is None:
        return None
    rows = PlanDraftRow.objects.filter(draft=draft).select_related("changed_by")
    return Written(
        body,
        draft.follows,
        draft.opened_at,
        tuple(
            RowWritten(
                one.section,
                one.number,
                one.cells,
                one.revision,
                one.changed_by.name,
                one.changed_at,
            )
            for one in rows.order_by("section", "number")
        ),
    )


def last_content(body: str) -> tuple[str, Content | None]:
    """The version of a body deposited here last, and what it says; ("", None) when there is none."""
    found = known(PlanDocument, None).filter(organisation__code=body).order_by("-batch__sequence")
    last = found.first()
    return (last.version, from_json(last.content)) if last else ("", None)


def labels(body: str) -> frozenset[str]:
    """The labels that versions of a body have, however they came."""
    return frozenset(
        known(PlanVersion, None).filter(organisation__code=body).values_list("version", flat=True)
    )


def labels_by_body(bodies: Iterable[str]) -> dict[str, set[str]]:
    """The labels that versions of these bodies have, by body. One query."""
    found: dict[str, set[str]] = {}
    rows = known(PlanVersion, None).filter(organisation__code__in=list(bodies))
    for body, label in rows.values_list("organisation__code", "version"):
        found.setdefault(body, set()).add(label)
    return found


def units_of(body: str, indicator: str, on: date) -> list[Unit]:
    """The units of a body to which a question of the barometer is put, for a promise to name."""
    if indicator not in indicators:
        return []
    period = Period(on - LOOKED_BACK, on + timedelta(days=1))
    return registers.units_to_exempt(
        indicators.get(indicator), body, period, on=on, known_at=audit.sequence()
    )


def world(body: str, on: date, asked: frozenset[str] | None = None) -> World:
    """What a plan of a body may name on a day. Units are listed of the questions that its draft promises
    on alone (`asked`, else read from the draft): the list of each costs queries."""
    if asked is None:
        written = draft_of(body)
        asked = frozenset(
            one.cells.get("indicator", "").strip()
            for one in (written.section(form.PROMISES) if written else ())
        )
    return World(
        targets=frozenset(one.target for one in indicators if one.target),
        indicators={
            one.code: frozenset(unit.code for unit in units_of(body, one.code, on))
            if one.code in asked
            else None
            for one in indicators
        },
    )
