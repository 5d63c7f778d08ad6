"""Duties, attestations and headcounts as programs read them: the same rows in files and in the API."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from virage.registers.queries import Attested, Counted, Duty
from virage.registers.rules import obligations

Row = Mapping[str, Any]

DUTY = ("organisation", "kind", "period_from", "period_to", "due_on", "released")
ATTESTED = ("organisation", "register_code", "state", "attested_on", "last_day", "role", "holds")
COUNTED = ("organisation", "on", "staff", "withheld")


def duty(one: Duty) -> Row:
    """Half-open days: `period_to` is excluded."""
    return {
        "organisation": one.body,
        "kind": one.kind,
        "period_from": one.period.start,
        "period_to": one.period.end,
        "due_on": one.due_on,
        "released": one.released,
    }


def attested(one: Attested, on: date) -> Row:
    """What a body last attested of a register, and whether that holds on a day."""
    return {
        "organisation": one.body,
        "register_code": one.register,
        "state": one.state,
        "attested_on": one.attested_on,
        "last_day": one.last_day,
        "role": one.role,
        "holds": one.holds(on),
    }


def counted(one: Counted) -> Row:
    """Of 1 to 9 people the number is withheld."""
    few = obligations.is_few(one.staff)
    return {
        "organisation": one.body,
        "on": one.on,
        "staff": None if few else one.staff,
        "withheld": few,
    }
