"""What is known of opinions and changes: the facts of each service over a period."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from virage.contracts.indicators import Facts, Period
from virage.feedback.models import ChannelState, OpinionCount, PublishedChange, RecordBatch
from virage.feedback.rules.evolving import (
    LOGS,
    answers_opinions,
    days_by_state,
)
from virage.lib.records import known
from virage.registers.rules.periods import Days, cover
from virage.services import queries as services

Counted = list[tuple[Days, int, str]]


def evolution_facts(period: Period, known_at: int) -> dict[str, Facts]:
    """By service code, what is known of its opinions and changes. A few queries, whatever the number."""
    evidence: dict[str, str] = {}
    states = _states(period, known_at, evidence)
    counts = _counts(period, known_at, evidence)
    changes = _changes(period, known_at, evidence)
    requests = services.requests(period, known_at)
    found: dict[str, Facts] = {}
    for code, proof in evidence.items():
        said = counts.get(code, [])
        whole = cover(period.start, period.end, (days for days, _, _ in said))
        values = {
            "days": (period.end - period.start).days,
            **days_by_state(states.get(code, ()), period.start, period.end),
            "opinions": sum(number for _, number, _ in said) if whole else None,
            "complete": whole and all(log == LOGS[0] for _, _, log in said),
            "changes": changes.get(code, 0),
            "requests": requests.get(code),
        }
        found[code] = Facts(values, "declared", proof)
    return found


def _states(
    period: Period, known_at: int, evidence: dict[str, str]
) -> dict[str, list[tuple[date, str]]]:
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    rows = known(ChannelState, known_at).filter(since__lt=period.end)
    for code, since, state, batch, line in rows.order_by("service__code", "since").values_list(
        "service__code", "since", "state", "batch__public_id", "line"
    ):
        found[code].append((since, state))
        evidence[code] = RecordBatch.proof(batch, line)
    return found


def _counts(period: Period, known_at: int, evidence: dict[str, str]) -> dict[str, Counted]:
    found: dict[str, Counted] = defaultdict(list)
    inside = Q(period_from__gte=period.start, period_to__lte=period.end)
    rows = known(OpinionCount, known_at).filter(inside)
    for code, start, end, opinions, log, batch, line in rows.order_by(
        "service__code", "period_from"
    ).values_list(
        "service__code", "period_from", "period_to", "opinions", "log", "batch__public_id", "line"
    ):
        found[code].append(((start, end), opinions, log))
        evidence[code] = RecordBatch.proof(batch, line)
    return found


def _changes(period: Period, known_at: int, evidence: dict[str, str]) -> dict[str, int]:
    """How many changes published in the period count, by service."""
    found: dict[str, int] = defaultdict(int)
    rows = known(PublishedChange, known_at).filter(
        published_on__gte=period.start, published_on__lt=period.end
    )
    for code, on, kind, end, cited, batch, line in rows.order_by(
        "service__code", "published_on", "change"
    ).values_list(
        "service__code",
        "published_on",
        "kind",
        "cited_to",
        "cited",
        "batch__public_id",
        "line",
    ):
        if answers_opinions(on, kind, end, cited):
            found[code] += 1
            evidence[code] = RecordBatch.proof(batch, line)
        else:
            evidence.setdefault(code, RecordBatch.proof(batch, line))
    return found


def periods_counted() -> dict[str, set[Days]]:
    """The periods of which opinions are counted now, by service."""
    found: dict[str, set[Days]] = defaultdict(set)
    for code, start, end in known(OpinionCount, None).values_list(
        "service__code", "period_from", "period_to"
    ):
        found[code].add((start, end))
    return found


def last_states(codes: Iterable[str]) -> list[tuple[str, date, str]]:
    """(service, since, state) of the last statement of each service, as stated now."""
    rows = known(ChannelState, None).filter(service__code__in=list(codes))
    in_order = rows.order_by("service__code", "since").values_list(
        "service__code", "since", "state"
    )
    return list({row[0]: row for row in in_order}.values())


def last_counts(codes: Iterable[str]) -> list[tuple[Any, ...]]:
    """(service, from, to, opinions, log) of the last period of each service, as stated now."""
    rows = known(OpinionCount, None).filter(service__code__in=list(codes))
    in_order = rows.order_by("service__code", "period_from").values_list(
        "service__code", "period_from", "period_to", "opinions", "log"
    )
    return list({row[0]: row for row in in_order}.values())


def last_changes(codes: Sequence[str]) -> list[tuple[Any, ...]]:
    """(service, change, published on, kind, cited from, to, how many, summary, page), by day."""
    rows = known(PublishedChange, None).filter(service__code__in=list(codes))
    return list(
        rows.order_by("service__code", "published_on", "change").values_list(
            "service__code",
            "change",
            "published_on",
            "kind",
            "cited_from",
            "cited_to",
            "cited",
            "summary",
            "page",
        )
    )
