"""Reads of registers: what stands of each kind for a body, the days handed in, what is owed and met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from virage.contracts.intakes import Intake, groups, intakes
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.intake import rules
from virage.intake.models import (
    ACCEPTED,
    ACCEPTING,
    CHECKED,
    DRAFT,
    RECEIVED,
    REFUSED,
    Draft,
    HandIn,
)
from virage.intake.queries.hand_ins import HEAVY, body_code, kind
from virage.lib.clock import day_of
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.registers.queries import Duty, duties

WAITING = (RECEIVED, CHECKED, ACCEPTING)


@dataclass(frozen=True, slots=True)
class Register:
    """A kind as one body keeps it: the last hand-in accepted, one that waits, the draft of who asks.

    `open` waits to be accepted, or to be corrected if nothing was accepted after it.
    """

    kind: Intake
    last: HandIn | None
    open: HandIn | None
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Group:
    """The registers of one package."""

    title: Text
    registers: tuple[Register, ...]


class Met(NamedTuple):
    """What is owed, and the day on which it was handed in; None while it is not."""

    duty: Duty
    on: date | None

    @property
    def in_time(self) -> bool:
        """Whether it was there by its day."""
        return self.on is not None and self.on <= self.duty.due_on


def kinds_kept() -> list[Intake]:
    """The kinds that a body keeps as its register, in the order of declaration."""
    return [one for one in intakes if rules.is_kept_by_bodies(one)]


def kept_kind(code: str) -> Intake:
    """One of them; raises `rules.UnknownKind`, `rules.SecretariatOnly`."""
    found = kind(code)
    if not rules.is_kept_by_bodies(found):
        raise rules.SecretariatOnly
    return found


@dataclass(frozen=True, slots=True)
class Sight:
    """The bodies (code, name) whose registers a person may see, and the roles that they hold."""

    bodies: list[tuple[str, Text]]
    held: list[roles.Role]

    def may_hand_in_for(self, code: str) -> bool:
        """Whether the person hands in for a body, and does not only see it."""
        return roles.may_hand_in_for(self.held, code)

    def shows(self, hand_in: HandIn) -> bool:
        """Whether the person may open a hand-in: one for several bodies, only who sees all of them."""
        return hand_in.body is not None or roles.may(roles.SEE_HAND_INS, self.held)


def sight_of(person: Person) -> Sight:
    """What a person may see: the registers of their bodies, or all. Three queries."""
    held = organisations.roles_of(person)
    if roles.may(roles.SEE_HAND_INS, held):
        return Sight([(one.code, one.name) for one in organisations.bodies()], held)
    codes = {
        one.body for one in held if one.body and roles.may(roles.SEE_HAND_INS, [one], one.body)
    }
    return Sight([(one.code, one.name) for one in organisations.bodies(codes=sorted(codes))], held)


def of_body_or_several(code: str) -> Q:
    """Hand-ins made for a body, and those for several that hold rows of it.

    The second part finds too much where one code is a part of another: see `concerns`.
    """
    return Q(body__code=code) | Q(body=None, bodies__icontains=f'"{code}"')


def concerns(hand_in: HandIn, code: str) -> bool:
    """Whether a hand-in holds rows of a body."""
    return body_code(hand_in) == code or (hand_in.body is None and code in hand_in.bodies)


def registers_of(code: str, person: Person | None = None) -> list[Register]:
    """Every register of a body, with the drafts of a person. Two queries, whatever the number of kinds
    and hand-ins."""
    return _registers(code, kinds_kept(), person)


def groups_of(code: str, person: Person) -> list[Group]:
    """Every register of a body, by package."""
    found = {one.kind.code: one for one in registers_of(code, person)}
    return [
        Group(group_title(package), tuple(found[one.code] for one in kinds))
        for package, kinds in by_package(kinds_kept()).items()
    ]


def register(code: str, body: str, person: Person) -> Register:
    """One register of a body; raises `rules.UnknownKind`, `rules.SecretariatOnly`."""
    return _registers(body, [kept_kind(code)], person)[0]


def _registers(code: str, kinds: Sequence[Intake], person: Person | None) -> list[Register]:
    codes = [one.code for one in kinds]
    last, waiting, refused = _latest(code, codes)
    still_open = {
        kind: one
        for kind, one in refused.items()
        if kind not in last or one.received_at > last[kind].received_at
    } | waiting
    mine = Draft.objects.filter(body__code=code, owner=person, kind__in=codes)
    drafts = {
        one.kind: one
        for one in mine.select_related("hand_in")
        if one.hand_in is None or one.hand_in.state not in (ACCEPTING, ACCEPTED)
    }
    return [
        Register(one, last.get(one.code), still_open.get(one.code), drafts.get(one.code))
        for one in kinds
    ]


def draft(code: str, body: str, person: Person) -> Draft | None:
    """The draft that a person has of a register."""
    found = Draft.objects.filter(body__code=body, owner=person, kind=code)
    return found.select_related("body", "hand_in").first()


def draft_behind(hand_in: HandIn, person: Person) -> Draft | None:
    """The person's draft that a hand-in was made from, while it may still be corrected there."""
    if hand_in.origin != DRAFT or hand_in.state not in (RECEIVED, CHECKED, REFUSED):
        return None
    return Draft.objects.filter(hand_in=hand_in, owner=person).select_related("body").first()


