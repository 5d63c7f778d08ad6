"""The calendar of editions: what is announced, what is due, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from virage.barometer.models import PlannedDates, PlannedEdition
from virage.barometer.rules.calendar import Dates, NotOnTheCalendar, days_late
from virage.contracts.indicators import Period
from virage.lib.clock import day_of

COMING = ("announced", "open")


@dataclass(frozen=True, slots=True)
class Planned:
    """An edition of the calendar with every statement of its dates, the announcement first."""

    planned: PlannedEdition
    statements: tuple[PlannedDates, ...]

    @property
    def dates(self) -> Dates:
        """Those that hold."""
        return self.statements[-1].dates

    @property
    def is_coming(self) -> bool:
        """Whether it is neither published nor withdrawn."""
        return self.planned.state in COMING

    @property
    def days_late(self) -> int:
        """By how many days it came out after its date; 0 while it has not."""
        edition = self.planned.edition
        if edition is None or edition.published_at is None:
            return 0
        return days_late(self.dates.publish_on, day_of(edition.published_at))

    @property
    def draft_days_late(self) -> int:
        """By how many days its draft opened after its day."""
        opened = self.planned.opened_at
        return 0 if opened is None else days_late(self.dates.draft_on, day_of(opened))

    def next_due(self) -> date | None:
        """The next day on which something happens to it; None when all has."""
        if not self.is_coming:
            return None
        return self.dates.draft_on if self.planned.state == "announced" else self.dates.publish_on


def _with_statements(rows: Iterable[PlannedEdition]) -> list[Planned]:
    kept = list(rows)
    stated: dict[int, list[PlannedDates]] = {one.pk: [] for one in kept}
    for one in PlannedDates.objects.filter(planned__in=kept).select_related("stated_by"):
        stated[one.planned_id].append(one)
    return [Planned(one, tuple(stated[one.pk])) for one in kept]


def every_planned() -> list[Planned]:
    """Every edition ever announced, by the date of publication that holds, the latest first. Two queries."""
    rows = PlannedEdition.objects.select_related("edition", "announced_by", "withdrawn_by").defer(
        "edition__strategy"
    )
    return sorted(
        _with_statements(rows),
        key=lambda one: (one.dates.publish_on, one.planned.pk),
        reverse=True,
    )


def coming() -> list[Planned]:
    """Those that are neither published nor withdrawn, the first to come out first."""
    rows = _with_statements(PlannedEdition.objects.filter(state__in=COMING))
    return sorted(rows, key=lambda one: (one.dates.publish_on, one.planned.pk))


def planned(slug: str) -> Planned:
    """An edition of the calendar by its address; raises `NotOnTheCalendar`. Two queries."""
    rows = PlannedEdition.objects.filter(slug=slug).select_related(
        "edition", "draft", "announced_by", "withdrawn_by"
    )
    for one in _with_statements(rows):
        return one
    raise NotOnTheCalendar(
        f"Le calendrier n’a pas d’édition « {slug} ».",
        f"The calendar has no edition “{slug}”.",
    )


def dates_of(one: PlannedEdition) -> Dates:
    """The dates that hold."""
    return PlannedDates.objects.filter(planned=one).latest("pk").dates


def drafts_due(today: date) -> list[PlannedEdition]:
    """Announced, their draft's day come, the publication still to come."""
    return [
        one.planned
        for one in coming()
        if one.planned.state == "announced" and one.dates.draft_on <= today < one.dates.publish_on
    ]


def publications_due(today: date) -> list[PlannedEdition]:
    """To be published today, or on a day before when nothing ran."""
    return [one.planned for one in coming() if one.dates.publish_on <= today]


def awaited_periods() -> list[Period]:
    """The periods of the editions to come."""
    return [one.period for one in PlannedEdition.objects.filter(state__in=COMING)]


def free_address(slug: str) -> str:
    """`slug`, or with a number after it when an edition withdrawn had it."""
    taken = set(PlannedEdition.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
