"""Counting against DuckDB: the answers of 5,000 services over 16 quarters, same rows, same answers.

Ours goes through the declared indicator: population, facts, judgement, then the figures made from the
answers. The peer gives the same answers to Python, and no figures. Sealing is shown apart.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection

from benchmarks._counting_peer import Peer
from benchmarks._government import Government, quarters
from benchmarks._harness import Report, alternately, once, sized
from virage.barometer.rules.counts import counts
from virage.barometer.rules.figures import figure
from virage.barometer.rules.seal import answer_leaf, merkle_root
from virage.contracts.indicators import Answer, Definition, Facts, Period, indicators
from virage.services.models import Volume

INDICATOR, VERSION = "services.take-up-above-75", 2
BUDGET = 5
RUNS = sized(7, 1)


def main() -> bool:
    """Fill, count both ways, compare the answers, print the ratios; whether the budget was kept."""
    spans = quarters(2020, sized(16, 4))
    government = Government()
    government.add_bodies(sized(300, 3), spans[0][0])
    government.add_services(sized(5_000, 40), spans[0][0])
    sequence = government.add_quarters(spans)
    peer = Peer()
    report = Report()
    report.title(
        f"{Volume.objects.count():,} volumes, {len(government.services):,} services, "
        f"{len(spans)} quarters, {connection.vendor}"
    )
    whole = Period(spans[0][0], spans[-1][1])
    last = Period(*spans[-1])
    _compare(report, peer, whole, sequence, f"{len(spans)} quarters", BUDGET)
    _compare(report, peer, last, sequence, "the last quarter alone", None)
    _seal(report, whole, sequence)
    return report.kept


def _compare(
    report: Report, peer: Peer, period: Period, known_at: int, what: str, budget: float | None
) -> None:
    definition = indicators.get(INDICATOR).definition(VERSION)

    def theirs() -> list[tuple[Any, ...]]:
        return peer.answers(period.start, period.end, known_at)

    def ours() -> None:
        answers = answers_of(definition, period, known_at)
        figure(counts(answers), code=INDICATOR, version=VERSION, unit="services.service")

    assert _as_peer(answers_of(definition, period, known_at)) == theirs(), "the two counts differ"
    mine, others = alternately(ours, theirs, runs=RUNS)
    report.line(f"DuckDB, {what}, answers to Python", others.wall, "s")
    report.line(f"Virage, {what}, answers and figures", mine.wall, "s")
    report.line(f"counting / DuckDB, {what}", mine.wall / others.wall, "×", budget)
    _steps(report, definition, period, known_at)


def _steps(report: Report, definition: Definition, period: Period, known_at: int) -> None:
    """Where the time goes."""
    steps: dict[str, Callable[[], object]] = {
        "population": lambda: list(definition.population(period, known_at)),
        "facts": lambda: definition.facts(period, known_at),
        "all answers": lambda: answers_of(definition, period, known_at),
    }
    for name, step in steps.items():
        report.line(f"  of which {name}", once(step).wall, "s")


def _seal(report: Report, period: Period, known_at: int) -> None:
    answers = answers_of(indicators.get(INDICATOR).definition(VERSION), period, known_at)
    [sealing] = alternately(
        lambda: merkle_root(answer_leaf(INDICATOR, VERSION, one) for one in answers), runs=RUNS
    )
    report.line("apart: Merkle root of the answers", sealing.wall, "s")


def answers_of(definition: Definition, period: Period, known_at: int) -> list[Answer]:
    """The answers, put together from what the capability declares."""
    facts = definition.facts(period, known_at)
    nothing = Facts({}, "declared", "")
    found = []
    for unit in definition.population(period, known_at):
        known = facts.get(unit.code)
        judged = definition.judge(known.values if known else None)
        proof = known or nothing
        found.append(
            Answer(
                unit.code, unit.name, unit.organisation, judged.value, judged.reason,
                judged.weight, judged.part, judged.whole, proof.source, proof.evidence,
                (*judged.flags, *proof.flags), unit.succeeds,
            )
        )  # fmt: skip
    return found


def _as_peer(answers: list[Answer]) -> list[tuple[Any, ...]]:
    return sorted(
        (
            one.unit, one.name.fr, one.name.en, one.organisation, one.value, one.reason,
            one.weight, one.part, one.evidence, list(one.flags),
        )
        for one in answers
    )  # fmt: skip
