"""Reads of random draws: public, like the journal's lines that record them."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.db.models import Q

from virage.contracts.intakes import Intake
from virage.intake import rules
from virage.intake.models import ACCEPTED, Draw, HandIn


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
