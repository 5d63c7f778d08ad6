"""The bodies behind a figure, on aligned tracks and in files; sorted by size, never ranked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from virage.barometer.models import EditionIndicator
from virage.barometer.views import drawing
from virage.barometer.views.naming import Names, text
from virage.barometer.views.shown import svg
from virage.barometer.wording import notes
from virage.contracts.text import Text
from virage.lib.text import folded

FIRST = 15
VALUES = ("yes", "no", "unknown", "not_applicable")


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body: its counts and its small track."""

    name: str
    url: str
    count: Mapping[str, Any]
    drawing: SafeString | str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bodies:
    """The table of bodies; `more` when only the first ones are shown."""

    caption: str
    rows: list[BodyRow]
    total: int
    more: bool
    all_url: str
    files: Mapping[str, str]


def listed(count: Mapping[str, Any]) -> int:
    """How many units a body lists, whatever their answer."""
    return sum(int(count[value]) for value in VALUES)


def shown_bodies(
    put: EditionIndicator,
    bodies: Mapping[str, Text],
    names: Names,
    *,
    everything: bool,
    files: Mapping[str, str],
) -> Bodies:
    """The bodies by number of units, the largest first; ties by name, so that the order says nothing."""
    called = {code: text(bodies[code]) if code in bodies else code for code in put.by_organisation}
    order = sorted(
        put.by_organisation.items(), key=lambda pair: (-listed(pair[1]), folded(called[pair[0]]))
    )
    rows = [
        BodyRow(
            name=called[code],
            url=reverse("barometer:body", args=[code]),
            count=count,
            drawing=svg(
                drawing.body_track(count, put.headline, key=f"b{place}", title=called[code])
            ),
            note=notes.withheld_of_body(count, names.words),
        )
        for place, (code, count) in enumerate(order if everything else order[:FIRST])
    ]
    return Bodies(
        caption=names.noun.agree(
            _(
                "Classés par nombre [de |de |d’]%(many)s ; aucun rang quand les intervalles se "
                "chevauchent."
            )
        )
        % {"many": names.noun.many},
        rows=rows,
        total=len(order),
        more=len(rows) < len(order),
        all_url="?organismes=tous",
        files=files,
    )


def exported(
    put: EditionIndicator, edition: str, bodies: Mapping[str, Text]
) -> Iterator[dict[str, Any]]:
    """The bodies as lines of a file, by code."""
    for code, count in sorted(put.by_organisation.items()):
        name = bodies.get(code, Text(code, code))
        yield body_line(edition, put.code, put.version, code, name, count)


def body_line(
    edition: str, indicator: str, version: int, code: str, name: Text, count: Mapping[str, Any]
) -> dict[str, Any]:
    """One body in one edition as a line of a file."""
    row: dict[str, Any] = {
        "edition": edition,
        "indicator": indicator,
        "version": version,
        "organisation": code,
        "name_fr": name.fr,
        "name_en": name.en,
        **{value: count[value] for value in VALUES},
    }
    for key in ("share", "lower", "upper"):
        share = count[key]
        row[key] = share and share["fraction"]
        row[f"{key}_percent"] = share and share["percent"]
    row["withheld"] = count.get("withheld", 0)
    return row
