"""The words of the table of access: who is asked, what they may get, and the shape of a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.small_government import SmallGovernment

PEOPLE = ("nobody", "citizen", "agent", "officer", "other_officer", "secretariat", "auditor")

# What each of PEOPLE gets, in that order. yes: what was asked for; sign-in: led to the sign-in page;
# away: led to another page; no: told who the page is for (403); none: as if it did not exist (404).
ALL = "yes yes yes yes yes yes yes"
SIGNED_IN = "sign-in yes yes yes yes yes yes"
NOT_SIGNED_IN = "yes away away away away away away"
READERS = "sign-in no no yes yes yes yes"
WRITERS = "sign-in no no yes yes yes no"
# Of a hand-in of the ministry of Water: for the Forest board it does not exist.
WATER_READERS = "sign-in no no yes none yes yes"
WATER_WRITERS = "sign-in no no yes none yes no"
FOREST_READERS = "sign-in no no none yes yes yes"
# What only the officer of Water does: whoever decides does not declare.
WATER_OFFICER = "sign-in no no yes none no no"
SECRETARIAT = "sign-in no no no no yes no"
OVERSIGHT = "sign-in no no no no yes yes"
AUDITOR = "sign-in no no no no no yes"

Build = Callable[[SmallGovernment], Mapping[str, Any]]


def nothing(_: SmallGovernment) -> Mapping[str, Any]:
    """No argument."""
    return {}


@dataclass(frozen=True)
class Row:
    """One address, asked by one method: what each person gets, and the status of "yes"."""

    name: str
    gets: str
    arguments: Build = nothing
    method: str = "GET"
    status: int = 200
    query: Mapping[str, str] = field(default_factory=dict)
    data: Build = nothing

    @property
    def title(self) -> str:
        """How the row is told when it fails."""
        return f"{self.method} {self.name}"


def fixed(**values: Any) -> Build:
    """Arguments that do not depend on the records."""
    return lambda _: values


# Operations: what a request gets with no key, a session and no key, the key of the body with every
# scope, its keys with one scope, and the key of another body.
KEYS = ("nothing", "session", "both", "reads", "writes", "other_body")


@dataclass(frozen=True)
class Operation:
    """One operation of the API, and the status that each of KEYS gets."""

    name: str
    gets: str
    json: Mapping[str, Any] | None = None
    form: Build | None = None


OPEN = "200 200 200 200 200 200"
