"""What is watched of the bodies of an edition, told from its answers and those of the edition before."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Count, Q

from virage.barometer.models import Edition, EditionAnswer, EditionComparison, EditionIndicator
from virage.barometer.rules import alerts as rules
from virage.barometer.rules.alerts import FLAGS, Tally
from virage.barometer.rules.sealed import basis_of
from virage.contracts.indicators import VALUES, Answer
from virage.contracts.text import Text

Json = dict[str, Any]

_FIELDS = ("indicator", "unit", "organisation", "value", "source", "people", "flags")


def earlier_of(edition: Edition) -> Edition | None:
    """The edition that the changes of this one are counted from; None of a first one. One query."""
    kept = EditionComparison.objects.filter(edition=edition).select_related("earlier")
    last = kept.order_by("earlier__period_to", "earlier__number", "pk").only("earlier").last()
    return None if last is None else last.earlier


def of_question(put: EditionIndicator, earlier: EditionIndicator | None) -> list[Json]:
    """The alerts on every body of one question, `earlier` the same in the edition before.

    One query where nothing is to be told, up to four.
    """
    basis = basis_of(put.definition)
    before, after = (_tallies(one) for one in (earlier, put))
    grown = [body for body, now in after.items() if rules.has_grown(before.get(body), now)]
    keys = [one.pk for one in (earlier, put) if one is not None]
    held = _answers(keys, Q(organisation__in=grown)) if grown else {}

    def grain(body: str) -> tuple[list[Answer], list[Answer]]:
        then, now = ([one for one in held.get(key, ()) if one.organisation == body] for key in keys)
        return then, now

    return rules.alerts(before, after, marked=_marked(put), grain=grain, basis=basis)


def _tallies(put: EditionIndicator | None) -> dict[str, Tally]:
    """How many units each body lists. The figures say so, save where they count people."""
    if put is None:
        return {}
    if put.headline["basis"] == "people":
        grouped = (
            EditionAnswer.objects.filter(indicator=put)
            .order_by()
            .values_list("organisation")
            .annotate(Count("pk"), aside=Count("pk", filter=Q(value="not_applicable")))
        )
        return {body: Tally(units, aside) for body, units, aside in grouped}
    return {
        body: Tally(sum(int(count[value]) for value in VALUES), int(count["not_applicable"]))
        for body, count in put.by_organisation.items()
    }


def _marked(put: EditionIndicator) -> dict[tuple[str, str], int]:
    """How many answers of each body carry each flag that is an alert; no query where none does."""
    if not set(FLAGS) & set(put.headline["flags"]):
        return {}
    rows = EditionAnswer.objects.filter(indicator=put).exclude(flags=[]).order_by()
    found: dict[tuple[str, str], int] = {}
    for body, flags in rows.values_list("organisation", "flags").iterator():
        for flag in FLAGS:
            if flag in flags:
                found[body, flag] = found.get((body, flag), 0) + 1
    return found


def of_body(
    put: Sequence[EditionIndicator], earlier: Edition | None, body: str
) -> dict[str, list[Json]]:
    """By code of indicator, the alerts on one body. Two queries, whatever the number of questions."""
    before = {
        row.code: row.pk
        for row in EditionIndicator.objects.filter(
            edition=earlier, code__in=[one.code for one in put]
        ).only("pk", "code")
    }
    keys = [*before.values(), *(one.pk for one in put)]
    answers = _answers(keys, Q(organisation=body))
    return {
        one.code: rules.of_answers(
            answers.get(before.get(one.code, 0), ()),
            answers.get(one.pk, ()),
            basis_of(one.definition),
        )
        for one in put
    }


def _answers(indicators: Iterable[int], which: Q) -> dict[int, list[Answer]]:
    """The answers of some questions by key, with what the alerts read of each."""
    rows = EditionAnswer.objects.filter(which, indicator__in=list(indicators)).order_by()
    nothing = Text("", "")
    make: Callable[..., Answer] = Answer
    found: dict[int, list[Answer]] = {}
    for key, unit, body, value, source, people, flags in rows.values_list(*_FIELDS).iterator():
        found.setdefault(key, []).append(
            make(
                unit,
                nothing,
                body,
                value,
                "",
                None,
                None,
                None,
                source,
                "",
                tuple(flags),
                (),
                None if people is None else tuple(people),
            )
        )
    return found
