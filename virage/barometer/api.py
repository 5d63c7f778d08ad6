"""The barometer for programs: editions, figures, answers, changes and archives; open to all, read only."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Query, Router, Schema

from virage.barometer import queries
from virage.barometer.models import Edition, EditionAnswer, EditionIndicator
from virage.barometer.queries import promising
from virage.barometer.rules.errors import UnknownEdition
from virage.contracts.text import Text
from virage.lib.problems import Problem

router = Router(tags=["barometer"])
MOST_AT_ONCE = 500


class Said(Schema):
    """A sentence in both languages."""

    fr: str
    en: str


class EditionOut(Schema):
    """A published edition; its period is half-open ("to" is excluded). `quote` is the revision to quote in its place, itself when it is the last."""

    edition: str
    label: str
    revision: int
    public_id: str
    period: dict[str, str]
    cut: int
    number: int
    published_at: datetime
    previous_seal: str | None
    seal: str
    quote: str
    errata: list[Said]


class AnswerOut(Schema):
    """One unit's answer. Counts are exact; `evidence` refers to the batch and line that prove it. `withheld` is the commitment to counts of people that are not told, null where all are."""

    unit: str
    name: Said
    organisation: str
    value: Literal["yes", "no", "unknown", "not_applicable"]
    reason: str
    weight: int | None
    part: int | None
    whole: int | None
    source: Literal["counted", "measured", "declared"]
    evidence: str
    flags: list[str]
    withheld: str | None


class AnswersOut(Schema):
    """A page of answers: `next` is the `after` of the following page, null on the last."""

    count: int
    next: int | None
    answers: list[AnswerOut]


class Asked(Schema):
    """Which answers. `after` is how many to pass over, `first` how many to give (at most 500)."""

    value: Literal["", "yes", "no", "unknown", "not_applicable"] = ""
    reason: str = ""
    organisation: str = ""
    search: str = ""
    after: int = 0
    first: int = 100


def _edition(reference: str) -> Edition:
    try:
        return queries.edition(reference)
    except UnknownEdition as error:
        raise Problem(404, "no-such-edition", error.sentence.en) from error


def _put(edition: Edition, code: str) -> EditionIndicator:
    try:
        return queries.figure(edition, code)
    except UnknownEdition as error:
        raise Problem(404, "not-measured", error.sentence.en) from error


@router.get("/editions", response=list[EditionOut], auth=None, summary="Editions")
def list_editions(request: HttpRequest) -> list[dict[str, Any]]:
    """Every published edition, the last sealed first, with its seal and its errata."""
    return [
        {
            **queries.edition_json(edition),
            "published_at": edition.published_at,
            "previous_seal": edition.previous_seal or None,
            "quote": last.slug,
            "errata": [{"fr": one.text.fr, "en": one.text.en} for one in errata],
        }
        for edition, last, errata in queries.edition_list()
    ]


@router.get("/editions/{edition}", response=dict[str, Any], auth=None, summary="An edition")
def read_edition(request: HttpRequest, edition: str) -> dict[str, Any]:
    """All figures of an edition, its definitions, targets, seal and errata: what `show` prints."""
    return queries.show(_edition(edition))


@router.get(
    "/editions/{edition}/indicators/{code}",
    response=dict[str, Any],
    auth=None,
    summary="Figures of an indicator",
)
def read_indicator(request: HttpRequest, edition: str, code: str) -> dict[str, Any]:
    """The figures of one indicator, by its code or its target's number, body by body."""
    return dict(_put(_edition(edition), code).figure())


@router.get(
    "/editions/{edition}/indicators/{code}/answers",
    response=AnswersOut,
    auth=None,
    summary="Answers behind a figure",
)
def list_answers(
    request: HttpRequest, edition: Path[str], code: Path[str], asked: Query[Asked]
) -> dict[str, Any]:
    """The units behind a figure, by code of unit, page by page."""
    rows = queries.answers(
        _put(_edition(edition), code),
        value=asked.value,
        reason=asked.reason,
        organisation=asked.organisation,
        search=asked.search,
        order="unit",
    )
    start = max(asked.after, 0)
    end = start + max(1, min(asked.first, MOST_AT_ONCE))
    count = rows.count()
    return {
        "count": count,
        "next": end if end < count else None,
        "answers": [_answer(one) for one in rows[start:end]],
    }


def _answer(one: EditionAnswer) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "name": {"fr": one.name_fr, "en": one.name_en},
        "organisation": one.organisation,
        "value": one.value,
        "reason": one.reason,
        "weight": one.weight,
        "part": one.part,
        "whole": one.whole,
        "source": one.source,
        "evidence": one.evidence,
        "flags": one.flags,
        "withheld": one.withheld and one.withheld["commitment"],
    }


@router.get("/compare", response=dict[str, Any], auth=None, summary="Compare two editions")
def compare_editions(request: HttpRequest, a: str, b: str) -> dict[str, Any]:
    """The change from the edition `a` to the edition `b`, taken apart: what `compare` prints."""
    return queries.compare(_edition(a), _edition(b))


@router.get("/editions/{edition}/archive", auth=None, summary="An edition as one archive")
def download_archive(request: HttpRequest, edition: str) -> StreamingHttpResponse:
    """A ZIP that `virage barometer verify --archive` checks on another machine, with no database."""
    found = _edition(edition)
    response = StreamingHttpResponse(queries.archive(found), content_type="application/zip")
    name = queries.file_name(found)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class PromisesAsked(Schema):
    """Which promises: of a body, of a target, of an outcome."""

    organisation: str = ""
    target: str = ""
    outcome: Literal["", "kept", "late", "broken", "not_due", "untold"] = ""


