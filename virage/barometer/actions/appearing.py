"""Editions that come out on their date, whoever is silent; and what keeps the calendar, hour by hour."""

from datetime import datetime

from django.db import transaction

from virage.barometer.actions import publishing
from virage.barometer.actions.announcing import hold, journal
from virage.barometer.actions.drafting import open_draft
from virage.barometer.models import DraftDifference, Edition, PlannedEdition
from virage.barometer.models.editions import ABANDONED, SEALED
from virage.barometer.queries import calendar, drafts
from virage.barometer.rules import calendar as rules
from virage.barometer.rules.errors import BarometerError
from virage.contracts.indicators import Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.identity.models import Person
from virage.lib import clock
from virage.organisations import queries as organisations
from virage.organisations import rules as roles


def keep_calendar(
    *, by: Person, at: datetime, secret: bytes, registry: Registry[Indicator] = declared
) -> list[PlannedEdition]:
    """Do what is due: publish each edition whose date has come, open each draft whose day has come.

    What could not be done is said beside the edition, for the Secretariat, and tried again by the next
    run; the others do not wait for it. Returns those that were done.
    """
    today = clock.day_of(at)
    done = []
    for act, due in (
        (publish_planned, calendar.publications_due(today)),
        (open_draft, calendar.drafts_due(today)),
    ):
        for one in due:
            try:
                done.append(act(planned=one, by=by, at=at, secret=secret, registry=registry))
            except BarometerError as error:
                one.problem = f"{error.sentence.fr}\n{error.sentence.en}"
                one.save(update_fields=["problem"])
    return done


def publish_planned(
    *,
    planned: PlannedEdition,
    by: Person,
    at: datetime,
    secret: bytes,
    registry: Registry[Indicator] = declared,
) -> PlannedEdition:
    """Publish an edition of the calendar, measured afresh: its cut is fixed now.

    Killed on the way, it is taken up again with its cut by the next call; published already, it is only
    noted. Raises `TooLate` when it was withdrawn, and what `publishing` raises.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    with transaction.atomic():
        hold(planned, "announced", "open")
        if planned.edition is None or planned.edition.state == ABANDONED:
            planned.edition = _standing(planned) or publishing.prepare(
                label=planned.label, period=planned.period, by=by, at=at, registry=registry
            )
            planned.save(update_fields=["edition"])
    edition = publishing.carry_out(
        edition=planned.edition,
        by=by,
        at=at,
        secret=rules.secret_of(secret, planned.public_id, "edition"),
        registry=registry,
    )
    differences = drafts.differences(planned.draft, edition) if planned.opened_at else []
    with transaction.atomic():
        hold(planned, "announced", "open")
        DraftDifference.objects.bulk_create(
            DraftDifference(
                planned=planned,
                position=place,
                code=one.code,
                draft=one.draft,
                published=one.published,
                changed=one.changed,
            )
            for place, one in enumerate(differences)
        )
        planned.state, planned.problem = "published", ""
        planned.save(update_fields=["state", "problem"])
        late = rules.days_late(calendar.dates_of(planned).publish_on, clock.day_of(at))
        journal(planned=planned, entry="calendar:kept", by=by, at=at, late=late)
    return planned


def _standing(planned: PlannedEdition) -> Edition | None:
    """The same edition, published meanwhile from the command line."""
    return Edition.objects.filter(
        label=planned.label,
        period_from=planned.period_from,
        period_to=planned.period_to,
        revision=0,
        state=SEALED,
    ).first()
