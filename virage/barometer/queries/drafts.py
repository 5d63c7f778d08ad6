"""Drafts: who may see them, who did, what bodies say of them, what has changed since."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.audit import queries as journal
from virage.barometer.models import (
    BodyComment,
    DraftDifference,
    EarlyLook,
    Edition,
    EditionAnswer,
    EditionIndicator,
    PlannedEdition,
)
from virage.barometer.models.editions import SEALED
from virage.barometer.queries import editions, measuring
from virage.barometer.rules.calendar import changed_units
from virage.contracts.indicators import VALUES, Answer, Indicator
from virage.contracts.indicators import indicators as declared
from virage.contracts.registry import Registry
from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.organisations import rules as roles

Json = dict[str, Any]


def early_roles(held: Iterable[roles.Role]) -> list[roles.Role]:
    """Of the roles of a person, those that let them see drafts."""
    return [one for one in held if one.role in roles.OPERATIONS[roles.SEE_DRAFTS]]


def has_looked(planned: PlannedEdition, person: Person) -> bool:
    """Whether a person's first look at a draft is noted already."""
    return EarlyLook.objects.filter(planned=planned, person=person).exists()


@dataclass(frozen=True, slots=True)
class SeenEarly:
    """How many people of a body (or of the government, ""), under one role, first looked on one day."""

    body: str
    role: str
    on: date
    people: int


def seen_early(planned: PlannedEdition) -> list[SeenEarly]:
    """Who saw a draft before everybody, without a name: by day, body and role. One query."""
    return everybody_who_saw_early(planned).get(planned.pk, [])


def everybody_who_saw_early(planned: PlannedEdition | None = None) -> dict[int, list[SeenEarly]]:
    """The same of every edition of the calendar, by its key. One query."""
    looks = (
        EarlyLook.objects.all() if planned is None else EarlyLook.objects.filter(planned=planned)
    )
    counted = Counter(
        (key, day_of(at), body, role)
        for key, at, body, role in looks.values_list("planned_id", "looked_at", "body", "role")
    )
    found: dict[int, list[SeenEarly]] = {}
    for (key, on, body, role), people in sorted(counted.items()):
        found.setdefault(key, []).append(SeenEarly(body, role, on, people))
    return found


def codes(planned: PlannedEdition) -> set[str]:
    """The codes of the questions that a draft puts and that somebody answers."""
    rows = EditionIndicator.objects.filter(edition=planned.draft_id, answers__gt=0)
    return set(rows.values_list("code", flat=True))


def _last(rows: Iterable[BodyComment]) -> dict[tuple[str, str], BodyComment]:
    """The last comment of each body on each question; one taken back is none."""
    last = {(one.body, one.about): one for one in rows}
    return {key: one for key, one in last.items() if one.text}


def comments_of(planned: PlannedEdition, body: str) -> dict[str, BodyComment]:
    """What a body says of a draft, by question ("" for the whole). One query."""
    found = _last(BodyComment.objects.filter(planned=planned, body=body))
    return {about: one for (_body, about), one in found.items()}


def comments_on(edition: Edition) -> list[BodyComment]:
    """What bodies said of the draft of a published edition, by body then question. One query.

    They stand beside all its revisions. None is given before it is sealed.
    """
    first = edition.revision_of_id or edition.pk
    rows = BodyComment.objects.filter(planned__edition=first, planned__edition__state=SEALED)
    found = _last(rows)
    return [found[key] for key in sorted(found)]


@dataclass(frozen=True, slots=True)
class Difference:
    """One question in a draft and in the edition: the version of its definition and its counts (none of
    people), None where it was not put; and how many units answer otherwise."""

    code: str
    draft: Json | None
    published: Json | None
    changed: int


def _counts(put: EditionIndicator | None) -> Json | None:
    """The definition and the four counts; no counts of people, since two sums may tell of a few."""
    if put is None:
        return None
    counted = () if "people" in put.definition else VALUES
    return {"version": put.version, **{value: put.headline[value] for value in counted}}


def differences(draft: Edition | None, edition: Edition) -> list[Difference]:
    """What changed between a draft and the edition, question by question, made from the answers."""
    if draft is None:
        return []
    sides = [{one.code: one for one in editions.indicators_of(each)} for each in (draft, edition)]
    before, after = sides
    return [
        Difference(
            code,
            _counts(before.get(code)),
            _counts(after.get(code)),
            changed_units(*(_values(side.get(code)) for side in sides)),
        )
        for code in [*before, *(one for one in after if one not in before)]
    ]


def _values(put: EditionIndicator | None) -> list[tuple[str, str]]:
    if put is None:
        return []
    return list(EditionAnswer.objects.filter(indicator=put).values_list("unit", "value"))


def kept_differences(planned: PlannedEdition) -> list[DraftDifference]:
    """Those noted when the edition came out. One query."""
    return list(DraftDifference.objects.filter(planned=planned))


def answers_of_body(draft: Edition, body: str) -> dict[str, list[EditionAnswer]]:
    """A body's answers in a draft, by code of question. One query."""
    rows = EditionAnswer.objects.filter(indicator__edition=draft, organisation=body).select_related(
        "indicator"
    )
    found: dict[str, list[EditionAnswer]] = {}
    for one in rows.defer(
        "indicator__definition", "indicator__headline", "indicator__by_organisation"
    ).order_by("indicator__position", "position"):
        found.setdefault(one.indicator.code, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit of a body whose answer is no longer that of the draft; None where it does not stand."""

    code: str
    unit: str
    before: Answer | None
    now: Answer | None


def moved_since(draft: Edition, body: str, registry: Registry[Indicator] = declared) -> list[Moved]:
    """What has changed for a body's units since the draft: measured now, under the same definitions."""
    before = answers_of_body(draft, body)
    now = measuring.measure(
        draft.period, known_at=journal.sequence(), versions=draft.versions, registry=registry
    )
    moved = []
    for one in now.indicators:
        was = {each.unit: each.answer() for each in before.get(one.code, ())}
        is_ = {each.unit: each for each in one.answers if each.organisation == body}
        moved += [
            Moved(one.code, unit, was.get(unit), is_.get(unit))
            for unit in sorted(was.keys() | is_.keys())
            if _said(was, unit) != _said(is_, unit)
        ]
    return moved


def _said(answers: Mapping[str, Answer], unit: str) -> tuple[object, ...] | None:
    one = answers.get(unit)
    return None if one is None else (one.value, one.reason)