@router.get(
    "/promises",
    response=dict[str, Any],
    auth=None,
    summary="Promises and what became of them",
)
def list_promises(request: HttpRequest, asked: Query[PromisesAsked]) -> dict[str, Any]:
    """Every promise in force against the sealed answers of its units, edition by edition."""
    held = queries.promises(organisation=asked.organisation)
    found = promising.listed(held, target=asked.target, outcome=asked.outcome)
    return {
        "outcomes": promising.tally(held),
        "promises": [promising.promise_json(one) for one in found],
    }


class PlannedOut(Schema):
    """An edition of the calendar; its period is half-open. `statements` are its dates as stated, the
    announcement first: the last ones hold."""

    edition: str
    label: str
    period: dict[str, str]
    state: Literal["announced", "open", "published", "withdrawn"]
    statements: list[dict[str, Any]]
    published_edition: str | None
    days_late: int | None
    withdrawn_because: Said | None
    seen_early: list[dict[str, Any]]


@router.get("/calendar", response=list[PlannedOut], auth=None, summary="Calendar of editions")
def list_planned(request: HttpRequest) -> list[dict[str, Any]]:
    """Every edition announced, its dates with their reasons, and who saw its draft before everybody."""
    seen = queries.everybody_who_saw_early()
    return [_planned(one, seen.get(one.planned.pk, [])) for one in queries.every_planned()]


def _planned(one: queries.Planned, seen: list[queries.SeenEarly]) -> dict[str, Any]:
    planned = one.planned
    published = planned.edition if planned.state == "published" else None
    return {
        "edition": planned.slug,
        "label": planned.label,
        "period": {"from": planned.period_from.isoformat(), "to": planned.period_to.isoformat()},
        "state": planned.state,
        "statements": [
            {
                "stated_at": each.stated_at,
                "draft_on": each.draft_on,
                "publication_on": each.publish_on,
                "reason": _said(each.reason) if each.reason_fr else None,
            }
            for each in one.statements
        ],
        "published_edition": published.slug if published else None,
        "days_late": one.days_late if published else None,
        "withdrawn_because": _said(planned.why) if planned.why_fr else None,
        "seen_early": [
            {"body": each.body or None, "role": each.role, "on": each.on, "people": each.people}
            for each in seen
        ],
    }


def _said(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


class CommentOut(Schema):
    """What a body says of an edition, in its own words; `indicator` is null of the whole edition."""

    body: str
    indicator: str | None
    text: str
    left_at: datetime


@router.get(
    "/editions/{edition}/comments",
    response=list[CommentOut],
    auth=None,
    summary="Comments of bodies",
)
def list_comments(request: HttpRequest, edition: str) -> list[dict[str, Any]]:
    """What bodies said of the draft of an edition; they stand beside all its revisions."""
    return [
        {
            "body": one.body,
            "indicator": one.about or None,
            "text": one.text,
            "left_at": one.left_at,
        }
        for one in queries.comments_on(_edition(edition))
    ]


class ProvisionalOut(Schema):
    """What a question counted on a day, never published: not sealed, and part of no edition."""

    day: date
    indicator: str
    target: str | None
    version: int
    period: dict[str, str]
    known_at: int
    yes: int
    no: int
    unknown: int
    not_applicable: int
    provisional: Literal[True] = True


@router.get(
    "/provisional", response=list[ProvisionalOut], auth=None, summary="Provisional daily series"
)
def list_provisional(request: HttpRequest, indicator: str = "") -> list[dict[str, Any]]:
    """Every day of every question that counts no people, or of one `indicator`."""
    return [
        {
            "day": one.day,
            "indicator": one.code,
            "target": one.target or None,
            "version": one.version,
            "period": {"from": one.period_from.isoformat(), "to": one.period_to.isoformat()},
            "known_at": one.known_at,
            **one.tally._asdict(),
        }
        for one in queries.all_days(indicator)
    ]


class CorrectionOut(Schema):
    """An erratum, a revision (with the counts that it changed), a date put off, an edition withdrawn or
    late."""

    kind: Literal["erratum", "revision", "put-off", "withdrawn", "late"]
    at: datetime
    label: str
    edition: str
    revision: int
    text: Said | None
    publication_was: date | None
    publication_is: date | None
    days_late: int
    changes: list[dict[str, Any]]


@router.get("/corrections", response=list[CorrectionOut], auth=None, summary="Errata and revisions")
def list_corrections(request: HttpRequest, edition: str = "") -> list[dict[str, Any]]:
    """Everything that was corrected, the latest first; of one `edition` by its first address, or of all."""
    return [
        {
            "kind": one.kind,
            "at": one.at,
            "label": one.label,
            "edition": one.slug or one.planned,
            "revision": one.revision,
            "text": _said(one.text) if one.text.fr else None,
            "publication_was": one.was and one.was.publish_on,
            "publication_is": one.now and one.now.publish_on,
            "days_late": one.days,
            "changes": [
                {
                    "indicator": each.code,
                    "target": each.target or None,
                    "before": each.before,
                    "after": each.after,
                }
                for each in one.changes
            ],
        }
        for one in queries.all_corrections(edition)
    ]
