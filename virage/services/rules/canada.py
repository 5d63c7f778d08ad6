"""The yearly inventory of services of the Government of Canada, row by row, in our own vocabulary.

Each row lists one service over a fiscal year (1 April to 1 April): its names and body, the volume of
requests by channel, and its interaction points, observed on 31 March. The cells say "ND" (no data),
"NA" (not applicable), a number, or nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from virage.contracts.text import Text
from virage.services.rules.canada_bodies import Body, body_named
from virage.services.rules.volumes import POINTS, VolumeLine

CHANNEL_COLUMNS: Mapping[str, str] = {
    "online_applications": "online",
    "telephone_applications": "phone",
    "in_person_applications": "counter",
    "postal_mail_applications": "mail",
    "other_applications": "other",
}
"""Their column -> our channel. Their "other" holds what comes by fax, e-mail and otherwise."""

OFFERED: Mapping[str, str] = {
    "onl": "online",
    "tel": "phone",
    "person": "counter",
    "post": "mail",
    "fax": "other",
    "eml": "other",
    "oth": "other",
}
"""Their word in `service_channels` -> our channel, the one under which its volume is counted."""

POINT_COLUMNS: Mapping[str, str] = {"e_" + point: point for point in POINTS}
POINT_ANSWERS: Mapping[str, str] = {
    "Y": "yes",
    "N": "no",
    "NA": "not_applicable",
    "ND": "not_provided",
    "": "not_provided",
}

COLUMNS: tuple[str, ...] = (
    "fiscal_yr",
    "service_id",
    "service_name_en",
    "service_name_fr",
    "department_name_en",
    "department_name_fr",
    "service_channels",
    *CHANNEL_COLUMNS,
    *POINT_COLUMNS,
)
"""The columns that are read; the file has others, left aside."""

ProblemCode = Literal[
    "not_a_fiscal_year", "empty", "unknown_body", "not_a_number", "not_a_channel", "not_an_answer"
]

_MISSING = ("", "ND")
_FISCAL_YEAR = re.compile(r"(\d{4})-(\d{4})")
_DIGITS = re.compile(r"[0-9]{1,18}")


class Problem(NamedTuple):
    """A cell that cannot be mapped: which column, what it holds, what is wrong with it."""

    code: ProblemCode
    column: str
    value: str


class PointLine(NamedTuple):
    """One interaction point of a service and its answer."""

    point: str
    answer: str


@dataclass(frozen=True, slots=True)
class ServiceYear:
    """One row: a service as its body listed it for one year.

    `volumes` has one line for each channel of `CHANNEL_COLUMNS`; `offered` are our channels that the
    row names, and those by which it counts requests without naming them (None when the row says
    nothing of channels); `points` has one line for each of `POINTS`.
    """

    service: str
    name: Text
    body: Body
    start: date
    end: date
    observed_on: date
    offered: tuple[str, ...] | None
    volumes: tuple[VolumeLine, ...]
    points: tuple[PointLine, ...]

    @property
    def request_online(self) -> bool | None:
        """Whether the service can be reached on line; None when the row does not say."""
        return None if self.offered is None else "online" in self.offered


def cleaned(text: str) -> str:
    """A name without line breaks, doubled spaces and the residue that spreadsheets leave of them."""
    return " ".join(text.replace("_x000D_", " ").split())


def fiscal_year(text: str) -> tuple[date, date] | None:
    """The half-open days of "2019-2020" (1 April 2019 to 1 April 2020); None for anything else."""
    found = _FISCAL_YEAR.fullmatch(text.strip())
    if not found or int(found[2]) != int(found[1]) + 1:
        return None
    return date(int(found[1]), 4, 1), date(int(found[2]), 4, 1)


def columns_not_collected(rows: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """The channel columns without data on every row of the file: nobody was asked. Reads all rows."""
    candidates = set(CHANNEL_COLUMNS)
    for row in rows:
        candidates -= {one for one in candidates if row[one].strip() not in _MISSING}
        if not candidates:
            break
    return frozenset(candidates)


def repeated(rows: Iterable[Mapping[str, str]]) -> dict[str, list[int]]:
    """The positions (from 0) of the rows of each service that stands more than once: the last wins."""
    places: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        places.setdefault(row["service_id"].strip(), []).append(at)
    return {code: at for code, at in places.items() if len(at) > 1}


def _offered(cell: str) -> tuple[tuple[str, ...] | None, list[Problem]]:
    if cell.strip() in _MISSING:
        return None, []
    words = [word.strip() for word in cell.split(",")]
    problems = [
        Problem("not_a_channel", "service_channels", word)
        for word in words
        if word != "non" and word not in OFFERED
    ]
    return tuple(sorted({OFFERED[word] for word in words if word in OFFERED})), problems


def channel_status(
    cell: str, *, collected: bool, offered: Sequence[str] | None, channel: str
) -> tuple[str, int | None] | None:
    """The status and count of one channel cell; None when the cell is none of the expected.

    `collected`: whether any row of the file has data in that column.
    """
    cell = cell.strip()
    if _DIGITS.fullmatch(cell):
        return "provided", int(cell)
    if cell == "NA":
        return "not_applicable", None
    if cell not in _MISSING:
        return None
    if not collected:
        return "not_collected", None
    if offered is not None and channel not in offered:
        return "not_applicable", None
    return "not_provided", None


def service_year(
    row: Mapping[str, str], not_collected: frozenset[str]
) -> tuple[ServiceYear | None, list[Problem]]:
    """One row in our vocabulary, or None and what is wrong with it.

    `row` has the cells of `COLUMNS`; `not_collected` is `columns_not_collected` of the whole file.
    """
    problems: list[Problem] = []
    days = fiscal_year(row["fiscal_yr"])
    if days is None:
        problems.append(Problem("not_a_fiscal_year", "fiscal_yr", row["fiscal_yr"]))
        days = date.min, date.max
    start, end = days
    code = row["service_id"].strip()
    name = Text(cleaned(row["service_name_fr"]), cleaned(row["service_name_en"]))
    problems.extend(
        Problem("empty", column, "")
        for column, value in (
            ("service_id", code),
            ("service_name_fr", name.fr),
            ("service_name_en", name.en),
        )
        if not value
    )
    body = body_named(row["department_name_en"], row["department_name_fr"])
    if body is None:
        problems.append(Problem("unknown_body", "department_name_en", row["department_name_en"]))
    offered, wrong = _offered(row["service_channels"])
    problems.extend(wrong)
    volumes: list[VolumeLine] = []
    for column, channel in CHANNEL_COLUMNS.items():
        found = channel_status(
            row[column], collected=column not in not_collected, offered=offered, channel=channel
        )
        if found is None:
            problems.append(Problem("not_a_number", column, row[column]))
        else:
            volumes.append(VolumeLine(channel, start, end, *found))
    points: list[PointLine] = []
    for column, point in POINT_COLUMNS.items():
        answer = POINT_ANSWERS.get(row[column].strip())
        if answer is None:
            problems.append(Problem("not_an_answer", column, row[column]))
        else:
            points.append(PointLine(point, answer))
    if problems or body is None:
        return None, problems
    if offered is not None:
        # One row of 2019-20 counts online requests and does not name the channel: it is offered.
        used = {line.channel for line in volumes if line.volume}
        offered = tuple(sorted({*offered, *used}))
    observed_on = date(end.year, 3, 31)
    listed = ServiceYear(
        code, name, body, start, end, observed_on, offered, tuple(volumes), tuple(points)
    )
    return listed, []
