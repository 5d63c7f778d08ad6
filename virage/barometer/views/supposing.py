"""Around the levers of a target: what a choice would make of it, what would settle it, who has not attested."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.barometer.queries.steering import Board
from virage.barometer.rules import levers
from virage.barometer.rules.census import Census
from virage.barometer.views import drawing
from virage.barometer.views.census import attests
from virage.barometer.views.levers import Choice, Outlook, called
from virage.barometer.views.naming import Names
from virage.barometer.views.shown import svg
from virage.barometer.wording import figures
from virage.barometer.wording import levers as words
from virage.barometer.wording.terms import count, percent
from virage.lib.text import folded
from virage.ui.components import Difference

FIRST = 15


@dataclass(frozen=True, slots=True)
class Supposed:
    """The figure that a choice would make, beside the one that stands."""

    drawing: SafeString
    sentence: SafeString
    state: str
    verdict: str
    differences: list[Difference]
    what: str
    lost: str


def supposed(board: Board, choice: Choice, names: Names, title: str) -> Supposed | None:
    """The figure made again from the same answers, those chosen apart; None when nothing is chosen."""
    if not choice:
        return None
    answers = levers.supposed(
        board.answers, units=choice.units, bodies=choice.bodies, side=choice.side
    )
    figure = board.supposing(answers)
    turned = sum(
        one is not other and one.value != other.value
        for one, other in zip(board.answers, answers, strict=True)
    )
    noun = names.unit
    what = noun.agree(
        ngettext(
            "%(number)s %(one)s change de réponse.",
            "%(number)s %(many)s changent de réponse.",
            turned,
        )
    ) % {"number": count(turned), "one": noun.one, "many": noun.many}
    return Supposed(
        drawing=svg(drawing.track(figure, names.noun, key="supposed", title=title)),
        sentence=figures.sentence_html(figure, names.noun),
        state=drawing.verdict_state(figure),
        verdict=drawing.verdict_words(figure),
        differences=_differences(board.figure, figure, names),
        what=what,
        lost=_("Ces codes ne sont pas de cette mesure, et sont laissés de côté : %(codes)s.")
        % {"codes": ", ".join(choice.lost)}
        if choice.lost
        else "",
    )


def _differences(before: dict[str, Any], after: dict[str, Any], names: Names) -> list[Difference]:
    def shown(share: dict[str, Any] | None) -> str:
        return "–" if share is None else percent(share["percent"])

    lines = [
        (_("Verdict"), *(figures.verdict_line(one) for one in (before, after))),
        (_("Oui"), *(count(one["yes"]) for one in (before, after))),
        (_("Non"), *(count(one["no"]) for one in (before, after))),
        (names.unknown, *(count(one["unknown"]) for one in (before, after))),
        (_("Borne du bas"), *(shown(one["lower"]) for one in (before, after))),
        (names.share_of_known, *(shown(one["share"]) for one in (before, after))),
        (_("Borne du haut"), *(shown(one["upper"]) for one in (before, after))),
    ]
    if before["share_by_weight"] is not None and not before.get("withheld"):
        lines.append(
            (_("Part pondérée"), *(shown(one["share_by_weight"]) for one in (before, after)))
        )
    return [Difference(*line) for line in lines]


@dataclass(frozen=True, slots=True)
class Asked:
    """A body to ask, and whether its answers alone would settle."""

    name: str
    url: str
    unknown: str
    if_good: bool
    if_bad: bool


@dataclass(frozen=True, slots=True)
class Settling:
    """What would settle an undetermined verdict, and whom to ask first."""

    sentence: str
    fewest: str
    rows: Sequence[Asked]
    more: int


def settling(board: Board, outlook: Outlook, names: Names) -> Settling | None:
    """The numbers that would settle, and the bodies by how much they have not answered."""
    found = outlook.settling
    if found is None:
        return None
    asked = sorted(
        (one for one in outlook.levers if one.unknown), key=lambda one: (-one.unknown, one.code)
    )
    number = levers.fewest((one.unknown for one in asked), found.if_good)
    people = board.counts_people
    return Settling(
        words.settling_sentence(found, board.figure, names.noun),
        ngettext(
            "Les réponses d’un seul organisme peuvent y suffire : le premier de la liste.",
            "Les réponses de %(number)s organismes peuvent y suffire : les premiers de la liste.",
            number,
        )
        % {"number": count(number)}
        if number
        else "",
        [
            Asked(
                called(board, one.code),
                reverse("barometer:body", args=[one.code]),
                words.few(one.unknown, people=people),
                one.unknown >= found.if_good,
                one.unknown >= found.if_bad,
            )
            for one in asked[:FIRST]
        ],
        max(0, len(asked) - FIRST),
    )


@dataclass(frozen=True, slots=True)
class NotAttested:
    """A body whose register is not attested complete."""

    name: str
    url: str
    attests: str


def missing_attestations(board: Board) -> list[NotAttested]:
    """The bodies whose attestation keeps the verdict subject to the census, by name."""
    census = Census.of_terms(board.definition["terms"].get("census"))
    if census is None or not board.figure["subject_to_census"]:
        return []
    found = [
        NotAttested(
            called(board, code), reverse("barometer:body", args=[code]), attests(census, code)
        )
        for code in census.concerned(board.figure["by_organisation"])
        if census.attestations.get(code) != "complete"
    ]
    return sorted(found, key=lambda one: folded(one.name))


def by_weight(board: Board, names: Names) -> str:
    """The distance on the track by weight, and the bodies that weigh most.

    "" when nothing is weighed, when some weights are withheld, and of what is not sealed.
    """
    if board.is_now or board.figure.get("withheld") or not board.figure["share_by_weight"]:
        return ""
    gap, movable = levers.weight_gap(board.answers, board.threshold)
    if not gap:
        return _("Pondérée, la part connue est déjà au seuil.")
    heaviest = sorted(movable.items(), key=lambda pair: (-pair[1], pair[0]))
    number = levers.fewest(movable.values(), gap)
    return _(
        "Pondérée, il manque %(gap)s %(weight)s parmi les connus : %(bodies)s y pèsent le plus."
    ) % {
        "gap": count(gap),
        "weight": names.words.weight or _("unités de poids"),
        "bodies": ", ".join(
            called(board, code) for code, _weight in heaviest[: min(number or 3, 3)]
        ),
    }
