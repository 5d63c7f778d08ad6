"""What the Secretariat and planning officers do one act at a time: require, release, attest, count.

Each act is one transaction: its rows, and its line in the journal from which they are known.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from virage.audit.rules import Data
from virage.contracts.indicators import Indicator, Period, indicators
from virage.contracts.registry import Registry
from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.registers import queries
from virage.registers.actions.batches import Recording
from virage.registers.actions.facts import Fact, stage
from virage.registers.models import (
    Attestation,
    BatchWarning,
    Headcount,
    NotApplicable,
    RecordBatch,
    ReportingDuty,
)
from virage.registers.queries import ATTESTATIONS, DUTIES, HEADCOUNTS, Owed
from virage.registers.rules import obligations, refusals

RECORDING = Recording(
    "registers",
    RecordBatch,
    BatchWarning,
    (ReportingDuty, Attestation, NotApplicable, Headcount),
)


def act(
    entry: str,
    *,
    by: Person,
    at: datetime,
    subject: str = "",
    body: str = "",
    data: Data | None = None,
) -> AbstractContextManager[Any]:
    """One act of a person on these tables; raises `HeldByAHandIn` while a hand-in is being recorded."""
    return RECORDING.act(
        entry=entry,
        by=by.reference,
        at=at,
        subject=subject,
        body=body,
        data=data,
        held=refusals.HeldByAHandIn,
    )


def role_for(by: Person, operation: str, body: str) -> str:
    """The role in which a person may do something for a body, an officer's before the Secretariat's.

    Raises `Refused` when none of theirs allows it.
    """
    held = organisations.roles_of(by)
    roles.check_may(operation, held, body)
    return next(
        one.role
        for one in sorted(held, key=lambda one: one.role == roles.SECRETARIAT)
        if roles.may(operation, [one], body)
    )


def require(
    *,
    kinds: Sequence[str],
    bodies: Sequence[str],
    period: Period,
    due_on: date,
    by: Person,
    at: datetime,
) -> int:
    """Each of these bodies owes a hand-in of each of these kinds for the period, by that day.

    What they owe already stays; another day replaces the one said before. Returns how many duties
    are new or changed. Raises `NotAKind`, `NoPeriod`, `NobodyThere`.
    """
    roles.check_may(roles.KEEP_DUTIES, organisations.roles_of(by))
    wanted, asked = sorted(set(kinds)), sorted(set(bodies))
    known = {one.code for one in queries.duty_kinds()}
    if wrong := [one for one in wanted if one not in known]:
        raise refusals.NotAKind(wrong[0])
    if not wanted:
        raise refusals.NotAKind("")
    if period.start >= period.end:
        raise refusals.NoPeriod
    there = {
        one.code
        for one in organisations.bodies(codes=asked)
        if one.valid_from < period.end and (one.valid_to is None or one.valid_to > period.start)
    }
    if not asked or set(asked) - there:
        raise refusals.NobodyThere(one for one in asked if one not in there)
    data: Data = {
        "kinds": wanted,
        "bodies": asked,
        "period_from": period.start.isoformat(),
        "period_to": period.end.isoformat(),
        "due_on": due_on.isoformat(),
    }
    body = asked[0] if len(asked) == 1 else ""
    rows = organisations.keys()
    with act("registers:duty:required", by=by, at=at, body=body, data=data) as batch:
        return stage(
            table=DUTIES,
            batch=batch,
            facts=[
                _duty(Owed(code, kind, period.start, period.end), rows, due_on, released=False)
                for code in asked
                for kind in wanted
            ],
        )


def release(*, owed: Sequence[Owed], by: Person, at: datetime) -> int:
    """These duties are no longer owed; returns how many. Raises `NotOwed` when one was not."""
    roles.check_may(roles.KEEP_DUTIES, organisations.roles_of(by))
    named = sorted(set(owed))
    data: Data = {
        "kinds": sorted({one.kind for one in named}),
        "bodies": sorted({one.body for one in named}),
    }
    body = named[0].body if len({one.body for one in named}) == 1 else ""
    rows = organisations.keys()
    with act("registers:duty:released", by=by, at=at, body=body, data=data) as batch:
        keys = {
            one: (rows[one.body], one.kind, one.period_from, one.period_to)
            for one in named
            if one.body in rows
        }
        held = queries.held(DUTIES, list(keys.values()))
        standing = {one: held[key] for one, key in keys.items() if key in held}
        if not named or len(standing) < len(named) or any(one[1] for one in standing.values()):
            raise refusals.NotOwed
        return stage(
            table=DUTIES,
            batch=batch,
            facts=[
                _duty(one, rows, due_on, released=True) for one, (due_on, _) in standing.items()
            ],
        )


def _duty(owed: Owed, rows: Mapping[str, int], due_on: date, *, released: bool) -> Fact:
    return Fact(
        None,
        {
            "body_id": rows[owed.body],
            "kind": owed.kind,
            "period_from": owed.period_from,
            "period_to": owed.period_to,
            "due_on": due_on,
            "released": released,
        },
    )


def attest(
    *,
    body: str,
    states: Mapping[str, str],
    by: Person,
    at: datetime,
    registry: Registry[Indicator] = indicators,
) -> int:
    """Say of registers of a body, by code, that they are "complete" or "partial" today, in one act.

    The role in which it is said stays beside it. Returns how many attestations are new or changed.
    Raises `NotARegister`.
    """
    role = role_for(by, roles.ATTEST, body)
    known = {one.code for one in queries.registers(registry)}
    for register, state in states.items():
        if register not in known or state not in obligations.EXTENTS:
            raise refusals.NotARegister(f"{register} {state}")
    if not states:
        raise refusals.NotARegister("")
    told: Data = {
        extent: sorted(register for register, state in states.items() if state == extent)
        for extent in obligations.EXTENTS
    }
    row = organisations.record(body)
    with act(
        "registers:register:attested", by=by, at=at, body=body, data={"role": role, **told}
    ) as batch:
        return stage(
            table=ATTESTATIONS,
            batch=batch,
            facts=[
                Fact(
                    None,
                    {
                        "body_id": row.pk,
                        "register": register,
                        "attested_on": day_of(at),
                        "state": states[register],
                        "role": role,
                    },
                )
                for register in sorted(states)
            ],
        )


def count_staff(*, body: str, on: date, staff: int, by: Person, at: datetime) -> int:
    """So many people work for a body on that day (31 March); returns how many counts are new or changed.

    Raises `NotCountedThen`.
    """
    roles.check_may(roles.COUNT_STAFF, organisations.roles_of(by))
    if not obligations.counted_on(on) or not 0 <= staff <= obligations.MOST_STAFF:
        raise refusals.NotCountedThen
    row = organisations.record(body)
    data: Data = {"on": on.isoformat(), "staff": staff}
    with act("registers:headcount:counted", by=by, at=at, body=body, data=data) as batch:
        fields = {"body_id": row.pk, "on": on, "staff": staff}
        return stage(table=HEADCOUNTS, batch=batch, facts=[Fact(None, fields)])
