"""What became of a promise, edition by edition, from the sealed answers of its units and nothing else.

A promise says that so many units, or such a share of them, will answer yes by a day. The bounds decide, as
for a target: reached when it is whatever the unknown units turn out to be, not reached when it is not
whatever they turn out to be, and otherwise nobody can tell.

What is held to be what, for who would ask:

- The edition that counts is the first to put the question for a period that ends on or after the day. What was
  known then decides, until that edition is revised. A day that no edition has reached is not yet due, even
  where the promise is reached already: that is said beside.
- Kept stays kept: what was promised for a day held on that day. That it no longer holds is said beside.
- Broken becomes late at the first later edition that reaches it, and stays late. So does what could not be
  told when it was due: it is late *at the latest then*, for silence on the day does not pass for success. What
  could not be told, and is not reached later either, still cannot be told.
- A named unit to which the question does not apply leaves the share; it cannot be one of those that answer yes.
- A named unit that left the population (closed, handed over to nobody) stays in the share and is not a yes: a
  promise is amended in the open, and is not shrunk by closing what it names.
- A named unit that no edition ever listed is unknown: nobody has observed it.
- Where people are counted, a unit whose people nobody counted, or that left, leaves the promise untold.
- A named unit that was split or merged answers by those that succeed it: yes when all that are concerned do, no
  when one does not.
- A promise about all the units of a body is held against those that it has in each edition.
- The baseline is counted again from the answers of the edition that it names; the number typed is never read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from virage.barometer.rules.exact import Threshold
from virage.barometer.rules.verdicts import Side, side
from virage.contracts.indicators import Period, Value
from virage.contracts.promises import Promise

Outcome = Literal["kept", "late", "broken", "not_due", "untold"]
OUTCOMES: tuple[Outcome, ...] = ("kept", "late", "broken", "not_due", "untold")

Reason = Literal[
    "reached",
    "not_reached",
    "reached_already",
    "not_reached_yet",
    "reached_later",
    "reached_after_silence",
    "unknown",
    "uncounted",
    "nothing_applies",
    "never_listed",
    "not_measured",
]
"""Why: see `judged`. A reason is a code, which `wording.promises` says in words."""


class Reply(NamedTuple):
    """What one unit answers in one edition; `people` where people are counted through it."""

    value: Value
    people: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers of what was promised, in one edition: of units, or of people where people are counted.

    `gone` are named units that left the population, `never` those that no edition ever listed, `uncounted`
    those whose people nobody counted.
    """

    yes: int = 0
    no: int = 0
    unknown: int = 0
    not_applicable: int = 0
    gone: int = 0
    never: int = 0
    uncounted: int = 0

    @property
    def of(self) -> int:
        """How many the share is taken of."""
        return self.yes + self.no + self.unknown + self.gone + self.never

    @property
    def most(self) -> int:
        """The most that may answer yes, if all that is not known did."""
        return self.yes + self.unknown + self.never


@dataclass(frozen=True, slots=True)
class Seen:
    """One edition in which a promise is looked at; `counted` is None where the question was not put."""

    edition: str
    period: Period
    counted: Counted | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a promise is at one edition: its outcome, why, and whether it holds in that very period.

    `holds` is "at", "not", "undetermined", or None where there is nothing to judge.
    """

    seen: Seen
    outcome: Outcome
    reason: Reason
    holds: Side | None
    counts: bool = False
    """Whether this is the edition that counts."""


def counted(
    units: Iterable[str],
    replies: Mapping[str, Reply],
    *,
    listed_before: frozenset[str] | set[str],
    successors: Mapping[str, Sequence[str]],
    people: bool = False,
) -> Counted:
    """The answers of named `units` in an edition, by unit code.

    `listed_before` are the units of this and of earlier editions, `successors` what follows a unit that was
    split or merged, as far as they are known by then.
    """
    found: dict[str, int] = dict.fromkeys(Counted.__slots__, 0)
    for unit in dict.fromkeys(units):
        standing = [replies[one] for one in _standing(unit, replies, successors)]
        if not standing and people:
            found["uncounted"] += 1
        elif not standing:
            found["gone" if unit in listed_before else "never"] += 1
        elif people and any(one.value != "not_applicable" for one in standing):
            if any(one.people is None for one in standing if one.value != "not_applicable"):
                found["uncounted"] += 1
            for one in standing:
                for key, number in zip(("yes", "no", "unknown"), one.people or (), strict=False):
                    found[key] += number
        else:
            found[_together([one.value for one in standing])] += 1
    return Counted(**found)


def _standing(
    unit: str, replies: Mapping[str, Reply], successors: Mapping[str, Sequence[str]]
) -> list[str]:
    """The units that answer for `unit`: itself while it is listed, else those that succeed it, and so on."""
    found: dict[str, None] = {}
    looked: set[str] = set()
    waiting = [unit]
    while waiting:
        one = waiting.pop()
        if one in looked:
            continue
        looked.add(one)
        if one in replies:
            found[one] = None
        else:
            waiting += successors.get(one, ())
    return list(found)


def _together(values: Sequence[Value]) -> Value:
    """What units that succeed one answer together."""
    concerned = [one for one in values if one != "not_applicable"]
    if not concerned:
        return "not_applicable"
    for value in ("no", "unknown"):
        if value in concerned:
            return value
    return "yes"


def holds(promise: Promise, found: Counted) -> Side | None:
    """Whether what was promised is reached; None where there is nothing to hold it against."""
    if found.uncounted:
        return "undetermined"
    if promise.share is None:
        wanted = promise.at_least or 0
        if found.yes >= wanted:
            return "at"
        if found.of + found.not_applicable == 0:
            return None
        return "not" if found.most < wanted else "undetermined"
    return side(found.yes, found.most - found.yes, found.of, Threshold(*promise.share))


def judged(promise: Promise, editions: Iterable[Seen]) -> list[Judged]:
    """What the promise is at each edition since it was made, in the order given (that of their periods)."""
    found: list[Judged] = []
    standing: Outcome = "not_due"
    reason: Reason = "not_measured"
    counting: Counted | None = None
    for seen in editions:
        if seen.period.last_day < promise.made_on:
            continue
        due = seen.period.last_day >= promise.due_on
        if seen.counted is None:
            if counting is None:
                standing, reason = ("untold" if due else "not_due"), "not_measured"
            found.append(Judged(seen, standing, reason, None))
            continue
        where = holds(promise, seen.counted)
        counts = due and counting is None
        if not due:
            reason = "reached_already" if where == "at" else _open(where, seen.counted)
        elif counts:
            counting = seen.counted
            standing, reason = _when_due(where, seen.counted)
        elif where == "at" and standing in ("broken", "untold"):
            reason = "reached_later" if standing == "broken" else "reached_after_silence"
            standing = "late"
        found.append(Judged(seen, standing, reason, where, counts))
    return found


def _open(where: Side | None, found: Counted) -> Reason:
    return "not_reached_yet" if where == "not" else _why_untold(found)


def _when_due(where: Side | None, found: Counted) -> tuple[Outcome, Reason]:
    if where == "at":
        return "kept", "reached"
    if where == "not":
        return "broken", "not_reached"
    return "untold", _why_untold(found)


def _why_untold(found: Counted) -> Reason:
    if found.uncounted:
        return "uncounted"
    if found.of == found.never:
        return "never_listed" if found.never else "nothing_applies"
    return "unknown"
