"""Writes on persons: create one, link once, choose a password, start sign-in afresh.

Each action leaves one line in the journal, with public ids and codes only.
"""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from virage.audit import actions as audit
from virage.audit import queries as audit_queries
from virage.identity import queries
from virage.identity.models import Attempt, OneTimeLink, Person, folded
from virage.lib.tokens import fingerprint

INVITATION = "invitation"
DEMONSTRATION = "demonstration"
LONGEST_LINK = timedelta(days=30)


class PersonExists(ValueError):
    """Somebody has that e-mail already."""


class LinkNotUsable(LookupError):
    """The link is unknown, was used, has expired, or its person is no longer active."""


class NotADemonstration(RuntimeError):
    """Something reserved to a demonstration was asked of a real database."""


def create_person(
    *, email: str | None, name: str = "", language: str = "fr", by: Person, at: datetime
) -> Person:
    """A person with no password yet; raises `PersonExists` when the e-mail is taken."""
    with transaction.atomic():
        if email and Person.objects.filter(email=folded(email)).exists():
            raise PersonExists("Somebody has that e-mail already.")
        person = Person.objects.create_user(
            email=email, name=name, language=language, created_at=at
        )
        audit.record(
            by=by.reference, at=at, entry="identity:person:created", subject=person.reference
        )
    return person


def make_link(
    *, person: Person, purpose: str, secret: str, expires_at: datetime, by: Person, at: datetime
) -> OneTimeLink:
    """A link that signs `person` in once before `expires_at`; only the hash of `secret` is kept.

    Earlier unused links of the same person and purpose stop working: the last one given is the one
    that works. Raises `NotADemonstration` for a demonstration link in a real database.
    """
    if purpose == DEMONSTRATION and not queries.is_demonstration():
        raise NotADemonstration(
            "Demonstration links are made in a demonstration database only; in a real one, "
            "invite the person (virage person invite)."
        )
    if not at < expires_at <= at + LONGEST_LINK:
        raise ValueError(f"a one-time link lasts at most {LONGEST_LINK.days} days")
    with transaction.atomic():
        OneTimeLink.objects.filter(
            person=person, purpose=purpose, used_at=None, expires_at__gt=at
        ).update(expires_at=at)
        link = OneTimeLink.objects.create(
            person=person,
            secret_hash=fingerprint(secret),
            purpose=purpose,
            created_at=at,
            expires_at=expires_at,
        )
        audit.record(
            by=by.reference,
            at=at,
            entry="identity:link:made",
            subject=person.reference,
            data={"purpose": purpose, "expires_at": expires_at.date().isoformat()},
        )
    return link


def use_link(*, secret: str, at: datetime) -> OneTimeLink:
    """Use the link up and return it, with its person; raises `LinkNotUsable`.

    Of two people who use it at the same moment one wins: the row changes only if nobody used it
    before, and the database counts the rows that changed.
    """
    link = queries.usable_link(secret)
    if link is None or link.expires_at <= at or not link.person.is_active:
        raise LinkNotUsable("This link no longer works.")
    if link.purpose == DEMONSTRATION and not queries.is_demonstration():
        raise LinkNotUsable("This link belongs to a demonstration.")
    with transaction.atomic():
        won = OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at)
        if not won:
            raise LinkNotUsable("This link was used a moment ago.")
        audit.record(
            by=link.person.reference,
            at=at,
            entry="identity:link:used",
            subject=link.person.reference,
            data={"purpose": link.purpose},
        )
    link.used_at = at
    return link


def set_password(*, person: Person, password: str, at: datetime) -> None:
    """Keep a new password (hashed); every other session of that person ends."""
    with transaction.atomic():
        person.set_password(password)
        person.save(update_fields=["password"])
        audit.record(
            by=person.reference,
            at=at,
            entry="identity:password:changed",
            subject=person.reference,
        )


