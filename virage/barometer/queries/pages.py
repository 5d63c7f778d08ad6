"""What the pages of the barometer read from sealed editions, each in a fixed number of queries.

Everything here comes from the sealed rows: a page shows what was sealed, whatever the registers have
become since. Only sealed editions are seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from virage.barometer.models import (
    Edition,
    EditionAnswer,
    EditionBody,
    EditionComparison,
    EditionIndicator,
    Erratum,
)
from virage.barometer.models.editions import SEALED
from virage.barometer.queries import editions as editions_
from virage.contracts.text import Text

ORDERS = ("name", "organisation", "value", "part", "whole")
NO_LONGER_LISTED = "no_longer_listed"


def revised_by(edition: Edition, editions: Sequence[Edition]) -> Edition | None:
    """The last revision of the same edition, when `edition` is not it."""
    origin = edition.revision_of_id or edition.pk
    family = [one for one in editions if (one.revision_of_id or one.pk) == origin]
    last = max(family, key=lambda one: one.revision, default=edition)
    return None if last.pk == edition.pk else last


def errata(editions: Iterable[Edition]) -> dict[int, list[Erratum]]:
    """The errata of each edition, oldest first, by its key. One query."""
    found: dict[int, list[Erratum]] = {}
    for one in editions_.errata(editions):
        found.setdefault(one.edition_id, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class State:
    """What published pages depend on: it changes with each publication and each erratum."""

    editions: int
    errata: int
    changed_at: datetime | None


def state() -> State:
    """The state of what is published. Two queries."""
    published = Edition.objects.filter(state=SEALED).aggregate(Count("pk"), Max("published_at"))
    corrected = Erratum.objects.aggregate(Count("pk"), Max("added_at"))
    moments = [one for one in (published["published_at__max"], corrected["added_at__max"]) if one]
    return State(published["pk__count"], corrected["pk__count"], max(moments, default=None))


def headlines(edition: Edition) -> list[EditionIndicator]:
    """The figures of the whole, without those of each body. One query."""
    rows = EditionIndicator.objects.filter(edition=edition)
    return list(rows.defer("by_organisation").order_by("position"))


def indicator(edition: Edition, code: str) -> EditionIndicator | None:
    """One question of an edition with all its figures, or None when it was not put. One query."""
    return EditionIndicator.objects.filter(edition=edition, code=code).first()


def comparisons(edition: Edition) -> dict[str, EditionComparison]:
    """The change of each figure since the edition before, by indicator code. One query.

    Where an edition is compared with several, the one whose period ends last stands for "before".
    """
    rows = EditionComparison.objects.filter(edition=edition).select_related("earlier")
    ordered = rows.order_by("earlier__period_to", "earlier__number")
    return {one.code: one for one in ordered}


@dataclass(frozen=True, slots=True)
class Level:
    """One edition of an indicator's history; `comparison` is with the edition just before it."""

    edition: Edition
    figure: Mapping[str, Any]
    comparison: Mapping[str, Any] | None


def history(code: str, editions: Sequence[Edition], until: Edition) -> list[Level]:
    """The levels of an indicator up to an edition, oldest first, each in its last revision.

    Only periods of about the same length stand in one line: a year is not followed by a quarter. The
    edition asked for keeps its own place even when it was revised later. Two queries.
    """
    origin = until.revision_of_id or until.pk
    line = [
        until if (one.revision_of_id or one.pk) == origin else one
        for one in editions_.last_revisions(editions)
        if one.period_to <= until.period_to and _alike(one, until)
    ]
    rows = EditionIndicator.objects.filter(code=code, edition__in=[one.pk for one in line])
    figures = {one.edition_id: one.headline for one in rows.defer("by_organisation")}
    pairs = EditionComparison.objects.filter(code=code, edition__in=[one.pk for one in line])
    told = {(one.earlier_id, one.edition_id): one.comparison for one in pairs}
    levels: list[Level] = []
    for one in line:
        if one.pk not in figures:
            continue
        compared = told.get((levels[-1].edition.pk, one.pk)) if levels else None
        levels.append(Level(one, figures[one.pk], compared))
    return levels


