"""Reads of bodies as they stood on a day and were known at a sequence; of roles; of API keys.

Facts on bodies are statements dated from a day: on a day, the last one not after it holds. A body
seen before its first statement takes that first one, so that nothing is ever without a name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q

from virage.contracts.indicators import Period, Unit
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.records import known
from virage.lib.tokens import fingerprint
from virage.organisations import rules
from virage.organisations.models import (
    ApiKey,
    BodyExistence,
    BodyName,
    BodySuccession,
    Membership,
    PublicBody,
)

Statement = TypeVar("Statement", bound=tuple[Any, ...])


class UnknownBody(LookupError):
    """No body has that code; the sentence says what to do."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"No public body has the code {code!r}; list them with: virage body list.")


@dataclass(frozen=True, slots=True)
class Body:
    """A public body on a day: half-open dates of existence, `valid_to` None while it exists."""

    code: str
    public_id: str
    name: Text
    kind: str
    parent: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Succession:
    """`body` took over from `predecessor` on a day (codes)."""

    body: str
    predecessor: str
    on: date


def _on(rows: Iterable[Statement], on: date | None) -> dict[str, Statement]:
    """By body code, the statement that holds on a day. Rows begin (code, valid_from), in order."""
    found: dict[str, Statement] = {}
    for row in rows:
        standing = found.get(row[0])
        if standing is None or on is None or row[1] <= on or row[1] == standing[1]:
            found[row[0]] = row
    return found


# Two acts may have stated the same day; the later known wins.
IN_ORDER = ("body__code", "valid_from", "batch__sequence", "pk")


def names(
    *, codes: Iterable[str] | None = None, on: date | None = None, known_at: int | None = None
) -> dict[str, Text]:
    """The name of each body on a day (None: the last), by code. One query; unknown codes absent."""
    rows = known(BodyName, known_at)
    if codes is not None:
        rows = rows.filter(body__code__in=list(codes))
    statements = rows.order_by(*IN_ORDER).values_list("body__code", "valid_from", "fr", "en")
    return {code: Text(fr, en) for code, (_, _, fr, en) in _on(statements, on).items()}


def bodies(
    *, known_at: int | None = None, on: date | None = None, codes: Sequence[str] | None = None
) -> list[Body]:
    """Bodies by code: those that existed on a day, or all with their last facts when `on` is None.

    Two queries, whatever the number of bodies.
    """
    rows = known(BodyExistence, known_at)
    if codes is not None:
        rows = rows.filter(body__code__in=list(codes))
    statements = list(
        rows.order_by(*IN_ORDER).values_list(
            "body__code", "valid_from", "valid_to", "kind", "parent__code", "body__public_id"
        )
    )
    first: dict[str, date] = {}
    for code, valid_from, *_ in statements:
        first.setdefault(code, valid_from)
    called = names(codes=codes, on=on, known_at=known_at)
    return [
        Body(
            code=code,
            public_id=str(public_id),
            name=called.get(code, Text(code, code)),
            kind=kind,
            parent=parent,
            valid_from=first[code],
            valid_to=valid_to,
        )
        for code, (_, _, valid_to, kind, parent, public_id) in _on(statements, on).items()
        if on is None or (first[code] <= on and (valid_to is None or on < valid_to))
    ]


def body(code: str, *, known_at: int | None = None, on: date | None = None) -> Body:
    """One body with its facts on a day (None: the last); raises `UnknownBody`.

    A body asked for on a day when it did not exist is given with its nearest facts.
    """
    existing = bodies(codes=[code], known_at=known_at, on=on) or bodies(
        codes=[code], known_at=known_at
    )
    if not existing:
        raise UnknownBody(code)
    return existing[0]


def name_history(code: str, *, known_at: int | None = None) -> list[tuple[date, Text]]:
    """The names of a body, each with the day from which it holds."""
    rows = known(BodyName, known_at).filter(body__code=code).order_by(*IN_ORDER)
    held: dict[date, Text] = {}
    for valid_from, fr, en in rows.values_list("valid_from", "fr", "en"):
        held[valid_from] = Text(fr, en)
    return list(held.items())


def successions(*, known_at: int | None = None) -> list[Succession]:
    """Every succession, oldest first."""
    rows = known(BodySuccession, known_at).order_by("on", "body__code", "predecessor__code", "pk")
    return [Succession(*row) for row in rows.values_list("body__code", "predecessor__code", "on")]


def units(period: Period, known_at: int) -> list[Unit]:
    """The bodies in existence on the last day of a period, as units of a question put to bodies.

    A body that took over from others by then names them. Three queries.
    """
    before: dict[str, list[str]] = {}
    for one in successions(known_at=known_at):
        if one.on < period.end:
            before.setdefault(one.body, []).append(one.predecessor)
    return [
        Unit(one.code, one.name, one.code, tuple(sorted(before.get(one.code, ()))))
        for one in bodies(known_at=known_at, on=period.last_day)
    ]


def record(code: str) -> PublicBody:
    """The row of a body that is known today, for an action to write about; raises `UnknownBody`."""
    found = PublicBody.objects.filter(code=code).first()
    if found is None or not known(BodyExistence, None).filter(body=found).exists():
        raise UnknownBody(code)
    return found


def keys() -> dict[str, int]:
    """The row key of every body that is known today, by code: for facts recorded about bodies."""
    exist = known(BodyExistence, None).filter(body=OuterRef("pk"))
    return dict(PublicBody.objects.filter(Exists(exist)).values_list("code", "pk"))


def roles_of(person: Person) -> list[rules.Role]:
    """The roles a person holds now. The system person acts as the Secretariat."""
    if not person.is_active:
        return []
    if person.is_system:
        return [rules.Role(rules.SECRETARIAT)]
    held = Membership.objects.filter(person=person, until=None).order_by("role", "body__code")
    return [rules.Role(role, code) for role, code in held.values_list("role", "body__code")]


def bodies_of(person: Person, role: str) -> list[str]:
    """The codes of the bodies for which a person holds a role."""
    return [held.body for held in roles_of(person) if held.role == role and held.body]


def may_hand_in_for(person: Person, body_code: str) -> bool:
    """Whether a person may hand in for a body: its planning officer, or the Secretariat."""
    return rules.may_hand_in_for(roles_of(person), body_code)


def is_secretariat(person: Person) -> bool:
    """Whether a person is of the Secretariat (or is the system person)."""
    return any(held.role == rules.SECRETARIAT for held in roles_of(person))


def membership(person: Person, role: str, body_code: str | None) -> Membership | None:
    """The open membership of a person in a role for a body, if there is one."""
    of_body = Q(body=None) if body_code is None else Q(body__code=body_code)
    return Membership.objects.filter(of_body, person=person, role=role, until=None).first()


def members() -> Iterator[Membership]:
    """Every open membership, with its person and body, by body and role."""
    held = Membership.objects.filter(until=None, person__is_active=True)
    return held.select_related("person", "body").order_by("body__code", "role", "pk").iterator()


def api_key_of(secret: str, at: datetime) -> ApiKey | None:
    """The key of that secret if it works at that moment: neither expired nor revoked."""
    return (
        ApiKey.objects.filter(
            secret_hash=fingerprint(secret),
            revoked_at=None,
            expires_at__gt=at,
            person__is_active=True,
        )
        .select_related("body", "person")
        .first()
    )


def api_keys(body_code: str | None = None) -> list[ApiKey]:
    """The keys of a body (of all when None), the latest first, revoked and expired ones included."""
    keys = ApiKey.objects.select_related("body", "person").order_by("-created_at", "-pk")
    return list(keys if body_code is None else keys.filter(body__code=body_code))
