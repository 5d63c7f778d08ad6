"""The trend of one share over editions: what was published, and what the same units did."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from virage.ui.charts.svg import along, at, drawing, element, hatch, number, text

TOP, BOTTOM = 24.0, 204.0
MOST_LABELS = 4  # what a phone has room for; the table behind the chart names every edition
GRID = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """One edition. Shares are 0 to 1, or null; words are ready to print.

    `panel` is the pair of shares of the units known in both this edition and the one before it, then
    and now; null for a first edition, or without such units. `note` says in words what happened.
    `new_definition` (« définition 2 ») breaks the line before this point.
    """

    label: str
    count: str
    share: float | None
    lower: float | None
    upper: float | None
    panel: tuple[float, float] | None = None
    new_definition: str = ""
    note: str = ""
    known_enough: bool = True


def _down(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


def _grid(labels: tuple[str, str, str, str, str]) -> str:
    drawn = ""
    for share, label in zip(GRID, labels, strict=True):
        y = _down(share)
        kind = "c-axis" if share == 0 else "c-grid"
        drawn += element("line", x1="0%", x2="100%", y1=y, y2=y, class_=kind)
        drawn += text(label, x="0%", y=y - 4, class_="c-label c-halo")
    return drawn


def trend(
    points: Sequence[Point],
    *,
    key: str,
    title: str,
    description: str,
    target: float | None = None,
    target_label: str = "",
    grid_labels: tuple[str, str, str, str, str] = ("0", "25", "50", "75", "100"),
) -> str:
    """A trend, 256 px high: bands, a thin published line, thick panel segments, counts beneath.

    The thin line stops where a share is null, where fewer than half are known, and where the
    definition changed. At most four editions are named under the line, the last one always.
    """
    drawn = hatch(key) + _grid(grid_labels)
    places = [(index + 0.5) / len(points) for index in range(len(points))]
    every = max(1, ceil(len(points) / MOST_LABELS))
    thin, thick, dots, words = "", "", "", ""
    for index, (point, x) in enumerate(zip(points, places, strict=True)):
        before = points[index - 1] if index else None
        if point.lower is not None and point.upper is not None:
            drawn += at(along(x), _band(key, point.lower, point.upper))
        if before is not None:
            from_x = places[index - 1]
            if point.new_definition:
                drawn += _break((from_x + x) / 2, point.new_definition)
            elif _shown(before) is not None and _shown(point) is not None:
                thin += _segment(from_x, _shown(before), x, _shown(point), "c-published")
            if point.panel is not None:
                thick += _segment(from_x, point.panel[0], x, point.panel[1], "c-panel")
        if (share := _shown(point)) is not None:
            dots += element("circle", cx=along(x), cy=_down(share), r=5, class_="c-dot")
        if (len(points) - 1 - index) % every == 0:
            words += text(
                point.label, x=along(x), y=224, text_anchor="middle", class_="c-label c-strong"
            )
            words += text(point.count, x=along(x), y=242, text_anchor="middle", class_="c-label")
        if point.note and point.upper is not None:
            words += text(
                point.note,
                x=along(x),
                y=max(_down(point.upper) - 7, 14),
                text_anchor="middle",
                class_="c-label c-halo",
            )
    if target is not None:
        y = _down(target)
        drawn += element("line", x1="0%", x2="100%", y1=y, y2=y, class_="c-target-line")
        words += text(
            target_label, x="100%", y=y - 6, text_anchor="end", class_="c-target-label c-halo"
        )
    return drawing(key, 256, title, description, drawn + thin + thick + dots + words, "chart-trend")


def _shown(point: Point) -> float | None:
    """The share that a dot may stand for; none when fewer than half of the answers are known."""
    return point.share if point.known_enough else None


def _segment(x1: float, from_: float | None, x2: float, to: float | None, kind: str) -> str:
    if from_ is None or to is None:
        return ""
    return element("line", x1=along(x1), y1=_down(from_), x2=along(x2), y2=_down(to), class_=kind)


def _band(key: str, lower: float, upper: float) -> str:
    top, bottom = _down(upper), _down(lower)
    box = {"x": -7.0, "y": top, "width": 14.0, "height": max(bottom - top, 1.0)}
    return (
        element("rect", **box, class_="c-band-back")
        + element("rect", **box, fill=f"url(#{key}-h)")
        + element(
            "path",
            d=f"M-7 {number(top)}V{number(bottom)}M7 {number(top)}V{number(bottom)}",
            class_="c-band-line",
        )
    )


def _break(x: float, words: str) -> str:
    """Where the definition changed: the two sides are not the same question."""
    return element(
        "line", x1=along(x), x2=along(x), y1=TOP - 4, y2=BOTTOM, class_="c-break"
    ) + text(words, x=along(x), y=TOP - 10, text_anchor="middle", class_="c-label c-halo")
