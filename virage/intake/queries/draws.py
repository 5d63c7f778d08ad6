"""Reads of random draws: public, like the journal's lines that record them."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet

from virage.audit import queries as journal
from virage.contracts.indicators import Period
from virage.contracts.intakes import Intake
from virage.contracts.samples import Pick, Sample, State
from virage.intake import rules
from virage.intake.models import ACCEPTED, Draw, HandIn
from virage.intake.sampled import TOLD
from virage.lib.clock import day_of


def draw_by_id(public_id: str | uuid.UUID) -> Draw | None:
    """That draw; None too for what is not an id."""
    try:
        public_id = uuid.UUID(str(public_id))
    except ValueError:
        return None
    return Draw.objects.select_related("body").filter(public_id=public_id).first()


def draws_of(kind: str, body: str) -> list[Draw]:
    """The draws of a kind that concern a body, the latest first; those of several bodies when `body` is ""."""
    found = Draw.objects.select_related("body").filter(kind=kind)
    if not body:
        return list(found.filter(body=None)[:50])
    listed = found.filter(Q(body__code=body) | Q(body=None))[:50]
    return [one for one in listed if one.body is not None or body in one.drawn or not one.value]


def draws_made(kind: str, period: Period) -> "QuerySet[Draw]":
    """The draws of several bodies that were made for days of a period."""
    several = Draw.objects.filter(kind=kind, body=None).exclude(value="")
    return several.filter(period_from__lt=period.end, period_to__gt=period.start)


def picks_of(draw: Draw, value: str) -> list[tuple[str, list[str]]]:
    """The bodies that a value draws, in order, each with the units drawn of it that time."""
    return rules.picked(
        draw.frame,
        digest_of_frame=draw.frame_sha256,
        value=value,
        size=draw.size,
        clusters=draw.clusters,
    )


def samples(kinds: Sequence[str], period: Period, known_at: int) -> dict[str, list[Sample]]:
    """The draws of several bodies for exactly a period, by kind, as known at a line. Three queries."""
    found = Draw.objects.filter(
        kind__in=kinds, body=None, period_from=period.start, period_to=period.end
    )
    draws = list(found.order_by("announced_at", "pk"))
    lines = journal.entries_of([one.reference for one in draws], until=known_at)
    told: dict[int, set[str]] = {}
    rows = HandIn.objects.filter(draw__in=draws, state=ACCEPTED, sequence__lte=known_at)
    for draw, parameters in rows.values_list("draw", "parameters"):
        told.setdefault(draw, set()).update(json.loads(parameters.get(TOLD, "[]")))
    by_kind: dict[str, list[Sample]] = {}
    for one in draws:
        if said := lines.get(one.reference):
            by_kind.setdefault(one.kind, []).append(
                _sample(one, period, said, told.get(one.pk, set()))
            )
    return by_kind


def _sample(draw: Draw, period: Period, said: set[str], told: set[str]) -> Sample:
    """A draw as far as the journal's entries `said` of it go."""
    state: State = "waiting"
    if "intake:draw:made" in said:
        state = "made"
    elif "intake:draw:given-up" in said:
        state = "given_up"
    picks = picks_of(draw, draw.value) if state == "made" else []
    return Sample(
        reference=draw.reference,
        kind=draw.kind,
        period=period,
        state=state,
        announced_on=day_of(draw.announced_at),
        bodies=len(draw.frame),
        units=sum(len(codes) for codes in draw.frame.values()),
        picks=tuple(Pick(body, len(draw.frame[body]), tuple(units)) for body, units in picks),
        told=frozenset(told),
        again=draw.again,
        why=draw.why if state == "given_up" else "",
    )


def may_be_drawn(kind: Intake) -> bool:
    """Whether a random sample can be drawn of a kind: it says which units a body has."""
    return bool(kind.unit and kind.units) and rules.is_by_hand(kind)


def to_tell(draw: Draw, body: str | None) -> list[str]:
    """The units drawn of a body, in the order of the draw (all of them for several bodies)."""
    if body is not None:
        return list(draw.drawn.get(body, []))
    return [code for codes in draw.drawn.values() for code in codes]


def kind_of_draw(kind: Intake, draw: Draw) -> Intake:
    """The kind as a template is filled for a draw: with the rows of the units drawn, and no other."""
    return replace(kind, prefill=lambda body: _rows(kind, draw, body))


def _rows(kind: Intake, draw: Draw, body: str) -> Iterator[Mapping[str, str]]:
    blank = {one.name: "" for one in kind.columns}
    if rules.OWN in blank:
        blank[rules.OWN] = body
    codes = to_tell(draw, body)
    return iter(rules.only_drawn(kind.prefill(body), codes, unit=kind.unit, blank=blank))


def told_of(draw: Draw) -> list[HandIn]:
    """The accepted hand-ins made for a draw, the first accepted first."""
    found = HandIn.objects.filter(draw=draw, state=ACCEPTED).select_related("body")
    return list(found.order_by("accepted_at").defer("report", "preview", "warned", "parameters"))
