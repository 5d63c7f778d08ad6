"""Rows on services as tests hand them in: volumes unless another kind is said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tests import handing_in
from tests.handing_in import rows
from tests.people import AT, FOREST, WATER
from virage.contracts.indicators import Judgement, Period
from virage.contracts.intakes import Acceptance, Check, Intake, intakes

VOLUMES = intakes.get("services.volumes")
POINTS = intakes.get("services.interaction-points")
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
QUARTERS = (
    Period(date(2025, 1, 1), date(2025, 4, 1)),
    Period(date(2025, 4, 1), date(2025, 7, 1)),
    Period(date(2025, 7, 1), date(2025, 10, 1)),
    Period(date(2025, 10, 1), date(2026, 1, 1)),
)


def volume(
    service: str,
    channel: str,
    said: int | str | None,
    period: Period = YEAR,
    body: str = WATER,
    name: str | None = None,
) -> dict[str, Any]:
    """The values of a row of volumes: a count, or the reason why there is none."""
    called = f"Service {service}" if name is None else name
    return {
        "organisation": body,
        "organisation_name_fr": "",
        "organisation_name_en": "",
        "service": service,
        "name_fr": called,
        "name_en": called and f"{called} (en)",
        "period_from": period.start,
        "period_to": period.end,
        "channel": channel,
        "volume": said if isinstance(said, int) else None,
        "status": said if isinstance(said, str) else None,
    }


def point(service: str, point: str, answer: str, day: date, body: str = WATER) -> dict[str, Any]:
    """The values of a row of interaction points."""
    return {
        "organisation": body,
        "service": service,
        "observed_on": day,
        "point": point,
        "answer": answer,
    }


def check(
    values: Iterable[Mapping[str, Any]],
    kind: Intake = VOLUMES,
    body: str | None = None,
    create_new: bool = True,
    **parameters: str,
) -> Check:
    """What the check of these rows says."""
    return handing_in.check(kind, values, body, create_new, **parameters)


def begin(
    kind: Intake = VOLUMES, source: str = "", found: Check | None = None
) -> tuple[str, Acceptance]:
    """Open an acceptance; its batch and itself."""
    return handing_in.begin(kind, source, found)


def hand_in(values: Sequence[Mapping[str, Any]], kind: Intake = VOLUMES, chunk: int = 3) -> int:
    """Check (no error is expected), stage in small chunks, finish; the record sequence."""
    return handing_in.hand_in(kind, values, chunk)


def judged(
    period: Period = YEAR,
    known_at: int | None = None,
    code: str = "services.take-up-above-75",
    version: int = 2,
) -> dict[str, Judgement]:
    """The judgement of each unit of the population, as known at a sequence (None: now)."""
    return handing_in.judged(code, period, known_at, version)


__all__ = [
    "AT",
    "FOREST",
    "POINTS",
    "QUARTERS",
    "VOLUMES",
    "WATER",
    "YEAR",
    "begin",
    "check",
    "hand_in",
    "judged",
    "point",
    "rows",
    "volume",
]
