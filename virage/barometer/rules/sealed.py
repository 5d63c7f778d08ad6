"""The content of an edition that its seal covers, and what does not hold in it.

The same checks serve the database and an archive read where nothing is installed: both give a
`Sealed` and its answers, and get back sentences in both languages, none when all holds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.barometer.rules.census import Census
from virage.barometer.rules.counts import Sort, Sums, sort_of
from virage.barometer.rules.figures import figure
from virage.barometer.rules.seal import answer_leaf, leaf_key, merkle_root, seal
from virage.barometer.rules.verdicts import Basis, Target
from virage.contracts.indicators import VALUES, Answer
from virage.contracts.text import Text
from virage.lib.canonical import NotCanonical, canonical

Json = Mapping[str, Any]

TOLD_AT_MOST = 10
"""How many differences are told one by one; beyond, their number."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One edition as sealed. `previous` is "" for the first of the chain."""

    slug: str
    number: int
    previous: str
    root: str
    seal: str
    figures: Json
    definitions: Sequence[Json]
    cut: Json

    def expected_seal(self) -> str:
        """The seal that this content gives."""
        return seal(
            self.previous or None, self.root, self.figures, list(self.definitions), self.cut
        )


def target_of(told: Json) -> Target:
    """The target that a JSON entry states."""
    numerator, denominator = str(told["threshold"]).split("/")
    return Target(
        code=told["target"],
        numerator=int(numerator),
        denominator=int(denominator),
        on=date.fromisoformat(told["on"]),
        sense=told["sense"],
        basis=told["basis"],
    )


def _count(value: int | str | None) -> int | None:
    return None if value is None else int(value)


def answer_of(leaf: Json) -> Answer:
    """The answer that a leaf of the tree holds (the reverse of `seal.answer_leaf`)."""
    withheld = leaf.get("withheld") or {"commitment": "", "left_out": False}
    return Answer(
        unit=leaf["unit"],
        name=Text(leaf["name_fr"], leaf["name_en"]),
        organisation=leaf["organisation"],
        value=leaf["value"],
        reason=leaf["reason"],
        weight=_count(leaf["weight"]),
        part=_count(leaf["part"]),
        whole=_count(leaf["whole"]),
        source=leaf["source"],
        evidence=leaf["evidence"],
        flags=tuple(leaf["flags"]),
        succeeds=tuple(leaf["succeeds"]),
        people=_people(leaf.get("people")),
        withheld=withheld["commitment"],
        left_out=withheld["left_out"],
    )


def _people(told: Sequence[int | str] | None) -> tuple[int, int, int] | None:
    if told is None:
        return None
    yes, no, unknown = told
    return int(yes), int(no), int(unknown)


def basis_of(definition: Json) -> Basis:
    """What the figures of a definition told as JSON count: people, when it names them."""
    return "people" if "people" in definition else "units"


def sums_of(definition: Json) -> tuple[Sums, ...]:
    """What the counts withheld from the answers to a definition add up to, as its terms say."""
    return tuple(Sums.of_json(one) for one in definition["terms"].get("withheld", ()))


def recounted(definition: Json, targets: Iterable[Json], answers: Iterable[Answer]) -> Json:
    """The figure of an indicator, counted again from its answers under the terms that were sealed."""
    wanted = definition["target"]
    target = next((target_of(one) for one in targets if wanted and one["target"] == wanted), None)
    terms = definition["terms"]
    return figure(
        answers,
        code=definition["code"],
        version=definition["version"],
        unit=definition["register"],
        population=terms["population"],
        basis=basis_of(definition),
        target=target,
        phase=terms["phase"],
        reached=terms["reached"],
        bodies_expected=terms["bodies_expected"],
        attested=terms["attested"],
        census=Census.of_terms(terms.get("census")),
        draws=terms.get("draws", ()),
        sums=sums_of(definition),
    )


LATER = ("census", "people", "withheld")
"""Keys of terms and of figures that editions sealed by an older version do not have."""


