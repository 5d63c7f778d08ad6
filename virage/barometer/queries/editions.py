"""Which editions there are, and which one somebody means."""

import uuid
from collections.abc import Callable, Iterable, Sequence

from django.db.models import QuerySet

from virage.audit import queries as audit
from virage.barometer.models import Edition, EditionAnswer, EditionBody, EditionIndicator, Erratum
from virage.barometer.rules.errors import NotYetKnown, UnknownEdition
from virage.contracts.indicators import Answer
from virage.contracts.text import Text

ALIKE_DAYS = 3
"""Periods compare when their lengths differ by no more than leap days and months do."""


def sealed() -> QuerySet[Edition]:
    """Every published edition, in the order of the chain."""
    return Edition.objects.filter(state="sealed").order_by("number")


def last_number() -> int:
    """The last place taken in the chain; 0 before the first publication."""
    return sealed().values_list("number", flat=True).last() or 0


def edition(reference: str) -> Edition:
    """The published edition of that address ("2019-20-r1"), public id, or label.

    A label that several revisions share means the last of them, unless it is also the address of one.
    Raises `UnknownEdition`.
    """
    found = sealed().filter(slug=reference).first()
    if found is None:
        try:
            found = sealed().filter(public_id=uuid.UUID(reference)).first()
        except ValueError:
            found = sealed().filter(label=reference).order_by("-revision").first()
    if found is None:
        known = ", ".join(sealed().values_list("slug", flat=True)[:20])
        raise UnknownEdition(
            f"Aucune édition publiée ne s’appelle « {reference} » ; éditions publiées : "
            f"{known or 'aucune'}.",
            f"No published edition is called “{reference}”; published editions: {known or 'none'}.",
        )
    return found


def sequence_of(reference: str) -> int:
    """The record sequence that `--known-at EDITION|SEQ` means: a number, or an edition's cut.

    Raises `UnknownEdition`, `NotYetKnown`.
    """
    if reference.isdecimal() and not sealed().filter(slug=reference).exists():
        last = audit.sequence()
        if int(reference) > last:
            raise NotYetKnown(
                f"Le journal s’arrête à la ligne {last} : la ligne {reference} n’est pas encore écrite.",
                f"The journal ends at line {last}: line {reference} is not written yet.",
            )
        return int(reference)
    return edition(reference).cut_sequence


def last_revisions(editions: Iterable[Edition]) -> list[Edition]:
    """Of each edition, the last revision among those given, by period then place in the chain."""
    last: dict[int, Edition] = {}
    for one in sorted(editions, key=lambda one: one.revision):
        last[one.revision_of_id or one.pk] = one
    return sorted(last.values(), key=lambda one: (one.period_to, one.number or 0))


def quotable() -> list[Edition]:
    """The editions to quote: the last revision of each, the oldest period first. One query."""
    return last_revisions(sealed())


def as_of(until: Edition) -> list[Edition]:
    """The editions to quote up to `until`, which stands in that very revision, by period. One query."""
    first = until.revision_of_id or until.pk
    before = [
        one
        for one in quotable()
        if (one.period_to, one.number or 0) < (until.period_to, until.number or 0)
        and (one.revision_of_id or one.pk) != first
    ]
    return [*before, until]


def latest() -> Edition | None:
    """The edition of the last period, in its last revision; None before the first publication."""
    every = quotable()
    return every[-1] if every else None


def revisions(one: Edition) -> list[Edition]:
    """The edition and all its revisions, published, in order."""
    first = one.revision_of_id or one.pk
    found = sealed().filter(pk=first) | sealed().filter(revision_of=first)
    return list(found.order_by("revision"))


def last_revision(one: Edition) -> Edition:
    """The revision of it that is to be quoted: itself, or a later one."""
    return revisions(one)[-1]


def _days(one: Edition) -> int:
    return (one.period_to - one.period_from).days


def neighbours(one: Edition, among: Sequence[Edition]) -> tuple[Edition | None, Edition | None]:
    """The editions just before and just after `one`, of a period of about the same length.

    `among` are the editions to quote, by period; `one` itself and its revisions do not count. A year
    is not compared with a quarter.
    """
    first = one.revision_of_id or one.pk
    alike = [
        other
        for other in among
        if (other.revision_of_id or other.pk) != first
        and abs(_days(other) - _days(one)) <= ALIKE_DAYS
    ]
    before = [other for other in alike if other.period_to < one.period_to]
    after = [other for other in alike if other.period_to > one.period_to]
    return (before[-1] if before else None), (after[0] if after else None)


def indicators_of(one: Edition) -> list[EditionIndicator]:
    """Every question put in an edition, with all its figures, in order."""
    return list(EditionIndicator.objects.filter(edition=one).order_by("position"))


_FIELDS = (
    "unit",
    "name_fr",
    "name_en",
    "organisation",
    "value",
    "reason",
    "weight",
    "part",
    "whole",
    "source",
    "evidence",
    "flags",
    "succeeds",
    "people",
    "withheld",
)


def answers_of(indicator: EditionIndicator) -> list[Answer]:
    """The answers kept in an edition, in their order. One query."""
    rows = EditionAnswer.objects.filter(indicator=indicator).order_by("position")
    # A dozen thousand rows: made by position, since naming each field again doubles the time.
    make: Callable[..., Answer] = Answer
    return [
        make(
            unit,
            Text(fr, en),
            *rest,
            tuple(flags),
            tuple(succeeds),
            None if people is None else tuple(people),
            *((withheld["commitment"], withheld["left_out"]) if withheld else ()),
        )
        for unit, fr, en, *rest, flags, succeeds, people, withheld in rows.values_list(
            *_FIELDS
        ).iterator()
    ]


def body_names(one: Edition) -> dict[str, Text]:
    """What the bodies were called, as the edition keeps it, by code. One query."""
    rows = EditionBody.objects.filter(edition=one).order_by("code")
    return {code: Text(fr, en) for code, fr, en in rows.values_list("code", "name_fr", "name_en")}


def errata(editions: Iterable[Edition]) -> list[Erratum]:
    """The errata of some editions, oldest first. One query."""
    return list(Erratum.objects.filter(edition__in=[one.pk for one in editions]))
