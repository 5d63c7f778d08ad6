"""What the pages show of published editions, each in a number of queries that does not grow.

Headlines are read without the figures of each body; lists of units are querysets that a page cuts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from virage.barometer.models import (
    Edition,
    EditionAnswer,
    EditionComparison,
    EditionIndicator,
    Erratum,
)
from virage.barometer.queries import editions, measuring, strategies
from virage.barometer.rules.errors import UnknownEdition
from virage.contracts.text import Text
from virage.lib.text import folded

Json = dict[str, Any]

ORDERS = ("unit", "name", "organisation", "value", "reason", "part", "whole", "weight")


@dataclass(frozen=True, slots=True)
class Overview:
    """One edition at a glance: the strategy with its targets, the headline of each figure by code, the
    change of each since the edition before (absent for a first one), the errata, and which edition
    is to be quoted (`latest` overall, `last_revision` of this one)."""

    edition: Edition
    latest: Edition
    last_revision: Edition
    strategy: Json
    indicators: dict[str, EditionIndicator]
    comparisons: dict[str, Json]
    earlier: Edition | None
    errata: list[Erratum]

    def targets(self) -> list[Json]:
        """Every target of the strategy, with its state; those without records too."""
        answered = [code for code, row in self.indicators.items() if row.answers]
        return measuring.targets_told(self.strategy, answered)


def overview(edition: Edition | None = None) -> Overview | None:
    """The overview of an edition, or of the latest; None before the first publication.

    At most 5 queries, whatever the number of editions, services and bodies.
    """
    quotable = editions.quotable()
    if not quotable:
        return None
    shown = edition or quotable[-1]
    first = shown.revision_of_id or shown.pk
    rows = (
        EditionIndicator.objects.filter(edition=shown)
        .defer("by_organisation", "definition")
        .order_by("position")
    )
    earlier, comparisons = changes(shown)
    return Overview(
        edition=shown,
        latest=quotable[-1],
        last_revision=next(
            (one for one in quotable if (one.revision_of_id or one.pk) == first), shown
        ),
        strategy=shown.strategy,
        indicators={row.code: row for row in rows},
        comparisons=comparisons,
        earlier=earlier,
        errata=editions.errata([shown]),
    )


def current_strategy(known_at: int, day: Any) -> Json:
    """The strategy for a page shown before any edition: its targets have no records yet."""
    return strategies.strategy(day, known_at=known_at)


def changes(edition: Edition) -> tuple[Edition | None, dict[str, Json]]:
    """The edition before and the changes since it, by indicator code. One query.

    When the edition before was revised meanwhile, the change since its last revision counts.
    """
    kept = list(
        EditionComparison.objects.filter(edition=edition)
        .select_related("earlier")
        .defer("earlier__strategy")  # once per indicator otherwise, and read by none
        .order_by("earlier__period_to", "earlier__number", "pk")
    )
    if not kept:
        return None, {}
    earlier = kept[-1].earlier
    return earlier, {one.code: one.comparison for one in kept if one.earlier_id == earlier.pk}


def figure(edition: Edition, code: str) -> EditionIndicator:
    """One question put in an edition, by indicator code or target number, with all its figures.

    Raises `UnknownEdition` when the edition did not put it.
    """
    found = (
        EditionIndicator.objects.filter(edition=edition)
        .filter(Q(code=code) | (Q(target=code) & ~Q(target="")))
        .first()
    )
    if found is None:
        raise UnknownEdition(
            f"L’édition {edition.slug} n’a pas mesuré {code}.",
            f"The edition {edition.slug} did not measure {code}.",
        )
    return found


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One edition of a trend: its headline figure, and its change since the edition before."""

    edition: Edition
    indicator: EditionIndicator
    comparison: Json | None


def trend(code: str, *, until: Edition | None = None) -> list[TrendPoint]:
    """The figure of an indicator over the editions to quote, the oldest first. Three queries.

    `until` ends it with that edition, in that very revision, and leaves later periods out.
    """
    quotable = editions.quotable()
    if until is not None:
        first = until.revision_of_id or until.pk
        quotable = [
            one
            for one in quotable
            if one.period_to < until.period_to and (one.revision_of_id or one.pk) != first
        ] + [until]
    alike = [one for one in quotable if not quotable or _alike(one, quotable[-1])]
    rows = {
        row.edition_id: row
        for row in EditionIndicator.objects.filter(code=code, edition__in=alike).defer(
            "by_organisation", "definition"
        )
    }
    compared: dict[int, Json] = {}
    for one in EditionComparison.objects.filter(code=code, edition__in=alike).order_by(
        "earlier__period_to", "earlier__number", "pk"
    ):
        compared[one.edition_id] = one.comparison
    return [TrendPoint(one, rows[one.pk], compared.get(one.pk)) for one in alike if one.pk in rows]


