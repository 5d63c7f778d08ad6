"""Counting against DuckDB: the answers of 5,000 services over 16 quarters, same rows, same answers.

Ours goes the one way of the barometer: population, facts, judgement, then the figures made from the
answers. The peer gives the same answers to Python, and no figures. Sealing is shown apart.

The budget is kept against the peer as it comes, on all processors; the ratio to one thread, which is what
ours has on SQLite, is printed too.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

from benchmarks._counting_peer import Peers
from benchmarks._government import Government, quarters
from benchmarks._harness import Report, alternately, sized
from virage.barometer.queries import measuring
from virage.barometer.rules.counts import counts
from virage.barometer.rules.figures import figure
from virage.barometer.rules.seal import answer_leaf, merkle_root
from virage.contracts.indicators import Answer, Period, indicators
from virage.services.models import RecordBatch, Volume

VERSION = 2
TAKE_UP = indicators.get("services.take-up-above-75")
DEFINITION = TAKE_UP.definition(VERSION)
BUDGET = 5
RUNS = sized(25, 1)


def main() -> bool:
    """Fill, count both ways, compare the answers, print the ratios; whether the budget was kept."""
    spans = quarters(2020, sized(16, 8))
    government = Government()
    government.add_bodies(sized(300, 3), spans[0][0])
    government.add_services(sized(5_000, 40), spans[0][0])
    government.add_quarters(spans)
    sequence = government.revise(*spans[0])
    government.revise(*spans[-1])  # later than what is counted
    peers = Peers()
    report = Report()
    report.title(
        f"{Volume.objects.count():,} volumes, {len(government.services):,} services, "
        f"{len(spans)} quarters, {RecordBatch.objects.count():,} batches, {connection.vendor}"
    )
    whole = Period(spans[0][0], spans[-1][1])
    year, quarter = Period(spans[4][0], spans[7][1]), Period(*spans[-1])
    _compare(report, peers, whole, sequence, f"{len(spans)} quarters", BUDGET)
    _compare(report, peers, year, sequence, "the second year alone", None)
    _compare(report, peers, quarter, sequence, "the last quarter alone", None)
    _seal(report, whole, sequence)
    return report.kept


def _compare(
    report: Report, peers: Peers, period: Period, known_at: int, what: str, budget: float | None
) -> None:
    given = period.start, period.end, known_at

    def ours() -> None:
        counted = counts(_answers(period, known_at))
        figure(counted, code=TAKE_UP.code, version=VERSION, unit="services.service")

    assert _as_peer(_answers(period, known_at)) == peers.one.answers(*given), "the counts differ"
    mine, one, every = alternately(
        ours, lambda: peers.one.answers(*given), lambda: peers.all.answers(*given), runs=RUNS
    )
    report.line(f"DuckDB, {what}, answers to Python", every.wall, "s")
    report.line("DuckDB, the same on one thread", one.wall, "s")
    report.line(f"Virage, {what}, answers and figures", mine.wall, "s")
    report.line(f"counting / DuckDB, {what}", mine.wall / every.wall, "×", budget)
    report.line("counting / DuckDB on one thread", mine.wall / one.wall, "×")
    _steps(report, period, known_at)


def _steps(report: Report, period: Period, known_at: int) -> None:
    """Where the time goes."""
    steps: dict[str, Callable[[], object]] = {
        "population": lambda: list(DEFINITION.population(period, known_at)),
        "facts": lambda: DEFINITION.facts(period, known_at),
        "all answers": lambda: _answers(period, known_at),
    }
    taken = alternately(*steps.values(), runs=RUNS)
    for name, timing in zip(steps, taken, strict=True):
        report.line(f"  of which {name}", timing.wall, "s")


def _seal(report: Report, period: Period, known_at: int) -> None:
    answers = _answers(period, known_at)
    [sealing] = alternately(
        lambda: merkle_root(answer_leaf(TAKE_UP.code, VERSION, one) for one in answers), runs=RUNS
    )
    report.line("apart: Merkle root of the answers", sealing.wall, "s")


def _answers(period: Period, known_at: int) -> list[Answer]:
    return measuring.answers(TAKE_UP, DEFINITION, period, known_at)


def _as_peer(answers: list[Answer]) -> list[tuple[Any, ...]]:
    return sorted(
        (
            one.unit, one.name.fr, one.name.en, one.organisation, one.value, one.reason,
            one.weight, one.part, one.evidence, list(one.flags),
        )
        for one in answers
    )  # fmt: skip
