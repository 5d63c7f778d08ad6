"""What is known of sources and forms: the concepts held, and what each service asks on a day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from virage.contracts.indicators import Facts, Period
from virage.exchange.models import (
    AuthoritativeSource,
    FormItem,
    FormsListed,
    FormVersion,
    RecordBatch,
)
from virage.exchange.rules.asking import Item, counted, is_asked_again
from virage.lib.records import known
from virage.registers.rules.periods import a_year_before
from virage.services import queries as services

Place = tuple[str, str, str]
"""A form version: service (code), form, version."""


def _holds_on(day: date) -> Q:
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def concepts_held(day: date, known_at: int) -> frozenset[str]:
    """The concepts that some authoritative source holds on a day."""
    rows = known(AuthoritativeSource, known_at).filter(_holds_on(day))
    return frozenset(rows.values_list("concept", flat=True))


def all_listed(day: date, known_at: int) -> frozenset[str]:
    """The services of which it was last said, as of one of the twelve months up to a day, that all their
    forms are listed. One query."""
    rows = known(FormsListed, known_at).filter(as_of__gt=a_year_before(day), as_of__lte=day)
    last = dict(rows.order_by("as_of").values_list("service__code", "complete"))
    return frozenset(code for code, complete in last.items() if complete)


def form_facts(period: Period, known_at: int) -> dict[str, Facts]:
    """By service code, what its forms in force on the last day of the period ask. Eight queries.

    The proof is the line of an item that is asked again, if one is; else that of a form.
    """
    held = concepts_held(period.last_day, known_at)
    forms: dict[str, list[tuple[Place, int]]] = defaultdict(list)
    evidence: dict[str, str] = {}
    in_force = known(FormVersion, known_at).filter(_holds_on(period.last_day))
    for code, form, version, items, batch, line in in_force.order_by(
        "service__code", "form", "version"
    ).values_list("service__code", "form", "version", "items", "batch__public_id", "line"):
        forms[code].append(((code, form, version), items))
        evidence.setdefault(code, RecordBatch.proof(batch, line))
    asked: dict[Place, list[Item]] = defaultdict(list)
    again: dict[Place, str] = {}
    for code, form, version, batch, line, *said in (
        known(FormItem, known_at)
        .order_by("service__code", "form", "version", "item")
        .values_list(
            *("service__code", "form", "version", "batch__public_id", "line"),
            *("examined", "concept", "given", "obstacle"),
        )
    ):
        item = Item(*said)
        asked[code, form, version].append(item)
        if is_asked_again(item, held):
            again.setdefault((code, form, version), RecordBatch.proof(batch, line))
    listed = all_listed(period.last_day, known_at)
    requests = services.requests(period, known_at)
    return {
        code: Facts(
            {
                **counted(
                    sum(max(items, len(asked[place])) for place, items in versions),
                    (item for place, _ in versions for item in asked[place]),
                    held,
                ),
                "all_listed": code in listed,
                "requests": requests.get(code),
            },
            "declared",
            next((again[place] for place, _ in versions if place in again), evidence[code]),
        )
        for code, versions in forms.items()
    }


class Source(NamedTuple):
    """A statement of a source as last made: body (code), concept, days, legal basis, keys."""

    organisation: str
    concept: str
    since: date
    until: date | None
    legal_basis: str
    keys: str


def sources(body: str | None = None) -> list[Source]:
    """The sources stated now, of one body or of all, by concept."""
    rows = known(AuthoritativeSource, None)
    if body is not None:
        rows = rows.filter(organisation__code=body)
    return [
        Source(*row)
        for row in rows.order_by("concept", "organisation__code", "since").values_list(
            "organisation__code", "concept", "since", "until", "legal_basis", "keys"
        )
    ]


def form_versions() -> frozenset[Place]:
    """Every form version recorded now."""
    rows = known(FormVersion, None)
    return frozenset(rows.values_list("service__code", "form", "version"))


def last_forms(codes: Sequence[str]) -> list[tuple[Any, ...]]:
    """(service, form, version, since, until, items) of some services, as stated now."""
    rows = known(FormVersion, None).filter(service__code__in=codes)
    return list(
        rows.order_by("service__code", "form", "since", "version").values_list(
            "service__code", "form", "version", "since", "until", "items"
        )
    )


def last_said_listed(codes: Sequence[str]) -> list[tuple[str, date, bool]]:
    """(service, as of, complete) of the last statement on each service, as made now."""
    rows = known(FormsListed, None).filter(service__code__in=codes)
    last = {
        code: (code, day, complete)
        for code, day, complete in rows.order_by("service__code", "as_of").values_list(
            "service__code", "as_of", "complete"
        )
    }
    return list(last.values())


def last_items(codes: Sequence[str]) -> list[tuple[Any, ...]]:
    """(service, form, version, item, examined, concept, given, obstacle), as stated now."""
    rows = known(FormItem, None).filter(service__code__in=codes)
    return list(
        rows.order_by("service__code", "form", "version", "item").values_list(
            "service__code", "form", "version", "item", "examined", "concept", "given", "obstacle"
        )
    )
