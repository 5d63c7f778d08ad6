"""The calendar of editions: announce one, put its dates off, withdraw it; each in public."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from virage.audit import actions as audit
from virage.barometer.models import Edition, PlannedDates, PlannedEdition
from virage.barometer.models.editions import SEALED
from virage.barometer.queries import calendar
from virage.barometer.rules import calendar as rules
from virage.barometer.rules.errors import LabelTaken
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib import clock
from virage.organisations import queries as organisations
from virage.organisations import rules as roles


def announce_edition(
    *, label: str, period: Period, dates: rules.Dates, by: Person, at: datetime
) -> PlannedEdition:
    """Put an edition on the calendar. From then on it comes out on its date, whoever is silent.

    Raises `WrongDates`, `LabelTaken`.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    label = " ".join(label.split())
    slug = slugify(label)
    if not slug or len(slug) > 80 or len(label) > 80:
        raise LabelTaken(
            "L’étiquette d’une édition a de 1 à 80 lettres et chiffres, par exemple « 2026-2027 ».",
            "The label of an edition has 1 to 80 letters and digits, for instance “2026-2027”.",
        )
    rules.check_announced(dates, period, today=clock.day_of(at))
    with transaction.atomic():
        if Edition.objects.filter(slug=slug, state=SEALED).exists():
            raise LabelTaken(
                f"Une édition publiée porte déjà l’étiquette « {label} » ; donnez-en une autre.",
                f"A published edition bears the label “{label}” already; give another.",
            )
        if PlannedEdition.objects.filter(label=label).exclude(state="withdrawn").exists():
            raise LabelTaken(
                f"« {label} » est déjà au calendrier ; donnez une autre étiquette.",
                f"“{label}” is on the calendar already; give another label.",
            )
        planned = PlannedEdition.objects.create(
            label=label,
            slug=calendar.free_address(slug),
            period_from=period.start,
            period_to=period.end,
            announced_at=at,
            announced_by=by,
        )
        _state(planned, dates, Text("", ""), by, at)
        journal(planned=planned, entry="calendar:announced", by=by, at=at, **_told(dates))
    return planned


def put_off_edition(
    *, planned: PlannedEdition, dates: rules.Dates, reason: Text, by: Person, at: datetime
) -> PlannedDates:
    """State later dates, with a public reason; the earlier ones stay shown. Raises `WrongDates`,
    `NoReason`, `TooLate`."""
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    why = rules.check_reason(reason)
    with transaction.atomic():
        state = hold(planned, "announced", "open")
        was = calendar.dates_of(planned)
        rules.check_put_off(was, dates, opened=state == "open", today=clock.day_of(at))
        stated = _state(planned, dates, why, by, at)
        journal(planned=planned, entry="calendar:put-off", by=by, at=at, **_told(dates))
    return stated


def withdraw_edition(
    *, planned: PlannedEdition, reason: Text, by: Person, at: datetime
) -> PlannedEdition:
    """Take an edition off before it comes out: a decision by name, with a public reason.

    Raises `NoReason`, `TooLate`.
    """
    roles.check_may(roles.PUBLISH, organisations.roles_of(by))
    why = rules.check_reason(reason)
    with transaction.atomic():
        hold(planned, "announced", "open")
        if planned.edition_id is not None:  # its cut is fixed: it is coming out
            raise _gone()
        planned.state = "withdrawn"
        planned.withdrawn_at, planned.withdrawn_by = at, by
        planned.why_fr, planned.why_en = why.fr, why.en
        planned.save()
        journal(planned=planned, entry="calendar:withdrawn", by=by, at=at)
    return planned


def hold(planned: PlannedEdition, *states: rules.State) -> rules.State:
    """Its state, read again and held until the end of the transaction; raises `TooLate` when it is
    none of `states`."""
    rows = PlannedEdition.objects.filter(pk=planned.pk, state__in=states)
    if not rows.update(slug=planned.slug):  # a write, so that whoever writes too waits
        raise _gone()
    planned.refresh_from_db()
    return planned.state  # type: ignore[return-value]


def _gone() -> rules.TooLate:
    return rules.TooLate(
        "Cette édition a été publiée ou retirée entre-temps ; rechargez la page pour voir où elle en "
        "est. Rien n’a été changé.",
        "This edition was published or withdrawn meanwhile; reload the page to see where it stands. "
        "Nothing was changed.",
    )


def _state(
    planned: PlannedEdition, dates: rules.Dates, reason: Text, by: Person, at: datetime
) -> PlannedDates:
    return PlannedDates.objects.create(
        planned=planned,
        draft_on=dates.draft_on,
        publish_on=dates.publish_on,
        reason_fr=reason.fr,
        reason_en=reason.en,
        stated_at=at,
        stated_by=by,
    )


def _told(dates: rules.Dates) -> dict[str, str]:
    return {"draft": dates.draft_on.isoformat(), "publication": dates.publish_on.isoformat()}


def journal(
    *, planned: PlannedEdition, entry: str, by: Person, at: datetime, **data: str | int
) -> None:
    """One line of the journal about an edition of the calendar."""
    audit.record(
        by=by.reference,
        at=at,
        entry=f"barometer:{entry}",
        subject=planned.reference,
        data={"edition": planned.slug, **data},
    )
