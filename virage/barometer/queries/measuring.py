"""Putting the declared questions to the records as known at a sequence; nothing is written.

The one path from records to figures: `measure` prints it, an edition seals it, `verify` walks it
again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.barometer.models import EditionIndicator
from virage.barometer.queries import strategies, withholding
from virage.barometer.queries.censuses import censuses
from virage.barometer.rules import exemptions, samples, sealed, verdicts
from virage.barometer.rules import withholding as rules
from virage.barometer.rules.errors import UnknownVersion, WrongPeriod
from virage.barometer.rules.table import ListedTwice
from virage.barometer.rules.withholding import Plan
from virage.contracts.indicators import (
    Answer,
    CountsPeople,
    Definition,
    Indicator,
    Noun,
    Period,
)
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import NotDeclared, Registry
from virage.contracts.samples import Sample, sample_sources
from virage.contracts.text import Text
from virage.lib.reading import one_reading
from virage.organisations import queries as organisations
from virage.registers import queries as registers

Json = dict[str, Any]
Versions = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """One question put: its definition and terms as JSON, its answers by unit code, its figure.

    The figure tells nothing that is withheld; the answers have their true counts, and `withheld` says of
    which units these are for nobody else than their body to see.
    """

    definition: Json
    answers: list[Answer]
    figure: Json
    withheld: Plan

    def published(self, commitments: Mapping[str, str] | None = None) -> list[Answer]:
        """The answers as everybody may see them."""
        return rules.published(self.answers, self.withheld, commitments)

    @property
    def code(self) -> str:
        """The indicator's code."""
        return str(self.definition["code"])


@dataclass(frozen=True, slots=True)
class Measurement:
    """Everything measured of a period: the strategy, each question, the names of the bodies."""

    period: Period
    known_at: int
    strategy: Json
    indicators: list[Measured]
    bodies: dict[str, Text]

    def targets(self) -> list[Json]:
        """All targets of the strategy, those without records too: none is hidden."""
        return targets_told(self.strategy, [one.code for one in self.indicators if one.answers])

    def figures(self) -> Json:
        """What a seal covers besides the answers: figures, targets, names of the bodies."""
        return sealed_figures(
            [one.figure for one in self.indicators], self.targets(), self.strategy, self.bodies
        )

    def as_json(self) -> Json:
        """The output of `measure`."""
        return {
            "period": period_json(self.period),
            "known_at": self.known_at,
            "indicators": [one.figure for one in self.indicators],
            "targets": self.targets(),
        }


def period_json(period: Period) -> Json:
    """A half-open period: "to" is excluded."""
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def period_of(start: date, end: date) -> Period:
    """The half-open period; raises `WrongPeriod` when it has no day."""
    if start >= end:
        raise WrongPeriod(
            f"La période va du {start} au {end} exclu : elle ne contient aucun jour. Donnez une fin "
            "après le début.",
            f"The period goes from {start} to {end} excluded: it holds no day. Give an end after the "
            "start.",
        )
    return Period(start, end)


def targets_told(strategy: Json, measured: list[str]) -> list[Json]:
    """The targets of a strategy, each with its state: "measured" or "no_records_yet".

    `measured` are the codes of the indicators that have answers.
    """
    return [
        {
            **one,
            "state": "measured" if one["indicator"] in measured else "no_records_yet",
        }
        for one in strategy["targets"]
    ]


def sealed_figures(
    figures: list[Json], targets: list[Json], strategy: Json, bodies: Mapping[str, Text]
) -> Json:
    """Figures, targets and names of bodies in the one shape that is sealed."""
    return {
        "indicators": figures,
        "targets": targets,
        "strategy": {key: value for key, value in strategy.items() if key != "targets"},
        "bodies": {code: {"fr": name.fr, "en": name.en} for code, name in sorted(bodies.items())},
    }


def definition_of(
    code: str, version: int, registry: Registry[Indicator] = declared
) -> tuple[Indicator, Definition]:
    """A declared indicator and its definition of that number; raises `UnknownVersion`."""
    try:
        indicator = registry.get(code)
    except NotDeclared:
        known = ", ".join(one.code for one in registry) or "–"
        raise UnknownVersion(
            f"Aucun indicateur ne s’appelle « {code} » ; indicateurs : {known}.",
            f"No indicator is called “{code}”; indicators: {known}.",
        ) from None
    try:
        return indicator, indicator.definition(version)
    except LookupError:
        numbers = ", ".join(str(one.version) for one in indicator.definitions)
        raise UnknownVersion(
            f"{code} n’a pas de définition {version} ; définitions : {numbers}.",
            f"{code} has no definition {version}; definitions: {numbers}.",
        ) from None


