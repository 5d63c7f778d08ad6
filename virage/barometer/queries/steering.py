"""What the Secretariat steers by: each target's distance and levers, from sealed answers or those known now.

The number of queries does not grow with editions, bodies or units.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from virage.audit import queries as audit
from virage.barometer.models import Edition, EditionIndicator
from virage.barometer.queries import editions, measuring, shown
from virage.barometer.rules import levers, sealed
from virage.barometer.rules.exact import Threshold
from virage.contracts.appeals import Appeal, AppealSource, appeal_sources
from virage.contracts.efforts import EffortSource, effort_sources, efforts_of
from virage.contracts.indicators import Answer, Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.contracts.text import Text

Json = Mapping[str, Any]


def threshold_of(figure: Json) -> Threshold:
    """The threshold that a figure was judged by."""
    target = figure["target"]
    return sealed.target_of({**target, "target": target["code"]}).threshold


@dataclass(frozen=True, slots=True)
class Outlook:
    """One measured target at a glance: where it stands, how far it is, the bodies that could carry it."""

    put: EditionIndicator
    comparison: Json | None
    standing: levers.Standing
    distance: levers.Distance
    settling: levers.Settling | None
    levers: Sequence[levers.Lever]
    fewest: int | None

    @property
    def rank(self) -> tuple[int, int, int]:
        """The order of what to push: not surely held first; the fewest bodies, then the fewest units."""
        held = self.distance.certain == 0
        return held, self.fewest or 0, self.distance.certain


def outlook(put: EditionIndicator, comparison: Json | None) -> Outlook:
    """What a sealed figure says of the way to its target; the figure has one."""
    threshold = threshold_of(put.headline)
    whole = levers.standing(put.headline, threshold)
    apart = {body: levers.standing(count, threshold) for body, count in put.by_organisation.items()}
    far = levers.distance(whole, threshold)
    carrying = levers.levers(apart, far.certain)
    return Outlook(
        put,
        comparison,
        whole,
        far,
        levers.settling(whole, threshold),
        carrying,
        levers.fewest((one.movable for one in carrying), far.certain),
    )


@dataclass(frozen=True, slots=True)
class Steering:
    """The targets of an edition: those measured in the order of what to push, those without records."""

    edition: Edition
    outlooks: Sequence[Outlook]
    empty: Sequence[Json]
    names: Mapping[str, Text]


def steering(edition: Edition) -> Steering:
    """All targets of an edition. Four queries."""
    _, compared = shown.changes(edition)
    targets = edition.strategy["targets"]
    rows = {row.code: row for row in editions.indicators_of(edition) if row.answers}
    found = [
        outlook(rows[one["indicator"]], compared.get(one["indicator"]))
        for one in targets
        if one["indicator"] in rows
    ]
    return Steering(
        edition,
        sorted(found, key=lambda one: one.rank),
        [one for one in targets if one["indicator"] not in rows],
        editions.body_names(edition),
    )


def open_appeals(*, sources: Registry[AppealSource] = appeal_sources) -> list[Appeal]:
    """The requests for help that wait, of every source."""
    return [one for source in sources for one in source.open_appeals()]


@dataclass(frozen=True, slots=True)
class Board:
    """One target and everything that could move it: its answers, and what stands in their way.

    `known_at` is the journal line up to which records were read; `efforts` by source then unit.
    """

    edition: Edition
    put: EditionIndicator
    definition: Json
    figure: dict[str, Any]
    answers: Sequence[Answer]
    known_at: int
    is_now: bool
    names: Mapping[str, Text]
    comparison: Json | None
    efforts: Sequence[tuple[EffortSource, Mapping[str, int]]]

    @property
    def threshold(self) -> Threshold:
        """What the target asks for."""
        return threshold_of(self.figure)

    @property
    def counts_people(self) -> bool:
        """Whether people are counted, through their units."""
        return sealed.basis_of(self.definition) == "people"

    def standing_of_bodies(self) -> dict[str, levers.Standing]:
        """Each body seen from the target."""
        return {
            body: levers.standing(count, self.threshold)
            for body, count in self.figure["by_organisation"].items()
        }

    def supposing(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The figure that these answers would make, by the same functions, under the same terms."""
        return dict(sealed.recounted(self.definition, self.edition.strategy["targets"], answers))


def board(
    edition: Edition,
    reference: str,
    *,
    now: bool = False,
    registry: Registry[Indicator] = declared,
    sources: Registry[EffortSource] = effort_sources,
) -> Board:
    """What could move a target, from the sealed answers of an edition.

    With `now`, its period measured again by the same version from what is known by now. Where people are
    counted, only what was sealed is shown: who is withheld in an edition stays withheld.
    Raises `UnknownEdition`, `UnknownVersion`.
    """
    put = shown.figure(edition, reference)
    _, compared = shown.changes(edition)
    definition: Json = put.definition
    is_now = now and sealed.basis_of(definition) != "people" and "counts_people" not in definition
    if is_now:
        known_at = audit.sequence()
        measured = measuring.measure(
            edition.period, known_at=known_at, versions={put.code: put.version}, registry=registry
        ).indicators[0]
        definition, answers, figure = measured.definition, measured.published(), measured.figure
    else:
        known_at = edition.cut_sequence
        answers, figure = editions.answers_of(put), put.figure()
    return Board(
        edition=edition,
        put=put,
        definition=definition,
        figure=dict(figure),
        answers=answers,
        known_at=known_at,
        is_now=is_now,
        names=editions.body_names(edition),
        comparison=compared.get(put.code),
        efforts=[
            (one, _told(one.efforts(edition.period, known_at), answers, people=one.people))
            for one in efforts_of(put.code, registry=sources)
            if not (one.people and is_now)  # what is not sealed yet withholds nothing yet
        ],
    )


def _told(
    efforts: Mapping[str, int], answers: Sequence[Answer], *, people: bool
) -> Mapping[str, int]:
    """The efforts without those in people of units whose counts are withheld."""
    if not people:
        return efforts
    withheld = {one.unit for one in answers if one.withheld}
    return {unit: number for unit, number in efforts.items() if unit not in withheld}