def _alike(one: Edition, other: Edition) -> bool:
    lengths = [(each.period_to - each.period_from).days for each in (one, other)]
    return abs(lengths[0] - lengths[1]) <= editions_.ALIKE_DAYS


def answers(
    put: EditionIndicator,
    *,
    words: str = "",
    bodies: Iterable[str] = (),
    value: str = "",
    by: str = "name",
    english: bool = False,
    organisation: str = "",
) -> QuerySet[EditionAnswer]:
    """The answers to a question that was put, narrowed and ordered.

    - `words`: folded text to find in names and codes; or else the owner is one of `bodies` (codes);
    - `value`: an answer, or "no_longer_listed" for the unknown ones that left the register;
    - `by`: a field of `ORDERS`, "-" before it to go down; unknowns last when ordered by number.
    """
    rows = EditionAnswer.objects.filter(indicator=put)
    if words:
        rows = rows.filter(Q(folded__contains=words) | Q(organisation__in=list(bodies)))
    if value == NO_LONGER_LISTED:
        rows = rows.filter(value="unknown", reason=NO_LONGER_LISTED)
    elif value:
        rows = rows.filter(value=value)
    if organisation:
        rows = rows.filter(organisation=organisation)
    field, down = by.removeprefix("-"), by.startswith("-")
    if field not in ORDERS:
        field = "name"
    if field == "name":
        field = "name_en" if english else "folded"
    column = F(field)
    order = column.desc(nulls_last=True) if down else column.asc(nulls_last=True)
    return rows.order_by(order, "position")


def counts(rows: QuerySet[EditionAnswer]) -> dict[str, int]:
    """How many answers of each value, and of those no longer listed. One query."""
    found: dict[str, int] = {NO_LONGER_LISTED: 0}
    grouped = rows.order_by().values_list("value", "reason").annotate(number=Count("pk"))
    for value, reason, number in grouped:
        found[value] = found.get(value, 0) + number
        if value == "unknown" and reason == NO_LONGER_LISTED:
            found[NO_LONGER_LISTED] += number
    return found


def unit_answers(register: str, code: str) -> list[EditionAnswer]:
    """The answers of one unit in every sealed edition, the latest first. One query."""
    rows = EditionAnswer.objects.filter(
        unit=code, indicator__edition__state=SEALED, indicator__headline__unit=register
    ).select_related("indicator__edition")
    return list(
        rows.defer("indicator__by_organisation").order_by(
            "indicator__code", "-indicator__edition__number"
        )
    )


def names_in(editions: Iterable[int]) -> dict[tuple[int, str], Text]:
    """What bodies were called, by edition key and body code. One query."""
    rows = EditionBody.objects.filter(edition__in=list(editions))
    told = rows.values_list("edition_id", "code", "name_fr", "name_en")
    return {(edition, code): Text(fr, en) for edition, code, fr, en in told}


def missing(put: EditionIndicator, organisation: str) -> dict[str, int]:
    """Why answers of a body are unknown: how many units by reason. One query."""
    rows = EditionAnswer.objects.filter(
        indicator=put, organisation=organisation, value="unknown"
    ).order_by()
    grouped = rows.values_list("reason").annotate(number=Count("pk"))
    return dict(sorted(grouped, key=lambda pair: -pair[1]))


def put_to(organisation: str, editions: Sequence[Edition]) -> list[EditionIndicator]:
    """Every question that a body answered in the last revision of each edition, latest first.

    One query, with the edition of each.
    """
    line = editions_.last_revisions(editions)
    rows = EditionIndicator.objects.filter(
        edition__in=[one.pk for one in line], by_organisation__has_key=organisation
    ).select_related("edition")
    return list(rows.order_by("-edition__period_to", "position"))


def over_time(
    organisation: str, editions: Sequence[Edition]
) -> dict[str, list[tuple[Edition, Any]]]:
    """The counts of a body in the last revision of each edition, by indicator, latest first."""
    found: dict[str, list[tuple[Edition, Any]]] = {}
    for one in put_to(organisation, editions):
        counted = one.by_organisation[organisation]
        found.setdefault(one.code, []).append((one.edition, counted))
    return found
