"""Publishing from the pages: one person of the Secretariat asks, a second one confirms.

The cut is fixed when the second person confirms; a task then does the work.
"""

from datetime import datetime

from django.db import transaction

from virage.audit import actions as audit
from virage.barometer.actions import publishing, revising
from virage.barometer.models import Edition, PlannedEdition, Publication
from virage.barometer.models.editions import SEALED
from virage.barometer.queries import measuring
from virage.barometer.queries.measuring import Versions
from virage.barometer.rules import calendar
from virage.barometer.rules.errors import (
    AlreadyDecided,
    BarometerError,
    LabelTaken,
    SecondPersonNeeded,
)
from virage.contracts.indicators import Indicator, Period
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib import clock, tasks
from virage.organisations import queries as organisations
from virage.organisations import rules as roles

TASK = "virage.barometer.tasks.publish"


def request_publication(
    *,
    label: str,
    period: Period,
    versions: Versions | None = None,
    revision_of: Edition | None = None,
    reason: Text | None = None,
    by: Person,
    at: datetime,
    registry: Registry[Indicator] = declared,
) -> Publication:
    """Ask that a period be published, or an edition revised; somebody else must confirm.

    `reason`, of a revision, is public. Raises `LabelTaken`, `NoReason`.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    why = Text("", "") if reason is None else calendar.check_reason(reason)
    chosen = measuring.versions(clock.day_of(at), versions, registry)
    label = " ".join(label.split())
    if revision_of is None and Edition.objects.filter(label=label, state=SEALED).exists():
        raise LabelTaken(
            f"Une édition publiée porte déjà l’étiquette « {label} » ; donnez-en une autre, ou "
            "demandez une révision.",
            f"A published edition bears the label “{label}” already; give another, or ask for a "
            "revision.",
        )
    if revision_of is None:
        _check_not_on_the_calendar(label)
    with transaction.atomic():
        asked = Publication.objects.create(
            label=label,
            period_from=period.start,
            period_to=period.end,
            versions={code: chosen[code] for code in versions or {}},
            revision_of=revision_of,
            reason_fr=why.fr,
            reason_en=why.en,
            asked_at=at,
            asked_by=by,
        )
        _journal(asked, "asked", by, at)
    return asked


def confirm_publication(
    *,
    publication: Publication,
    by: Person,
    at: datetime,
    registry: Registry[Indicator] = declared,
) -> Publication:
    """Confirm what somebody else asked: fixes the cut and hands the work to the queue.

    Raises `SecondPersonNeeded`, `AlreadyDecided`, `LabelTaken`.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    if publication.asked_by_id == by.pk:
        raise SecondPersonNeeded(
            "Vous avez demandé cette publication : une autre personne du Secrétariat doit la confirmer.",
            "You asked for this publication: another person of the Secretariat must confirm it.",
        )
    with transaction.atomic():
        won = Publication.objects.filter(pk=publication.pk, state=Publication.ASKED).update(
            state=Publication.CONFIRMED, confirmed_by=by, confirmed_at=at
        )
        if not won:
            raise _decided()
        publication.refresh_from_db()
        if publication.revision_of is None:
            publication.edition = publishing.prepare(
                label=publication.label,
                period=publication.period,
                versions=publication.versions,
                by=by,
                at=at,
                registry=registry,
            )
            publication.save(update_fields=["edition"])
        tasks.enqueue(TASK, str(publication.public_id))
        _journal(publication, "confirmed", by, at)
    return publication


def withdraw_publication(*, publication: Publication, by: Person, at: datetime) -> Publication:
    """Give up a request that nobody confirmed."""
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    with transaction.atomic():
        won = Publication.objects.filter(pk=publication.pk, state=Publication.ASKED).update(
            state=Publication.WITHDRAWN
        )
        if not won:
            raise _decided()
        publication.refresh_from_db()
        _journal(publication, "withdrawn", by, at)
    return publication


def carry_out_confirmed(
    *,
    publication: Publication,
    at: datetime,
    secret: bytes,
    registry: Registry[Indicator] = declared,
) -> Publication:
    """Do what was confirmed, in the name of who confirmed it; called by the task, perhaps twice.

    What cannot be published is said on the request, for those who asked to read.
    """
    publication.refresh_from_db()
    by = publication.confirmed_by
    if publication.state != Publication.CONFIRMED or by is None:
        return publication
    try:
        if publication.revision_of is not None:
            edition = revising.revise(
                edition=publication.revision_of,
                versions=publication.versions,
                reason=Text(publication.reason_fr, publication.reason_en),
                by=by,
                at=at,
                secret=secret,
                registry=registry,
            )
        else:
            assert publication.edition is not None  # noqa: S101 - fixed by the confirmation
            edition = publishing.carry_out(
                edition=publication.edition, by=by, at=at, secret=secret, registry=registry
            )
    except (BarometerError, roles.Refused) as error:
        publication.state = Publication.FAILED
        publication.problem = error.sentence.fr + "\n" + error.sentence.en
    else:
        publication.state = Publication.PUBLISHED
        publication.edition = edition
    publication.save(update_fields=["state", "problem", "edition"])
    return publication


def _check_not_on_the_calendar(label: str) -> None:
    standing = PlannedEdition.objects.filter(label=label, state__in=("announced", "open")).first()
    if standing is not None:
        raise LabelTaken(
            f"« {label} » est au calendrier : cette édition paraît d’elle-même à sa date. Donnez une "
            "autre étiquette, ou retirez-la du calendrier, en public.",
            f"“{label}” is on the calendar: that edition comes out by itself on its date. Give "
            "another label, or withdraw it from the calendar, in public.",
        )


def _decided() -> AlreadyDecided:
    return AlreadyDecided(
        "Cette demande a déjà été confirmée ou retirée ; rechargez la page pour voir où elle en est.",
        "This request was already confirmed or withdrawn; reload the page to see where it stands.",
    )


def _journal(publication: Publication, what: str, by: Person, at: datetime) -> None:
    audit.record(
        by=by.reference,
        at=at,
        entry=f"barometer:publication:{what}",
        subject=publication.reference,
        data={"from": publication.period_from.isoformat(), "to": publication.period_to.isoformat()},
    )
