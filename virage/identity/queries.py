"""Reads of persons: the system person, by e-mail, and what is missing before they may go on."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from virage.audit import queries as audit
from virage.identity.models import SYSTEM_ID, OneTimeLink, Person, folded
from virage.lib.tokens import fingerprint

DEMONSTRATION_DECLARED = "identity:demonstration:declared"
CLOSED = "identity:person:deactivated"


class UnknownPerson(LookupError):
    """No person has that e-mail; the sentence says what to do."""


def system_person() -> Person:
    """The named person in whose name unattended commands act; made by a migration."""
    return Person.objects.get(public_id=SYSTEM_ID)


def person_by_email(email: str) -> Person:
    """The active person of that e-mail, whatever its case; raises `UnknownPerson` otherwise."""
    person = Person.objects.filter(email=folded(email), is_active=True).first()
    if person is None:
        raise UnknownPerson(
            f"Nobody active has the e-mail {email}; check it, or invite that person first "
            "(virage person invite EMAIL --role ROLE --body CODE)."
        )
    return person


def closed_before(moment: datetime, among: QuerySet[Person]) -> list[Person]:
    """Those `among` persons whose account was closed before that moment, as the journal says."""
    return [
        person
        for person in among.filter(is_active=False, is_system=False)
        if audit.has_line(entry=CLOSED, subject=person.reference, before=moment)
    ]


def account_of(email: str) -> Person | None:
    """The account that has that e-mail, open or closed."""
    return Person.objects.filter(email=folded(email)).first()


def person_by_public_id(public_id: str) -> Person | None:
    """The person that the journal names `identity.person:<public id>`."""
    return Person.objects.filter(public_id=public_id).first()


def names_of(public_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What persons are called, by public id; those that are no longer known are absent. One query."""
    rows = Person.objects.filter(public_id__in=set(public_ids)).only("public_id", "name", "email")
    return {one.public_id: str(one) for one in rows}


def has_second_factor(person: Person) -> bool:
    """Whether an authenticator application is set up for that person."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def factors_of(person: Person) -> dict[str, int]:
    """The kinds of factor that a person holds ("totp", "recovery_codes"), with the id of each."""
    return dict(Authenticator.objects.filter(user=person).values_list("type", "pk"))


def usable_link(secret: str) -> OneTimeLink | None:
    """The link of that secret if it was never used; its expiry is for the caller to compare."""
    return (
        OneTimeLink.objects.filter(secret_hash=fingerprint(secret), used_at=None)
        .select_related("person")
        .first()
    )


def holds_invented_data() -> bool:
    """Whether this database was declared a demonstration, in the very first line of its journal.

    It was, whatever the settings say: its pages tell that all they show is invented. A line that is
    written never changes, so a process reads the first one once, and a page does not ask again.
    """
    if not _first_entry and (entry := audit.entry_at(1)):
        _first_entry.append(entry)
    return _first_entry == [DEMONSTRATION_DECLARED]


_first_entry: list[str] = []


def forget_first_entry() -> None:
    """Read the first line again: for a process that goes on to another database, as tests do."""
    _first_entry.clear()


def is_demonstration() -> bool:
    """Whether this database holds invented data and this server says so.

    The database was declared so in the very first line of its journal: a real one cannot become a
    demonstration by a setting, and a demonstration served as if it were real opens to nobody.
    """
    return bool(settings.VIRAGE_DEMONSTRATION) and audit.entry_at(1) == DEMONSTRATION_DECLARED
