"""What the pages of services show: what happened, volumes, answers and lists, in the words of one language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from virage.contracts.references import Reference, Resolved, resolve_all
from virage.contracts.text import Text
from virage.services import words
from virage.services.models import PointObservation, Volume
from virage.services.queries import ABSENT, REUSED, Event, History, Kept, Register, Sourced
from virage.services.rules.lives import CLOSING_REASONS
from virage.services.rules.statements import Statement
from virage.services.rules.volumes import CHANNELS, POINTS
from virage.ui import typography
from virage.ui.components import Facet, Happening
from virage.ui.context import active_language, said

Names = Mapping[str, Text]
Proofs = Mapping[Reference, Resolved]


def body_name(code: str, names: Names) -> str:
    """The last name of a body; its code when it has none."""
    return said(names[code]) if code in names else code


def day(value: date | None) -> str:
    """A day in words; nothing for none."""
    return "" if value is None else typography.day_in_words(value, active_language())


def reference(batch: str, line: int | None) -> Reference:
    """What a record rests on: its batch, at its line when a file brought it."""
    found = Reference.parse(batch)
    return Reference(found.kind, found.id, "" if line is None else str(line))


def proofs_of(events: Iterable[Event], rows: Iterable[Sourced[Any]]) -> Proofs:
    """The public evidence of what a page shows, in a few queries for all of it."""
    return resolve_all(
        {
            *(reference(one.batch, one.line) for one in events),
            *(reference(one.batch, one.line) for one in rows),
        }
    )


def history(one: History, names: Names, services: Names, proofs: Proofs) -> list[Happening]:
    """What happened to a service, the latest first, each with the hand-in or act that brought it."""
    shown: list[Happening] = []
    standing: Statement | None = None
    for event in one.events:
        title, text = _happened(event, standing, names, services)
        if event.statement is not None and not event.replaced:
            standing = event.statement
        source, url = _source(event, proofs)
        if event.replaced:
            text = " ".join(filter(None, (text, _("Remplacé depuis."))))
        shown.append(Happening(event.day, title, text, source=source, source_url=url))
    return shown[::-1]


def _happened(
    event: Event, before: Statement | None, names: Names, services: Names
) -> tuple[str, str]:
    """What happened, and more about it."""
    if event.offer is not None:
        online = said(words.REQUEST_ONLINE[event.offer.request_online])
        offered = channel_names(event.offer.channels) or _("non dits")
        return (
            _("Canaux offerts : %(channels)s") % {"channels": offered},
            _("La demande : %(online)s.") % {"online": online},
        )
    if event.kind == "closed" and event.life is not None:
        return _("Fermé"), f"{closing_reason(event.life.reason)}."
    if event.statement is not None:
        return _described(event.kind, event.statement, before, names), ""
    other = f"{said(services[event.other]) if event.other in services else ''} ({event.other})"
    return {
        "opened": _("Ouverture"),
        "kept": _("Gardé : le service est toujours rendu"),
        "reopened": _("Rouvert"),
        "follows": _("Prend la suite de : %(other)s") % {"other": other},
        "followed": _("Sa suite est prise par : %(other)s") % {"other": other},
    }[event.kind], ""


def _described(kind: str, now: Statement, before: Statement | None, names: Names) -> str:
    if kind == "confirmed":
        return _("Confirmé : c’est toujours le même service")
    told = {"name": said(now.name), "body": body_name(now.organisation, names)}
    if before is None:
        return _("Inscrit sous le nom « %(name)s », à : %(body)s") % told
    renamed = said(before.name) != told["name"]
    if renamed and before.organisation != now.organisation:
        return _("Devient « %(name)s », et passe à : %(body)s") % told
    if renamed:
        return _("Devient « %(name)s »") % told
    if before.organisation != now.organisation:
        return _("Passe à : %(body)s") % told
    return _("Nom revu dans l’autre langue")


def closing_reason(code: str) -> str:
    """Why a service closed, in words; nothing when it did not."""
    reason = said(CLOSING_REASONS[code]) if code in CLOSING_REASONS else ""
    return reason[:1].upper() + reason[1:]


def channel_names(offered: Sequence[str] | None) -> str:
    """The channels offered, in words; nothing when they are not said."""
    return ", ".join(said(words.CHANNELS[one]) for one in CHANNELS if one in (offered or ()))


def _source(event: Event, proofs: Proofs) -> tuple[str, str]:
    """What brought it: the hand-in, with its public evidence, or an act on the platform."""
    proof = proofs.get(reference(event.batch, event.line))
    if proof is not None and proof.url:
        return said(proof.title), proof.url
    about = {"number": typography.integer(event.sequence, active_language())}
    if event.said_on is None:
        return _("Ligne %(number)s du journal") % about, ""
    about["day"] = day(event.said_on)
    role = words.ROLES.get(event.life.role) if event.life else None
    if role is not None:
        about["role"] = said(role)
        return _("Dit le %(day)s %(role)s, ligne %(number)s du journal") % about, ""
    return _("Dit le %(day)s, ligne %(number)s du journal") % about, ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One volume or answer: `first` opens the lines of a period, of which there are `span`."""

    first: str
    span: int
    label: str
    count: int | None
    status: str
    evidence: str
    evidence_url: str


