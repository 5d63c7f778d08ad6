"""The invented people of the demonstration, one or more for each role, let in by one-time links."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from virage.identity import actions as identity
from virage.identity import queries as people
from virage.identity.models import Person
from virage.organisations import actions as organisations
from virage.organisations import rules
from virage.portal.seeds.story import Cast

OFFICER_BODIES = ("recettes", "ponts", "soins")
LINK_DAYS = 30

CAST: tuple[tuple[str, str, str, str | None], ...] = (
    ("secretaire@exemple.invalid", "Camille (inventée)", rules.SECRETARIAT, None),
    ("seconde-secretaire@exemple.invalid", "Dominique (inventée)", rules.SECRETARIAT, None),
    ("verificateur@exemple.invalid", "Frédérique (inventée)", rules.AUDITOR, None),
    *(
        (f"planification-{body}@exemple.invalid", "Andrée (inventée)", rules.PLANNING_OFFICER, body)
        for body in OFFICER_BODIES
    ),
    ("agent@exemple.invalid", "Sacha (inventé)", rules.AGENT, "recettes"),
)
"""E-mail, name, role, body."""


def declare(*, by: Person, at: datetime) -> Cast:
    """Say that the database is a demonstration, and create its people, with no role yet for bodies."""
    identity.declare_demonstration(by=by, at=at)
    made = {
        email: identity.create_person(email=email, name=name, by=by, at=at)
        for email, name, _, _ in CAST
    }
    for email, _, role, body in CAST:
        if body is None:
            organisations.open_membership(person=made[email], role=role, body=None, by=by, at=at)
    return Cast(
        made[CAST[0][0]],
        made[CAST[1][0]],
        made[CAST[2][0]],
        by,
        {
            body: made[email]
            for email, _, role, body in CAST
            if body and role == rules.PLANNING_OFFICER
        },
    )


def join_bodies(*, by: Person, at: datetime) -> None:
    """Give the officers and agents their bodies, once the first hand-in has created these."""
    for email, _, role, body in CAST:
        if body is not None:
            organisations.open_membership(
                person=people.person_by_email(email), role=role, body=body, by=by, at=at
            )


def links(
    *, secrets: Sequence[str], by: Person, at: datetime
) -> list[tuple[str, str, str | None, str]]:
    """A fresh one-time link for each invented person of `CAST`: name, role, body, secret."""
    found = []
    for (email, name, role, body), secret in zip(CAST, secrets, strict=True):
        identity.make_link(
            person=people.person_by_email(email),
            purpose=identity.DEMONSTRATION,
            secret=secret,
            expires_at=at + timedelta(days=LINK_DAYS),
            by=by,
            at=at,
        )
        found.append((name, role, body, secret))
    return found
