"""Figures that are not published, line by line, as the Secretariat and the readers of a draft see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from virage.barometer.views import drawing, shown
from virage.barometer.views.naming import names_from
from virage.barometer.wording import figures, notes
from virage.barometer.wording.nouns import said

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure that is not published: what the overview would show of it."""

    number: str
    title: str
    drawing: Any
    sentence: Any
    notes: list[str]
    state: str
    verdict: str
    definition: str


def lines(put: Iterable[tuple[dict[str, Any], Json]], strategy: Json) -> list[Measured]:
    """The lines of some figures, each with its definition told as JSON, for `measured.html`."""
    titles = {one["target"]: said(one["title"]) for one in strategy["targets"]}
    told = []
    for place, (figure, definition) in enumerate(put):
        names, target = names_from(definition), figure["target"]
        number = target["code"] if target else ""
        title = titles.get(number) or names.title
        beside = [
            figures.among_listed(figure, names.noun),
            notes.coverage(figure),
            figures.target_line(target) if target else "",
        ]
        told.append(
            Measured(
                number=number,
                title=title,
                drawing=shown.svg(drawing.track(figure, names.noun, key=f"m{place}", title=title)),
                sentence=figures.sentence_html(figure, names.noun),
                notes=[note for note in beside if note],
                state=drawing.verdict_state(figure) if target else "",
                verdict=figures.verdict_line(figure) if target else "",
                definition=_("Définition %(version)s") % {"version": figure["version"]},
            )
        )
    return told