def volume_order(one: Sourced[Volume]) -> tuple[int, int, int]:
    """The latest period first, then the order of the channels."""
    row = one.row
    return -row.period_from.toordinal(), -row.period_to.toordinal(), CHANNELS.index(row.channel)


def volume_rows(rows: Sequence[Sourced[Volume]], proofs: Proofs) -> list[RecordRow]:
    """Volumes in the order given, those of one period together."""
    found: list[RecordRow] = []
    for (start, end), group in groupby(
        rows, key=lambda one: (one.row.period_from, one.row.period_to)
    ):
        together = list(group)
        period = typography.period_in_words(start, end, active_language())
        for place, one in enumerate(together):
            row = one.row
            found.append(
                RecordRow(
                    first=period[:1].upper() + period[1:] if place == 0 else "",
                    span=len(together),
                    label=said(words.CHANNELS[row.channel]),
                    count=row.volume,
                    status="" if row.volume is not None else said(words.STATUSES[row.status]),
                    **_evidence(one, proofs),
                )
            )
    return found


def last_points(one: History) -> list[Sourced[PointObservation]]:
    """The answers of the last day on which the service was observed."""
    last = max((point.row.observed_on for point in one.points), default=None)
    return sorted(
        (point for point in one.points if point.row.observed_on == last),
        key=lambda point: POINTS.index(point.row.point),
    )


def point_rows(rows: Sequence[Sourced[PointObservation]], proofs: Proofs) -> list[RecordRow]:
    """Answers at interaction points, of one day."""
    return [
        RecordRow(
            first="",
            span=len(rows),
            label=said(words.POINTS[one.row.point]),
            count=None,
            status=said(words.ANSWERS[one.row.answer]),
            **_evidence(one, proofs),
        )
        for one in rows
    ]


def _evidence(one: Sourced[Any], proofs: Proofs) -> dict[str, str]:
    proof = proofs.get(reference(one.batch, one.line))
    return {
        "evidence": "" if proof is None else said(proof.title),
        "evidence_url": "" if proof is None else proof.url,
    }


STATES: Mapping[str, Callable[[Kept, date], bool]] = {
    "": lambda one, today: not _closed(one, today),
    "a-decider": lambda one, today: ABSENT in one.waits,
    "reutilises": lambda one, today: REUSED in one.waits,
    "incomplets": lambda one, today: bool(one.missing),
    "fermes": lambda one, today: _closed(one, today),
}
"""The ways to narrow the register of a body, by the word of their address."""


def _closed(one: Kept, today: date) -> bool:
    return one.closed_on is not None and one.closed_on <= today


def register_facets(found: Register, state: str, today: date, organisation: str) -> list[Facet]:
    """Those ways, each with how many services are left."""
    labels = {
        "": _("En service"),
        "a-decider": _("À fermer ou à garder"),
        "reutilises": _("Réutilisés ?"),
        "incomplets": _("Il manque une réponse"),
        "fermes": _("Fermés"),
    }

    def address(word: str) -> str:
        asked = {"organisme": organisation, "etat": word}
        return f"?{urlencode({key: value for key, value in asked.items() if value})}"

    return [
        Facet(
            label,
            sum(STATES[word](one, today) for one in found.services),
            address(word),
            word == state,
        )
        for word, label in labels.items()
    ]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A service as its officer sees it in the list."""

    name: str
    code: str
    url: str
    last_volume: str
    waits: list[str]
    missing: str
    closed: str


def kept_row(one: Kept) -> KeptRow:
    """A service of the register, in words."""
    waits = {
        ABSENT: _("Absent du dernier dépôt : à fermer ou à garder"),
        REUSED: _("Nom et organisme changés : toujours le même service ?"),
    }
    reason = closing_reason(one.reason)
    return KeptRow(
        name=said(one.name),
        code=one.code,
        url=reverse("services:service", args=[one.code]),
        last_volume=_until(one),
        waits=[waits[wait] for wait in one.waits],
        missing=", ".join(said(words.MISSING[each]) for each in one.missing),
        closed=_("Fermé le %(day)s. %(reason)s.") % {"day": day(one.closed_on), "reason": reason}
        if one.closed_on
        else "",
    )


def _until(one: Kept) -> str:
    """The last day for which volumes were handed in."""
    if one.last_volume is None:
        return ""
    return day(one.last_volume - timedelta(days=1))