def as_sealed(held: Json, found: Json) -> dict[str, Any]:
    """`found` (terms or a figure) without the keys that `held` was sealed too early to have."""
    return {key: value for key, value in found.items() if key in held or key not in LATER}


def leaves_of(definition: Json, answers: Iterable[Answer]) -> Iterator[dict[str, Any]]:
    """The leaves of one indicator's answers."""
    code, version = definition["code"], definition["version"]
    return (answer_leaf(code, version, answer) for answer in answers)


def differences(held: Any, found: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two JSON values differ: the path, what is held, what was found."""
    if isinstance(held, Mapping) and isinstance(found, Mapping):
        for key in sorted({*held, *found}):
            inner = f"{path}.{key}" if path else str(key)
            if key not in held or key not in found:
                yield inner, held.get(key), found.get(key)
            else:
                yield from differences(held[key], found[key], inner)
    elif isinstance(held, list) and isinstance(found, list) and len(held) == len(found):
        for at, (one, other) in enumerate(zip(held, found, strict=True)):
            yield from differences(one, other, f"{path}[{at}]")
    elif held != found or isinstance(held, bool) != isinstance(found, bool):
        yield path, held, found


def _shown(value: Any) -> str:
    text = canonical(value).decode() if not isinstance(value, str) else value
    return text if len(text) <= 80 else text[:77] + "…"


def told(faults: Iterable[Text], most: int = TOLD_AT_MOST) -> list[Text]:
    """The first faults, then how many more there are."""
    found = list(faults)
    more = len(found) - most
    if more <= 0:
        return found
    return [
        *found[:most],
        Text(f"… et {more} autres différences.", f"… and {more} more differences."),
    ]


def chain_faults(sealed: Sealed, previous: str) -> list[Text]:
    """What does not hold between an edition's content, its seal, and the seal before (`previous`)."""
    faults = []
    if sealed.previous != previous:
        faults.append(
            Text(
                f"{sealed.slug} : le sceau précédent inscrit n’est pas celui de l’édition d’avant.",
                f"{sealed.slug}: the previous seal it bears is not that of the edition before.",
            )
        )
    try:
        expected = sealed.expected_seal()
    except NotCanonical as error:
        expected = str(error)
    if expected != sealed.seal:
        faults.append(
            Text(
                f"{sealed.slug} : son contenu ne donne pas son sceau ({_shown(sealed.seal[:12])}…) ; "
                "un chiffre, une définition ou la coupe a été modifié.",
                f"{sealed.slug}: its content does not give its seal ({_shown(sealed.seal[:12])}…); "
                "a figure, a definition or the cut was altered.",
            )
        )
    return faults


def root_faults(sealed: Sealed, leaves: Iterable[Json]) -> list[Text]:
    """Whether the answers are those that were sealed."""
    try:
        if merkle_root(leaves) == sealed.root:
            return []
    except (NotCanonical, KeyError, TypeError):
        pass
    return [
        Text(
            f"{sealed.slug} : les réponses ne sont pas celles qui ont été scellées ; une réponse a été "
            "modifiée, ajoutée ou retirée.",
            f"{sealed.slug}: the answers are not those that were sealed; an answer was altered, added or "
            "removed.",
        )
    ]


def _counts_first(difference: tuple[str, Any, Any]) -> tuple[bool, bool]:
    """Order in which differences are told: what was counted, what follows from it, then the bodies."""
    path = difference[0]
    return path.startswith("by_organisation"), path not in VALUES


def figure_faults(sealed: Sealed, answers: Mapping[str, Sequence[Answer]]) -> list[Text]:
    """Which sealed figures differ from those counted again from `answers`, by indicator code."""
    faults: list[Text] = []
    held = {one["code"]: one for one in sealed.figures["indicators"]}
    asked = {one["code"]: one for one in sealed.definitions}
    for code in sorted({*held, *asked, *answers}):
        if code not in held or code not in asked:
            faults.append(
                Text(
                    f"{sealed.slug}, {code} : ses chiffres ou sa définition manquent.",
                    f"{sealed.slug}, {code}: its figures or its definition are missing.",
                )
            )
            continue
        faults += _sum_faults(sealed.slug, asked[code], answers.get(code, ()))
        again = recounted(asked[code], sealed.figures["targets"], answers.get(code, ()))
        faults += [
            Text(
                f"{sealed.slug}, {code}, {path} : {_shown(one)} dans l’édition, {_shown(other)} "
                "recompté à partir des réponses.",
                f"{sealed.slug}, {code}, {path}: {_shown(one)} in the edition, {_shown(other)} counted "
                "again from the answers.",
            )
            for path, one, other in sorted(differences(held[code], again), key=_counts_first)
        ]
    return told(faults)


def _sum_faults(slug: str, definition: Json, answers: Iterable[Answer]) -> list[Text]:
    """Whether each sealed sum speaks of as many answers as withhold the counts that it adds up."""
    of_people = basis_of(definition) == "people"
    held: Counter[Sort] = Counter(
        sort_of(one, of_people=of_people) for one in answers if one.withheld and not one.left_out
    )
    told = {(one.value, one.source, one.flags): one.units for one in sums_of(definition)}
    if held == told:
        return []
    code = definition["code"]
    return [
        Text(
            f"{slug}, {code} : les sommes des comptes retenus ne sont pas celles de ces réponses.",
            f"{slug}, {code}: the sums of the withheld counts are not those of these answers.",
        )
    ]


def resting(sealed: Sealed, answers: Mapping[str, Sequence[Answer]]) -> list[Text]:
    """Which figures rest on counts of people that are withheld, so that only their sums are told."""
    told = []
    for definition in sealed.definitions:
        code = definition["code"]
        number = sum(one.units for one in sums_of(definition))
        aside = sum(one.left_out for one in answers.get(code, ()))
        if number:
            told.append(
                Text(
                    f"{code} : ses chiffres reposent sur les comptes retenus de {number} réponses, dont "
                    "l’archive n’a que les sommes, scellées ; ils ne se recomptent pas un à un.",
                    f"{code}: its figures rest on the withheld counts of {number} answers, of which the "
                    "archive has the sealed sums only; they cannot be counted again one by one.",
                )
            )
        if aside:
            told.append(
                Text(
                    f"{code} : les comptes retenus de {aside} réponses ne sont dans aucune somme.",
                    f"{code}: the withheld counts of {aside} answers are in no sum.",
                )
            )
    return told


def answer_faults(
    slug: str, definition: Json, held: Iterable[Answer], found: Iterable[Answer]
) -> list[Text]:
    """Which answers `held` by an edition differ from those `found` in the records, unit by unit."""
    code = definition["code"]
    before = {leaf["unit"]: leaf for leaf in sorted(leaves_of(definition, held), key=leaf_key)}
    after = {leaf["unit"]: leaf for leaf in sorted(leaves_of(definition, found), key=leaf_key)}
    faults = []
    for unit in sorted({*before, *after}):
        if unit not in after:
            faults.append(
                Text(
                    f"{slug}, {code}, {unit} : répond dans l’édition, absente des dossiers.",
                    f"{slug}, {code}, {unit}: answers in the edition, absent from the records.",
                )
            )
        elif unit not in before:
            faults.append(
                Text(
                    f"{slug}, {code}, {unit} : dans les dossiers, absente de l’édition.",
                    f"{slug}, {code}, {unit}: in the records, absent from the edition.",
                )
            )
        else:
            faults += [
                Text(
                    f"{slug}, {code}, {unit}, {path} : {_shown(one)} dans l’édition, {_shown(other)} "
                    "d’après les dossiers.",
                    f"{slug}, {code}, {unit}, {path}: {_shown(one)} in the edition, {_shown(other)} "
                    "from the records.",
                )
                for path, one, other in differences(before[unit], after[unit])
            ]
    return told(faults)
