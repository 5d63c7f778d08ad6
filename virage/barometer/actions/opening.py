"""Opening what an edition withholds from one answer: by name, by few, and told in the journal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from virage.audit import actions as audit
from virage.barometer.models import Edition
from virage.barometer.queries import shown, withholding
from virage.barometer.rules.errors import NothingWithheld
from virage.barometer.rules.withholding import DOMAIN
from virage.identity.models import Person
from virage.organisations import queries as organisations
from virage.organisations import rules as roles


@dataclass(frozen=True, slots=True)
class Opened:
    """The counts of one answer, with the salt that shows them to be those of its commitment."""

    edition: str
    indicator: str
    unit: str
    counts: dict[str, Any]
    salt: str
    commitment: str

    def as_json(self) -> dict[str, Any]:
        """The output of `open-withheld`: `committed` is what the commitment is the SHA-256 of."""
        counts = {name: _exactly(held) for name, held in self.counts.items()}
        return {
            "edition": self.edition,
            "indicator": self.indicator,
            "unit": self.unit,
            "commitment": self.commitment,
            "committed": [
                DOMAIN,
                self.salt,
                {"indicator": self.indicator, "unit": self.unit, **counts},
            ],
        }


def _exactly(held: Any) -> Any:
    if isinstance(held, list):
        return [str(one) for one in held]
    return None if held is None else str(held)


def open_withheld(*, edition: Edition, code: str, unit: str, by: Person, at: datetime) -> Opened:
    """Tell one person the counts withheld from an answer (`code` is the indicator's, or its target's).

    Raises `UnknownEdition`, `NothingWithheld`, `organisations.rules.Refused`.
    """
    roles.check_may(roles.OPEN_WITHHELD, organisations.roles_of(by))
    row = shown.figure(edition, code)
    held = withholding.kept(row).get(unit)
    answer = shown.answers(row).filter(unit=unit).first()
    if held is None or answer is None or not answer.withheld:
        raise NothingWithheld(
            f"L’édition {edition.slug} ne retient aucun compte de « {unit} » pour {row.code}.",
            f"The edition {edition.slug} withholds no count of “{unit}” for {row.code}.",
        )
    with transaction.atomic():
        audit.record(
            by=by.reference,
            at=at,
            entry="barometer:withheld:opened",
            subject=edition.reference,
            data={"edition": edition.slug, "indicator": row.code, "unit": unit},
        )
    return Opened(
        edition.slug,
        row.code,
        unit,
        dict(withholding.counts_of(held)),
        held.salt,
        answer.withheld["commitment"],
    )
