"""The audit of an edition: what may be drawn, what was, what was found, and what that says of figures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count

from virage.barometer.models import (
    Audit,
    AuditFinding,
    AuditItem,
    Edition,
    EditionAnswer,
    EditionIndicator,
)
from virage.barometer.rules import sampling
from virage.barometer.rules.errors import UnknownEdition
from virage.barometer.rules.exact import share
from virage.barometer.rules.sealed import target_of

Json = dict[str, Any]

LONG = ("headline", "by_organisation", "definition")
"""What a list of answers need not read of the question of each."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One answer drawn, the question it answers, and what was last found on opening its evidence."""

    item: AuditItem
    finding: AuditFinding | None

    @property
    def answer(self) -> EditionAnswer:
        """The answer as the edition keeps it."""
        return self.item.answer


def frame(edition: Edition) -> dict[sampling.Item, int]:
    """Every declared yes of an edition, by question and unit, with its row. One query."""
    rows = EditionAnswer.objects.filter(
        indicator__edition=edition, value="yes", source="declared"
    ).values_list("indicator__code", "unit", "pk")
    return {(code, unit): pk for code, unit, pk in rows}


def audits(editions: Sequence[Edition]) -> dict[int, list[Audit]]:
    """Every audit announced of these editions, given up ones too, by key of the edition. One query."""
    found: dict[int, list[Audit]] = {}
    for one in Audit.objects.filter(edition__in=[one.pk for one in editions]):
        found.setdefault(one.edition_id, []).append(one)
    return found


def audit(public_id: str | UUID) -> Audit:
    """The audit of that public id; raises `UnknownEdition`."""
    found = Audit.objects.filter(public_id=public_id).select_related("edition").first()
    if found is None:
        raise UnknownEdition("Aucun audit n’a cet identifiant.", "No audit has this identifier.")
    return found


def opened(audit: Audit, position: int | None = None) -> list[Opened]:
    """The answers that were drawn, in order, with what was last found of each. Two queries."""
    items = (
        AuditItem.objects.filter(audit=audit)
        .select_related("answer__indicator", "audit")
        .defer(*(f"answer__indicator__{one}" for one in LONG))
    )
    if position is not None:
        items = items.filter(position=position)
    found = AuditFinding.objects.filter(item__in=items)
    last = {one.item_id: one for one in found}
    return [Opened(one, last.get(one.pk)) for one in items.order_by("position")]


def findings(item: AuditItem) -> list[AuditFinding]:
    """Everything that was found of one answer, the last first. One query."""
    return list(AuditFinding.objects.filter(item=item).order_by("-pk"))


def result(audit: Audit, drawn: Sequence[Opened]) -> Json:
    """What an audit tells, as JSON. Until every answer drawn was opened there is no limit.

    What could not be told counts against the limit: nothing shows that it holds. Two queries.
    """
    outcomes = Counter(one.finding.outcome for one in drawn if one.finding)
    done = bool(drawn) and sum(outcomes.values()) == len(drawn)
    limit = None
    if done:
        against = outcomes[sampling.OVERTURNED] + outcomes[sampling.CANNOT_TELL]
        limit = sampling.upper_limit(against, len(drawn), audit.frame or 0)
    return {
        "audit": str(audit.public_id),
        "edition": audit.edition.slug,
        "seal": audit.edition.seal,
        "source": audit.source,
        "day": audit.day.isoformat(),
        "state": _state(audit, done=done),
        "why": audit.why or None,
        "value": audit.value or None,
        "frame": audit.frame,
        "drawn": len(drawn),
        "opened": sum(outcomes.values()),
        **{outcome: outcomes[outcome] for outcome in sampling.OUTCOMES},
        "rate": share(outcomes[sampling.OVERTURNED], len(drawn)) if done else None,
        "limit": sampling.rate_json(limit),
        "indicators": [] if limit is None else _adjusted(audit.edition, limit),
    }


def _state(audit: Audit, *, done: bool) -> str:
    if audit.why:
        return "given_up"
    if not audit.value:
        return "announced"
    return "done" if done else "drawn"


def _adjusted(edition: Edition, limit: Fraction) -> list[Json]:
    """The lower bound of each figure, were as many of its declared yes wrong as the limit says."""
    rows = EditionIndicator.objects.filter(edition=edition).order_by("position")
    declared = dict(
        EditionAnswer.objects.filter(indicator__edition=edition, value="yes", source="declared")
        .order_by()
        .values_list("indicator_id")
        .annotate(Count("pk"))
    )
    return [
        _of_figure(row.headline, declared.get(row.pk, 0), limit)
        for row in rows.defer("by_organisation", "definition")
    ]


def _of_figure(figure: Json, declared: int, limit: Fraction) -> Json:
    if "people" in figure:  # people are counted: those whom a body says yes for
        declared = int(figure["people"]["declared"]["yes"])
    yes = int(figure["yes"])
    n = yes + int(figure["no"]) + int(figure["unknown"])
    target = figure["target"]
    threshold = target_of({**target, "target": target["code"]}).threshold if target else None
    return {
        "code": figure["code"],
        "target": target and target["code"],
        "yes": yes,
        "yes_declared": declared,
        "n": n,
        "lower": figure["lower"],
        "lower_adj": sampling.rate_json(
            sampling.lower_adjusted(yes, declared, n, limit), threshold
        ),
    }


def of_edition(edition: Edition) -> Json | None:
    """What the audit that stands of an edition tells; None when none was announced. Up to 5 queries."""
    standing = Audit.objects.filter(edition=edition, why="").select_related("edition").first()
    return None if standing is None else result(standing, opened(standing))
