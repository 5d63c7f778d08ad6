"""Who was expected to answer, and whether each of them says that its register is complete.

While one of them does not, there may be units that nobody listed: the figures speak of the units
listed, and the verdict is subject to the census.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from virage.barometer.rules.exact import share

Attestation = Literal["complete", "partial"]


@dataclass(frozen=True, slots=True)
class Census:
    """What is known of the bodies of one question, on the last day of the period.

    - `expected`: the codes of the bodies that had a duty to hand in, None when nobody has duties.
    - `attestations`: what bodies attest of their register; one that attests nothing is not in it.
    - `staff`: how many people work in a body; None of 1 to 9 people, whose number nobody is shown. A
      body of which it is not known is not in it.
    """

    expected: tuple[str, ...] | None
    attestations: Mapping[str, Attestation]
    staff: Mapping[str, int | None]

    def concerned(self, listed: Collection[str]) -> tuple[str, ...]:
        """The bodies whose attestation counts: those expected; those with a unit, without duties."""
        return tuple(sorted(listed)) if self.expected is None else self.expected

    def attested(self, listed: Collection[str]) -> bool:
        """Whether every body concerned attests its register complete. Nobody attests for no body."""
        concerned = self.concerned(listed)
        return bool(concerned) and all(
            self.attestations.get(body) == "complete" for body in concerned
        )

    def kept_for(self, listed: Collection[str]) -> "Census":
        """The same, without what it knows of the bodies that are not concerned."""
        concerned = set(self.concerned(listed))
        return Census(
            self.expected,
            {body: told for body, told in self.attestations.items() if body in concerned},
            {body: people for body, people in self.staff.items() if body in concerned},
        )

    def terms(self) -> dict[str, Any]:
        """As it is sealed with the terms of a question."""
        return {
            "expected": None if self.expected is None else list(self.expected),
            "attestations": dict(sorted(self.attestations.items())),
            "staff": dict(sorted(self.staff.items())),
        }

    @classmethod
    def of_terms(cls, terms: Mapping[str, Any] | None) -> "Census | None":
        """The reverse; None for an edition sealed before there was a census."""
        if terms is None:
            return None
        expected = terms["expected"]
        return cls(
            None if expected is None else tuple(expected), terms["attestations"], terms["staff"]
        )

    def figure(self, listed: Collection[str], answered: Collection[str]) -> dict[str, Any]:
        """What figures tell of it: `of` how many bodies, how many attest what, who answered.

        `answered` and `staff` are of the bodies expected, None when it is not known who was; `staff` is
        the share of their people who work in a body that answered, None while the people of one of
        them are not known. It leaves out the `few`, bodies of 1 to 9 people.
        """
        concerned = self.concerned(listed)
        told = [self.attestations.get(body) for body in concerned]
        counted: dict[str, Any] = {
            "of": len(concerned),
            "complete": told.count("complete"),
            "partial": told.count("partial"),
            "never": told.count(None),
            "answered": None,
            "staff": None,
            "few": 0,
        }
        if self.expected is not None:
            present = [body for body in self.expected if body in answered]
            counted["answered"] = len(present)
            if all(body in self.staff for body in self.expected):
                counted["staff"] = share(self._people(present), self._people(self.expected))
                counted["few"] = sum(self.staff[body] is None for body in self.expected)
        return counted

    def _people(self, bodies: Iterable[str]) -> int:
        return sum(self.staff[body] or 0 for body in bodies)
