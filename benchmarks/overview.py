"""The overview /barometre/ against an empty page of the same layout, and after everything grew tenfold.

Asked of the handler as the server asks it: a new connection to the embedded database each time, the page
compressed. Services, quarters and editions then grow tenfold; the page must cost what it did.

A page of published editions is drawn once and kept for readers without a cookie until the next
publication or erratum. The budget is that of the page as readers get it; what drawing it costs is shown
beside, and may not grow either.
"""

import gzip
import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.urls import reverse

from benchmarks._government import Government, quarters
from benchmarks._harness import Report, Timing, alternately, sized
from benchmarks._pages import EMPTY, Answer, Ask, server
from virage.barometer import actions
from virage.barometer.models import Edition
from virage.barometer.views import keeping
from virage.contracts.indicators import Period
from virage.identity import queries as identity
from virage.lib import clock
from virage.services.models import Service

SERVICES, EDITIONS, BODIES = sized(300, 20), sized(4, 2), sized(30, 3)
GROWTH = sized(10, 2)
RUNS = sized(40, 2)
BUDGET_QUERIES, BUDGET_TIMES, BUDGET_KILOBYTES, BUDGET_GROWTH = 12, 3, 60, 1.3
ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Cost:
    """Queries to draw the overview, kilobytes sent; time to give it, to draw it, and of an empty page."""

    queries: int
    kilobytes: float
    given: Timing
    drawn: Timing
    empty: Timing

    @property
    def times(self) -> float:
        """Processor time of the page over that of the empty one."""
        return self.given.cpu / self.empty.cpu

    @property
    def times_drawn(self) -> float:
        """The same when it has to be drawn."""
        return self.drawn.cpu / self.empty.cpu


def main() -> bool:
    """Publish, measure, let all grow, measure again; whether the budgets were kept."""
    spans = quarters(2015, EDITIONS * GROWTH)
    government = Government()
    government.add_bodies(BODIES, spans[0][0])
    government.add_services(SERVICES, spans[0][0])
    ask = server()
    report = Report()
    _publish(government, spans[:EDITIONS])
    small = _cost(ask)
    _print(report, small)
    government.add_services(SERVICES * (GROWTH - 1), spans[EDITIONS][0])
    _publish(government, spans[EDITIONS:])
    large = _cost(ask)
    _print(report, large)
    report.title(f"after growing {GROWTH} times")
    report.line("cost of giving the page", large.times / small.times, "×", BUDGET_GROWTH)
    drawn = large.times_drawn / small.times_drawn
    report.line("cost of drawing it", drawn, "×", BUDGET_GROWTH)
    return report.kept


def _publish(government: Government, spans: list[tuple[Any, Any]]) -> None:
    """An edition for each quarter, with the volumes of every service."""
    government.add_quarters(spans)
    government.revise(*spans[0])
    for start, end in spans:
        actions.publish(
            label=f"{start:%Y-%m}",
            period=Period(start, end),
            by=identity.system_person(),
            at=clock.now(),
            secret=bytes(32),  # nothing here is true
        )


def _cost(ask: Ask) -> Cost:
    address = reverse("barometer:overview")
    queries: list[str] = []

    def count(execute: Any, statement: str, *rest: Any) -> Any:
        queries.append(statement)
        return execute(statement, *rest)

    def draw() -> Answer:
        keeping.forget()
        return ask(address)

    with connection.execute_wrapper(count):
        answer = draw()
    for one in (answer, ask(EMPTY)):
        assert one.status.startswith("200"), one.status
        assert one.compressed, "the page is sent as it is"
    drawn, given, empty = alternately(draw, lambda: ask(address), lambda: ask(EMPTY), runs=RUNS)
    return Cost(len(queries), _kilobytes(ask, answer.body), given, drawn, empty)


def _kilobytes(ask: Ask, page: bytes) -> float:
    """The page and all that it asks for but the font, as sent."""
    assets = set(ASSET.findall(gzip.decompress(page).decode()))
    sent = [ask(address).body for address in sorted(assets) if not address.endswith(".woff2")]
    assert sent, "the page has no style sheet"
    return (len(page) + sum(map(len, sent))) / 1_000


def _print(report: Report, cost: Cost) -> None:
    editions = Edition.objects.filter(state="sealed")
    report.title(
        f"{editions.count()} editions, {Service.objects.count():,} services, {connection.vendor}"
    )
    report.line("queries to draw /barometre/", cost.queries, "", BUDGET_QUERIES)
    report.line("compressed, with all but the font", cost.kilobytes, "kB", BUDGET_KILOBYTES)
    report.line("processor time of the empty page", cost.empty.cpu * 1_000, "ms")
    report.line("processor time of /barometre/", cost.given.cpu * 1_000, "ms")
    report.line("/barometre/ / the empty page", cost.times, "×", BUDGET_TIMES)
    report.line("drawing it, after each publication / the empty page", cost.times_drawn, "×")
