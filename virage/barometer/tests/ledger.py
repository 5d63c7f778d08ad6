"""A register of invented counters, kept in memory as recorded facts are: nothing is known before its line.

It stands for any capability that declares an indicator: the barometer knows it by the contract alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from virage.audit import actions as audit
from virage.barometer import actions, queries
from virage.barometer.models import Edition
from virage.contracts.indicators import (
    Definition,
    Facts,
    Indicator,
    Judgement,
    Period,
    Unit,
    Value,
)
from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.registry import Registry
from virage.contracts.text import Text
from virage.identity.models import Person

AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
CODE = "tests.open-counters"
STRATEGY = "transformation-numerique-2019-2023"
LETTERS: Mapping[str, Value] = {"y": "yes", "n": "no", "u": "unknown", "a": "not_applicable"}


def year(start: int) -> Period:
    """The fiscal year that begins on 1 April of `start`."""
    return Period(date(start, 4, 1), date(start + 1, 4, 1))


@dataclass(frozen=True)
class Fact:
    """What became known of a counter at a journal line, for the period that begins on `start`."""

    known_at: int
    unit: str
    start: date
    organisation: str
    values: Mapping[str, Any]
    succeeds: tuple[str, ...] = ()


def as_filled(values: Mapping[str, Any] | None) -> Judgement:
    """The answer as stated; nothing known is unknown."""
    if values is None:
        return Judgement("unknown", "no_record")
    weight = values["weight"] if values["answer"] in ("yes", "no") else None
    part = weight // 2 if weight is not None else None
    return Judgement(
        values["answer"],
        "as_stated",
        weight,
        part,
        weight,
        people=values.get("people"),
        flags=values.get("flags", ()),
    )


def strictly(values: Mapping[str, Any] | None) -> Judgement:
    """An unknown answer counts as no."""
    judged = as_filled(values)
    if judged.value == "unknown":
        return Judgement("no", "silent")
    return judged


@dataclass
class Ledger:
    """Facts in the order in which they became known, and the registry that puts the question.

    `besides` is what else the indicator says of itself: kinds of hand-in, exemptions, people.
    """

    facts: list[Fact] = field(default_factory=list)
    versions: int = 2
    shuffled: bool = False
    besides: Mapping[str, Any] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    asked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The batches of the last ledger are those that are shown."""
        declare_grouped_resolver("tests.batch", self.proofs)

    def proofs(self, references: Sequence[Reference]) -> dict[Reference, Resolved]:
        """Each batch as a hand-in of one day; `asked` says of how many at a time."""
        self.asked.append(len(references))
        return {
            one: Resolved(
                Text(
                    f"Dépôt du 3 juin 2026{f', ligne {one.fragment}' if one.fragment else ''}",
                    f"Hand-in of June 3, 2026{f', line {one.fragment}' if one.fragment else ''}",
                ),
                f"/depots/preuves/{one.id}/",
                withheld=one.id in self.withheld,
            )
            for one in references
        }

    def state(
        self,
        letters: str,
        start: int,
        *,
        organisation: str = "",
        succeeds: Mapping[str, tuple[str, ...]] | None = None,
        weight: int = 10,
        people: Mapping[str, tuple[int, int, int]] | None = None,
        flags: tuple[str, ...] = (),
    ) -> int:
        """Record c0, c1… by letter (y n u a, - for nothing) in one journal line; its number."""
        with transaction.atomic():
            line = audit.record(
                by="tests.person:1", at=AT, entry="tests:ledger:stated", subject="tests.ledger:1"
            )
        for at, letter in enumerate(letters):
            if letter == "-":
                continue
            unit = f"c{at}"
            self.facts.append(
                Fact(
                    line.number,
                    unit,
                    year(start).start,
                    organisation or f"b{at % 3}",
                    {
                        "answer": LETTERS[letter],
                        "weight": weight + at,
                        "people": (people or {}).get(unit),
                        "flags": flags,
                    },
                    (succeeds or {}).get(unit, ()),
                )
            )
        return line.number

    def known(self, period: Period, known_at: int) -> dict[str, Fact]:
        """The last fact of each counter in the period."""
        return {
            fact.unit: fact
            for fact in self.facts
            if fact.known_at <= known_at and fact.start == period.start
        }

    def population(self, period: Period, known_at: int) -> list[Unit]:
        """Every counter stated for the period."""
        units = [
            Unit(
                fact.unit,
                Text(f"Guichet {fact.unit}", f"Counter {fact.unit}"),
                fact.organisation,
                fact.succeeds,
            )
            for fact in self.known(period, known_at).values()
        ]
        return units[::-1] if self.shuffled else units

    def facts_of(self, period: Period, known_at: int) -> dict[str, Facts]:
        """The plain values of each counter, with the line that proves them."""
        return {
            unit: Facts(fact.values, "declared", f"tests.batch:{fact.known_at}#{unit[1:]}")
            for unit, fact in self.known(period, known_at).items()
        }

    @property
    def registry(self) -> Registry[Indicator]:
        """A registry of this one indicator, with its first `versions` definitions."""
        registry: Registry[Indicator] = Registry("indicator")
        judges = (as_filled, strictly)[: self.versions]
        registry.declare(
            Indicator(
                code=CODE,
                title=Text("Guichets ouverts", "Open counters"),
                question=Text("Le guichet est-il ouvert ?", "Is the counter open?"),
                unit_one=Text("guichet", "counter"),
                unit_many=Text("guichets", "counters"),
                register="tests.counters",
                definitions=tuple(
                    Definition(
                        version=number,
                        since=date(2019, 6, 1) if number == 1 else date(2026, 12, 1),
                        text=Text(f"Définition {number}.", f"Definition {number}."),
                        population=self.population,
                        facts=self.facts_of,
                        judge=judge,
                        switch=lambda period, known_at: "stated",
                    )
                    for number, judge in enumerate(judges, start=1)
                ),
                reasons={"as_stated": Text("tel que déclaré", "as stated")},
                **self.besides,
            )
        )
        return registry

    def publish(self, start: int, by: Person, **more: Any) -> Edition:
        """Publish the year that begins in `start`, under its usual label."""
        label = more.pop("label", f"{start}-{(start + 1) % 100}")
        return actions.publish(
            label=label,
            period=year(start),
            by=by,
            at=AT,
            secret=bytes(32),
            registry=self.registry,
            **more,
        )

    def measure(self, start: int, known_at: int, version: int = 1) -> dict[str, Any]:
        """The figure of the year, without publishing."""
        measured = queries.measure(
            year(start), known_at=known_at, versions={CODE: version}, registry=self.registry
        )
        return measured.indicators[0].figure


def measured_by_the_ledger(by: Person, number: str = "1.1") -> None:
    """From here on, a target is measured by the ledger."""
    actions.state_target(strategy=STRATEGY, number=number, indicator=CODE, by=by, at=AT)
