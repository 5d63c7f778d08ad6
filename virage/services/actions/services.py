"""Staging what a hand-in says of services themselves: their codes, names and owners."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q

from virage.contracts.text import Text
from virage.organisations import actions as organisations
from virage.organisations import queries as bodies
from virage.services.models import RecordBatch, Service, ServiceDescription
from virage.services.rules.handed_in import complete
from virage.services.rules.statements import Statement, nearest, standing


class SaidRow(NamedTuple):
    """From a day on, the owner (code) and the name of a service; a name not said is empty."""

    line: int | None
    service: str
    day: date
    organisation: str
    name: Text


class NewRefused(RuntimeError):
    """The hand-in lists services or bodies that do not exist, and the acceptance may not create any."""


def stage_services(
    *,
    batch: RecordBatch,
    said: Sequence[SaidRow],
    bodies_named: Mapping[str, Text],
    create_new: bool,
) -> dict[str, int]:
    """State the owners and names of services where they differ from what holds; keys by code.

    `bodies_named` names the bodies that may be new. Services are made when `create_new` says so;
    raises `NewRefused` otherwise.
    """
    codes = sorted({one.service for one in said})
    stated = _stated(batch, codes)
    new = [code for code in codes if code not in stated]
    if new:
        if not create_new:
            raise NewRefused(f"{', '.join(new[:5])}: not in the register, and not to be created.")
        Service.objects.bulk_create([Service(code=code) for code in new], ignore_conflicts=True)
    keys = dict(Service.objects.filter(code__in=codes).values_list("code", "pk"))
    # Of two lines on one day, the later speaks.
    last = {(one.service, one.day): one for one in said}
    differing: list[tuple[SaidRow, Text]] = []
    for (code, day), one in sorted(last.items()):
        statements = stated.setdefault(code, [])
        before = nearest(statements, day)
        name = one.name if complete(one.name) or before is None else before.name
        holds = standing(statements, day)
        if holds is None or (holds.organisation, holds.name) != (one.organisation, name):
            differing.append((one, name))
            statements.append(Statement(day, one.organisation, name.fr, name.en))
            statements.sort(key=lambda made: made.valid_from)
    owners = _owners(batch, [one for one, _ in differing], bodies_named, create_new)
    ServiceDescription.objects.bulk_create(
        [
            ServiceDescription(
                batch=batch,
                line=one.line,
                service_id=keys[one.service],
                valid_from=one.day,
                name_fr=name.fr,
                name_en=name.en,
                organisation_id=owners[one.organisation],
            )
            for one, name in differing
        ],
        batch_size=1_000,
    )
    return keys


def _stated(batch: RecordBatch, codes: Sequence[str]) -> dict[str, list[Statement]]:
    """The statements as they will be known once the batch is finished, by service code."""
    rows: Any = (
        ServiceDescription.objects.filter(service__code__in=codes)
        .filter(Q(batch__sequence__isnull=False) | Q(batch=batch))
        .order_by("valid_from", F("batch__sequence").asc(nulls_last=True), "line", "pk")
    )
    found: dict[str, list[Statement]] = {}
    for code, *one in rows.values_list(
        "service__code", "valid_from", "organisation__code", "name_fr", "name_en"
    ):
        found.setdefault(code, []).append(Statement(*one))
    return found


def _owners(
    batch: RecordBatch,
    said: Sequence[SaidRow],
    bodies_named: Mapping[str, Text],
    create_new: bool,
) -> dict[str, int]:
    """The keys of the owners by code, those not known yet staged from their first day."""
    first: dict[str, SaidRow] = {}
    for one in said:
        if one.organisation not in first or one.day < first[one.organisation].day:
            first[one.organisation] = one
    keys = bodies.keys() if first else {}
    for code in sorted(first.keys() - keys.keys()):
        if not create_new:
            raise NewRefused(f"{code}: no such body, and it is not to be created.")
        if not batch.creates_bodies:
            batch.creates_bodies = True
            batch.save(update_fields=["creates_bodies"])
        keys[code] = organisations.stage_body(
            batch=organisations.begin_recording(source=batch.source, sha256=batch.sha256),
            code=code,
            name=bodies_named[code],
            valid_from=first[code].day,
            line=first[code].line,
        ).pk
    return keys


def keys_of(codes: Collection[str]) -> dict[str, int]:
    """The keys of services by code; raises `NewRefused` when one does not exist."""
    keys = dict(Service.objects.filter(code__in=sorted(codes)).values_list("code", "pk"))
    missing = sorted(set(codes) - keys.keys())
    if missing:
        raise NewRefused(f"{', '.join(missing[:5])}: not in the register.")
    return keys
