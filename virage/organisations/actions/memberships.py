"""Who acts for whom: inviting people, ending their memberships, starting their sign-in afresh."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from virage.audit import actions as audit
from virage.identity import actions as identity
from virage.identity import queries as people
from virage.identity.models import OneTimeLink, Person
from virage.organisations import queries, rules
from virage.organisations.models import Membership


class NoSuchMembership(LookupError):
    """The person does not hold that role for that body."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A person, what they may do from now on, and the link that lets them in."""

    person: Person
    membership: Membership
    link: OneTimeLink


def open_membership(
    *, person: Person, role: str, body: str | None, by: Person, at: datetime
) -> Membership:
    """`person` acts in `role` for `body` (a code; None for the whole government) from now on.

    Opened again while it is open, it changes nothing.
    """
    rules.check_may(rules.INVITE, queries.roles_of(by), body)
    if role not in rules.ROLES:
        raise ValueError(f"{role!r} is not a role; the roles are {', '.join(rules.ROLES)}.")
    whole = role in rules.WHOLE_GOVERNMENT
    if whole == (body is not None):
        raise ValueError(
            f"The role {role} is held for the whole government: leave the body out."
            if whole
            else f"The role {role} is held for a body: give its code."
        )
    with transaction.atomic():
        held = queries.membership(person, role, body)
        if held is not None:
            return held
        held = Membership.objects.create(
            person=person, role=role, body=queries.record(body) if body else None, since=at
        )
        audit.record(
            by=by.reference,
            at=at,
            entry="organisations:membership:opened",
            subject=person.reference,
            body=body or "",
            data={"role": role},
        )
    return held


def end_membership(
    *, person: Person, role: str, body: str | None, by: Person, at: datetime
) -> Membership:
    """`person` no longer acts in that role for that body; raises `NoSuchMembership`."""
    rules.check_may(rules.INVITE, queries.roles_of(by), body)
    with transaction.atomic():
        held = queries.membership(person, role, body)
        if held is None:
            raise NoSuchMembership(f"That person does not hold the role {role} there.")
        held.until = at
        held.save(update_fields=["until"])
        audit.record(
            by=by.reference,
            at=at,
            entry="organisations:membership:ended",
            subject=person.reference,
            body=body or "",
            data={"role": role},
        )
    return held


def invite(
    *,
    email: str,
    role: str,
    body: str | None,
    name: str = "",
    language: str = "fr",
    purpose: str = identity.INVITATION,
    secret: str,
    expires_at: datetime,
    by: Person,
    at: datetime,
) -> Invitation:
    """Let someone in: their account if they have none, the membership, and a one-time link."""
    rules.check_may(rules.INVITE, queries.roles_of(by), body)
    with transaction.atomic():
        person = people.account_of(email)
        if person is None:
            person = identity.create_person(email=email, name=name, language=language, by=by, at=at)
        membership = open_membership(person=person, role=role, body=body, by=by, at=at)
        link = identity.make_link(
            person=person, purpose=purpose, secret=secret, expires_at=expires_at, by=by, at=at
        )
    return Invitation(person, membership, link)


def reset_sign_in(
    *, person: Person, secret: str, expires_at: datetime, by: Person, at: datetime
) -> OneTimeLink:
    """After a lost phone: forget password and second factor, and give a new one-time link."""
    rules.check_may(rules.INVITE, queries.roles_of(by))
    with transaction.atomic():
        identity.reset_sign_in(person=person, by=by, at=at)
        return identity.make_link(
            person=person,
            purpose=identity.INVITATION,
            secret=secret,
            expires_at=expires_at,
            by=by,
            at=at,
        )
