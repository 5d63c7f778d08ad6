"""Publishing an edition: the cut is fixed first, answers are written in chunks, one short act seals.

Nothing shows before the seal. Whoever is killed on the way is taken up again by publishing the same
label: the cut stays, the answers already written are compared with what the records give, the rest
is added.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from virage.audit import actions as audit
from virage.audit import queries as journal
from virage.barometer.actions.comparisons import Change, changes_around, keep
from virage.barometer.actions.writing import write
from virage.barometer.models import Edition, EditionIndicator
from virage.barometer.models.editions import ABANDONED, PREPARING, SEALED
from virage.barometer.queries import editions, measuring, strategies, verifying
from virage.barometer.queries.measuring import Measurement, Versions
from virage.barometer.rules import sealed as rules
from virage.barometer.rules.errors import LabelTaken, NotTheSame, WrongPeriod
from virage.barometer.rules.seal import merkle_root
from virage.contracts.indicators import Indicator, Period
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.identity.models import Person
from virage.lib import clock
from virage.organisations import queries as organisations
from virage.organisations import rules as roles

ATTEMPTS_TO_SEAL = 5


def publish(
    *,
    label: str,
    period: Period,
    versions: Versions | None = None,
    restart: bool = False,
    by: Person,
    at: datetime,
    secret: bytes,
    registry: Registry[Indicator] = declared,
) -> Edition:
    """Measure a period from what is known now, and publish it sealed under `label`.

    `secret` is 32 random bytes, drawn for this edition, that the salts of what it withholds are made from.
    Takes up an interrupted publication of that label, with its cut; `restart` forgets it instead.
    Raises `LabelTaken`, `UnknownVersion`, `organisations.rules.Refused`.
    """
    edition = prepare(
        label=label,
        period=period,
        versions=versions,
        restart=restart,
        by=by,
        at=at,
        registry=registry,
    )
    return carry_out(edition=edition, by=by, at=at, secret=secret, registry=registry)


def prepare(
    *,
    label: str,
    period: Period,
    versions: Versions | None = None,
    revision_of: Edition | None = None,
    restart: bool = False,
    by: Person,
    at: datetime,
    registry: Registry[Indicator] = declared,
) -> Edition:
    """Fix what an edition will measure, by which definitions, and the line of the journal at which
    records are read; or find again the interrupted preparation of the same."""
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    label = " ".join(label.split())
    revision = editions.last_revision(revision_of).revision + 1 if revision_of else 0
    first = (revision_of.revision_of or revision_of) if revision_of else None
    slug = f"{first.slug}-r{revision}" if first else slugify(label)
    if not slug or len(slug) > 90 or len(label) > 80:
        raise LabelTaken(
            "L’étiquette d’une édition a de 1 à 80 lettres et chiffres, par exemple « 2019-20 ».",
            "The label of an edition has 1 to 80 letters and digits, for instance “2019-20”.",
        )
    today = clock.day_of(at)
    # A revision puts the same questions again, and no other.
    chosen = versions if first and versions else measuring.versions(today, versions, registry)
    with transaction.atomic():
        standing = Edition.objects.filter(slug=slug).exclude(state=ABANDONED).first()
        if standing is not None and restart and standing.state == PREPARING:
            abandon(edition=standing, by=by, at=at)
            standing = None
        if standing is not None:
            return _taken_up(standing, period, versions)
        if period.end > today:
            raise WrongPeriod(
                "Cette période n’est pas finie : une édition mesure une période passée.",
                "This period is not over: an edition measures a period that is past.",
            )
        return fix_cut(
            label=label,
            slug=slug,
            revision=revision,
            revision_of=first,
            period=period,
            versions=chosen,
            by=by,
            at=at,
        )


def fix_cut(
    *,
    label: str,
    slug: str,
    period: Period,
    versions: Versions,
    by: Person,
    at: datetime,
    revision: int = 0,
    revision_of: Edition | None = None,
) -> Edition:
    """An edition or a draft that begins: what it measures, and the line at which records are read."""
    cut = journal.sequence()
    return Edition.objects.create(
        label=label,
        slug=slug,
        revision=revision,
        revision_of=revision_of,
        period_from=period.start,
        period_to=period.end,
        cut_sequence=cut,
        cut_hash=journal.hash_at(cut),
        versions=dict(versions),
        strategy=strategies.period_strategy(period, known_at=cut),
        prepared_at=at,
        prepared_by=by,
    )


def _taken_up(standing: Edition, period: Period, asked: Versions | None) -> Edition:
    """The interrupted preparation, if it is of the same; raises `LabelTaken`."""
    if standing.state == SEALED:
        raise LabelTaken(
            f"L’édition « {standing.slug} » est déjà publiée ; donnez une autre étiquette, ou "
            f"révisez-la : virage barometer revise {standing.slug}.",
            f"The edition “{standing.slug}” is published already; give another label, or revise it: "
            f"virage barometer revise {standing.slug}.",
        )
    same = standing.period == period and all(
        standing.versions.get(code) == version for code, version in (asked or {}).items()
    )
    if not same:
        raise LabelTaken(
            f"Une édition « {standing.slug} » est en préparation pour la période du "
            f"{standing.period_from} au {standing.period_to} ; donnez une autre étiquette, ou "
            "recommencez-la (--restart).",
            f"An edition “{standing.slug}” is being prepared for the period from "
            f"{standing.period_from} to {standing.period_to}; give another label, or start it again "
            "(--restart).",
        )
    return standing


def abandon(*, edition: Edition, by: Person, at: datetime) -> None:
    """Forget a preparation that was never sealed: its label is free again, its rows stay unseen."""
    with transaction.atomic():
        won = Edition.objects.filter(pk=edition.pk, state=PREPARING).update(state=ABANDONED)
        if won:
            audit.record(
                by=by.reference,
                at=at,
                entry="barometer:edition:abandoned",
                subject=edition.reference,
                data={"edition": edition.slug},
            )


def carry_out(
    *,
    edition: Edition,
    by: Person,
    at: datetime,
    secret: bytes,
    registry: Registry[Indicator] = declared,
) -> Edition:
    """Write the answers of a prepared edition and seal it; may be repeated until it is sealed."""
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    edition.refresh_from_db()
    if edition.state == SEALED:
        return edition
    after = editions.last_number()
    measured = measuring.measure(
        edition.period, known_at=edition.cut_sequence, versions=edition.versions, registry=registry
    )
    published = write(edition, measured, secret)
    root = merkle_root(
        leaf
        for one, answers in zip(measured.indicators, published, strict=True)
        for leaf in rules.leaves_of(one.definition, answers)
    )
    _seal(edition, root, changes_around(edition, registry), by, at, after=after, measured=measured)
    return edition


def _seal(
    edition: Edition,
    root: str,
    changes: list[Change],
    by: Person,
    at: datetime,
    *,
    after: int,
    measured: Measurement,
) -> None:
    """Take the next place in the chain. Two editions sealed at once want the same one: the database
    lets one of them pass, and the other tries the next. What is withheld was chosen from the editions
    up to `after`: behind another one, it must still be what would be chosen."""
    rows = editions.indicators_of(edition)
    for attempt in range(1, ATTEMPTS_TO_SEAL + 1):
        try:
            with transaction.atomic():
                if editions.last_number() != after:
                    _check_still_withheld(edition, measured)
                keep(changes)
                _take_place(edition, rows, root, by, at)
        except IntegrityError:
            if attempt == ATTEMPTS_TO_SEAL:
                raise
            continue
        return


def _check_still_withheld(edition: Edition, measured: Measurement) -> None:
    for one in measured.indicators:
        counting = one.definition.get("counts_people", "")
        now = measuring.withheld(one.code, counting, one.answers, edition.period)
        if now != one.withheld:
            raise NotTheSame(
                f"Une autre édition a été publiée pendant que « {edition.slug} » se préparait : ce qu’il "
                "faut retenir des comptes de personnes est à refaire ; recommencez-la (--restart).",
                f"Another edition was published while “{edition.slug}” was being prepared: what must be "
                "withheld of the counts of people is to be chosen again; start it again (--restart).",
            )


def _take_place(
    edition: Edition, rows: Sequence[EditionIndicator], root: str, by: Person, at: datetime
) -> None:
    last = editions.sealed().last()
    edition.number = (last.number or 0) + 1 if last else 1
    edition.previous_seal = last.seal if last else ""
    edition.merkle_root = root
    edition.seal = verifying.sealed_of(edition, rows).expected_seal()
    edition.published_at, edition.published_by = at, by
    line = audit.record(
        by=by.reference,
        at=at,
        entry="barometer:edition:published",
        subject=edition.reference,
        data={
            "edition": edition.slug,
            "number": edition.number,
            "seal": edition.seal,
            "cut": edition.cut_sequence,
        },
    )
    edition.sequence = line.number
    edition.state = SEALED
    won = Edition.objects.filter(pk=edition.pk, state=PREPARING).update(
        number=edition.number,
        previous_seal=edition.previous_seal,
        merkle_root=root,
        seal=edition.seal,
        published_at=at,
        published_by=by,
        sequence=line.number,
        state=SEALED,
    )
    if not won:
        raise LabelTaken(
            f"« {edition.slug} » vient d’être publiée ou abandonnée par quelqu’un d’autre.",
            f"“{edition.slug}” was just published or abandoned by someone else.",
        )
