"""Every promise against the sealed answers of its units, edition by edition, whoever keeps the promises.

The number of queries does not grow with promises, units, bodies or editions (units are asked for 5,000 at
a time); what the sources ask for themselves is theirs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from django.db.models import Count

from virage.barometer.models import Edition, EditionAnswer, EditionIndicator
from virage.barometer.queries import editions as editions_
from virage.barometer.rules.promises import (
    OUTCOMES,
    Counted,
    Judged,
    Outcome,
    Reply,
    Seen,
    counted,
    judged,
)
from virage.contracts.indicators import Value
from virage.contracts.promises import Promise, PromiseSource, promise_sources

AT_ONCE = 5_000
Replies = dict[str, Reply]


@dataclass(frozen=True, slots=True)
class PromiseHeld:
    """A promise and what became of it.

    `history` is what it is at each edition since it was made, the oldest first; `baseline` what its units
    answered in the edition that it starts from, None when that edition did not measure it; `target` the
    number of the target that its question measures, "" for none.
    """

    promise: Promise
    source: str
    target: str
    history: Sequence[Judged]
    baseline: Counted | None

    @property
    def now(self) -> Judged | None:
        """What it is at the last edition; None while none was published since it was made."""
        return self.history[-1] if self.history else None

    @property
    def outcome(self) -> Outcome:
        """Kept, late, broken, not due yet, or that nobody can tell; not due before any edition."""
        return self.history[-1].outcome if self.history else "not_due"


def promises(
    *,
    sources: Iterable[PromiseSource] = promise_sources,
    known_at: int | None = None,
    until: Edition | None = None,
    organisation: str = "",
) -> list[PromiseHeld]:
    """All promises in force at that sequence (now when None), in the order in which their sources give them.

    `until` is the last edition to look at, in that very revision; later ones are left out. `organisation` keeps
    the promises of one body.
    """
    made = [
        (source.code, one)
        for source in sources
        for one in source.promises(known_at)
        if not organisation or one.organisation == organisation
    ]
    if not made:
        return []
    every = editions_.quotable() if until is None else editions_.as_of(until)
    found = _Answers.of([one for _, one in made], every)
    return [
        PromiseHeld(
            promise=one,
            source=code,
            target=found.targets.get(one.indicator, ""),
            history=judged(one, [found.seen(one, edition) for edition in every]),
            baseline=found.baseline(one),
        )
        for code, one in made
    ]


def tally(held: Iterable[PromiseHeld]) -> dict[Outcome, int]:
    """How many promises of each outcome, those without one included."""
    found = dict.fromkeys(OUTCOMES, 0)
    for one in held:
        found[one.outcome] += 1
    return found


@dataclass
class _Answers:
    """The answers that some promises need, of every edition."""

    editions: Sequence[Edition]
    put: Mapping[tuple[int, str], int] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    targets: Mapping[str, str] = field(default_factory=dict)
    replies: dict[int, Replies] = field(default_factory=dict)
    bodies: dict[tuple[int, str], Counted] = field(default_factory=dict)
    listed: dict[int, set[str]] = field(default_factory=dict)
    links: dict[int, dict[str, list[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, made: Sequence[Promise], every: Sequence[Edition]) -> "_Answers":
        """Read them. At most seven queries."""
        codes = {one.indicator for one in made}
        rows = EditionIndicator.objects.filter(edition__in=every, code__in=codes).order_by(
            "edition__number"
        )
        told = list(rows.values_list("pk", "edition_id", "code", "target", "headline__basis"))
        found = cls(
            every,
            put={(edition, code): pk for pk, edition, code, _, _ in told},
            people=frozenset(code for _, _, code, _, basis in told if basis == "people"),
            targets={code: target for _, _, code, target, _ in told},
        )
        named = {unit for one in made for unit in one.units}
        found._read(named)
        if any(found._left(one) for one in made):
            found._follow(named)
        found._gather()
        whole = {(one.indicator, one.organisation) for one in made if not one.units}
        found._read_bodies(whole)
        return found

    def _read(self, units: Iterable[str]) -> None:
        asked = sorted(units)
        for start in range(0, len(asked), AT_ONCE):
            rows = EditionAnswer.objects.filter(
                indicator__in=list(self.put.values()), unit__in=asked[start : start + AT_ONCE]
            ).order_by()
            for pk, unit, value, people in rows.values_list(
                "indicator_id", "unit", "value", "people"
            ):
                reply = Reply(cast(Value, value), _people(people))
                self.replies.setdefault(pk, {})[unit] = reply

    def _left(self, one: Promise) -> bool:
        """Whether some unit of a promise was listed, and is not in a later edition."""
        before: set[str] = set()
        for edition in self.editions:
            pk = self.put.get((edition.pk, one.indicator))
            if pk is None:
                continue
            here = self.replies.get(pk, {})
            if any(unit in before and unit not in here for unit in one.units):
                return True
            before |= {unit for unit in one.units if unit in here}
        return False

    def _follow(self, named: set[str]) -> None:
        """Read what succeeds the named units, and its answers."""
        rows = EditionAnswer.objects.filter(indicator__in=list(self.put.values())).exclude(
            succeeds=[]
        )
        following: dict[str, list[str]] = {}
        for pk, unit, before in rows.order_by("unit").values_list(
            "indicator_id", "unit", "succeeds"
        ):
            for one in before:
                self.links.setdefault(pk, {}).setdefault(one, []).append(unit)
                following.setdefault(one, []).append(unit)
        reached, waiting = set(named), list(named)
        while waiting:
            for one in following.get(waiting.pop(), ()):
                if one not in reached:
                    reached.add(one)
                    waiting.append(one)
        self._read(reached - named)

    def _gather(self) -> None:
        """Of each edition, the units listed and the links known by then, those of earlier ones included."""
        for code in {code for _, code in self.put}:
            listed: set[str] = set()
            links: dict[str, list[str]] = {}
            for edition in self.editions:
                pk = self.put.get((edition.pk, code))
                if pk is None:
                    continue
                listed = listed | {*self.replies.get(pk, {})}
                links = {**links, **self.links.get(pk, {})}
                self.listed[pk], self.links[pk] = listed, links

    def _read_bodies(self, whole: set[tuple[str, str]]) -> None:
        """The counts of whole bodies: of units from the answers, of people from their sums."""
        codes = {pk: code for (_, code), pk in self.put.items()}
        units = {code for code, _ in whole} - self.people
        if units:
            rows = (
                EditionAnswer.objects.filter(
                    indicator__in=[pk for pk, code in codes.items() if code in units],
                    organisation__in={body for code, body in whole if code in units},
                )
                .order_by()
                .values_list("indicator_id", "organisation", "value")
                .annotate(number=Count("pk"))
            )
            grouped: dict[tuple[int, str], dict[str, int]] = {}
            for pk, body, value, number in rows:
                grouped.setdefault((pk, body), {})[value] = number
            self.bodies |= {key: Counted(**numbers) for key, numbers in grouped.items()}
        people = {code for code, _ in whole} & self.people
        if people:
            sums = EditionIndicator.objects.filter(
                pk__in=[pk for pk, code in codes.items() if code in people]
            )
            for pk, by_organisation in sums.values_list("pk", "by_organisation"):
                for body in {body for code, body in whole if code in people} & {*by_organisation}:
                    self.bodies[pk, body] = _summed(by_organisation[body])

    def seen(self, one: Promise, edition: Edition) -> Seen:
        """The answers of a promise in an edition."""
        pk = self.put.get((edition.pk, one.indicator))
        found = None if pk is None else self._counted(one, pk)
        return Seen(edition.slug, edition.period, found)

    def baseline(self, one: Promise) -> Counted | None:
        """The answers of a promise in the edition that it starts from, if that one put the question."""
        named = [each for each in self.editions if one.baseline in (each.label, each.slug)]
        pk = self.put.get((named[-1].pk, one.indicator)) if one.baseline and named else None
        return None if pk is None else self._counted(one, pk)

    def _counted(self, one: Promise, pk: int) -> Counted:
        if not one.units:
            return self.bodies.get((pk, one.organisation), Counted())
        return counted(
            one.units,
            self.replies.get(pk, {}),
            listed_before=self.listed[pk],
            successors=self.links[pk],
            people=one.indicator in self.people,
        )


def _people(told: Any) -> tuple[int, int, int] | None:
    """Counts of people when all three are told; None when nobody counted them, or they are withheld."""
    if not isinstance(told, list) or not all(isinstance(one, int) for one in told):
        return None
    yes, no, unknown = told
    return yes, no, unknown


def _summed(told: Mapping[str, Any]) -> Counted:
    """The people of a body; not counted where their number is withheld."""
    numbers = {key: told[key] for key in ("yes", "no", "unknown")}
    if told.get("withheld"):
        return Counted(uncounted=1)
    return Counted(**numbers)


def questions(edition: Edition, codes: Iterable[str]) -> list[EditionIndicator]:
    """Some questions as an edition put them, without the figures of bodies. One query."""
    rows = EditionIndicator.objects.filter(edition=edition, code__in=sorted(codes))
    return list(rows.defer("by_organisation").order_by("position"))


def promise_json(held: PromiseHeld) -> dict[str, Any]:
    """A promise and what became of it, for programs."""
    one = held.promise
    return {
        "reference": one.reference,
        "source": held.source,
        "organisation": one.organisation,
        "indicator": one.indicator,
        "target": held.target,
        "units": list(one.units),
        "at_least": one.at_least,
        "share": None if one.share is None else f"{one.share[0]}/{one.share[1]}",
        "made_on": one.made_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "baseline_edition": one.baseline,
        "baseline": None if held.baseline is None else asdict(held.baseline),
        "outcome": held.outcome,
        "reason": held.now.reason if held.now else "",
        "holds": held.now.holds if held.now else None,
        "history": [
            {
                "edition": each.seen.edition,
                "period": {
                    "from": each.seen.period.start.isoformat(),
                    "to": each.seen.period.end.isoformat(),
                },
                "counted": None if each.seen.counted is None else asdict(each.seen.counted),
                "outcome": each.outcome,
                "reason": each.reason,
                "holds": each.holds,
                "counts": each.counts,
            }
            for each in held.history
        ],
    }


def listed(held: Iterable[PromiseHeld], **asked: str) -> Iterator[PromiseHeld]:
    """The promises of a body, of a target, of an outcome: what is "" is not asked."""
    body, target = asked.get("organisation", ""), asked.get("target", "")
    outcome, question = asked.get("outcome", ""), asked.get("indicator", "")
    for one in held:
        if (
            (not body or one.promise.organisation == body)
            and (not target or one.target == target)
            and (not outcome or one.outcome == outcome)
            and (not question or one.promise.indicator == question)
        ):
            yield one
