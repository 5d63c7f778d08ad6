"""Writing what an edition holds before its seal: names, figures, answers, and apart what it withholds.

A thousand answers a transaction. What an interrupted publication wrote is compared, and the rest added.
"""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from virage.barometer.models import (
    Edition,
    EditionAnswer,
    EditionBody,
    EditionIndicator,
    WithheldCount,
)
from virage.barometer.queries import editions, withholding
from virage.barometer.queries.measuring import Measured, Measurement
from virage.barometer.rules import withholding as rules
from virage.barometer.rules.errors import NotTheSame
from virage.contracts.indicators import Answer
from virage.lib.text import folded

CHUNK = 1_000
"""Answers written in one transaction: the single writer of the embedded database is never held long."""


def write(edition: Edition, measured: Measurement, secret: bytes) -> list[list[Answer]]:
    """Add what is not written yet, a chunk at a time; the answers as published, by question.

    Raises `NotTheSame` on a difference.
    """
    if not EditionBody.objects.filter(edition=edition).exists():
        with transaction.atomic():
            EditionBody.objects.bulk_create(
                EditionBody(edition=edition, code=code, name_fr=name.fr, name_en=name.en)
                for code, name in measured.bodies.items()
            )
    elif editions.body_names(edition) != measured.bodies:
        raise _not_the_same(edition)
    published = []
    for position, one in enumerate(measured.indicators):
        headline = {key: value for key, value in one.figure.items() if key != "by_organisation"}
        row, made = EditionIndicator.objects.get_or_create(
            edition=edition,
            code=one.code,
            defaults={
                "position": position,
                "version": one.definition["version"],
                "target": one.definition["target"],
                "definition": one.definition,
                "headline": headline,
                "by_organisation": one.figure["by_organisation"],
                "answers": len(one.answers),
            },
        )
        if not made and (row.definition, row.figure()) != (one.definition, one.figure):
            raise _not_the_same(edition)
        answers = one.published(_commitments(edition, row, one, secret))
        _write_answers(edition, row, answers)
        published.append(answers)
    return published


def _commitments(
    edition: Edition, row: EditionIndicator, measured: Measured, secret: bytes
) -> dict[str, str]:
    """Keep what is withheld, apart and all at once, and give what is published in its place.

    An interrupted publication keeps the salts that it has.
    """
    if not measured.withheld:
        return {}
    held = withholding.kept(row)
    answers = {one.unit: one for one in measured.answers}
    if not held:
        held = {
            unit: WithheldCount(
                indicator=row,
                unit=unit,
                salt=rules.salt_of(secret, row.code, unit),
                block=block,
                **{name: getattr(answers[unit], name) for name in withholding.COUNTS},
            )
            for unit, block in measured.withheld.items()
        }
        WithheldCount.objects.bulk_create(held.values())
    elif measured.withheld != {unit: one.block for unit, one in held.items()}:
        raise _not_the_same(edition)
    return {unit: rules.commitment(row.code, answers[unit], one.salt) for unit, one in held.items()}


def _write_answers(edition: Edition, row: EditionIndicator, answers: list[Answer]) -> None:
    written = [] if row.answers == 0 else editions.answers_of(row)
    if written != answers[: len(written)]:
        raise _not_the_same(edition)
    for start in range(len(written), len(answers), CHUNK):
        chunk = answers[start : start + CHUNK]
        try:
            with transaction.atomic():
                EditionAnswer.objects.bulk_create(_rows(row, start, chunk))
        except IntegrityError as error:
            raise NotTheSame(
                f"Quelqu’un d’autre publie « {edition.slug} » en ce moment ; attendez qu’il finisse.",
                f"Someone else is publishing “{edition.slug}” right now; wait for them to finish.",
            ) from error


def _rows(row: EditionIndicator, start: int, answers: Sequence[Answer]) -> list[EditionAnswer]:
    return [
        EditionAnswer(
            indicator=row,
            position=position,
            unit=one.unit,
            name_fr=one.name.fr,
            name_en=one.name.en,
            organisation=one.organisation,
            value=one.value,
            reason=one.reason,
            weight=one.weight,
            part=one.part,
            whole=one.whole,
            source=one.source,
            evidence=one.evidence,
            flags=list(one.flags),
            succeeds=list(one.succeeds),
            people=None if one.people is None else list(one.people),
            withheld={"commitment": one.withheld, "left_out": one.left_out}
            if one.withheld
            else None,
            folded=folded(f"{one.name.fr} {one.name.en} {one.unit} {one.organisation}")[:1100],
        )
        for position, one in enumerate(answers, start=start)
    ]


def _not_the_same(edition: Edition) -> NotTheSame:
    return NotTheSame(
        f"Ce qui avait été écrit de « {edition.slug} » avant l’interruption n’est pas ce que donnent "
        "les dossiers maintenant (le programme a-t-il changé ?) ; recommencez-la (--restart).",
        f"What was written of “{edition.slug}” before the interruption is not what the records give "
        "now (did the program change?); start it again (--restart).",
    )
