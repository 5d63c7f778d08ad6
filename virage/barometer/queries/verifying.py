"""Verifying what was published: seals, figures from answers, answers from records, and the journal.

Each is reported apart, since each proves something else; every difference is named in a sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import chain as joined
from typing import Any

from virage.audit import queries as audit
from virage.barometer.models import Edition, EditionComparison, EditionIndicator
from virage.barometer.queries import comparing, editions, measuring, strategies, withholding
from virage.barometer.queries.withheld import withheld
from virage.barometer.rules import sealed as rules
from virage.barometer.rules import withholding as hiding
from virage.barometer.rules.errors import UnknownVersion
from virage.barometer.rules.sealed import Sealed
from virage.contracts.indicators import Answer, Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.contracts.text import Text

PARTS = ("chain", "figures", "answers", "journal")
PUBLISHED = "barometer:edition:published"
# What may not change of a definition and its terms; titles and words of reasons may be bettered.
LOCKED = ("code", "version", "since", "text", "register", "target", "terms")


@dataclass(frozen=True, slots=True)
class Verification:
    """What does not hold in one edition, part by part, and which hand-ins can no longer be looked at;
    empty lists when all does."""

    edition: str
    seal: str
    faults: dict[str, list[Text]]
    withheld: list[Text]

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not any(self.faults.values())

    def as_json(self) -> dict[str, Any]:
        """One edition of the output of `verify`."""
        return {
            "edition": self.edition,
            "seal": self.seal,
            "holds": self.holds,
            **{
                part: {
                    "holds": not self.faults[part],
                    "differs": [{"fr": one.fr, "en": one.en} for one in self.faults[part]],
                }
                for part in PARTS
            },
            "withheld": [{"fr": one.fr, "en": one.en} for one in self.withheld],
        }


def cut_of(edition: Edition) -> dict[str, Any]:
    """What is sealed of an edition besides its figures: what it is, and what it knew."""
    return {
        "edition": edition.slug,
        "label": edition.label,
        "number": edition.number,
        "revision": edition.revision,
        "revision_of": edition.revision_of.slug if edition.revision_of else None,
        "period": measuring.period_json(edition.period),
        "sequence": edition.cut_sequence,
        "journal": edition.cut_hash,
        "prepared_at": edition.prepared_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def sealed_of(edition: Edition, indicators: Sequence[EditionIndicator] | None = None) -> Sealed:
    """The content of an edition that its seal covers, as the database holds it now."""
    rows = editions.indicators_of(edition) if indicators is None else indicators
    targets = measuring.targets_told(edition.strategy, [one.code for one in rows if one.answers])
    return Sealed(
        slug=edition.slug,
        number=edition.number or 0,
        previous=edition.previous_seal,
        root=edition.merkle_root,
        seal=edition.seal,
        figures=measuring.sealed_figures(
            [one.figure() for one in rows], targets, edition.strategy, editions.body_names(edition)
        ),
        definitions=[one.definition for one in rows],
        cut=cut_of(edition),
    )


def verify(
    only: Edition | None = None, *, registry: Registry[Indicator] = declared
) -> list[Verification]:
    """Verify one edition with the chain that leads to it, or all of them.

    Counts everything again: it takes as long as publishing did.
    """
    chain = list(editions.sealed().select_related("revision_of"))
    broken = audit.first_break(
        expected_head=max((one.sequence or 0 for one in chain), default=None)
    )
    found: list[Verification] = []
    inherited: list[Text] = []
    before = ""
    for place, edition in enumerate(chain, start=1):
        rows = editions.indicators_of(edition)
        content = sealed_of(edition, rows)
        links = _place_faults(edition, place) + rules.chain_faults(content, before)
        before = edition.seal
        if only is None or edition.pk == only.pk:
            answers = {row.code: editions.answers_of(row) for row in rows}
            leaves = [
                leaf for row in rows for leaf in rules.leaves_of(row.definition, answers[row.code])
            ]
            found.append(
                Verification(
                    edition.slug,
                    edition.seal,
                    {
                        "chain": inherited + links + rules.root_faults(content, leaves),
                        "figures": rules.figure_faults(content, answers)
                        + _withheld_faults(edition, rows, answers)
                        + _comparison_faults(edition, registry),
                        "answers": _record_faults(edition, rows, answers, registry),
                        "journal": _journal_faults(edition, broken),
                    },
                    withheld(joined.from_iterable(answers.values())),
                )
            )
        if only is not None:
            inherited = inherited + links
            if edition.pk == only.pk:
                break
    return found


def _place_faults(edition: Edition, place: int) -> list[Text]:
    if edition.number == place:
        return []
    return [
        Text(
            f"{edition.slug} : porte le numéro {edition.number} et vient en place {place} ; une édition "
            "manque dans la chaîne.",
            f"{edition.slug}: bears the number {edition.number} and comes in place {place}; an edition "
            "is missing from the chain.",
        )
    ]


def _withheld_faults(
    edition: Edition, rows: Sequence[EditionIndicator], answers: dict[str, list[Answer]]
) -> list[Text]:
    """Whether what is kept of the withheld counts opens every commitment, and makes the sealed sums."""
    faults = []
    for row in rows:
        kept = withholding.kept(row)
        held = {one.unit: one for one in answers[row.code] if one.withheld}
        true = {
            unit: hiding.opened(held[unit], withholding.counts_of(one))
            for unit, one in kept.items()
            if unit in held
        }
        wrong = sorted(
            unit
            for unit in {*kept, *held}
            if unit not in true
            or held[unit].left_out != (kept[unit].block is None)
            or hiding.commitment(row.code, true[unit], kept[unit].salt) != held[unit].withheld
        )
        faults += [
            Text(
                f"{edition.slug}, {row.code}, {unit} : ce qui est gardé des comptes retenus n’ouvre pas "
                "l’engagement publié.",
                f"{edition.slug}, {row.code}, {unit}: what is kept of the withheld counts does not open "
                "the commitment that was published.",
            )
            for unit in wrong
        ]
        sums = hiding.sums(true.values(), {unit: one.block for unit, one in kept.items()})
        if not wrong and sums != rules.sums_of(row.definition):
            faults.append(
                Text(
                    f"{edition.slug}, {row.code} : les comptes retenus ne donnent pas leurs sommes.",
                    f"{edition.slug}, {row.code}: the withheld counts do not make their sums.",
                )
            )
    return rules.told(faults)


def _record_faults(
    edition: Edition,
    rows: Sequence[EditionIndicator],
    answers: dict[str, list[Answer]],
    registry: Registry[Indicator],
) -> list[Text]:
    """Whether the records as known at the cut still give the same answers, targets and names."""
    faults: list[Text] = []
    slug = edition.slug
    now = strategies.period_strategy(edition.period, known_at=edition.cut_sequence)
    for path, held, found in rules.differences(_by_number(edition.strategy), _by_number(now)):
        faults.append(
            Text(
                f"{slug}, cibles, {path} : {held} dans l’édition, {found} d’après les dossiers.",
                f"{slug}, targets, {path}: {held} in the edition, {found} from the records.",
            )
        )
    bodies: dict[str, Text] = {}
    for row in rows:
        salts = {unit: one.salt for unit, one in withholding.kept(row).items()}
        try:
            again = measuring.measure(
                edition.period,
                known_at=edition.cut_sequence,
                versions={row.code: row.version},
                registry=registry,
                before=edition.number,
            )
        except UnknownVersion as error:
            faults.append(
                Text(
                    f"{slug}, {row.code} : ne peut plus être mesuré. {error.sentence.fr}",
                    f"{slug}, {row.code}: can no longer be measured. {error.sentence.en}",
                )
            )
            continue
        bodies |= again.bodies
        (measured,) = again.indicators
        # Without the counts that are withheld: a commitment made again differs if one of them does.
        found = measured.published(
            {
                one.unit: hiding.commitment(row.code, one, salts[one.unit])
                for one in measured.answers
                if one.unit in salts
            }
        )
        faults += rules.answer_faults(slug, row.definition, answers[row.code], found)
        faults += [
            Text(
                f"{slug}, {row.code}, {path} : {held} dans l’édition, {found} aujourd’hui.",
                f"{slug}, {row.code}, {path}: {held} in the edition, {found} today.",
            )
            for path, held, found in rules.differences(
                {key: row.definition[key] for key in LOCKED},
                {
                    key: rules.as_sealed(row.definition["terms"], measured.definition["terms"])
                    if key == "terms"
                    else measured.definition[key]
                    for key in LOCKED
                },
            )
        ]
    named = editions.body_names(edition)
    faults += [
        Text(
            f"{slug}, organisme {code} : « {named[code].fr} » dans l’édition, « {name.fr} » d’après "
            "les dossiers.",
            f"{slug}, body {code}: “{named[code].en}” in the edition, “{name.en}” from the records.",
        )
        for code, name in bodies.items()
        if code in named and named[code] != name
    ]
    return rules.told(faults)


def _by_number(strategy: dict[str, Any]) -> dict[str, Any]:
    """A strategy with its targets by number, so that a difference names the target."""
    return {**strategy, "targets": {one["target"]: one for one in strategy["targets"]}}


def _comparison_faults(edition: Edition, registry: Registry[Indicator]) -> list[Text]:
    """Whether the changes kept for the pages are those that the answers give."""
    faults = []
    kept = EditionComparison.objects.filter(edition=edition).select_related("earlier")
    rows = {one.code: one for one in editions.indicators_of(edition)}
    for one in kept.order_by("pk"):
        before = EditionIndicator.objects.get(edition=one.earlier, code=one.code)
        again = comparing.compare_indicator(
            before, rows[one.code], one.earlier, edition, registry=registry
        )
        if again["bridge"] == "broken" != one.comparison["bridge"]:
            continue  # the definition is gone since: told apart, where the answers are
        faults += [
            Text(
                f"{edition.slug}, {one.code}, changement depuis {one.earlier.slug}, {path} : {held} "
                f"gardé, {found} recompté.",
                f"{edition.slug}, {one.code}, change since {one.earlier.slug}, {path}: {held} kept, "
                f"{found} counted again.",
            )
            for path, held, found in rules.differences(one.comparison, again)
        ]
    return rules.told(faults)


def _journal_faults(edition: Edition, broken: audit.Break | None) -> list[Text]:
    """Whether the journal still says what it said at the cut, and what it said at the seal."""
    faults = []
    slug = edition.slug
    if audit.hash_at(edition.cut_sequence) != edition.cut_hash:
        faults.append(
            Text(
                f"{slug} : la ligne {edition.cut_sequence} du journal n’a plus l’empreinte notée à la "
                "coupe.",
                f"{slug}: line {edition.cut_sequence} of the journal no longer has the hash noted at "
                "the cut.",
            )
        )
    line = audit.line_at(edition.sequence or 0)
    if line is None or line.entry != PUBLISHED or line.data.get("seal") != edition.seal:
        faults.append(
            Text(
                f"{slug} : la ligne {edition.sequence} du journal ne dit pas que ce sceau a été publié.",
                f"{slug}: line {edition.sequence} of the journal does not say that this seal was "
                "published.",
            )
        )
    if broken and broken.number <= (edition.sequence or 0):
        faults.append(
            Text(
                f"Le journal ne tient pas à partir de la ligne {broken.number} : lancez "
                "« virage audit verify ».",
                f"The journal does not hold from line {broken.number}: run “virage audit verify”.",
            )
        )
    return faults