def record_factors(*, person: Person, before: dict[str, int], at: datetime) -> None:
    """Leave a line for each second factor that a person added, replaced or removed since `before`.

    `before` is what `queries.factors_of` gave; call it in the transaction that changed them.
    """
    after = queries.factors_of(person)
    for kind in sorted({*before, *after}):
        if before.get(kind) == after.get(kind):
            continue
        if kind not in before:
            entry = "identity:factor:added"
        elif kind not in after:
            entry = "identity:factor:removed"
        else:
            entry = "identity:factor:replaced"
        audit.record(
            by=person.reference,
            at=at,
            entry=entry,
            subject=person.reference,
            data={"factor": kind},
        )


def reset_sign_in(*, person: Person, by: Person, at: datetime) -> None:
    """Forget a person's password and second factors (a lost phone); their sessions end.

    They sign in again by a new one-time link. Who may ask for it is the caller's to check.
    """
    with transaction.atomic():
        person.set_unusable_password()
        person.save(update_fields=["password"])
        Authenticator.objects.filter(user=person).delete()
        OneTimeLink.objects.filter(person=person, used_at=None, expires_at__gt=at).update(
            expires_at=at
        )
        audit.record(
            by=by.reference,
            at=at,
            entry="identity:sign-in:reset",
            subject=person.reference,
        )


def deactivate(*, person: Person, by: Person, at: datetime) -> None:
    """Close an account: no sign-in, no link, no API key of theirs works from now on."""
    with transaction.atomic():
        person.is_active = False
        person.save(update_fields=["is_active"])
        audit.record(by=by.reference, at=at, entry=queries.CLOSED, subject=person.reference)


def erase_closed_accounts(*, before: datetime) -> int:
    """Forget who was behind the accounts closed before that moment; how many.

    The row stays, with its public id: what that person did is told of someone without a name.
    """
    told = Q(email__isnull=False) | ~Q(name="") | Q(last_login__isnull=False)
    kept = Person.objects.filter(told | Q(created_at__isnull=False))
    closed = queries.closed_before(before, kept)
    return Person.objects.filter(pk__in=[person.pk for person in closed]).update(
        email=None,
        name="",
        language=Person._meta.get_field("language").get_default(),
        password=make_password(None),
        last_login=None,
        created_at=None,
    )


def erase_factors_of_closed_accounts(*, before: datetime) -> int:
    """Delete the second factors of the accounts closed before that moment; how many."""
    having = Person.objects.filter(pk__in=Authenticator.objects.values("user"))
    closed = queries.closed_before(before, having)
    return int(Authenticator.objects.filter(user__in=closed).delete()[0])


def erase_expired_links(*, before: datetime) -> int:
    """Delete the one-time links that expired before that moment; how many."""
    return OneTimeLink.objects.filter(expires_at__lt=before).delete()[0]


def erase_ended_sessions(*, before: datetime) -> int:
    """Delete the sessions that ended by themselves before that moment; how many."""
    return Session.objects.filter(expire_date__lt=before).delete()[0]


def erase_expired_attempts(*, before: datetime) -> int:
    """Delete what was counted of attempts, where nothing is counted any more; how many."""
    return Attempt.objects.filter(expires__lt=before).delete()[0]


def declare_demonstration(*, by: Person, at: datetime) -> None:
    """Say, in the first line of an empty journal, that all this database will hold is invented.

    Said again of the same database it changes nothing; raises `NotADemonstration` when the journal
    began otherwise.
    """
    with transaction.atomic():
        if audit_queries.entry_at(1) == queries.DEMONSTRATION_DECLARED:
            return
        if audit_queries.sequence() != 0:
            raise NotADemonstration(
                "This database holds records already: only an empty one can become a "
                "demonstration. Name another folder with VIRAGE_DATA."
            )
        audit.record(
            by=by.reference,
            at=at,
            entry=queries.DEMONSTRATION_DECLARED,
            subject=by.reference,
        )
