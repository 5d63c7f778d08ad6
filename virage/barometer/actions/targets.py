"""Stating a target again: another threshold, day, sense or indicator, known from its journal line on."""

from datetime import date, datetime

from django.db import transaction

from virage.audit import actions as audit
from virage.barometer.models import RecordBatch, Target
from virage.barometer.queries import strategies
from virage.barometer.rules.errors import UnknownTarget
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.organisations import queries as organisations
from virage.organisations import rules as roles


def state_target(
    *,
    strategy: str,
    number: str,
    numerator: int | None = None,
    denominator: int | None = None,
    due_on: date | None = None,
    title: Text | None = None,
    indicator: str | None = None,
    by: Person,
    at: datetime,
) -> Target:
    """Replace the statement of a target; what is not given stays. Raises `UnknownTarget`.

    What was known before stays readable, so that editions verify against the target they were
    judged by.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    with transaction.atomic():
        standing = strategies.current_target(strategy, number)
        last = standing.last()
        if last is None:
            raise UnknownTarget(
                f"La stratégie {strategy} n’a pas de cible {number}.",
                f"The strategy {strategy} has no target {number}.",
            )
        batch = RecordBatch.objects.create(source=by.reference, rows=1)
        stated = Target(
            batch=batch,
            strategy=strategy,
            ambition=last.ambition,
            number=number,
            fr=title.fr if title else last.fr,
            en=title.en if title else last.en,
            numerator=last.numerator if numerator is None else numerator,
            denominator=last.denominator if denominator is None else denominator,
            sense=last.sense,
            basis=last.basis,
            due_on=due_on or last.due_on,
            indicator=last.indicator if indicator is None else indicator,
        )
        standing.update(superseded_by=batch)
        stated.save()
        line = audit.record(
            by=by.reference,
            at=at,
            entry="barometer:target:stated",
            subject=f"barometer.target:{strategy}/{number}",
            data={
                "batch": str(batch.public_id),
                "threshold": f"{stated.numerator}/{stated.denominator}",
                "on": stated.due_on.isoformat(),
                "indicator": stated.indicator,
            },
        )
        RecordBatch.objects.filter(pk=batch.pk).update(sequence=line.number)
    return stated
