"""Who may do what, for which body: one table of operations by role, and the scopes of API keys.

A role reaches its own body ("own") or the whole government ("any"). What the table does not grant is
refused.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from virage.contracts.text import Text

Reach = Literal["own", "any"]

PLANNING_OFFICER = "planning_officer"
AGENT = "agent"
SECRETARIAT = "secretariat"
AUDITOR = "auditor"
ROLES = (PLANNING_OFFICER, AGENT, SECRETARIAT, AUDITOR)

HAND_IN = "hand-in"
SEE_HAND_INS = "see-hand-ins"
KEEP_BODIES = "keep-bodies"
INVITE = "invite"
MAKE_KEYS = "make-keys"
MEASURE = "measure"
PUBLISH = "publish"
AUDIT = "audit"
OPEN_WITHHELD = "open-withheld"
READ_JOURNAL = "read-journal"
KEEP_DUTIES = "keep-duties"
COUNT_STAFF = "count-staff"
ATTEST = "attest"
DECLARE_NOT_APPLICABLE = "declare-not-applicable"
DECIDE_NOT_APPLICABLE = "decide-not-applicable"
WRITE_PLAN = "write-plan"
REVIEW_PLANS = "review-plans"
ASK_SUPPORT = "ask-support"
GIVE_SUPPORT = "give-support"
SEE_SUPPORT = "see-support"
SEE_DRAFTS = "see-drafts"
COMMENT_DRAFTS = "comment-drafts"

OPERATIONS: Mapping[str, Mapping[str, Reach]] = {
    HAND_IN: {PLANNING_OFFICER: "own", SECRETARIAT: "any"},
    SEE_HAND_INS: {PLANNING_OFFICER: "own", SECRETARIAT: "any", AUDITOR: "any"},
    KEEP_BODIES: {SECRETARIAT: "any"},
    INVITE: {SECRETARIAT: "any"},
    MAKE_KEYS: {PLANNING_OFFICER: "own", SECRETARIAT: "any"},
    MEASURE: {SECRETARIAT: "any", AUDITOR: "any"},
    PUBLISH: {SECRETARIAT: "any"},
    # Whoever publishes does not audit what was published.
    AUDIT: {AUDITOR: "any"},
    OPEN_WITHHELD: {SECRETARIAT: "any", AUDITOR: "any"},
    READ_JOURNAL: {SECRETARIAT: "any", AUDITOR: "any"},
    KEEP_DUTIES: {SECRETARIAT: "any"},
    COUNT_STAFF: {SECRETARIAT: "any"},
    ATTEST: {PLANNING_OFFICER: "own", SECRETARIAT: "any"},
    # Whoever decides does not declare.
    DECLARE_NOT_APPLICABLE: {PLANNING_OFFICER: "own"},
    DECIDE_NOT_APPLICABLE: {SECRETARIAT: "any"},
    # Whoever reviews a plan does not write it.
    WRITE_PLAN: {PLANNING_OFFICER: "own"},
    REVIEW_PLANS: {SECRETARIAT: "any"},
    ASK_SUPPORT: {PLANNING_OFFICER: "own"},
    GIVE_SUPPORT: {SECRETARIAT: "any"},
    SEE_SUPPORT: {PLANNING_OFFICER: "own", SECRETARIAT: "any", AUDITOR: "any"},
    SEE_DRAFTS: {PLANNING_OFFICER: "own", SECRETARIAT: "any", AUDITOR: "any"},
    # The author of a comment is the body.
    COMMENT_DRAFTS: {PLANNING_OFFICER: "own"},
}

# Roles held for the whole government, with no body.
WHOLE_GOVERNMENT = frozenset({SECRETARIAT, AUDITOR})

SCOPES: Mapping[str, Text] = {
    "intake:write": Text("déposer des fichiers", "hand in files"),
    "intake:read": Text("lire ses dépôts", "read one’s hand-ins"),
    "registers:write": Text(
        "attester ses registres et déclarer sans objet",
        "attest one’s registers and declare not applicable",
    ),
    "support:write": Text("demander de l’aide", "ask for support"),
    "services:write": Text(
        "tenir le registre de ses services", "keep the register of one’s services"
    ),
    "plans:write": Text("déposer le plan de son organisme", "deposit the plan of one’s body"),
}
BODY_CODE = re.compile(r"^[a-zA-Z0-9_-]{1,60}$")
LONGEST_KEY = timedelta(days=400)


class Refused(PermissionError):
    """Somebody asked for what their roles do not allow; says who may, in both languages."""

    def __init__(self, operation: str, body: str | None = None) -> None:
        roles = ", ".join(sorted(OPERATIONS[operation]))
        about = f" ({body})" if body else ""
        self.operation = operation
        self.sentence = Text(
            f"Vos rôles ne permettent pas cette opération{about}. Adressez-vous au Secrétariat.",
            f"Your roles do not allow this operation{about} ({operation}: {roles}). "
            "Ask the Secretariat.",
        )
        super().__init__(self.sentence.en)


class NotABodyCode(ValueError):
    """A body's code has other characters than letters, digits, hyphens and underscores."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role that a person holds today; `body` is the code of the body, or None."""

    role: str
    body: str | None = None


def may(operation: str, roles: Iterable[Role], body: str | None = None) -> bool:
    """Whether someone with `roles` may do `operation`, for `body` when it concerns one."""
    reaches = OPERATIONS[operation]
    for held in roles:
        reach = reaches.get(held.role)
        if reach == "any" or (reach == "own" and body is not None and held.body == body):
            return True
    return False


def check_may(operation: str, roles: Iterable[Role], body: str | None = None) -> None:
    """Raise `Refused` unless `may`."""
    if not may(operation, roles, body):
        raise Refused(operation, body)


def may_hand_in_for(roles: Iterable[Role], body: str) -> bool:
    """A planning officer hands in for their own body, the Secretariat for any."""
    return may(HAND_IN, roles, body)


def check_code(code: str) -> None:
    """Raise `NotABodyCode` unless `code` can be the permanent code of a body."""
    if not BODY_CODE.match(code):
        raise NotABodyCode(
            f"{code!r} cannot be the code of a body: 1 to 60 letters without accents, digits, "
            "hyphens and underscores."
        )


def unknown_scopes(scopes: Iterable[str]) -> list[str]:
    """The scopes that no operation of the API asks for."""
    return sorted(set(scopes) - set(SCOPES))
