"""The trend of an indicator and its last change, as the page shows them: charts, words and tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from virage.barometer.queries.shown import TrendPoint
from virage.barometer.views import drawing
from virage.barometer.views.naming import Names
from virage.barometer.views.shown import edition_label, short_label, svg
from virage.barometer.wording import changes
from virage.barometer.wording.terms import value_name

Files = Mapping[str, str]
COLUMNS = ("kind", "name", "points", "fraction", "from", "to", "units")


@dataclass(frozen=True, slots=True)
class Row:
    """One edition of the trend's table."""

    label: str
    url: str
    figure: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trend:
    """The levels over editions. Without a drawing, `reading` says why."""

    drawing: SafeString | str
    reading: str
    rows: list[Row]
    files: Files


@dataclass(frozen=True, slots=True)
class Moves:
    """One row of the table of integers: what the units that gave one answer became."""

    label: str
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class Change:
    """The change since the edition before; empty parts are left out of the page."""

    direction: str
    sentence: str = ""
    warning: str = ""
    redefinition: str = ""
    drawing: SafeString | str = ""
    before: str = ""
    after: str = ""
    caption: str = ""
    total: str = ""
    steps: Sequence[changes.Step] = ()
    states: Sequence[str] = ()
    table: Sequence[Moves] = ()
    files: Files | None = None


_TWO_YEARS = re.compile(r"(\d\d)(\d\d)-\1(\d\d)")


def on_an_axis(label: str) -> str:
    """The label as short as an axis of a phone asks: "2022-2023" is "2022-23"."""
    return _TWO_YEARS.sub(r"\1\2-\3", label)


def trend(
    levels: Sequence[TrendPoint], names: Names, figure: dict[str, Any], *, files: Files
) -> Trend:
    """The trend up to the edition shown; a first edition has a level, and no trend."""
    rows = [
        Row(
            edition_label(one.edition),
            reverse("barometer:edition", args=[one.edition.slug]),
            one.indicator.headline,
        )
        for one in reversed(levels)
    ]
    if len(levels) < 2:
        return Trend("", changes.direction_sentence(None, names.noun), rows, files)
    points = [
        drawing.point(
            on_an_axis(one.edition.label),
            dict(one.indicator.headline),
            one.comparison,
            previous_version=levels[place - 1].indicator.version if place else None,
        )
        for place, one in enumerate(levels)
    ]
    if "people" in figure:
        reading = names.noun.agree(
            _(
                "Trait : la part publiée. Les %(many)s ne sont pas [suivis|suivies] de l’une à l’autre."
            )
        ) % {"many": names.noun.many}
    else:
        reading = _(
            "Trait épais : les mêmes %(many)s d’une édition à l’autre. Trait fin : la part publiée."
        ) % {"many": names.noun.many}
    drawn = drawing.trend(points, figure, key="trend-chart", title=names.title, reading=reading)
    return Trend(svg(drawn), reading, rows, files)


def change(levels: Sequence[TrendPoint], names: Names, *, files: Files) -> Change:
    """The last change, in words and bars, and the integers it is made from."""
    if len(levels) < 2:
        return Change(changes.direction_sentence(None, names.noun))
    before, last = (edition_label(one.edition) for one in levels[-2:])
    if levels[-1].comparison is None:
        words = {"before": before}
        return Change(_("Aucune comparaison avec l’édition %(before)s n’a été scellée.") % words)
    comparison = dict(levels[-1].comparison)
    drawn = drawing.bridge(
        comparison,
        names.noun,
        key="bridge-chart",
        title=_("Ce qui compose le changement de %(before)s à %(after)s")
        % {"before": before, "after": last},
        before=short_label(levels[-2].edition),
        after=short_label(levels[-1].edition),
    )
    states = list(comparison["table"] or ())
    return Change(
        direction=changes.direction_sentence(comparison, names.noun),
        sentence=changes.bridge_sentence(comparison, names.noun),
        warning=changes.fragile_sentence(comparison, before, last, names.noun),
        redefinition=changes.redefinition_sentence(comparison),
        drawing=svg(drawn),
        before=before,
        after=last,
        caption=_("Le changement, étape par étape"),
        total=changes.points(comparison["total"]["points"]) if comparison["total"] else "",
        steps=changes.steps(comparison, names.noun),
        states=[value_name(state, names.noun) for state in states],
        table=[
            Moves(
                value_name(state, names.noun),
                [int(comparison["table"][state][to]) for to in states],
            )
            for state in states
        ],
        files=files,
    )


def exported(comparison: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The change as lines of a file: the steps of the bridge, then the cells of the table."""
    for place, name in changes.ORDER:
        term = comparison[place]
        if name:
            term = (term or {}).get(name)
        if term is not None:
            yield {
                "kind": "step",
                "name": f"{place}.{name}".rstrip("."),
                "points": term["points"],
                "fraction": term["fraction"],
                "units": term.get("of"),
            }
    for state, row in (comparison["table"] or {}).items():
        for to, number in row.items():
            yield {"kind": "move", "from": state, "to": to, "units": number}
