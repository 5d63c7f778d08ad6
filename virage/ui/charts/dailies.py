"""A provisional share day by day: dashed lines and an empty band, so that none is taken for a published one."""

from collections.abc import Sequence
from dataclasses import dataclass

from virage.ui.charts.svg import along, drawing, element, number, text

TOP, BOTTOM = 24.0, 144.0
WIDE = 1000.0
GRID = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Run:
    """Days that a line may join: the place of each along the chart (0 to 1), its bounds and its share.

    A share is null where too few are known; bounds are null where there is nobody to count.
    """

    places: Sequence[float]
    lower: Sequence[float | None]
    upper: Sequence[float | None]
    share: Sequence[float | None]


def _down(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


def daily(
    runs: Sequence[Run],
    *,
    key: str,
    title: str,
    description: str,
    first_label: str,
    last_label: str,
    target: float | None = None,
    target_label: str = "",
    grid_labels: tuple[str, str, str] = ("0", "50", "100"),
) -> str:
    """A chart 176 px high: the band between the bounds, the share within it, the target across."""
    drawn = ""
    for share, label in zip(GRID, grid_labels, strict=True):
        y = _down(share)
        kind = "c-axis" if share == 0 else "c-grid"
        drawn += element("line", x1="0%", x2="100%", y1=y, y2=y, class_=kind)
        drawn += text(label, x="0%", y=y - 4, class_="c-label c-halo")
    lines = "".join(_band(run) + _line(run.places, run.share, "c-daily") for run in runs)
    # As wide as its place, whatever the number of days: the strokes alone keep their width.
    drawn += element(
        "svg",
        lines,
        width="100%",
        height=BOTTOM + 8,
        viewBox=f"0 0 {number(WIDE)} {number(BOTTOM + 8)}",
        preserveAspectRatio="none",
    )
    words = text(first_label, x="0%", y=BOTTOM + 22, class_="c-label")
    words += text(last_label, x="100%", y=BOTTOM + 22, text_anchor="end", class_="c-label")
    for run in runs:
        if run.share[-1] is not None and len(run.places) == 1:
            words += element(
                "circle",
                cx=along(run.places[-1]),
                cy=_down(run.share[-1]),
                r=3,
                class_="c-daily-end",
            )
    if target is not None:
        y = _down(target)
        drawn += element("line", x1="0%", x2="100%", y1=y, y2=y, class_="c-target-line")
        words += text(
            target_label, x="100%", y=y - 6, text_anchor="end", class_="c-target-label c-halo"
        )
    return drawing(key, 176, title, description, drawn + words, "chart-daily")


def _band(run: Run) -> str:
    """The two bounds, dashed, with nothing between: the hatch belongs to editions."""
    return _line(run.places, run.lower, "c-daily-bound") + _line(
        run.places, run.upper, "c-daily-bound"
    )


def _line(places: Sequence[float], shares: Sequence[float | None], kind: str) -> str:
    """Joined lines through the days that have a share; a day without one parts them."""
    path, pen_down = "", False
    for place, share in zip(places, shares, strict=True):
        if share is None:
            pen_down = False
            continue
        path += f"{'L' if pen_down else 'M'}{number(place * WIDE)} {number(_down(share))}"
        pen_down = True
    return element("path", d=path, class_=kind) if path else ""