def versions(
    day: date, asked: Versions | None = None, registry: Registry[Indicator] = declared
) -> dict[str, int]:
    """The version to put of each indicator: the one asked for, else the one in force on `day`.

    An indicator of which no definition is in force yet is left out. Raises `UnknownVersion`.
    """
    wanted = dict(asked or {})
    for code, version in wanted.items():
        definition_of(code, version, registry)
    for indicator in registry:
        if indicator.code not in wanted and any(one.since <= day for one in indicator.definitions):
            wanted[indicator.code] = indicator.in_force(day).version
    return {one.code: wanted[one.code] for one in registry if one.code in wanted}


def answers(
    indicator: Indicator, definition: Definition, period: Period, known_at: int
) -> list[Answer]:
    """Every unit's answer, in the order of unit codes; raises `ListedTwice`.

    A unit of which nothing is known in the period is put to the judgement too: it is the platform
    that counts its silence. What its body declared not applicable counts as `rules.exemptions` says.
    """
    found = _judged(definition, period, known_at)
    if indicator.exemptions:
        for unit, one in registers.exemptions(indicator.code, period, known_at).items():
            if unit in found:
                found[unit] = exemptions.ruled(
                    found[unit],
                    state=one.state,  # type: ignore[arg-type]
                    reason=one.reason,
                    evidence=one.evidence,
                )
    return [found[code] for code in sorted(found)]


def _judged(definition: Definition, period: Period, known_at: int) -> dict[str, Answer]:
    """What the records tell of each unit."""
    facts = definition.facts(period, known_at)
    judge = definition.judge
    found: dict[str, Answer] = {}
    for unit in definition.population(period, known_at):
        if unit.code in found:
            raise ListedTwice(f"unit {unit.code!r} stands twice in the population")
        known = facts.get(unit.code)
        if known is None:
            judged = judge(None)
            found[unit.code] = Answer(
                unit.code, unit.name, unit.organisation, judged.value, judged.reason,
                judged.weight, judged.part, judged.whole, "counted", "", judged.flags,
                unit.succeeds, judged.people,
            )  # fmt: skip
            continue
        judged = judge(known.values)
        flags = judged.flags
        if known.flags:
            flags = tuple(sorted({*flags, *known.flags}))
        found[unit.code] = Answer(
            unit.code, unit.name, unit.organisation, judged.value, judged.reason, judged.weight,
            judged.part, judged.whole, known.source, known.evidence, flags, unit.succeeds,
            judged.people,
        )  # fmt: skip
    return found


def measure(
    period: Period,
    *,
    known_at: int,
    versions: Versions,
    registry: Registry[Indicator] = declared,
    before: int | None = None,
) -> Measurement:
    """Every figure of a period from the records as known at `known_at` (a journal line's number).

    `versions` are those of the function of that name. Counts of people are withheld so that nothing
    published gives them away: by all editions, or by those `before` a place in the chain. Raises
    `UnknownVersion`.
    """
    with one_reading():
        return _measure(period, known_at, versions, registry, before)


def _measure(
    period: Period,
    known_at: int,
    versions: Versions,
    registry: Registry[Indicator],
    before: int | None,
) -> Measurement:
    strategy = strategies.period_strategy(period, known_at=known_at)
    by_indicator = {one["indicator"]: one for one in strategy["targets"] if one["indicator"]}
    put = [definition_of(code, versions[code], registry) for code in _in_order(versions, registry)]
    census = censuses(period, known_at, [indicator for indicator, _ in put])
    draws = _draws([indicator for indicator, _ in put], period, known_at)
    measured, codes = [], set()
    for indicator, definition in put:
        code = indicator.code
        found = answers(indicator, definition, period, known_at)
        listed = {answer.organisation for answer in found}
        counted = census.of(indicator, listed)
        codes |= listed | set(counted.expected or ())
        target = by_indicator.get(code)
        told = _definition_json(indicator, definition, target)
        told["terms"] = {
            "population": definition.switch(period, known_at),
            **_phase(target, code, period, known_at),
            "bodies_expected": None if counted.expected is None else len(counted.expected),
            "attested": counted.attested(listed),
            "census": counted.terms(),
        }
        if made := [one for kind in indicator.drawn for one in draws.get(kind, ())]:
            told["terms"]["draws"] = [samples.terms(one) for one in made]
        planned = withheld(code, indicator.counts_people, found, period, before)
        if held := rules.sums(found, planned):
            told["terms"]["withheld"] = [one.as_json() for one in held]
        shown = rules.published(found, planned)
        figure = dict(sealed.recounted(told, strategy["targets"], shown))
        measured.append(Measured(told, found, figure, planned))
    names = organisations.names(codes=codes, on=period.last_day, known_at=known_at)
    bodies = {code: names.get(code, Text(code, code)) for code in sorted(codes)}
    return Measurement(period, known_at, strategy, measured, bodies)