def by_package(kinds: Iterable[Intake]) -> dict[str, list[Intake]]:
    """The kinds by the package that declares them, in the order of declaration."""
    listed: dict[str, list[Intake]] = {}
    for one in kinds:
        listed.setdefault(one.code.partition(".")[0], []).append(one)
    return listed


def group_title(package: str) -> Text:
    """What a package's kinds are called together."""
    return groups.get(package).title if package in groups else Text(package, package)


Latest = dict[str, HandIn]


def _latest(code: str, kinds: Sequence[str]) -> tuple[Latest, Latest, Latest]:
    """By kind, the latest hand-in that concerns a body: accepted, waiting, refused. One query."""
    found = HandIn.objects.filter(of_body_or_several(code), kind__in=kinds)
    wanted = Q()
    for states, order in (
        ((ACCEPTED,), "-accepted_at"),
        (WAITING, "-received_at"),
        ((REFUSED,), "-received_at"),
    ):
        of_kind = found.filter(kind=OuterRef("kind"), state__in=states)
        wanted |= Q(pk=Subquery(of_kind.order_by(order, "-pk").values("pk")[:1]))
    light = [name for name in HEAVY if name != "bodies"]
    by_state: tuple[Latest, Latest, Latest] = ({}, {}, {})
    for one in found.filter(wanted).select_related("body").defer(*light).order_by("pk"):
        if concerns(one, code):
            place = 0 if one.state == ACCEPTED else 2 if one.state == REFUSED else 1
            by_state[place][one.kind] = one
    return by_state


def history(code: str, body: str, first: int = 10) -> list[HandIn]:
    """The latest hand-ins of a kind that concern a body, whatever became of them."""
    light = [name for name in HEAVY if name != "bodies"]
    found = HandIn.objects.filter(of_body_or_several(body), kind=code).select_related("body")
    return [one for one in found.defer(*light)[:first] if concerns(one, body)]


def changed_since(draft: Draft) -> HandIn | None:
    """The last hand-in that was accepted since a draft was opened: the draft does not know of it."""
    later = HandIn.objects.filter(
        of_body_or_several(draft.body.code),
        kind=draft.kind,
        state=ACCEPTED,
        accepted_at__gt=draft.opened_at,
        sequence__isnull=False,
    )
    found = [one for one in later.order_by("-accepted_at")[:5] if concerns(one, draft.body.code)]
    return found[0] if found else None


def accepted_days(kind: str, body: str) -> list[rules.HandedIn]:
    """The accepted hand-ins of a kind that concern a body, the oldest first: when each came, and the days
    it speaks of. Days are those of the whole file, also when it is of several bodies."""
    return _accepted(HandIn.objects.filter(kind=kind), {body}).get((kind, body), [])


def met(owed: Iterable[Duty]) -> list[Met]:
    """For each duty, when what is owed was handed in. One query, whatever the number of duties."""
    listed = list(owed)
    if not listed:
        return []
    bodies = {one.body for one in listed}
    start, end = min(one.period.start for one in listed), max(one.period.end for one in listed)
    found = HandIn.objects.filter(
        Q(days_from=None) | Q(days_from__lt=end, days_to__gt=start),
        kind__in={one.kind for one in listed},
    )
    if len(bodies) <= 100:
        found = found.filter(Q(body=None) | Q(body__code__in=bodies))
    handed_in = _accepted(found, bodies)
    by_period = {one.code for one in intakes if one.by_period}
    return [
        Met(
            one,
            rules.met_on(
                handed_in.get((one.kind, one.body), []),
                start=one.period.start,
                end=one.period.end,
                by_period=one.kind in by_period,
            ),
        )
        for one in listed
    ]


def _accepted(
    hand_ins: "QuerySet[HandIn]", bodies: set[str]
) -> dict[tuple[str, str], list[rules.HandedIn]]:
    """By kind and body, the accepted hand-ins among these."""
    found: dict[tuple[str, str], list[rules.HandedIn]] = {}
    rows = hand_ins.filter(state=ACCEPTED).annotate(code=F("body__code"))
    for kind_code, code, several, start, end, at in rows.order_by("received_at", "pk").values_list(
        "kind", "code", "bodies", "days_from", "days_to", "received_at"
    ):
        days = (start, end) if start is not None and end is not None else None
        one = rules.HandedIn(day_of(at), days)
        for body in [code] if code else several:
            if body in bodies:
                found.setdefault((kind_code, body), []).append(one)
    return found


def owed_by(body: str, kind: str = "") -> list[Met]:
    """What a body owes, and whether it is there; what is not yet there first, by due day."""
    owed = met(duties(body=body, kind=kind, released=False))
    return sorted(owed, key=lambda one: (one.on is not None, one.duty.due_on))
