"""The overview /barometre/ against an empty page of the same layout, and after everything grew tenfold.

Asked of the handler as the server asks it: a new connection to the embedded database each time, the page
compressed. Services, quarters and editions then grow tenfold; the page must cost what it did.
"""

import gzip
import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.urls import reverse

from benchmarks._government import Government, quarters
from benchmarks._harness import Report, Timing, alternately, sized
from benchmarks._pages import EMPTY, Ask, server
from virage.barometer import actions
from virage.barometer.models import Edition
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
    """Queries and kilobytes of the overview; time of it and of the empty page."""

    queries: int
    kilobytes: float
    page: Timing
    empty: Timing

    @property
    def times(self) -> float:
        """Processor time of the page over that of the empty one."""
        return self.page.cpu / self.empty.cpu


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
    grown = large.times / small.times
    report.line(f"cost after growing {GROWTH} times", grown, "×", BUDGET_GROWTH)
    return report.kept


def _publish(government: Government, spans: list[tuple[Any, Any]]) -> None:
    """An edition for each quarter, with the volumes of every service."""
    government.add_quarters(spans)
    for start, end in spans:
        actions.publish(
            label=f"{start:%Y-%m}",
            period=Period(start, end),
            by=identity.system_person(),
            at=clock.now(),
        )


def _cost(ask: Ask) -> Cost:
    address = reverse("barometer:overview")
    queries: list[str] = []

    def count(execute: Any, statement: str, *rest: Any) -> Any:
        queries.append(statement)
        return execute(statement, *rest)

    with connection.execute_wrapper(count):
        answer = ask(address)
    for one in (answer, ask(EMPTY)):
        assert one.status.startswith("200"), one.status
        assert one.compressed, "the page is sent as it is"
    page, empty = alternately(lambda: ask(address), lambda: ask(EMPTY), runs=RUNS)
    return Cost(len(queries), _kilobytes(ask, answer.body), page, empty)


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
    report.line("queries of /barometre/", cost.queries, "", BUDGET_QUERIES)
    report.line("compressed, with all but the font", cost.kilobytes, "kB", BUDGET_KILOBYTES)
    report.line("processor time of the empty page", cost.empty.cpu * 1_000, "ms")
    report.line("processor time of /barometre/", cost.page.cpu * 1_000, "ms")
    report.line("/barometre/ / the empty page", cost.times, "×", BUDGET_TIMES)
