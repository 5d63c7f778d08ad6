"""The invented numbers: deterministic volumes by service, year and channel, as files to hand in."""

import csv
import io
import random
from collections.abc import Iterable, Iterator

from virage.portal.seeds.government import InventedService

HEADER = (
    "organisation", "organisation_name_fr", "organisation_name_en", "service", "name_fr", "name_en",
    "period_from", "period_to", "channel", "volume", "status",
)  # fmt: skip
POINT_HEADER = ("organisation", "service", "observed_on", "point", "answer")
OTHERS = ("phone", "counter", "mail", "email")
POINTS = ("registration", "authentication", "application", "decision", "issuance", "feedback")
QUARTERS = (("04-01", "07-01"), ("07-01", "10-01"), ("10-01", "01-01"), ("01-01", "04-01"))


def _dice(service: InventedService, year: int, about: str) -> random.Random:
    """Chance that is the same at every run: seeded by what it is about."""
    return random.Random(f"{service.code}/{year}/{about}")


def online_share(service: InventedService, year: int) -> float:
    """The share of requests that come on line: each service keeps its level and moves slowly."""
    level = _dice(service, 0, "level").triangular(-0.33, 0.5, 0.27)
    pace = _dice(service, 0, "pace").uniform(-0.01, 0.07)
    return min(0.995, max(0.0, 0.34 + 0.5 * service.body.digital + level + pace * (year - 2022)))


def periods(service: InventedService, year: int) -> Iterator[tuple[str, str]]:
    """One year in one period, or in four quarters for the bodies that count by quarter."""
    if service.body.kind != "fund":
        yield f"{year}-04-01", f"{year + 1}-04-01"
        return
    for start, end in QUARTERS:
        yield (
            f"{year + (start < '04-01')}-{start}",
            f"{year + (end <= '04-01')}-{end}",
        )


def volume_rows(
    service: InventedService, year: int, only: tuple[str, str] | None = None
) -> Iterator[tuple[str, ...]]:
    """The lines of one service for one year, or for the half-open days of `only`."""
    dice = _dice(service, year, "volume")
    size = int(10 ** _dice(service, 0, "size").uniform(1.3, 5.2))
    head = (
        service.body.code, service.body.name.fr, service.body.name.en,
        service.code, service.name.fr, service.name.en,
    )  # fmt: skip
    for start, end in [only] if only else periods(service, year):
        requests = max(0, int(size * dice.uniform(0.8, 1.2)))
        online = round(requests * online_share(service, year))
        rest = requests - online
        parts = [dice.random() for _ in OTHERS]
        split = [int(rest * part / sum(parts)) for part in parts]
        split[0] += rest - sum(split)
        for channel, count in (("online", online), *zip(OTHERS, split, strict=True)):
            given = dice.random() < service.body.candour
            yield (
                *head,
                start,
                end,
                channel,
                str(count) if given else "",
                "" if given else "not_provided",
            )


def volume_file(
    services: Iterable[InventedService], year: int, only: tuple[str, str] | None = None
) -> bytes:
    """A `services.volumes` file in the long layout."""
    return _file(HEADER, (row for one in services for row in volume_rows(one, year, only)))


def point_rows(service: InventedService, year: int) -> Iterator[tuple[str, ...]]:
    """The interaction points of one service, observed on the last day of March."""
    level = online_share(service, year)
    for point in POINTS:
        dice = _dice(service, year, point)
        if dice.random() > service.body.candour:
            answer = "not_provided"
        elif dice.random() < 0.06:
            answer = "not_applicable"
        else:
            answer = "yes" if dice.random() < 0.5 + level / 2 else "no"
        yield service.body.code, service.code, f"{year + 1}-03-31", point, answer


def point_file(services: Iterable[InventedService], year: int) -> bytes:
    """A `services.interaction-points` file."""
    return _file(POINT_HEADER, (row for one in services for row in point_rows(one, year)))


def _file(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
