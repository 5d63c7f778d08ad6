"""The bridge: the change from one edition to the next, taken apart into steps that add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from virage.ui.charts.svg import along, at, drawing, element, number, text

ROW = 38.0
BAR = 18.0
NAMES_END = 0.42  # the names take this much of the width, the steps the rest
NAME_LENGTH = 17  # letters that the names' column holds on a phone
ROOM = 0.74  # of the steps' part: what stays free on the right is for the numbers


@dataclass(frozen=True, slots=True)
class Term:
    """One step: its name, its size (in share, signed), the size in words, and what kind it is.

    `real` is what the same units did, `definition` what a new definition changed, `flow` a way in or
    a way out of the count.
    """

    label: str
    size: float
    words: str
    kind: Literal["real", "definition", "flow"] = "flow"


def bridge(
    steps: Sequence[Term],
    *,
    key: str,
    title: str,
    description: str,
    start: float,
    start_label: str,
    start_words: str,
    end_label: str,
    end_words: str,
) -> str:
    """A bridge of 38 px per line: the first share, each step from where the last one ended, the last.

    The scale is that of the change, not 0 to 1: the first and last shares are dots with their number.
    """
    stops = [start]
    for step in steps:
        stops.append(stops[-1] + step.size)
    low, high = min(stops), max(stops)
    span = (high - low) or 1.0

    def across(share: float) -> float:
        inside = (share - low) / span * ROOM if high > low else ROOM / 2
        return NAMES_END + 0.03 + inside * (1 - NAMES_END - 0.03)

    last = len(steps) + 1
    drawn = ""
    for line, stop in enumerate(stops):
        x = along(across(stop))
        y1 = line * ROW + ROW / 2
        drawn += element("line", x1=x, x2=x, y1=y1, y2=y1 + ROW, class_="c-joint")
    drawn += _end(0, across(start), start_label, start_words)
    for line, step in enumerate(steps, start=1):
        drawn += _step(line, step, across(stops[line - 1]), across(stops[line]))
    drawn += _end(last, across(stops[-1]), end_label, end_words)
    return drawing(key, (last + 1) * ROW, title, description, drawn, "chart-bridge")


def _name(line: int, words: str, kind: str) -> str:
    """A name at the end of the first column, on two lines when it is long."""
    parts = wrap(words, NAME_LENGTH, break_long_words=False, break_on_hyphens=False)[:3]
    top = line * ROW + ROW / 2 + 4.5 - (len(parts) - 1) * 7
    return "".join(
        text(part, x=along(NAMES_END - 0.02), y=top + index * 14, text_anchor="end", class_=kind)
        for index, part in enumerate(parts)
    )


def _end(line: int, x: float, label: str, words: str) -> str:
    y = line * ROW + ROW / 2
    number_ = at(along(x), text(words, x=13, y=y + 4.5, class_="c-label c-strong c-halo"))
    return (
        _name(line, label, "c-label c-strong")
        + element("circle", cx=along(x), cy=y, r=6, class_="c-dot")
        + number_
    )


def _step(line: int, step: Term, from_: float, to: float) -> str:
    left, right = min(from_, to), max(from_, to)
    y = line * ROW + (ROW - BAR) / 2
    if step.size:
        bar = element(
            "rect",
            x=along(left),
            y=y,
            width=along(right - left),
            height=BAR,
            class_=f"c-step c-step-{step.kind}",
        )
    else:
        bar = at(
            along(left), element("path", d=f"M0 {number(y)}v{number(BAR)}", class_="c-step-none")
        )
    words = at(
        along(right), text(step.words, x=8, y=y + BAR / 2 + 4.5, class_="c-label c-ink c-halo")
    )
    return _name(line, step.label, "c-label c-ink") + bar + words
