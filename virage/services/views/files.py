"""A table of a page as CSV or JSON: the same record, so that two places never show two things."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse

from virage.lib import csv_out
from virage.services.queries import Event, History, Listing, Sourced
from virage.services.serialised import marked

SERVICE_COLUMNS = (
    "code",
    "name_fr",
    "name_en",
    "organisation",
    "opened_on",
    "closed_on",
)
VOLUME_COLUMNS = (
    "service",
    "period_from",
    "period_to",
    "channel",
    "volume",
    "status",
    "evidence",
    "known_at",
)
POINT_COLUMNS = ("service", "observed_on", "point", "answer", "evidence", "known_at")
EVENT_COLUMNS = (
    "service",
    "kind",
    "day",
    "replaced",
    "name_fr",
    "name_en",
    "organisation",
    "channels",
    "request_online",
    "reason",
    "role",
    "other",
    "evidence",
    "known_at",
)

Line = Mapping[str, Any]


def table(
    kind: str, name: str, columns: Sequence[str], lines: Iterable[Line], **about: Any
) -> HttpResponse:
    """The lines as `kind` ("csv" or "json"); `about` stands beside them in the JSON."""
    if kind == "json":
        rows = [{column: line.get(column) for column in columns} for line in lines]
        response: HttpResponse = JsonResponse({**about, "rows": rows})
    else:
        text = csv_out.rows(columns, ([_cell(line.get(one)) for one in columns] for line in lines))
        response = HttpResponse("".join(text), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _cell(value: Any) -> csv_out.Cell:
    if isinstance(value, list | tuple):
        return " ".join(str(one) for one in value)
    return value if value is None or isinstance(value, str | int) else str(value)


def services(found: Listing) -> Iterable[Line]:
    """The services of a list."""
    for one in found.lines:
        yield {
            "code": one.code,
            "name_fr": one.name.fr,
            "name_en": one.name.en,
            "organisation": one.organisation,
            "opened_on": one.opened_on,
            "closed_on": one.closed_on,
        }


def _proof(one: Sourced[Any]) -> dict[str, Any]:
    return {"evidence": marked(one.batch, one.line), "known_at": one.row.batch.sequence}


def volumes(history: History) -> Iterable[Line]:
    """The volumes of a service, with the batch and line that brought each."""
    for one in history.volumes:
        yield {
            "service": history.code,
            **{
                column: getattr(one.row, column)
                for column in ("period_from", "period_to", "channel", "volume", "status")
            },
            **_proof(one),
        }


def points(history: History) -> Iterable[Line]:
    """The answers at interaction points of a service, with the batch and line that brought each."""
    for one in history.points:
        yield {
            "service": history.code,
            **{column: getattr(one.row, column) for column in ("observed_on", "point", "answer")},
            **_proof(one),
        }


def events(history: History) -> Iterable[Line]:
    """What happened to a service, with what brought it."""
    for one in history.events:
        yield {"service": history.code, **_event(one)}


def _event(one: Event) -> dict[str, Any]:
    said, offer, life = one.statement, one.offer, one.life
    return {
        "kind": one.kind,
        "day": one.day,
        "replaced": one.replaced,
        "name_fr": said and said.name_fr,
        "name_en": said and said.name_en,
        "organisation": said and said.organisation,
        "channels": offer and offer.channels,
        "request_online": (offer and offer.request_online) or None,
        "reason": (life and life.reason) or None,
        "role": (life and life.role) or None,
        "other": one.other or None,
        "evidence": marked(one.batch, one.line),
        "known_at": one.sequence,
    }


TABLES = {
    "volumes": (VOLUME_COLUMNS, volumes),
    "points": (POINT_COLUMNS, points),
    "histoire": (EVENT_COLUMNS, events),
}
"""The tables of the page of a service, by the word of their address."""
