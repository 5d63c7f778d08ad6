"""Who was expected to answer for a period, what they attest, and how many work for them, read once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from virage.barometer.rules.census import Attestation, Census
from virage.contracts.indicators import Indicator, Period
from virage.registers import queries as registers
from virage.registers.rules.obligations import is_few


@dataclass(frozen=True, slots=True)
class Censuses:
    """What stands of every body, for the questions put of one period.

    An attestation speaks for the period if it still holds on its last day, or was made since: it says
    of all that a body lists that nothing is left out, what is closed included. The last one speaks.
    """

    period: Period
    known_at: int
    attested: dict[tuple[str, str], registers.Attested]
    staff: dict[str, int | None]

    def of(self, indicator: Indicator, listed: Iterable[str]) -> Census:
        """The census of one question; `listed` are the bodies that have a unit."""
        last_day = self.period.last_day
        attestations: dict[str, Attestation] = {
            body: "complete" if one.state == "complete" else "partial"
            for (body, register), one in self.attested.items()
            if register == indicator.register and one.speaks_for(last_day)
        }
        expected: Sequence[str] | None = None
        if indicator.kinds:
            expected = registers.expected_bodies(indicator.kinds, self.period, self.known_at)
        census = Census(None if expected is None else tuple(expected), attestations, self.staff)
        return census.kept_for(set(listed))


def censuses(period: Period, known_at: int, asked: Iterable[Indicator]) -> Censuses:
    """What the censuses of these questions are made from. Two queries."""
    staff = registers.staff(period.last_day, known_at)
    return Censuses(
        period,
        known_at,
        registers.attested(registers={one.register for one in asked}, known_at=known_at),
        {body: None if is_few(people) else people for body, people in staff.items()},
    )
