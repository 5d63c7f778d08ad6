"""Reads of what stands of a body on a day: which registers it attests, how many people work for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from virage.contracts.indicators import Indicator, indicators
from virage.contracts.intakes import groups, intakes
from virage.contracts.registry import Registry
from virage.contracts.text import Text
from virage.lib.records import known
from virage.registers.models import Attestation, Headcount
from virage.registers.queries.facts import Table
from virage.registers.rules import obligations

ATTESTATIONS = Table(Attestation, ("body_id", "register", "attested_on"), ("state", "role"))
HEADCOUNTS = Table(Headcount, ("body_id", "on"), ("staff",))


@dataclass(frozen=True, slots=True)
class RegisterListed:
    """A register that bodies attest: its code, what it lists, and the targets that rest on it."""

    code: str
    title: Text
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attested:
    """The last attestation of a register by a body, whether or not it still holds."""

    body: str
    register: str
    state: str
    attested_on: date
    role: str

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return obligations.last_day(self.attested_on)

    def holds(self, on: date) -> bool:
        """Whether it still holds on a day."""
        return obligations.holds(self.attested_on, on)

    def speaks_for(self, day: date) -> bool:
        """Whether it says something of a day: it holds on it, or was made since.

        Who attests later says of all that is listed that nothing is left out, what is closed included.
        """
        return self.attested_on > day or self.holds(day)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people worked for a body on a day."""

    body: str
    on: date
    staff: int


def registers(registry: Registry[Indicator] = indicators) -> list[RegisterListed]:
    """The registers that the declared questions rest on, in the order of declaration.

    A register that is a kind of hand-in is called like it, one of a whole package like its group; another
    by what its first question is put to.
    """
    titles: dict[str, Text] = {}
    targets: dict[str, list[str]] = {}
    for one in registry:
        titles.setdefault(one.register, _title(one))
        resting = targets.setdefault(one.register, [])
        if one.target and one.target not in resting:
            resting.append(one.target)
    return [
        RegisterListed(code, title, tuple(sorted(targets[code]))) for code, title in titles.items()
    ]


def _title(question: Indicator) -> Text:
    code = question.register
    if code in intakes:
        return intakes.get(code).title
    return groups.get(code).title if code in groups else question.unit_many


def attestations(register: str, on: date, known_at: int) -> dict[str, str]:
    """By body, "complete" or "partial": its last attestation not older than twelve months on that day.

    A body that never attested, or whose last attestation lapsed, is absent. One query.
    """
    rows = (
        Attestation.objects.as_known_at(known_at)
        .filter(register=register, attested_on__lte=on, attested_on__gte=on - obligations.LONGEST)
        .order_by("attested_on")
        .values_list("body__code", "attested_on", "state")
    )
    return {body: state for body, day, state in rows if obligations.holds(day, on)}


def attested(
    *,
    body: str = "",
    registers: Iterable[str] | None = None,
    on: date | None = None,
    known_at: int | None = None,
) -> dict[tuple[str, str], Attested]:
    """By body and register, the last attestation (not after `on`), lapsed ones included. One query."""
    rows = known(Attestation, known_at)
    if body:
        rows = rows.filter(body__code=body)
    if registers is not None:
        rows = rows.filter(register__in=list(registers))
    if on is not None:
        rows = rows.filter(attested_on__lte=on)
    told = rows.order_by("attested_on").values_list(
        "body__code", "register", "state", "attested_on", "role"
    )
    return {(one[0], one[1]): Attested(*one) for one in told}


def staff(on: date, known_at: int) -> dict[str, int]:
    """By body, its last headcount on or before that day. One query."""
    return {one.body: one.staff for one in _counted(on, known_at)}


def headcounts(on: date | None = None, known_at: int | None = None) -> list[Counted]:
    """The last headcount of each body (not after `on`), by code. One query."""
    last = {one.body: one for one in _counted(on, known_at)}
    return [last[body] for body in sorted(last)]


def _counted(on: date | None, known_at: int | None) -> list[Counted]:
    rows = known(Headcount, known_at)
    if on is not None:
        rows = rows.filter(on__lte=on)
    return [Counted(*one) for one in rows.order_by("on").values_list("body__code", "on", "staff")]