def _draws(asked: Sequence[Indicator], period: Period, known_at: int) -> dict[str, list[Sample]]:
    """The random draws announced for the period, by kind of hand-in."""
    kinds = sorted({kind for indicator in asked for kind in indicator.drawn})
    found: dict[str, list[Sample]] = {}
    for source in sample_sources if kinds else ():
        for kind, drawn in source.samples(kinds, period, known_at).items():
            found.setdefault(kind, []).extend(drawn)
    return found


def withheld(
    code: str,
    counts_people: CountsPeople,
    found: list[Answer],
    period: Period,
    before: int | None = None,
) -> Plan:
    """What is withheld of the answers to an indicator, after all editions or those `before` a place."""
    if not counts_people:
        return {}
    past = withholding.past(code, counts_people=counts_people, period=period, before=before)
    return rules.plan(found, counts_people=counts_people, period=period, past=past)


def _in_order(versions: Versions, registry: Registry[Indicator]) -> list[str]:
    """The codes asked for, in the order of declaration; those that are gone come last."""
    known = [one.code for one in registry if one.code in versions]
    return [*known, *sorted(set(versions) - set(known))]


def _definition_json(indicator: Indicator, definition: Definition, target: Json | None) -> Json:
    return {
        "code": indicator.code,
        "version": definition.version,
        "since": definition.since.isoformat(),
        "text": _both(definition.text),
        "title": _both(indicator.title),
        "question": _both(indicator.question),
        "unit_one": _both(indicator.unit_one),
        "unit_many": _both(indicator.unit_many),
        "register": indicator.register,
        "reasons": {code: _both(text) for code, text in _reasons(indicator).items()},
        "target": target["target"] if target else "",
        **_words_json(indicator),
    }


def _reasons(indicator: Indicator) -> Mapping[str, Text]:
    """The words of every reason and flag that an answer may carry."""
    if not indicator.exemptions:
        return indicator.reasons
    return {**indicator.reasons, **indicator.exemptions, **exemptions.FLAGS}


def _words_json(indicator: Indicator) -> Json:
    """What the pages of an edition need to say what was counted; only what the indicator says, so
    that an indicator that says nothing is told as it always was."""
    words: Json = _grammar(indicator.unit, "unit_")
    if indicator.counts_people:
        words["counts_people"] = indicator.counts_people
    for name in ("part", "whole", "weight"):
        text: Text | None = getattr(indicator, name)
        if text is not None:
            words[name] = _both(text)
    if indicator.populations:
        words["populations"] = {
            switch: _both(text) for switch, text in indicator.populations.items()
        }
    if indicator.people is not None:
        people = indicator.people
        words["people"] = {
            "one": _both(people.one),
            "many": _both(people.many),
            **_grammar(people),
        }
    return words


def _grammar(noun: Noun, prefix: str = "") -> Json:
    said: Json = {f"{prefix}feminine": True} if noun.feminine else {}
    if noun.elided is not None:
        said[f"{prefix}elided"] = noun.elided
    return said


def _both(text: Text) -> Json:
    return {"fr": text.fr, "en": text.en}


def _phase(target: Json | None, code: str, period: Period, known_at: int) -> Json:
    """Where the period stands before its target's day, and whether the target was reached then.

    The editions published by `known_at` tell: of each period its last revision.
    """
    if target is None:
        return {"phase": "before", "reached": False}
    ruled = sealed.target_of(target)
    rows = (
        EditionIndicator.objects.filter(
            code=code,
            target=ruled.code,
            edition__state="sealed",
            edition__sequence__lte=known_at,
            edition__period_to__gt=ruled.on,
            edition__period_to__lt=period.end,
        )
        .order_by("edition__period_to", "edition__number")
        .values_list("edition__period_from", "edition__period_to", "headline")
    )
    last = {Period(start, end): headline["verdict"] for start, end, headline in rows}
    decisive = [one for one in last if verdicts.phase(ruled, one, last) == "due"]
    return {
        "phase": verdicts.phase(ruled, period, last),
        "reached": any(last[one] == "reached" for one in decisive),
    }
