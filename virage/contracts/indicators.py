"""What the barometer may ask: a question put to each unit of a population, and its typed answers.

The capability owns the population, the facts and the judgement; the barometer puts the question and
makes every figure from the answers alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal

from virage.contracts.registry import Registry
from virage.contracts.text import Text

Value = Literal["yes", "no", "unknown", "not_applicable"]
Source = Literal["counted", "measured", "declared"]
VALUES: tuple[Value, ...] = ("yes", "no", "unknown", "not_applicable")
CountsPeople = Literal["", "once", "over_time", "elsewhere"]
ONCE: Final = "once"
OVER_TIME: Final = "over_time"
ELSEWHERE: Final = "elsewhere"


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open days: from `start` (included) to `end` (excluded)."""

    start: date
    end: date

    @property
    def last_day(self) -> date:
        """The last day that it includes."""
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing the question is put to, as known at the cut, with the body that owned it then."""

    code: str
    name: Text
    organisation: str
    succeeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer of one unit's facts. `weight`, `part`, `whole` are counts, or null.

    `people` are counts (yes, no, unknown) where the question is put to people through the unit: the
    figures are then sums of people, and `value` only says what most of them answered.
    """

    value: Value
    reason: str
    weight: int | None = None
    part: int | None = None
    whole: int | None = None
    flags: tuple[str, ...] = ()
    people: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one unit over the period: plain values for the judgement, and their proof.

    `evidence` is the reference of the batch and line ("services.batch:<public id>#<line>"), or "".
    """

    values: Mapping[str, Any]
    source: Source
    evidence: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One unit's typed answer, the only thing a figure is made from.

    As published, the counts of people of some units are withheld: `weight`, `part`, `whole` and `people`
    are then None, `withheld` holds the commitment to them, and `left_out` says that no sum holds them.
    """

    unit: str
    name: Text
    organisation: str
    value: Value
    reason: str
    weight: int | None
    part: int | None
    whole: int | None
    source: Source
    evidence: str
    flags: tuple[str, ...] = ()
    succeeds: tuple[str, ...] = ()
    people: tuple[int, int, int] | None = None
    withheld: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A dated, numbered, locked way of putting the question.

    `population(period, known_at)` gives the units; `facts(period, known_at)` gives the facts by unit
    code, in one grouped query whatever the number of bodies; `judge(values)` is a pure function of
    plain values, called with None for a unit of which nothing is known in the period. `switch` names
    the population that `population` chose, for the caption ("listed", "requestable").
    """

    version: int
    since: date
    text: Text
    population: Callable[[Period, int], Iterable[Unit]]
    facts: Callable[[Period, int], Mapping[str, Facts]]
    judge: Callable[[Mapping[str, Any] | None], Judgement]
    switch: Callable[[Period, int], str]
    golden: tuple[tuple[Mapping[str, Any] | None, Judgement], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """The part of a definition that is locked: its date, its texts, its judgement and golden table.

    It stands in the `rules` of its package, without the queries that give population and facts.
    """

    version: int
    since: date
    text: Text
    judge: Callable[[Mapping[str, Any] | None], Judgement]
    golden: tuple[tuple[Mapping[str, Any] | None, Judgement], ...]

    def put(
        self,
        *,
        population: Callable[[Period, int], Iterable[Unit]],
        facts: Callable[[Period, int], Mapping[str, Facts]],
        switch: Callable[[Period, int], str],
    ) -> Definition:
        """The definition that puts this rule to the units of `population`."""
        return Definition(
            version=self.version,
            since=self.since,
            text=self.text,
            population=population,
            facts=facts,
            judge=self.judge,
            switch=switch,
            golden=self.golden,
        )


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun to count with, and what a French sentence must know of it to agree with it.

    `elided` is said only of a noun in h ("l’heure", "la hausse"): elsewhere its first letter tells.
    """

    one: Text
    many: Text
    feminine: bool = False
    elided: bool | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A declared question. `unit` and `reasons` are in both languages; `target` is its number, or "".

    - `register` is the list that the units stand in, which bodies attest complete or partial.
    - `kinds` are the kinds of hand-in that bring its records: a body with a duty to hand in one of them
      is expected to answer.
    - `exemptions` is the closed list of reasons for which a body may declare that the question does not
      apply to a unit; it counts only once accepted, in public. Reasons that records tell are not here.
    - `drawn` are the kinds of hand-in whose units are those of the question: what a random draw of them tells
      is an estimate of its figure.
    - `people` names who is counted, where the question is put to people through their units: figures
      are then sums of people.
    - `counts_people` says that the counts of its answers are of people, so that those of one to nine are
      withheld where they are published: "once" for what is counted on a day or of an event, "over_time"
      for what adds up over the days of a period, "elsewhere" where the counts of ten or more are public
      beside the barometer. "" where they are of something else (requests, cases). Where such an answer
      turns on a share of its people, that share is a half.

    Words, so that each sentence of the barometer reads right for what is counted:
    - `unit_feminine`, `unit_elided`: the grammar of `unit_one` (see `Noun`);
    - `part`, `whole`, `weight`: what those integers of an answer count, in the plural, without an
      article ("demandes en ligne", "demandes", "demandes"); needed of an indicator that has them;
    - `populations`: what each switch of its definitions leaves in, with its noun and article, as the end
      of "Population: …" ("les consultations fermées dans la période");
    """

    code: str
    title: Text
    question: Text
    unit_one: Text
    unit_many: Text
    register: str
    definitions: tuple[Definition, ...]
    reasons: Mapping[str, Text]
    target: str = ""
    kinds: tuple[str, ...] = ()
    exemptions: Mapping[str, Text] = field(default_factory=dict)
    unit_feminine: bool = False
    unit_elided: bool | None = None
    part: Text | None = None
    whole: Text | None = None
    weight: Text | None = None
    populations: Mapping[str, Text] = field(default_factory=dict)
    people: Noun | None = None
    drawn: tuple[str, ...] = ()
    counts_people: CountsPeople = ""

    @property
    def unit(self) -> Noun:
        """What the question is put to, as a noun."""
        return Noun(self.unit_one, self.unit_many, self.unit_feminine, self.unit_elided)

    def definition(self, version: int) -> Definition:
        """The definition of that number; raises `LookupError` when there is none."""
        for definition in self.definitions:
            if definition.version == version:
                return definition
        raise LookupError(f"{self.code} has no definition {version}")

    def in_force(self, day: date) -> Definition:
        """The highest version whose `since` is not after `day`."""
        return max(
            (one for one in self.definitions if one.since <= day), key=lambda one: one.version
        )


def always(switch: str) -> Callable[[Period, int], str]:
    """The `switch` of a definition that has one population."""

    def said(period: Period, known_at: int) -> str:
        return switch

    return said


indicators: Registry[Indicator] = Registry("indicator")
