"""States of attestations and declarations, and roles, as every page calls them, with their signs."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from virage.organisations import rules as roles
from virage.registers.queries import Attested, RegisterListed
from virage.registers.rules import exemptions, obligations
from virage.ui import typography
from virage.ui.context import active_language

STATES = {
    exemptions.DECLARED: gettext_lazy("Attend une décision"),
    exemptions.ACCEPTED: gettext_lazy("Accepté"),
    exemptions.REFUSED: gettext_lazy("Refusé"),
    exemptions.WITHDRAWN: gettext_lazy("Retiré"),
}
BADGES = {
    exemptions.DECLARED: "sent",
    exemptions.ACCEPTED: "accepted",
    exemptions.REFUSED: "no",
    exemptions.WITHDRAWN: "withdrawn",
}
ROLES = {
    roles.SECRETARIAT: gettext_lazy("le Secrétariat"),
    roles.PLANNING_OFFICER: gettext_lazy("responsable de la planification"),
}
NEVER, LAPSED = "never", "lapsed"
EXTENTS = {
    obligations.COMPLETE: gettext_lazy("Complet"),
    obligations.PARTIAL: gettext_lazy("Partiel"),
    LAPSED: gettext_lazy("Échu"),
    NEVER: gettext_lazy("Jamais attesté"),
}
EXTENT_BADGES = {
    obligations.COMPLETE: "yes",
    obligations.PARTIAL: "not_yet",
    LAPSED: "warning",
    NEVER: "no_records",
}


def register_title(one: RegisterListed) -> str:
    """A register as a line or a heading begins with it."""
    return str(capfirst(one.title.in_language(active_language())))


def role_words(role: str) -> str:
    """A role as the pages call it; its code when they do not know it."""
    return str(ROLES.get(role, role))


@dataclass(frozen=True, slots=True)
class AttestedCell:
    """What one body attests of one register."""

    state: str
    badge: str
    words: str
    detail: str


def attested_state(last: Attested | None, on: date) -> str:
    """ "complete", "partial", "lapsed" or "never"."""
    if last is None:
        return NEVER
    return last.state if last.holds(on) else LAPSED


def attested_cell(last: Attested | None, on: date) -> AttestedCell:
    """The state of an attestation on a day, and until when it holds."""
    state = attested_state(last, on)
    detail = ""
    if last is not None:
        day = typography.day_in_words(last.last_day, active_language())
        words = _("le %(day)s") if state == LAPSED else _("jusqu’au %(day)s")
        detail = words % {"day": day}
    return AttestedCell(state, EXTENT_BADGES[state], str(EXTENTS[state]), detail)
