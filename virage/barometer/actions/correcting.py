"""An erratum: a correction in words beside an edition, which itself does not change."""

from datetime import datetime

from django.db import transaction

from virage.audit import actions as audit
from virage.barometer.models import Edition, Erratum
from virage.barometer.rules.errors import BarometerError
from virage.identity.models import Person
from virage.organisations import queries as organisations
from virage.organisations import rules as roles

LONGEST = 2_000


def add_erratum(*, edition: Edition, fr: str, en: str = "", by: Person, at: datetime) -> Erratum:
    """Put a correction in words beside an edition; `en` may be missing, `fr` may not."""
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    fr, en = fr.strip(), en.strip()
    if not fr or max(len(fr), len(en)) > LONGEST:
        raise BarometerError(
            f"Un erratum a de 1 à {LONGEST} caractères.",
            f"An erratum has 1 to {LONGEST} characters.",
        )
    with transaction.atomic():
        erratum = Erratum.objects.create(edition=edition, fr=fr, en=en, added_at=at, added_by=by)
        audit.record(
            by=by.reference,
            at=at,
            entry="barometer:erratum:added",
            subject=edition.reference,
            data={"edition": edition.slug, "erratum": str(erratum.public_id)},
        )
    return erratum
