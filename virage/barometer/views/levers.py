"""The levers of one target as a page and its files show them; what a choice among them would make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from virage.barometer.queries.steering import Board
from virage.barometer.rules import levers
from virage.barometer.views.naming import names_from, text
from virage.barometer.wording import levers as words
from virage.barometer.wording.terms import count, value_name
from virage.contracts.indicators import Answer
from virage.contracts.text import Text
from virage.ui.context import active_language

FIRST_BODIES = 15
FIRST_UNITS = 25
BODY_COLUMNS = (
    "rank",
    "organisation",
    "name_fr",
    "name_en",
    "no",
    "unknown",
    "closes",
    "gap",
    "suffices",
    "closed_together",
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What `queries.steering.Outlook` is to the index, for one target however it was measured."""

    whole: levers.Standing
    far: levers.Distance
    settling: levers.Settling | None
    levers: Sequence[levers.Lever]
    fewest: int | None

    @classmethod
    def of(cls, board: Board) -> "Outlook":
        """From the figure of the page."""
        whole = levers.standing(board.figure, board.threshold)
        far = levers.distance(whole, board.threshold)
        carrying = levers.levers(board.standing_of_bodies(), far.certain)
        return cls(
            whole,
            far,
            levers.settling(whole, board.threshold),
            carrying,
            levers.fewest((one.movable for one in carrying), far.certain),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody supposes: these bodies and units, all answering `side`. `lost` are codes unknown here."""

    bodies: frozenset[str]
    units: frozenset[str]
    side: Literal["yes", "no"]
    lost: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.bodies or self.units or self.lost)


def choice_of(asked: QueryDict, board: Board) -> Choice:
    """Read what is supposed from an address, whatever it says."""
    bodies, units = set(asked.getlist("corps")), set(asked.getlist("unite"))
    known_units = {one.unit for one in board.answers}
    known_bodies = set(board.figure["by_organisation"])
    return Choice(
        frozenset(bodies & known_bodies),
        frozenset(units & known_units),
        "no" if asked.get("si") == "non" else "yes",
        tuple(sorted((bodies - known_bodies) | (units - known_units)))[:5],
    )


def called(board: Board, code: str) -> str:
    return text(board.names.get(code, Text(code, code)))


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body that could help."""

    rank: int
    code: str
    name: str
    url: str
    no: str
    unknown: str
    closes: str
    together: str
    suffices: bool
    chosen: bool


def body_lines(
    board: Board, outlook: Outlook, choice: Choice, *, everything: bool
) -> list[BodyLine]:
    """The bodies, those that could turn most first, and those that were chosen."""
    people = board.counts_people
    return [
        BodyLine(
            rank=rank,
            code=one.code,
            name=called(board, one.code),
            url=reverse("barometer:body", args=[one.code]),
            no=words.few(one.bad, people=people),
            unknown=words.few(one.unknown, people=people),
            closes=words.share_closed(one),
            together=count(one.reached) if one.gap else "",
            suffices=one.suffices,
            chosen=one.code in choice.bodies,
        )
        for rank, one in enumerate(outlook.levers, start=1)
        if everything or rank <= FIRST_BODIES or one.code in choice.bodies
    ]


def body_rows(board: Board) -> Iterator[dict[str, Any]]:
    """Every body that could help, as lines of a file."""
    people = board.counts_people
    for rank, one in enumerate(Outlook.of(board).levers, start=1):
        name = board.names.get(one.code, Text(one.code, one.code))
        yield {
            "rank": rank,
            "organisation": one.code,
            "name_fr": name.fr,
            "name_en": name.en,
            "no": _told(one.bad, people=people),
            "unknown": _told(one.unknown, people=people),
            "closes": one.closes,
            "gap": one.gap,
            "suffices": "yes" if one.suffices else "no",
            "closed_together": one.reached,
        }


def _told(number: int, *, people: bool) -> int | str:
    return "1-9" if people and 0 < number < 10 else number


@dataclass(frozen=True, slots=True)
class _Lag:
    """A unit that is not on the good side, and what stands in its way, by source of efforts."""

    answer: Answer
    efforts: tuple[int | None, ...]
    movable: int

    @property
    def order(self) -> tuple[Any, ...]:
        """The nearest first: what is known to be little, then the rest; many people first."""
        told = tuple((one is None, one or 0) for one in self.efforts)
        return (*told, -self.movable, self.answer.value, self.answer.unit)


def _lagging(board: Board) -> list[_Lag]:
    good = "yes" if board.threshold.sense == "at_least" else "no"
    found = []
    for one in board.answers:
        if one.people is not None:
            behind = sum(one.people) - one.people[0 if good == "yes" else 1]
        else:
            behind = int(one.value in ("yes", "no", "unknown") and one.value != good)
        if one.value == "not_applicable" or not behind or (board.counts_people and one.withheld):
            continue
        found.append(_Lag(one, tuple(by.get(one.unit) for _source, by in board.efforts), behind))
    return sorted(found, key=lambda lag: lag.order)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit that is not there yet."""

    code: str
    name: str
    url: str
    body: str
    value: str
    words: str
    reason: str
    efforts: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Units:
    """The nearest units; `total` of them in all, `headings` of the columns of efforts."""

    rows: list[UnitLine]
    total: int
    headings: list[str]


def unit_lines(board: Board, choice: Choice) -> Units:
    """The units nearest to the good side first, and those that were chosen."""
    lagging = _lagging(board)
    reasons = board.definition["reasons"]
    language, names = active_language(), names_from(board.definition)
    headings = [text(one.what) for one, _by in board.efforts]
    if board.counts_people:
        headings.append(_("personnes qui ne disent pas « oui »"))
    rows = [
        UnitLine(
            code=lag.answer.unit,
            name=text(lag.answer.name),
            url=reverse("barometer:unit", args=[board.definition["register"], lag.answer.unit]),
            body=called(board, lag.answer.organisation),
            value=lag.answer.value,
            words=value_name(lag.answer.value, names.unit),
            reason=reasons.get(lag.answer.reason, {}).get(language, ""),
            efforts=_efforts(board, lag),
            chosen=lag.answer.unit in choice.units,
        )
        for place, lag in enumerate(lagging)
        if place < FIRST_UNITS or lag.answer.unit in choice.units
    ]
    return Units(rows, len(lagging), headings)


def _efforts(board: Board, lag: _Lag) -> tuple[str, ...]:
    told = [
        "" if number is None else words.few(number, people=source.people)
        for (source, _by), number in zip(board.efforts, lag.efforts, strict=True)
    ]
    if board.counts_people:
        told.append(words.few(lag.movable, people=True))
    return tuple(told)


def unit_columns(board: Board) -> tuple[str, ...]:
    """The columns of the file of units: one for each source of efforts."""
    return (
        "unit",
        "name_fr",
        "name_en",
        "organisation",
        "value",
        "reason",
        *(one.code for one, _by in board.efforts),
        *(("people_not_yes",) if board.counts_people else ()),
    )


def unit_rows(board: Board) -> Iterator[dict[str, Any]]:
    """Every unit that is not there yet, the nearest first, as lines of a file."""
    for lag in _lagging(board):
        one = lag.answer
        row: dict[str, Any] = {
            "unit": one.unit,
            "name_fr": one.name.fr,
            "name_en": one.name.en,
            "organisation": one.organisation,
            "value": one.value,
            "reason": one.reason,
        }
        for (source, _by), number in zip(board.efforts, lag.efforts, strict=True):
            row[source.code] = None if number is None else _told(number, people=source.people)
        if board.counts_people:
            row["people_not_yes"] = _told(lag.movable, people=True)
        yield row
