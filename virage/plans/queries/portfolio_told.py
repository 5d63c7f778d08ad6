"""The shapes in which projects are told: plain values, with the proof of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from virage.contracts.text import Text
from virage.plans.rules.payments import Terms
from virage.plans.rules.portfolio import Assessment, Baseline, Known, Report

ACCEPTANCE = "plans.acceptance"


class UnknownProject(LookupError):
    """No project has that code."""


@dataclass(frozen=True, slots=True)
class BaselineTold:
    """A baseline, why it was authorised, what it was to bring, and the proof."""

    baseline: Baseline
    reason: str
    benefits: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReportTold:
    """A report, what was said with it, and the proof; `corrected` when it replaced another of its day."""

    report: Report
    note: str
    evidence: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class ScopeTold:
    """A dated change of scope."""

    code: str
    on: date
    author: str
    reason: str
    effect: str
    evidence: str


@dataclass(frozen=True, slots=True)
class RiskTold:
    """A dated assessment: in which role, for which body ("" for the whole government), and why."""

    assessment: Assessment
    role: str
    assessor: str
    why: str
    evidence: str


def acceptance_reference(project: str, milestone: str) -> str:
    """How the acceptance test of a milestone is named; codes hold no tilde."""
    return f"{ACCEPTANCE}:{project}~{milestone}"


@dataclass(frozen=True, slots=True)
class MilestoneTold:
    """A milestone that pays, with its test; `first_due_on` and `moves` tell how its day has moved."""

    code: str
    name: Text
    terms: Terms
    indicator: str
    unit: str
    made_on: date
    first_due_on: date
    moves: int
    evidence: str

    def reference(self, project: str) -> str:
        """How its acceptance test is named."""
        return acceptance_reference(project, self.code)


@dataclass(frozen=True, slots=True)
class CodeTold:
    """Where a component is published, or why it is not."""

    component: str
    stated_on: date
    url: str
    licence: str
    reason: str
    why: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Link:
    """A service or a measure that the project serves, for half-open days."""

    code: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """All that is known of one project, each list from the oldest to the latest."""

    code: str
    name: Text
    body: str
    authorisation: str
    since: date
    names: Sequence[tuple[date, Text]] = ()
    baselines: Sequence[BaselineTold] = ()
    reports: Sequence[ReportTold] = ()
    changes: Sequence[ScopeTold] = ()
    risks: Sequence[RiskTold] = ()
    milestones: Sequence[MilestoneTold] = ()
    publications: Sequence[CodeTold] = ()
    services: Sequence[Link] = ()
    measures: Sequence[Link] = ()

    def known(self, acceptance: Sequence[str] = ()) -> Known:
        """What the rules look at; `acceptance` are the outcomes of tests whose day has come."""
        return Known(
            baselines=tuple(one.baseline for one in self.baselines),
            reports=tuple(one.report for one in self.reports),
            assessments=tuple(one.assessment for one in self.risks),
            acceptance=tuple(acceptance),
        )


@dataclass(frozen=True, slots=True)
class AcceptanceTest:
    """The test of a milestone: one unit must answer yes to an indicator by a day."""

    reference: str
    body: str
    indicator: str
    unit: str
    made_on: date
    due_on: date
