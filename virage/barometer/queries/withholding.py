"""The counts of people that editions withhold: read to withhold again, to verify, and by nobody else.

Nothing here reaches a page, the API, a file or an archive; only a named opening, told in the journal.
"""

from collections.abc import Mapping
from typing import Any

from virage.barometer.models import EditionAnswer, EditionIndicator, WithheldCount
from virage.barometer.queries import editions
from virage.barometer.rules import withholding as rules
from virage.barometer.rules.blocks import named
from virage.barometer.rules.withholding import Past, PastCell
from virage.contracts.indicators import OVER_TIME, Answer, CountsPeople, Period

COUNTS = ("weight", "part", "whole", "people")


def past(
    code: str, *, counts_people: CountsPeople, period: Period, before: int | None = None
) -> list[Past]:
    """What editions published of the counts of people behind an indicator, the oldest first.

    `before` leaves out the editions that hold that place in the chain or a later one. Where counts add up
    over time, only editions of the same days matter.
    """
    rows = EditionIndicator.objects.filter(code=code, edition__state="sealed")
    if before is not None:
        rows = rows.filter(edition__number__lt=before)
    if counts_people == OVER_TIME:
        rows = rows.filter(edition__period_from__lt=period.end, edition__period_to__gt=period.start)
    told = list(
        rows.order_by("edition__number").values_list(
            "pk", "edition__period_from", "edition__period_to"
        )
    )
    if not told:
        return []
    cells: dict[int, dict[str, PastCell]] = {key: {} for key, _, _ in told}
    shown = EditionAnswer.objects.filter(indicator__in=cells, withheld__isnull=True).order_by()
    for key, unit, *held in shown.values_list("indicator", "unit", *COUNTS):
        if counts := named(*held):
            cells[key][unit] = PastCell(counts, withheld=False, block=None)
    hidden = WithheldCount.objects.filter(indicator__in=cells).order_by()
    for key, unit, block, *held in hidden.values_list("indicator", "unit", "block", *COUNTS):
        cells[key][unit] = PastCell(named(*held), withheld=True, block=block)
    return [Past(Period(start, end), cells[key]) for key, start, end in told]


def kept(row: EditionIndicator) -> dict[str, WithheldCount]:
    """What the answers to one question withhold, by unit. One query."""
    return {one.unit: one for one in WithheldCount.objects.filter(indicator=row).order_by("unit")}


def counts_of(one: WithheldCount) -> Mapping[str, Any]:
    """The counts of a kept row, by name."""
    return {name: getattr(one, name) for name in COUNTS}


def true_answers(row: EditionIndicator) -> list[Answer]:
    """The answers to one question as judged, with the counts that the edition withholds."""
    held = kept(row)
    return [
        rules.opened(one, counts_of(held[one.unit])) if one.unit in held else one
        for one in editions.answers_of(row)
    ]
