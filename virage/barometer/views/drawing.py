"""From a figure to what the charts of `ui` draw: places along a line, and the words beside them.

Floats appear here only: they say where to draw, never what is true. The words come from `wording`.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from virage.barometer.wording import changes, figures
from virage.barometer.wording.nouns import Noun
from virage.barometer.wording.terms import count, verdict_name, whole_percent
from virage.ui import charts

Figure = Mapping[str, Any]


def place(share: Mapping[str, Any] | None) -> float | None:
    """Where a share stands from 0 to 1; None when there is none."""
    return None if share is None else float(Fraction(str(share["fraction"])))


def threshold(target: Mapping[str, Any] | None) -> float | None:
    """Where the target stands from 0 to 1."""
    return None if target is None else float(Fraction(str(target["threshold"])))


def track(figure: dict[str, Any], noun: Noun, *, key: str, title: str) -> str:
    """The target track of a figure, as SVG text."""
    target = figure["target"]
    return charts.target_track(
        key=key,
        title=title,
        description=described(figure, noun),
        lower=place(figure["lower"]),
        upper=place(figure["upper"]),
        share=place(figure["share"]),
        target=threshold(target),
        target_label=whole_percent(target["percent"]) if target else "",
        weight=place(figure["share_by_weight"]),
        open_ends=bool(figure["subject_to_census"]),
        known_enough=not figures.too_few_known(figure),
    )


def empty_track(target: Mapping[str, Any], *, key: str, title: str) -> str:
    """The track of a target that has no records: the line and the target alone."""
    return charts.target_track(
        key=key,
        title=title,
        description=_("Aucun dossier encore."),
        lower=None,
        upper=None,
        target=threshold(target),
        target_label=whole_percent(target["percent"]),
    )


def described(figure: dict[str, Any], noun: Noun) -> str:
    """A figure, its target and its verdict in words, for whoever does not see the drawing."""
    said = figures.sentence(figure, noun)
    if figure["target"] is None:
        return said
    return f"{said} {figures.target_line(figure['target'])}. {figures.verdict_line(figure)}."


def body_track(count_of: Mapping[str, Any], figure: Figure, *, key: str, title: str) -> str:
    """The small track of one body, on the scale and with the target of the whole."""
    return charts.body_track(
        key=key,
        title=title,
        lower=place(count_of["lower"]),
        upper=place(count_of["upper"]),
        share=place(count_of["share"]),
        target=threshold(figure["target"]),
        open_ends=bool(figure["subject_to_census"]),
        known_enough=not figures.too_few_known(dict(count_of)),
    )


def point(
    label: str,
    figure: dict[str, Any],
    comparison: Mapping[str, Any] | None,
    *,
    previous_version: int | None,
) -> charts.Point:
    """One edition of the trend. The matched panel joins it to the edition before."""
    panel = None
    if comparison is not None and comparison["panel"] is not None:
        before, after = comparison["panel"]["share_from"], comparison["panel"]["share_to"]
        if before is not None and after is not None:
            panel = (float(Fraction(before["fraction"])), float(Fraction(after["fraction"])))
    changed = previous_version is not None and previous_version != figure["version"]
    return charts.Point(
        label=label,
        count=_("n = %(count)s") % {"count": count(figures.known(figure))},
        share=place(figure["share"]),
        lower=place(figure["lower"]),
        upper=place(figure["upper"]),
        panel=panel,
        new_definition=_("définition %(version)s") % {"version": figure["version"]}
        if changed
        else "",
        known_enough=not figures.too_few_known(figure),
    )


def trend(
    points: Sequence[charts.Point], figure: dict[str, Any], *, key: str, title: str, reading: str
) -> str:
    """The trend of an indicator over its editions."""
    target = figure["target"]
    return charts.trend(
        points,
        key=key,
        title=title,
        description=reading,
        target=threshold(target),
        target_label=_("cible %(percent)s") % {"percent": whole_percent(target["percent"])}
        if target
        else "",
    )


def bridge(
    comparison: dict[str, Any], noun: Noun, *, key: str, title: str, before: str, after: str
) -> str:
    """The bridge from one edition to the next; "" when there is none."""
    steps = changes.steps(comparison, noun)
    if not steps:
        return ""
    start = comparison["from"]["share"]
    return charts.bridge(
        [
            charts.Term(
                label=one.label,
                size=float(one.value),
                words=one.points,
                kind=one.kind,
            )
            for one in steps
        ],
        key=key,
        title=title,
        description=changes.bridge_sentence(comparison, noun),
        start=float(Fraction(start["fraction"])),
        start_label=before,
        start_words=changes.shown_level(comparison, "from", noun),
        end_label=after,
        end_words=changes.shown_level(comparison, "to", noun),
    )


def verdict_state(figure: Figure) -> str:
    """The name of the sign that goes with the verdict (virage.ui.icons.STATES)."""
    return str(figure["verdict"] or "not_applicable")


def verdict_words(figure: Figure) -> str:
    """The word of the verdict."""
    return verdict_name(figure["verdict"])
