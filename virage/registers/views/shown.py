"""What the pages of obligations show: states, roles and days in the words of one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.organisations import queries as organisations
from virage.registers import queries, wording
from virage.registers.queries import Counted, Duty, PublicExemption
from virage.registers.rules import exemptions, obligations
from virage.ui import typography
from virage.ui.components import Facet, Happening
from virage.ui.context import active_language, said


def days(start: date, end: date | None) -> str:
    """Half-open days in words; without an end, since when."""
    language = active_language()
    if end is not None:
        return typography.period_in_words(start, end, language)
    return _("depuis le %(day)s") % {"day": typography.day_in_words(start, language)}


def period_key(period: Period) -> str:
    """How an address names a period."""
    return f"{period.start}~{period.end}"


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty in a list."""

    key: str
    body: str
    what: str
    period: str
    due_on: date
    released: bool


def duty_rows(listed: Iterable[Duty], names: dict[str, Text]) -> list[DutyRow]:
    """Duties with the names of their bodies and kinds."""
    return [
        DutyRow(
            key=str(one.owed),
            body=said(names.get(one.body, Text(one.body, one.body))),
            what=said(queries.kind_title(one.kind)),
            period=days(one.period.start, one.period.end),
            due_on=one.due_on,
            released=one.released,
        )
        for one in listed
    ]


@dataclass(frozen=True, slots=True)
class ExemptionShown:
    """A declaration in words."""

    url: str
    unit: str
    code: str
    unit_one: str
    body: str
    question: str
    target: str
    reason: str
    days: str
    declared_on: date
    badge: str
    state: str
    is_decided: bool
    decided_on: date | None
    role: str
    why: str


def exemption_shown(one: PublicExemption, names: dict[str, Text]) -> ExemptionShown:
    """One declaration, in the language of the page."""
    return ExemptionShown(
        url=reverse("registers:exemption", args=[one.public_id]),
        unit=said(one.unit_name),
        code=one.unit,
        unit_one=said(one.unit_one),
        body=said(names.get(one.body, Text(one.body, one.body))),
        question=said(one.question),
        target=one.target,
        reason=said(one.reason_words),
        days=days(one.valid_from, one.valid_to),
        declared_on=one.declared_on,
        badge=wording.BADGES[one.state],
        state=str(wording.STATES[one.state]),
        is_decided=one.decided_on is not None,
        decided_on=one.decided_on,
        role=wording.role_words(one.role),
        why=one.why,
    )


def exemption_facets(counts: dict[str, int], wanted: str) -> list[Facet]:
    """The states there are, each with how many declarations; all of them first."""
    facets = [Facet(_("Tous"), sum(counts.values()), "?", wanted not in wording.STATES)]
    return facets + [
        Facet(str(words), counts[state], f"?etat={state}", state == wanted)
        for state, words in wording.STATES.items()
        if counts.get(state)
    ]


def timeline(acts: Sequence[tuple[str, date | None]]) -> list[Happening]:
    """What happened to a declaration, oldest first."""
    words = {
        exemptions.DECLARED: _("Déclaré par l’organisme"),
        exemptions.ACCEPTED: _("Accepté par le Secrétariat"),
        exemptions.REFUSED: _("Refusé par le Secrétariat"),
        exemptions.WITHDRAWN: _("Retiré par l’organisme"),
    }
    return [Happening(day, words[state]) for state, day in acts if day is not None]


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A headcount in a list; what would tell of a few people is withheld."""

    code: str
    body: str
    on: date
    staff: int | None
    words: str


def counted_rows(listed: Iterable[Counted], names: dict[str, Text]) -> list[CountedRow]:
    """Headcounts by the names of their bodies."""
    rows = [
        CountedRow(
            one.body,
            said(names.get(one.body, Text(one.body, one.body))),
            one.on,
            None if obligations.is_few(one.staff) else one.staff,
            _("de 1 à 9")
            if obligations.is_few(one.staff)
            else typography.integer(one.staff, active_language()),
        )
        for one in listed
    ]
    return sorted(rows, key=lambda row: row.body.casefold())


def names_of(codes: Iterable[str]) -> dict[str, Text]:
    """The last names of bodies, by code. One query."""
    return organisations.names(codes=set(codes))


def done(number: int) -> str:
    """How many duties an act made or changed."""
    if not number:
        return _("Rien n’a changé : tout cela était déjà dû.")
    return ngettext(
        "%(number)s obligation est inscrite ou changée.",
        "%(number)s obligations sont inscrites ou changées.",
        number,
    ) % {"number": typography.integer(number, active_language())}


def bodies_by_name() -> list[tuple[str, str]]:
    """Code and name of each body known today, by name."""
    every: list[Any] = organisations.bodies()
    return sorted(
        ((one.code, said(one.name)) for one in every if one.valid_to is None),
        key=lambda one: one[1].casefold(),
    )
