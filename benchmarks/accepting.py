"""Accepting a checked file of 100,000 rows, against the fastest bulk insert into an equally indexed table.

Ours verifies the digest of the kept file, reads it again, compares each row with what stands, and records
it in chunks; the peer is handed rows that are already parsed. A second file then says all the volumes of
the first year otherwise: every row replaces another. Last, small writes by another process meanwhile.
"""

import csv
import io
import random
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db import connection

from benchmarks import _accepting_peer as peer
from benchmarks._government import CHANNELS, quarters
from benchmarks._harness import Helper, Report, Timing, medians, once, p95, sized
from virage.identity import queries as identity
from virage.intake import actions
from virage.intake.models import ACCEPTED, CHECKED, HandIn
from virage.lib import clock
from virage.services.models import RecordBatch, Service, Volume

SERVICES, BODIES = sized(5_000, 30), sized(100, 3)
FIRST_YEAR = 2020
YEARS = range(FIRST_YEAR + 1, FIRST_YEAR + 1 + sized(3, 1))
BUDGET_TIMES, BUDGET_MEGABYTES = 15, 200
HEADER = (
    "organisation",
    "organisation_name_fr",
    "organisation_name_en",
    "service",
    "name_fr",
    "name_en",
    "period_from",
    "period_to",
    "channel",
    "volume",
    "status",
)

Values = tuple[int, date, date, str, int]
"""The number of a service, half-open days, a channel, a count."""


def main() -> bool:
    """Accept the first year, then measure on the following ones; whether the budgets were kept."""
    _carry_out(_checked(FIRST_YEAR, seed=1, create_new=True))
    keys = dict(Service.objects.values_list("code", "pk"))
    peer.make_twin()
    peer.insert(_parsed(FIRST_YEAR, 1, keys))
    report = Report()
    rows = SERVICES * 4 * len(CHANNELS)
    report.title(f"{rows:,} rows a file, {SERVICES:,} services, {connection.vendor}")
    _fresh(report, keys)
    _replacing(report)
    _meanwhile(report)
    return report.kept


def _fresh(report: Report, keys: dict[str, int]) -> None:
    """New volumes of known services, one file a year."""
    mine, others, added = [], [], []
    for year in YEARS:
        cost = _carry_out(_checked(year, seed=year))
        mine.append(Timing(cost["wall"], cost["cpu"]))
        added.append(cost["added"])
        rows = _parsed(year, year, keys)
        others.append(once(partial(peer.insert, rows)))
    assert Volume.objects.count() == peer.count(), "a row was lost or doubled"
    ours, theirs = medians(mine), medians(others)
    way = "COPY" if connection.vendor == "postgresql" else "executemany"
    report.line(f"{way} into the twin", theirs.wall, "s")
    report.line("accepting new volumes", ours.wall, "s")
    report.line(f"accepting / {way}", ours.wall / theirs.wall, "×", BUDGET_TIMES)
    report.line("memory added by accepting", max(added), "MB", BUDGET_MEGABYTES)


def _replacing(report: Report) -> None:
    """Every volume of the first year is said otherwise."""
    cost = _carry_out(_checked(FIRST_YEAR, seed=2))
    assert Volume.objects.filter(superseded_by__isnull=False).exists(), "nothing was replaced"
    report.line("accepting a file that replaces the rows of a year", cost["wall"], "s")
    report.line("memory added by it", cost["added"], "MB", BUDGET_MEGABYTES)


def _meanwhile(report: Report) -> None:
    """Journal lines written by another process: alone, then while a file is being recorded."""
    alone = _latencies(None)
    during = _latencies(YEARS[-1] + 1)
    report.line("small write alone, p95", p95(alone) * 1_000, "ms")
    report.line(f"small write meanwhile, p95 of {len(during)}", p95(during) * 1_000, "ms")
    report.line("small write meanwhile, longest", max(during) * 1_000, "ms")


def _latencies(year: int | None) -> list[float]:
    """Seconds of each small write, while the file of `year` is recorded (None: while nothing is)."""
    with Helper("_small_writes") as writer:
        # Its first line is written before the check, and the others after the batch was begun:
        # between the two they would make the acceptance check the file again.
        writer.hear()
        if year is None:
            writer.say("go")
            time.sleep(sized(3, 1))
        else:
            _carry_out(_checked(year, seed=year), writer)
        writer.say("stop")
        found: list[float] = writer.hear()
        return found


def _carry_out(hand_in: HandIn, writer: Helper | None = None) -> dict[str, Any]:
    """Accept, and record in another process; starts the writer once rows are being recorded."""
    by, at = identity.system_person(), clock.now()
    actions.accept(hand_in=hand_in, by=by, at=at, in_background=False)
    with Helper("_carrying_out", str(hand_in.public_id)) as helper:
        if writer:
            while helper.works and not RecordBatch.objects.filter(sequence=None).exists():
                time.sleep(0.01)
            writer.say("go")
        cost: dict[str, Any] = helper.hear()
    assert cost["state"] == ACCEPTED, f"the hand-in is {cost['state']}"
    return cost


def _checked(year: int, seed: int, *, create_new: bool = False) -> HandIn:
    """A hand-in of the year's volumes, received and checked."""
    by, at = identity.system_person(), clock.now()
    hand_in = actions.receive(
        kind="services.volumes",
        filename=f"volumes-{year}.csv",
        stream=_file(year, seed),
        body=None,
        by=by,
        at=at,
        via="command",
        create_new=create_new,
    )
    hand_in = actions.check(hand_in=hand_in, at=at)
    assert hand_in.state == CHECKED, hand_in.report
    return hand_in


def _volumes(year: int, seed: int) -> Iterator[Values]:
    """Invented counts, service by service, other ones for another seed."""
    dice = random.Random(seed)
    for service in range(SERVICES):
        for start, end in quarters(year, 4):
            for channel in CHANNELS:
                yield service, start, end, channel, dice.randrange(100, 900)


def _file(year: int, seed: int) -> Iterator[bytes]:
    """The hand-in as CSV, in blocks of bytes."""
    block = io.StringIO()
    writer = csv.writer(block)
    writer.writerow(HEADER)
    for service, start, end, channel, count in _volumes(year, seed):
        body = f"b{service % BODIES:04d}"
        code = f"s{service:05d}"
        names = (
            body,
            f"Organisme {body}",
            f"Body {body}",
            code,
            f"Service {code}",
            f"Service {code}",
        )
        writer.writerow((*names, start, end, channel, count, ""))
        if block.tell() > 1 << 20:
            yield block.getvalue().encode()
            block.seek(0)
            block.truncate()
    yield block.getvalue().encode()


def _parsed(year: int, seed: int, keys: dict[str, int]) -> list[tuple[Any, ...]]:
    """The same rows as the peer wants them."""
    batch = RecordBatch.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return [
        (batch, line, keys[f"s{service:05d}"], channel, str(start), str(end), "provided", count)
        for line, (service, start, end, channel, count) in enumerate(_volumes(year, seed), 2)
    ]
