"""Invented duties, headcounts, attestations and declarations for the demonstration.

Duties and headcounts come as the rows of files that the Secretariat hands in; attestations and
declarations are acts of invented people.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from virage.audit import queries as audit
from virage.contracts.indicators import indicators
from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.registers import actions, queries
from virage.registers.rules.obligations import COMPLETE, PARTIAL

Rows = list[Mapping[str, str]]

DUE = (5, 15)
"""Month and day by which a year that ends on 31 March is due."""

PARTIAL_EVERY = 6
"""One attestation in so many says that the register is only partial."""

ACCEPTED = (
    "Vérifié au dossier du service : la raison déclarée est exacte pour toute la période. (Inventé)"
)
REFUSED = "Le changement touche aussi le parcours de demande : la question se pose. (Inventé)"


def files(year: int, bodies: Sequence[str]) -> Iterator[tuple[str, Rows]]:
    """(kind, rows) of the year that begins on 1 April `year`: what each body owes, how many it is."""
    yield (
        "registers.duties",
        [
            {
                "organisation": body,
                "kind": kind.code,
                "period_from": date(year, 4, 1).isoformat(),
                "period_to": date(year + 1, 4, 1).isoformat(),
                "due_on": date(year + 1, *DUE).isoformat(),
                "status": "",
            }
            for body in bodies
            for kind in queries.duty_kinds()
        ],
    )
    yield (
        "registers.headcounts",
        [
            {
                "organisation": body,
                "on": date(year + 1, 3, 31).isoformat(),
                "staff": str(staff_of(body, year)),
            }
            for body in bodies
        ],
    )


def staff_of(body: str, year: int) -> int:
    """An invented headcount, a little more each year; small and large bodies differ a hundredfold."""
    first = int(random.Random(f"staff {body}").lognormvariate(6.2, 1.1)) + 5
    return first + first * (year - 2022) // 50


def attest(
    bodies: Sequence[str],
    *,
    never: str,
    officers: Mapping[str, Person],
    secretary: Person,
    at: datetime,
) -> None:
    """Each body attests every register, most of them complete; `never` attests nothing.

    Where a body has no invented officer, the Secretariat enters what it said, in its own role.
    """
    listed = queries.registers()
    for body in bodies:
        if body == never:
            continue
        chance = random.Random(f"attest {body} {day_of(at)}")
        states = {
            one.code: PARTIAL if chance.randrange(PARTIAL_EVERY) == 0 else COMPLETE
            for one in listed
        }
        actions.attest(body=body, states=states, by=officers.get(body, secretary), at=at)


def declare(
    *,
    officers: Mapping[str, Person],
    secretary: Person,
    since: date,
    until: date | None = None,
    at: datetime,
) -> None:
    """Each officer declares that each question does not apply to one unit: in turn the Secretariat
    accepts, refuses, and leaves the declaration waiting."""
    today = day_of(at)
    period = queries.days_to_exempt(since, until, today)
    turn = 0
    for rule in queries.exemption_rules():
        for body, officer in officers.items():
            units = queries.units_to_exempt(
                indicators.get(rule.indicator), body, period, on=today, known_at=audit.sequence()
            )
            if not units:
                continue
            unit = random.Random(f"{rule.indicator} {body}").choice(units)
            made = actions.declare_not_applicable(
                body=body,
                indicator=rule.indicator,
                unit=unit.code,
                reason=next(iter(rule.reasons)),
                valid_from=since,
                valid_to=until,
                by=officer,
                at=at,
            )
            if turn % 3 == 0:
                actions.accept_not_applicable(
                    public_id=made.public_id, why=ACCEPTED, by=secretary, at=at
                )
            elif turn % 3 == 1:
                actions.refuse_not_applicable(
                    public_id=made.public_id, why=REFUSED, by=secretary, at=at
                )
            turn += 1
