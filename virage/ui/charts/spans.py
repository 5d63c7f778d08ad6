"""Spans on one scale: lengths or days side by side, with a line across for where things are heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from virage.ui.charts.svg import along, drawing, element, text

ROW = 46.0
BAR = 12.0
FOOT = 22.0


@dataclass(frozen=True, slots=True)
class Span:
    """One line: its words, where it starts and ends (0 to 1), and which of the three it is.

    `first` is what everything is measured against, `next` what replaced it, `going` what is expected now.
    """

    label: str
    start: float
    end: float
    kind: Literal["first", "next", "going"] = "next"


KINDS = {"first": "c-step-real", "next": "c-step-flow", "going": "c-step-definition"}


def spans(
    lines: Sequence[Span],
    *,
    key: str,
    title: str,
    description: str,
    ends: tuple[str, str],
) -> str:
    """Spans of 46 px a line; a thin line falls from the end of the first one through all the others.

    `ends` are the words at the two ends of the scale.
    """
    height = len(lines) * ROW + FOOT
    drawn = ""
    for place in range(len(lines)):
        y = place * ROW + 34
        drawn += element("line", x1="0%", x2="100%", y1=y, y2=y, class_="c-grid")
    first = next((one for one in lines if one.kind == "first"), None)
    if first is not None:
        x = along(first.end)
        drawn += element("line", x1=x, x2=x, y1=22, y2=len(lines) * ROW, class_="c-break")
    for place, one in enumerate(lines):
        top = place * ROW
        drawn += element(
            "rect",
            x=along(one.start),
            width=along(max(one.end - one.start, 0.004)),
            y=top + 34 - BAR / 2,
            height=BAR,
            class_=f"c-step {KINDS[one.kind]}",
        )
        kind = "c-label c-ink c-halo" if one.kind == "next" else "c-label c-strong c-halo"
        drawn += text(one.label, x="0%", y=top + 18, class_=kind)
    foot = height - 4
    drawn += text(ends[0], x="0%", y=foot, class_="c-label")
    drawn += text(ends[1], x="100%", y=foot, text_anchor="end", class_="c-label")
    return drawing(key, height, title, description, drawn, "chart-spans")
