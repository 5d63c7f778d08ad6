"""The states in which a write may find its object, each brought about by the actions that lead there.

They start from the small government: a hand-in of Water checked and waiting, one accepted, a sealed edition,
an audit drawn, a publication asked for, a draw announced, a declaration that something does not apply.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tests.people import AT, WATER
from tests.small_government import SmallGovernment
from virage.barometer import actions as barometer
from virage.barometer.queries import auditing, period_of
from virage.excellence import actions as excellence
from virage.identity.models import Person
from virage.intake import actions as intake
from virage.intake.tests.handing_in import KIND
from virage.organisations import actions as organisations
from virage.registers import actions as registers
from virage.registers.queries import owed_key
from virage.services import actions as services

DUTY = f"{WATER}~{KIND}~2025-01-01~2025-04-01"
AFTER = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """The government and who acts in it."""

    small: SmallGovernment
    officer: Person
    secretariat: Person
    other_secretariat: Person
    auditor: Person


# A state of another object than that of the small government says so by giving the government anew.
State = Callable[[World], object]


def as_it_is(_: World) -> None:
    """What the small government holds."""


def _accept(world: World) -> None:
    intake.accept(hand_in=world.small.waiting, by=world.officer, at=AT, create_new=True)


def _record(world: World) -> None:
    _accept(world)
    intake.carry_out(hand_in=world.small.waiting, at=AT)


def _withdraw(world: World) -> None:
    intake.withdraw(hand_in=world.small.waiting, by=world.officer, at=AT)


def _redact(world: World) -> None:
    _withdraw(world)
    intake.redact(hand_in=world.small.waiting, by=world.secretariat, at=AT)


def _confirm(world: World) -> None:
    barometer.confirm_publication(
        publication=world.small.publication, by=world.other_secretariat, at=AT
    )


def _publish(world: World) -> None:
    _confirm(world)
    world.small.publication.refresh_from_db()
    barometer.carry_out_confirmed(publication=world.small.publication, at=AT, secret=bytes(32))


def _find(world: World) -> None:
    item = auditing.opened(world.small.audit, 1)[0].item
    barometer.record_finding(item=item, outcome="upheld", reason="Vu.", by=world.auditor, at=AFTER)


def _announce(world: World) -> SmallGovernment:
    """The same period in a second edition, and its audit that waits for its value."""
    edition = barometer.publish(
        label="Printemps",
        period=period_of(date(2025, 1, 1), date(2025, 4, 1)),
        by=world.secretariat,
        at=AT,
        secret=bytes(32),
    )
    audit = barometer.announce_audit(
        edition=edition, source="Une valeur.", day=date(2026, 11, 4), by=world.auditor, at=AT
    )
    return replace(world.small, edition=edition, audit=audit)


def _give_up(world: World) -> SmallGovernment:
    small = _announce(world)
    barometer.give_up_audit(audit=small.audit, why="Non.", by=world.auditor, at=AFTER)
    return small


def _decide(act: Callable[..., None]) -> State:
    return lambda world: act(
        public_id=world.small.declared.public_id, why="Vu.", by=world.secretariat, at=AFTER
    )


def _release(world: World) -> None:
    duties = [owed_key(DUTY)]
    registers.release(owed=duties, by=world.secretariat, at=AFTER)


def _close(world: World) -> None:
    services.close_service(
        code="puits", on=date(2025, 5, 1), reason="repealed", by=world.officer, at=AFTER
    )


def _end_body(world: World) -> None:
    organisations.end_body(code=WATER, on=date(2025, 4, 1), by=world.secretariat, at=AFTER)


STATES: Mapping[str, State] = {
    "": as_it_is,
    # The hand-in that waits.
    "checked": as_it_is,
    "accepting": _accept,
    "accepted": _record,
    "withdrawn": _withdraw,
    "redacted": _redact,
    # The publication asked for by one person of the Secretariat.
    "asked for": as_it_is,
    "confirmed": _confirm,
    "published": _publish,
    "asked for no more": lambda world: barometer.withdraw_publication(
        publication=world.small.publication, by=world.secretariat, at=AT
    ),
    # The audit of the sealed edition, and what it drew.
    "drawn": as_it_is,
    "with a finding": _find,
    "waiting for its value": _announce,
    "given up": _give_up,
    # The draw that waits for its value.
    "announced": as_it_is,
    "draw given up": lambda world: intake.give_up_draw(
        draw=world.small.draw, why="Non.", by=world.secretariat, at=AFTER
    ),
    # What Water says does not apply.
    "declared": as_it_is,
    "accepted as such": _decide(registers.accept_not_applicable),
    "refused": _decide(registers.refuse_not_applicable),
    "taken back": lambda world: registers.withdraw_not_applicable(
        public_id=world.small.declared.public_id, by=world.officer, at=AFTER
    ),
    # What Water owes.
    "owed": as_it_is,
    "released": _release,
    # The draft of the officer of Water.
    "draft begun": as_it_is,
    "no draft": lambda world: intake.discard(
        draft=intake.open_draft(kind=KIND, body=WATER, by=world.officer, at=AT)
    ),
    # The service of Water.
    "open": as_it_is,
    "closed": _close,
    # What Water asked the centre of excellence for.
    "support withdrawn": lambda world: excellence.act(
        public_id=world.small.support.public_id, verb="withdraw", by=world.officer, at=AFTER
    ),
    # The ministry itself.
    "body ended": _end_body,
}
