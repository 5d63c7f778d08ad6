"""Reads of hand-ins: only those that a person may see; and what the public may know of accepted ones."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from virage.contracts.intakes import Intake, intakes
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.intake import rules
from virage.intake.models import ACCEPTED, ACCEPTING, CHECKED, RECEIVED, HandIn
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles

HEAVY = ("report", "preview", "warned", "bodies", "parameters")
SEVERAL = Text("Plusieurs organismes", "Several bodies")


@dataclass(frozen=True, slots=True)
class Listed:
    """A hand-in in a list: the row (without its report), the title of its kind, the name of its body."""

    hand_in: HandIn
    kind: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """A code that the acceptance must answer for: what it meant, what the file says, and whether the
    person may say that it is the same (they must act for the body that it came from)."""

    code: str
    before: Text
    body_before: Text
    after: Text
    body_after: Text
    may_continue: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What anyone may know of an accepted hand-in: not the person, not the file."""

    public_id: str
    kind: str
    title: Text
    body: Text
    received_as: str
    received_on: date
    accepted_on: date
    sha256: str
    rows: int
    sequence: int | None
    withheld: bool
    draw: uuid.UUID | None


def kind(code: str) -> Intake:
    """The declared kind; raises `rules.UnknownKind` with those that exist."""
    if code not in intakes:
        raise rules.UnknownKind(code, [one.code for one in intakes])
    return intakes.get(code)


def title(code: str) -> Text:
    """The title of a kind; its code when no package declares it any more."""
    return intakes.get(code).title if code in intakes else Text(code, code)


def body_code(hand_in: HandIn) -> str | None:
    """The code of the body handed in for, or None for several."""
    return hand_in.body.code if hand_in.body else None


def visible(person: Person) -> "QuerySet[HandIn]":
    """The hand-ins that a person may see: of their bodies, or all for the Secretariat and auditors."""
    held = organisations.roles_of(person)
    hand_ins = HandIn.objects.select_related("body")
    if roles.may(roles.SEE_HAND_INS, held):
        return hand_ins
    codes = {one.body for one in held if roles.may(roles.SEE_HAND_INS, [one], one.body)}
    return hand_ins.filter(body__code__in=codes - {None})


def listed(person: Person, *, kind: str = "", state: str = "", first: int = 100) -> list[Listed]:
    """The latest hand-ins that a person may see. Three queries at most."""
    hand_ins = visible(person).defer(*HEAVY)
    if kind:
        hand_ins = hand_ins.filter(kind=kind)
    if state:
        hand_ins = hand_ins.filter(state=state)
    found = list(hand_ins[:first])
    names = organisations.names(codes={one.body.code for one in found if one.body})
    return [
        Listed(
            one,
            title(one.kind),
            names.get(one.body.code, Text(one.body.code, one.body.code)) if one.body else SEVERAL,
        )
        for one in found
    ]


def of_person(public_id: str | uuid.UUID, person: Person) -> HandIn | None:
    """That hand-in if the person may see it."""
    return visible(person).filter(public_id=public_id).first()


def of_body(public_id: str | uuid.UUID, code: str) -> HandIn | None:
    """That hand-in if it is of that body (for a program with the body's key)."""
    return (
        HandIn.objects.select_related("body").filter(public_id=public_id, body__code=code).first()
    )


def of_a_body(code: str, first: int) -> list[HandIn]:
    """The latest hand-ins of a body (for a program with the body's key)."""
    return list(HandIn.objects.select_related("body").filter(body__code=code)[:first])


def by_id(public_id: str | uuid.UUID) -> HandIn | None:
    """That hand-in, for tasks and commands; None too for what is not an id."""
    try:
        public_id = uuid.UUID(str(public_id))
    except ValueError:
        return None
    return HandIn.objects.select_related("body").filter(public_id=public_id).first()


def body_name(hand_in: HandIn) -> Text:
    """The name of the body handed in for, today's."""
    code = body_code(hand_in)
    if code is None:
        return SEVERAL
    return organisations.names(codes=[code]).get(code, Text(code, code))


def same_content(kind: str, body: str | None, sha256: str) -> HandIn | None:
    """An open hand-in of that very content, or the accepted one if nothing was accepted after it."""
    same = HandIn.objects.select_related("body").filter(kind=kind, sha256=sha256, withheld=False)
    same = same.filter(body__code=body) if body else same.filter(body=None)
    opened = same.filter(state__in=(RECEIVED, CHECKED, ACCEPTING)).first()
    if opened is not None:
        return opened
    last = HandIn.objects.filter(state=ACCEPTED).aggregate(Max("sequence"))["sequence__max"]
    return same.filter(state=ACCEPTED, sequence=last, sequence__isnull=False).first()


def may_accept(hand_in: HandIn, person: Person) -> bool:
    """Whether a person may accept or withdraw it."""
    code = body_code(hand_in)
    if code is None:
        return organisations.is_secretariat(person)
    return organisations.may_hand_in_for(person, code)


def asked(hand_in: HandIn, person: Person) -> list[Asked]:
    """What the acceptance of this hand-in must answer. Two queries, none when there is nothing to."""
    reused = hand_in.preview.get("reused", [])
    if not reused:
        return []
    named = organisations.names(
        codes={one[key] for one in reused for key in ("body_before", "body_after")}
    )
    held = organisations.roles_of(person)

    def name(code: str) -> Text:
        return named.get(code, Text(code, code))

    return [
        Asked(
            code=one["code"],
            before=Text(**one["before"]),
            body_before=name(one["body_before"]),
            after=Text(**one["after"]),
            body_after=name(one["body_after"]),
            may_continue=roles.may_hand_in_for(held, one["body_before"]),
        )
        for one in reused
    ]


def evidence(public_id: str | uuid.UUID) -> Evidence | None:
    """What anyone may know of that hand-in; None unless its rows became records."""
    found = (
        HandIn.objects.select_related("body", "draw")
        .filter(public_id=public_id, state=ACCEPTED)
        .first()
    )
    if found is None or found.accepted_at is None:
        return None
    return Evidence(
        public_id=str(found.public_id),
        kind=found.kind,
        title=title(found.kind),
        body=body_name(found),
        received_as=found.received_as,
        received_on=day_of(found.received_at),
        accepted_on=day_of(found.accepted_at),
        sha256=found.sha256,
        rows=found.rows,
        sequence=found.sequence,
        withheld=found.withheld,
        draw=found.draw.public_id if found.draw else None,
    )


def stalled(before: object) -> list[HandIn]:
    """Acceptances under way with no progress since a moment."""
    return list(HandIn.objects.filter(state=ACCEPTING, progress_at__lt=before))


def states(person: Person) -> dict[str, int]:
    """How many hand-ins a person may see in each state."""
    counted = visible(person).order_by().values_list("state").annotate(Count("pk"))
    return dict(counted)


def role_for(person: Person, body: str | None) -> str:
    """In which role a person hands in for a body: as its officer, else for the Secretariat."""
    held = organisations.roles_of(person)
    if body is not None and roles.Role(roles.PLANNING_OFFICER, body) in held:
        return roles.PLANNING_OFFICER
    return roles.SECRETARIAT if roles.may(roles.HAND_IN, held) else ""


def bodies_to_hand_in_for(person: Person) -> list[tuple[str, Text]]:
    """The bodies (code, name) that a person hands in for: their own; all, for the Secretariat."""
    if organisations.is_secretariat(person):
        return [(one.code, one.name) for one in organisations.bodies()]
    codes = organisations.bodies_of(person, roles.PLANNING_OFFICER)
    return [(one.code, one.name) for one in organisations.bodies(codes=codes)]
