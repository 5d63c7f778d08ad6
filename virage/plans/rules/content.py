"""What a deposited version of a plan says: plain values, written as JSON for ever and read back the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from virage.contracts.text import Text
from virage.plans.rules import form
from virage.plans.rules.money import dollars

Row = Mapping[str, str]
Document = Mapping[str, Any]
"""What was typed: {"plan": {field: text}, "measures": [{"id": …, field: text}], …}."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What the plan is tied to: an objective, an orientation, the authorisation of a project."""

    code: str
    kind: str
    reference: str
    title: str
    page: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, with its own dates, its legal date if there is one, and cents by fiscal year."""

    code: str
    name: Text
    target: str
    owner: str
    starts_on: date
    ends_on: date
    legal_on: date | None
    legal_basis: str
    budget: tuple[tuple[str, int], ...]

    @property
    def cents(self) -> int:
        """What it costs in all, in cents."""
        return sum(cents for _, cents in self.budget)


@dataclass(frozen=True, slots=True)
class Planned:
    """A milestone as the plan sets it; whether it was reached is a record of its own."""

    code: str
    measure: str
    name: Text
    target: str
    due_on: date
    legal_on: date | None
    proof: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """A promised contribution: these units (none: all) will answer yes, so many or such a share, by a day."""

    code: str
    measure: str
    indicator: str
    units: tuple[str, ...]
    at_least: int | None
    share: tuple[int, int] | None
    baseline: str
    due_on: date
    legal_on: date | None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole plan, under a version of its form; half-open days."""

    form_version: str
    period_from: date
    period_to: date
    revision_due_on: date
    summary: Text
    page: str
    ties: tuple[Tie, ...]
    measures: tuple[Measure, ...]
    milestones: tuple[Planned, ...]
    promises: tuple[Contribution, ...]

    @property
    def strategic_plan(self) -> str:
        """The title of the strategic plan that it is tied to first."""
        return next((one.title for one in self.ties if one.kind == form.STRATEGIC), "")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def as_json(content: Content) -> dict[str, Any]:
    """The content as a document that is kept and hashed: strings, integers, lists."""
    return {
        "form_version": content.form_version,
        "period_from": content.period_from.isoformat(),
        "period_to": content.period_to.isoformat(),
        "revision_due_on": content.revision_due_on.isoformat(),
        "summary": {"fr": content.summary.fr, "en": content.summary.en},
        "page": content.page,
        "ties": [
            {name: getattr(one, name) for name in ("code", "kind", "reference", "title", "page")}
            for one in content.ties
        ],
        "measures": [
            {
                "code": one.code,
                "name": {"fr": one.name.fr, "en": one.name.en},
                "target": one.target,
                "owner": one.owner,
                "starts_on": _iso(one.starts_on),
                "ends_on": _iso(one.ends_on),
                "legal_on": _iso(one.legal_on),
                "legal_basis": one.legal_basis,
                "budget": [{"year": year, "cents": cents} for year, cents in one.budget],
            }
            for one in content.measures
        ],
        "milestones": [
            {
                "code": one.code,
                "measure": one.measure,
                "name": {"fr": one.name.fr, "en": one.name.en},
                "target": one.target,
                "due_on": _iso(one.due_on),
                "legal_on": _iso(one.legal_on),
                "proof": one.proof,
            }
            for one in content.milestones
        ],
        "promises": [
            {
                "code": one.code,
                "measure": one.measure,
                "indicator": one.indicator,
                "units": list(one.units),
                "at_least": one.at_least,
                "share": list(one.share) if one.share else None,
                "baseline": one.baseline,
                "due_on": _iso(one.due_on),
                "legal_on": _iso(one.legal_on),
            }
            for one in content.promises
        ],
    }


