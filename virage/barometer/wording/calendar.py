"""The words of the calendar, of its drafts and of what was corrected."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from virage.organisations import rules as roles
from virage.ui import typography
from virage.ui.context import active_language

STATES: dict[str, Promise] = {
    "announced": gettext_lazy("Annoncée"),
    "open": gettext_lazy("Projet ouvert"),
    "published": gettext_lazy("Parue"),
    "withdrawn": gettext_lazy("Retirée"),
}
BADGES = {"announced": "sent", "open": "draft", "published": "accepted", "withdrawn": "withdrawn"}

ROLES: dict[str, Promise] = {
    roles.PLANNING_OFFICER: gettext_lazy("Responsable de la planification"),
    roles.SECRETARIAT: gettext_lazy("Secrétariat"),
    roles.AUDITOR: gettext_lazy("Vérificateur"),
}

KINDS: dict[str, Promise] = {
    "erratum": gettext_lazy("Erratum"),
    "revision": gettext_lazy("Révision"),
    "put-off": gettext_lazy("Report"),
    "withdrawn": gettext_lazy("Retrait"),
    "late": gettext_lazy("Retard"),
}


def role_name(role: str) -> str:
    """A role as the public list calls it; its code when no word is known."""
    return str(ROLES.get(role, role))


def day(on: date) -> str:
    """« 12 juin 2026 »."""
    return typography.day_in_words(on, active_language())


def working_days(number: int) -> str:
    """« 15 jours ouvrables »."""
    return ngettext("%(number)s jour ouvrable", "%(number)s jours ouvrables", number) % {
        "number": typography.integer(number, active_language())
    }


def late(days: int) -> str:
    """How late an edition came out; "" when it did not."""
    if not days:
        return ""
    return ngettext(
        "Parue avec %(number)s jour de retard sur sa date.",
        "Parue avec %(number)s jours de retard sur sa date.",
        days,
    ) % {"number": typography.integer(days, active_language())}


def draft_late(days: int) -> str:
    """How late a draft opened; "" when it did not."""
    if not days:
        return ""
    return ngettext(
        "Le projet s’est ouvert avec %(number)s jour de retard.",
        "Le projet s’est ouvert avec %(number)s jours de retard.",
        days,
    ) % {"number": typography.integer(days, active_language())}


def put_off(was: date, now: date) -> str:
    """What a statement of later dates says."""
    if was == now:
        return _("La publication reste au %(day)s.") % {"day": day(now)}
    return _("Publication reportée du %(was)s au %(now)s.") % {"was": day(was), "now": day(now)}
