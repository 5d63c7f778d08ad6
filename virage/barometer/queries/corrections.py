"""All that changed around editions, in one list: errata, revisions, dates put off, drafts withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.text import slugify

from virage.barometer.models import Edition, EditionIndicator, RevisionReason
from virage.barometer.queries import calendar, editions
from virage.barometer.rules.calendar import Dates
from virage.contracts.indicators import VALUES
from virage.contracts.text import Text

Json = dict[str, Any]
Kind = Literal["erratum", "revision", "put-off", "withdrawn", "late"]
KINDS: tuple[Kind, ...] = ("erratum", "revision", "put-off", "withdrawn", "late")


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose counts a revision changed."""

    code: str
    target: str
    title: Text
    before: Json | None
    after: Json | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that happened to an edition. `about` is the address of its label, by which one filters;
    `slug` its address among editions, `planned` its address on the calendar, "" where it has none."""

    kind: Kind
    at: datetime
    key: str
    label: str
    about: str
    text: Text
    slug: str = ""
    planned: str = ""
    revision: int = 0
    changes: tuple[Change, ...] = ()
    was: Dates | None = None
    now: Dates | None = None
    days: int = 0


NOTHING = Text("", "")


def all_corrections(about: str = "") -> list[Correction]:
    """Everything, the latest first; of one edition when `about` names it. At most six queries."""
    every = list(editions.sealed().defer("strategy"))
    found = [*_errata(every), *_revisions(every), *_of_the_calendar()]
    if about:
        found = [one for one in found if one.about == about]
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)


def _errata(every: list[Edition]) -> list[Correction]:
    by_key = {one.pk: one for one in every}
    return [
        Correction(
            "erratum",
            one.added_at,
            f"erratum-{one.public_id}",
            by_key[one.edition_id].label,
            slugify(by_key[one.edition_id].label),
            one.text,
            slug=by_key[one.edition_id].slug,
            revision=by_key[one.edition_id].revision,
        )
        for one in editions.errata(every)
    ]


def _revisions(every: list[Edition]) -> list[Correction]:
    before = {(one.revision_of_id or one.pk, one.revision): one for one in every}
    revised = [one for one in every if one.revision]
    pairs = [(before[one.revision_of_id or one.pk, one.revision - 1], one) for one in revised]
    concerned = {one.pk for pair in pairs for one in pair}
    put: dict[int, dict[str, EditionIndicator]] = {}
    rows = EditionIndicator.objects.filter(edition__in=concerned).defer("by_organisation")
    for row in rows.order_by("position"):
        put.setdefault(row.edition_id, {})[row.code] = row
    reasons = {
        one.edition_id: one.text for one in RevisionReason.objects.filter(edition__in=revised)
    }
    return [
        Correction(
            "revision",
            after.published_at or after.prepared_at,
            f"revision-{after.public_id}",
            after.label,
            slugify(after.label),
            reasons.get(after.pk, NOTHING),
            slug=after.slug,
            revision=after.revision,
            changes=tuple(_changes(put.get(earlier.pk, {}), put.get(after.pk, {}))),
        )
        for earlier, after in pairs
    ]


def _changes(
    before: dict[str, EditionIndicator], after: dict[str, EditionIndicator]
) -> list[Change]:
    found = []
    for code in [*after, *(one for one in before if one not in after)]:
        was, is_ = _counts(before.get(code)), _counts(after.get(code))
        if was == is_:
            continue
        row = after.get(code) or before[code]
        title = row.definition["title"]
        found.append(Change(code, row.target, Text(title["fr"], title["en"]), was, is_))
    return found


def _counts(put: EditionIndicator | None) -> Json | None:
    return None if put is None else {value: put.headline[value] for value in VALUES}


def _of_the_calendar() -> list[Correction]:
    found = []
    for one in calendar.every_planned():
        planned, about = one.planned, slugify(one.planned.label)
        for was, now in zip(one.statements, one.statements[1:], strict=False):
            found.append(
                Correction(
                    "put-off",
                    now.stated_at,
                    f"put-off-{planned.public_id}-{now.pk}",
                    planned.label,
                    about,
                    now.reason,
                    planned=planned.slug,
                    was=was.dates,
                    now=now.dates,
                )
            )
        if planned.withdrawn_at is not None:
            found.append(
                Correction(
                    "withdrawn",
                    planned.withdrawn_at,
                    f"withdrawn-{planned.public_id}",
                    planned.label,
                    about,
                    planned.why,
                    planned=planned.slug,
                    was=one.dates,
                )
            )
        if one.days_late and planned.edition and planned.edition.published_at:
            found.append(
                Correction(
                    "late",
                    planned.edition.published_at,
                    f"late-{planned.public_id}",
                    planned.label,
                    about,
                    NOTHING,
                    slug=planned.edition.slug,
                    planned=planned.slug,
                    was=one.dates,
                    days=one.days_late,
                )
            )
    return found