def from_json(said: Mapping[str, Any]) -> Content:
    """The content that such a document holds."""
    return Content(
        form_version=said["form_version"],
        period_from=date.fromisoformat(said["period_from"]),
        period_to=date.fromisoformat(said["period_to"]),
        revision_due_on=date.fromisoformat(said["revision_due_on"]),
        summary=Text(said["summary"]["fr"], said["summary"]["en"]),
        page=said["page"],
        ties=tuple(Tie(**one) for one in said["ties"]),
        measures=tuple(
            Measure(
                code=one["code"],
                name=Text(one["name"]["fr"], one["name"]["en"]),
                target=one["target"],
                owner=one["owner"],
                starts_on=date.fromisoformat(one["starts_on"]),
                ends_on=date.fromisoformat(one["ends_on"]),
                legal_on=_day(one["legal_on"]),
                legal_basis=one["legal_basis"],
                budget=tuple((year["year"], year["cents"]) for year in one["budget"]),
            )
            for one in said["measures"]
        ),
        milestones=tuple(
            Planned(
                code=one["code"],
                measure=one["measure"],
                name=Text(one["name"]["fr"], one["name"]["en"]),
                target=one["target"],
                due_on=date.fromisoformat(one["due_on"]),
                legal_on=_day(one["legal_on"]),
                proof=one["proof"],
            )
            for one in said["milestones"]
        ),
        promises=tuple(
            Contribution(
                code=one["code"],
                measure=one["measure"],
                indicator=one["indicator"],
                units=tuple(one["units"]),
                at_least=one["at_least"],
                share=(one["share"][0], one["share"][1]) if one["share"] else None,
                baseline=one["baseline"],
                due_on=date.fromisoformat(one["due_on"]),
                legal_on=_day(one["legal_on"]),
            )
            for one in said["promises"]
        ),
    )


def as_document(content: Content) -> dict[str, Any]:
    """The content as it would be typed: what a new draft begins with, and what a spreadsheet holds."""
    rows: dict[str, list[dict[str, str]]] = {
        form.TIES: [
            {name: getattr(one, name) for name in ("code", "kind", "reference", "title", "page")}
            for one in content.ties
        ],
        form.MEASURES: [
            {
                "code": one.code,
                "name_fr": one.name.fr,
                "name_en": one.name.en,
                "target": one.target,
                "owner": one.owner,
                "starts_on": one.starts_on.isoformat(),
                "ends_on": one.ends_on.isoformat(),
                "legal_on": _iso(one.legal_on) or "",
                "legal_basis": one.legal_basis,
            }
            for one in content.measures
        ],
        form.BUDGETS: [
            {"measure": one.code, "year": year, "amount": dollars(cents)}
            for one in content.measures
            for year, cents in one.budget
        ],
        form.MILESTONES: [
            {
                "code": one.code,
                "measure": one.measure,
                "name_fr": one.name.fr,
                "name_en": one.name.en,
                "target": one.target,
                "due_on": one.due_on.isoformat(),
                "legal_on": _iso(one.legal_on) or "",
                "proof": one.proof,
            }
            for one in content.milestones
        ],
        form.PROMISES: [
            {
                "code": one.code,
                "measure": one.measure,
                "indicator": one.indicator,
                "units": "\n".join(one.units) or form.ALL_UNITS,
                "at_least": "" if one.at_least is None else str(one.at_least),
                "share": f"{one.share[0]}/{one.share[1]}" if one.share else "",
                "baseline": one.baseline,
                "due_on": one.due_on.isoformat(),
                "legal_on": _iso(one.legal_on) or "",
            }
            for one in content.promises
        ],
    }
    return {
        form.PLAN: {
            "period_from": content.period_from.isoformat(),
            "period_last": (content.period_to - timedelta(days=1)).isoformat(),
            "revision_due_on": content.revision_due_on.isoformat(),
            "summary_fr": content.summary.fr,
            "summary_en": content.summary.en,
            "page": content.page,
        },
        **{code: numbered(found) for code, found in rows.items()},
    }


def numbered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of a draft, each with the number by which its page names it."""
    return [{"id": str(at), **row} for at, row in enumerate(rows, start=1)]


def empty() -> dict[str, Any]:
    """The document of a body that never had a plan here."""
    return {one.code: {} if one.single else [] for one in form.SECTIONS}
