"""Projects as programs read them: the same rows in files and in the API. Amounts in cents, shares as text."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from virage.plans.rules import portfolio
from virage.portal.projects.joined import Joined

Row = Mapping[str, Any]

PROJECT = (
    "project",
    "name_fr",
    "name_en",
    "organisation",
    "authorisation",
    "state",
    "rating",
    "declared",
    "is_flattered",
    "rating_of_facts",
    "definition",
    "last_report",
    "baselines",
    "first_cost",
    "expected_cost",
    "cost_variance",
    "cost_variance_share",
    "first_end",
    "expected_end",
    "days_variance",
    "days_variance_share",
    "spent",
    "consultants",
    "consultants_share",
    "alarms",
    "payable",
    "withheld",
)


def share(value: Fraction | None) -> str | None:
    """An exact fraction, "3/8"; null stays null."""
    return None if value is None else f"{value.numerator}/{value.denominator}"


def project(one: Joined) -> Row:
    """How a project stands, against its first baseline."""
    report = one.known.last_report
    first = one.known.first
    against = one.variances[0] if one.variances else None
    to = portfolio.expected(report, one.today) if report else None
    return {
        "project": one.told.code,
        "name_fr": one.told.name.fr,
        "name_en": one.told.name.en,
        "organisation": one.told.body,
        "authorisation": one.told.authorisation or None,
        "state": report.state if report else None,
        "rating": one.rating.colour,
        "declared": one.rating.declared or None,
        "is_flattered": one.rating.is_flattered,
        "rating_of_facts": one.rating.of_facts,
        "definition": portfolio.definition_on(one.today).number,
        "last_report": report.as_of if report else None,
        "baselines": len(one.known.baselines),
        "first_cost": first.cost if first else None,
        "expected_cost": to.cost if to else None,
        "cost_variance": against.cost if against else None,
        "cost_variance_share": share(against.cost_share) if against else None,
        "first_end": first.ends_on if first else None,
        "expected_end": to.end if to else None,
        "days_variance": against.days if against else None,
        "days_variance_share": share(against.days_share) if against else None,
        "spent": report.spent if report else None,
        "consultants": report.consultants if report else None,
        "consultants_share": share(portfolio.consultants_share(report)),
        "alarms": [alarm.code for alarm in one.alarms],
        "payable": sum(paid.payment.payable for paid in one.paid),
        "withheld": sum(paid.payment.withheld for paid in one.paid),
    }


def baselines(one: Joined) -> Iterable[Row]:
    """Every baseline, and how far the project is from it."""
    against = {found.baseline.number: found for found in one.variances}
    for told in one.told.baselines:
        found = against.get(told.baseline.number)
        yield {
            "number": told.baseline.number,
            "authorised_on": told.baseline.authorised_on,
            "starts_on": told.baseline.starts_on,
            "ends_on": told.baseline.ends_on,
            "cost": told.baseline.cost,
            "reason": told.reason,
            "benefits": told.benefits,
            "cost_variance": found.cost if found else None,
            "cost_variance_share": share(found.cost_share) if found else None,
            "days_variance": found.days if found else None,
            "days_variance_share": share(found.days_share) if found else None,
            "evidence": told.evidence,
        }


def reports(one: Joined) -> Iterable[Row]:
    """Every report that stands."""
    for told in one.told.reports:
        yield {
            **{name: getattr(told.report, name) for name in portfolio.Report.__slots__},
            "note": told.note,
            "corrected": told.corrected,
            "evidence": told.evidence,
        }


def scope_changes(one: Joined) -> Iterable[Row]:
    """Every change of scope."""
    for told in one.told.changes:
        yield {
            "change": told.code,
            "decided_on": told.on,
            "author": told.author,
            "reason": told.reason,
            "effect": told.effect,
            "evidence": told.evidence,
        }


def risks(one: Joined) -> Iterable[Row]:
    """Every assessment of a risk."""
    for told in one.told.risks:
        yield {
            "risk": told.assessment.risk,
            "assessed_on": told.assessment.assessed_on,
            "level": told.assessment.level,
            "role": told.role,
            "assessor": told.assessor or None,
            "why": told.why,
            "evidence": told.evidence,
        }


def milestones(one: Joined) -> Iterable[Row]:
    """Every milestone that pays, its test, and what it pays today."""
    for paid in one.paid:
        told, payment = paid.milestone, paid.payment
        yield {
            "milestone": told.code,
            "name_fr": told.name.fr,
            "name_en": told.name.en,
            "due_on": told.terms.due_on,
            "first_due_on": told.first_due_on,
            "moves": told.moves,
            "amount": told.terms.amount,
            "retained": told.terms.retained,
            "guarantee_days": told.terms.guarantee_days,
            "indicator": told.indicator,
            "unit": told.unit,
            "state": payment.state,
            "reason": payment.reason,
            "payable": payment.payable,
            "withheld": payment.withheld,
            "edition": payment.edition or None,
            "guarantee_to": payment.guarantee_to,
            "fell_back": payment.fell_back,
            "editions": [f"{seen.edition} {seen.outcome}" for seen in paid.seen],
            "evidence": told.evidence,
        }


def code(one: Joined) -> Iterable[Row]:
    """Where each component is published, or why not."""
    for told in one.told.publications:
        yield {
            "component": told.component,
            "stated_on": told.stated_on,
            "url": told.url or None,
            "licence": told.licence or None,
            "reason": told.reason or None,
            "why": told.why or None,
            "evidence": told.evidence,
        }


def links(one: Joined) -> Iterable[Row]:
    """The services and measures that it serves."""
    for kind, found in (("service", one.told.services), ("measure", one.told.measures)):
        for told in found:
            yield {"link": kind, "code": told.code, "since": told.since, "until": told.until}


def signs(one: Joined) -> Iterable[Row]:
    """The facts that make the rating."""
    for sign in one.rating.signs:
        yield {
            "fact": sign.code,
            "colour": sign.colour,
            "share": share(sign.share),
            "count": sign.count,
        }


TABLES: Mapping[str, tuple[Callable[[Joined], Iterable[Row]], tuple[str, ...]]] = {
    "bases": (
        baselines,
        (
            "number",
            "authorised_on",
            "starts_on",
            "ends_on",
            "cost",
            "reason",
            "benefits",
            "cost_variance",
            "cost_variance_share",
            "days_variance",
            "days_variance_share",
            "evidence",
        ),
    ),
    "rapports": (
        reports,
        (*portfolio.Report.__slots__, "note", "corrected", "evidence"),
    ),
    "portee": (
        scope_changes,
        ("change", "decided_on", "author", "reason", "effect", "evidence"),
    ),
    "risques": (
        risks,
        ("risk", "assessed_on", "level", "role", "assessor", "why", "evidence"),
    ),
    "paiements": (
        milestones,
        (
            "milestone",
            "name_fr",
            "name_en",
            "due_on",
            "first_due_on",
            "moves",
            "amount",
            "retained",
            "guarantee_days",
            "indicator",
            "unit",
            "state",
            "reason",
            "payable",
            "withheld",
            "edition",
            "guarantee_to",
            "fell_back",
            "editions",
            "evidence",
        ),
    ),
    "code": (
        code,
        ("component", "stated_on", "url", "licence", "reason", "why", "evidence"),
    ),
    "faits": (signs, ("fact", "colour", "share", "count")),
    "liens": (links, ("link", "code", "since", "until")),
}
"""The tables of a project, by the word of their address: their rows and columns."""
