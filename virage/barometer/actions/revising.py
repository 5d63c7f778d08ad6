"""A revision: the same period as known now, published beside the edition that it corrects."""

from datetime import datetime

from virage.audit import queries as journal
from virage.barometer.actions import publishing
from virage.barometer.models import Edition, RevisionReason
from virage.barometer.queries import editions, measuring, verifying, withholding
from virage.barometer.queries.measuring import Measurement, Versions
from virage.barometer.rules import sealed as rules
from virage.barometer.rules.errors import NothingDiffers
from virage.contracts.indicators import Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.organisations import queries as organisations
from virage.organisations import rules as roles


def revise(
    *,
    edition: Edition,
    by: Person,
    at: datetime,
    secret: bytes,
    versions: Versions | None = None,
    reason: Text | None = None,
    registry: Registry[Indicator] = declared,
) -> Edition:
    """Publish the same period as known now, as the next revision; the old one stays.

    The definitions are those of the edition unless `versions` says otherwise; `reason` is public.
    Raises `NothingDiffers` when the answers and the figures come out the same.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    last = editions.last_revision(edition)
    chosen = {**last.versions, **(versions or {})}
    now = measuring.measure(
        last.period, known_at=journal.sequence(), versions=chosen, registry=registry
    )
    if not changed(last, now):
        raise NothingDiffers(
            f"Rien ne diffère de « {last.slug} » : les dossiers connus aujourd’hui donnent les mêmes "
            "réponses et les mêmes chiffres.",
            f"Nothing differs from “{last.slug}”: the records known today give the same answers and "
            "the same figures.",
        )
    prepared = publishing.prepare(
        label=last.label,
        period=last.period,
        versions=chosen,
        revision_of=last,
        by=by,
        at=at,
        registry=registry,
    )
    if reason is not None and reason.fr:
        RevisionReason.objects.get_or_create(
            edition=prepared, defaults={"fr": reason.fr, "en": reason.en}
        )
    return publishing.carry_out(edition=prepared, by=by, at=at, secret=secret, registry=registry)


def changed(edition: Edition, now: Measurement) -> bool:
    """Whether what is known now gives other answers, figures or names than an edition holds."""
    rows = {row.code: row for row in editions.indicators_of(edition)}
    if set(rows) != {one.code for one in now.indicators}:
        return True
    found = now.figures()
    found["indicators"] = [
        rules.as_sealed(rows[one["code"]].headline, one) for one in found["indicators"]
    ]
    if verifying.sealed_of(edition).figures != found:
        return True
    return any(withholding.true_answers(rows[one.code]) != one.answers for one in now.indicators)
