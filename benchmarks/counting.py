"""Counting against DuckDB: the answers of 5,000 services over 16 quarters, same rows, same answers.

Ours goes the one way of the barometer: population, facts, judgement, then the figures made from the
answers. The peer gives the same answers to Python, and no figures. Sealing is shown apart.

The budget is kept against the peer on one thread, as ours is: on all processors its time is that of the
machine as much as its own. That ratio is printed too.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

from benchmarks._counting_peer import Peers
from benchmarks._government import Government, quarters
from benchmarks._harness import Report, alternately, once, sized
from virage.barometer.queries import measuring
from virage.barometer.rules.counts import counts
from virage.barometer.rules.figures import figure
from virage.barometer.rules.seal import answer_leaf, merkle_root
from virage.contracts.indicators import Answer, Definition, Period, indicators
from virage.services.models import Volume

INDICATOR, VERSION = "services.take-up-above-75", 2
BUDGET = 5
RUNS = sized(25, 1)


def main() -> bool:
    """Fill, count both ways, compare the answers, print the ratios; whether the budget was kept."""
    spans = quarters(2020, sized(16, 4))
    government = Government()
    government.add_bodies(sized(300, 3), spans[0][0])
    government.add_services(sized(5_000, 40), spans[0][0])
    sequence = government.add_quarters(spans)
    peers = Peers()
    report = Report()
    report.title(
        f"{Volume.objects.count():,} volumes, {len(government.services):,} services, "
        f"{len(spans)} quarters, {connection.vendor}"
    )
    whole = Period(spans[0][0], spans[-1][1])
    last = Period(*spans[-1])
    _compare(report, peers, whole, sequence, f"{len(spans)} quarters", BUDGET)
    _compare(report, peers, last, sequence, "the last quarter alone", None)
    _seal(report, whole, sequence)
    return report.kept


def _compare(
    report: Report, peers: Peers, period: Period, known_at: int, what: str, budget: float | None
) -> None:
    definition = indicators.get(INDICATOR).definition(VERSION)
    given = period.start, period.end, known_at

    def ours() -> None:
        answers = measuring.answers(definition, period, known_at)
        figure(counts(answers), code=INDICATOR, version=VERSION, unit="services.service")

    answers = measuring.answers(definition, period, known_at)
    assert _as_peer(answers) == peers.one.answers(*given), "the two counts differ"
    mine, one, every = alternately(
        ours, lambda: peers.one.answers(*given), lambda: peers.all.answers(*given), runs=RUNS
    )
    report.line(f"DuckDB, {what}, answers to Python, one thread", one.wall, "s")
    report.line("DuckDB, the same on all processors", every.wall, "s")
    report.line(f"Virage, {what}, answers and figures", mine.wall, "s")
    report.line(f"counting / DuckDB, {what}", mine.wall / one.wall, "×", budget)
    report.line("counting / DuckDB on all processors", mine.wall / every.wall, "×")
    _steps(report, definition, period, known_at)


def _steps(report: Report, definition: Definition, period: Period, known_at: int) -> None:
    """Where the time goes."""
    steps: dict[str, Callable[[], object]] = {
        "population": lambda: list(definition.population(period, known_at)),
        "facts": lambda: definition.facts(period, known_at),
        "all answers": lambda: measuring.answers(definition, period, known_at),
    }
    for name, step in steps.items():
        report.line(f"  of which {name}", once(step).wall, "s")


def _seal(report: Report, period: Period, known_at: int) -> None:
    answers = measuring.answers(indicators.get(INDICATOR).definition(VERSION), period, known_at)
    [sealing] = alternately(
        lambda: merkle_root(answer_leaf(INDICATOR, VERSION, one) for one in answers), runs=RUNS
    )
    report.line("apart: Merkle root of the answers", sealing.wall, "s")


def _as_peer(answers: list[Answer]) -> list[tuple[Any, ...]]:
    return sorted(
        (
            one.unit, one.name.fr, one.name.en, one.organisation, one.value, one.reason,
            one.weight, one.part, one.evidence, list(one.flags),
        )
        for one in answers
    )  # fmt: skip