def _alike(one: Edition, other: Edition) -> bool:
    """Whether two periods are of about the same length."""
    lengths = [(each.period_to - each.period_from).days for each in (one, other)]
    return abs(lengths[0] - lengths[1]) <= editions.ALIKE_DAYS


def answers(
    indicator: EditionIndicator,
    *,
    value: str = "",
    reason: str = "",
    organisation: str = "",
    search: str = "",
    bodies: Mapping[str, Text] | None = None,
    order: str = "name",
    language: str = "fr",
) -> QuerySet[EditionAnswer]:
    """The answers behind a figure, filtered; a queryset, to be counted and cut into pages.

    `search` finds every word in the names, the code or the body's code, whatever accents or case; or
    in the body's name when `bodies`, its names by code, are given.
    `order` is one of `ORDERS`, with "-" before it to go down; anything else is "name".
    """
    rows = EditionAnswer.objects.filter(indicator=indicator)
    if value:
        rows = rows.filter(value=value)
    if reason:
        rows = rows.filter(reason=reason)
    if organisation:
        rows = rows.filter(organisation=organisation)
    for word in folded(search).split():
        owners = [
            code for code, name in (bodies or {}).items() if word in folded(f"{name.fr} {name.en}")
        ]
        rows = rows.filter(Q(folded__contains=word) | Q(organisation__in=owners))
    down, field = order.startswith("-"), order.removeprefix("-")
    name = "name_en" if language.startswith("en") else "name_fr"
    column = F(name if field not in ORDERS or field == "name" else field)
    # What is not known comes last either way.
    by = column.desc(nulls_last=True) if down else column.asc(nulls_last=True)
    return rows.order_by(by, name, "unit")


def unit_history(register: str, unit: str) -> list[tuple[Edition, EditionIndicator, EditionAnswer]]:
    """A unit's answers over the editions to quote, the latest first. Two queries."""
    quotable = {one.pk: one for one in editions.quotable()}
    rows = (
        EditionAnswer.objects.filter(unit=unit, indicator__edition__in=list(quotable))
        .select_related("indicator")
        .defer("indicator__by_organisation")
    )
    found = [
        (quotable[row.indicator.edition_id], row.indicator, row)
        for row in rows
        if row.indicator.headline["unit"] == register
    ]
    return sorted(
        found,
        key=lambda one: (one[0].period_to, one[0].number or 0, -one[1].position),
        reverse=True,
    )


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """One body in one edition: its name then, its counts by indicator code, its unknown answers."""

    code: str
    name: Text
    figures: dict[str, Json]
    indicators: dict[str, EditionIndicator]
    missing: list[EditionAnswer]


def body(edition: Edition, code: str) -> BodyFigures | None:
    """A body in an edition, None when it has no answer there. Three queries."""
    name = editions.body_names(edition).get(code)
    if name is None:
        return None
    rows = editions.indicators_of(edition)
    missing = EditionAnswer.objects.filter(
        indicator__edition=edition, organisation=code, value="unknown"
    ).order_by("indicator__position", "position")
    return BodyFigures(
        code,
        name,
        {row.code: row.by_organisation[code] for row in rows if code in row.by_organisation},
        {row.code: row for row in rows},
        list(missing),
    )


def body_history(code: str) -> list[tuple[Edition, dict[str, Json]]]:
    """A body's counts by indicator code over the editions to quote, the oldest first. Two queries."""
    quotable = editions.quotable()
    found: dict[int, dict[str, Json]] = {}
    # Whole, and picked here: what somebody typed in an address may be no name of a column, and a code
    # of digits would be read as an index.
    rows = EditionIndicator.objects.filter(edition__in=quotable).order_by("position")
    for edition_id, indicator, counted in rows.values_list("edition_id", "code", "by_organisation"):
        if code in counted:
            found.setdefault(edition_id, {})[indicator] = counted[code]
    return [(one, found[one.pk]) for one in quotable if one.pk in found]


def edition_list() -> Sequence[tuple[Edition, Edition, list[Erratum]]]:
    """Every published edition, the latest of the chain first: itself, its last revision, its errata."""
    every = list(editions.sealed())
    last = {one.revision_of_id or one.pk: one for one in editions.last_revisions(every)}
    beside: dict[int, list[Erratum]] = {}
    for erratum in editions.errata(every):
        beside.setdefault(erratum.edition_id, []).append(erratum)
    return [
        (one, last[one.revision_of_id or one.pk], beside.get(one.pk, [])) for one in reversed(every)
    ]
