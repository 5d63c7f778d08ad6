"""API keys: a program acts for one body, within scopes, until a day; the secret is shown once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from virage.audit import actions as audit
from virage.identity.models import Person
from virage.lib.tokens import fingerprint
from virage.organisations import queries, rules
from virage.organisations.models import ApiKey

PREFIX = "virage_"
SHOWN = 12


class KeyNotMade(ValueError):
    """What was asked cannot be a key; the sentence says why."""


def create_key(
    *,
    body: str,
    label: str,
    scopes: Sequence[str],
    secret: str,
    expires_at: datetime,
    by: Person,
    at: datetime,
) -> ApiKey:
    """A key for programs of `body` (its code), for which `by` answers.

    Only the hash of `secret` is kept, and its first characters so that people recognise it. Raises
    `Refused`, `UnknownBody`, or `KeyNotMade`.
    """
    rules.check_may(rules.MAKE_KEYS, queries.roles_of(by), body)
    unknown = rules.unknown_scopes(scopes)
    if unknown or not scopes:
        raise KeyNotMade(
            f"Unknown scopes: {', '.join(unknown) or 'none given'}; "
            f"the scopes are {', '.join(rules.SCOPES)}."
        )
    if not at < expires_at <= at + rules.LONGEST_KEY:
        raise KeyNotMade(f"A key lasts from 1 to {rules.LONGEST_KEY.days} days.")
    with transaction.atomic():
        key = ApiKey.objects.create(
            body=queries.record(body),
            person=by,
            label=label[:80],
            prefix=secret[:SHOWN],
            secret_hash=fingerprint(secret),
            scopes=sorted(set(scopes)),
            created_at=at,
            expires_at=expires_at,
        )
        audit.record(
            by=by.reference,
            at=at,
            entry="organisations:api-key:made",
            subject=f"organisations.api-key:{key.public_id}",
            body=body,
            data={"scopes": key.scopes, "expires_at": expires_at.date().isoformat()},
        )
    return key


def revoke_key(*, key: ApiKey, by: Person, at: datetime) -> ApiKey:
    """The key stops working at once; revoked again, nothing changes."""
    rules.check_may(rules.MAKE_KEYS, queries.roles_of(by), key.body.code)
    with transaction.atomic():
        won = ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at)
        if won:
            audit.record(
                by=by.reference,
                at=at,
                entry="organisations:api-key:revoked",
                subject=f"organisations.api-key:{key.public_id}",
                body=key.body.code,
            )
    key.refresh_from_db()
    return key


def erase_ended_keys(*, before: datetime) -> int:
    """Delete the keys that expired or were revoked before that moment; how many."""
    ended = Q(expires_at__lt=before) | Q(revoked_at__lt=before)
    return ApiKey.objects.filter(ended).delete()[0]
