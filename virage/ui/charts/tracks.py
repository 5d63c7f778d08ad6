"""The target track: a line from 0 to 100 % with the band, the share, the target and the weight on it."""

from functools import cache

from virage.ui.charts.svg import along, at, drawing, element, hatch, number, text

OPEN_END = 0.035  # how far the fading ends of a band run past what was counted
DIGIT = 7.2  # the width of a digit of 13 px, to keep two labels apart


def band(
    key: str, lower: float, upper: float, *, middle: float, height: float, open_ends: bool
) -> str:
    """The hatched band from `lower` to `upper`, always drawn, even when the two are one.

    An end is open (dotted on, without its stroke) while units may be missing from the register; it
    closes at 0 and at 1, past which no unit could take it.
    """
    top, bottom = middle - height / 2, middle + height / 2
    box: dict[str, str | float] = {
        "x": along(lower),
        "y": top,
        "width": along(upper - lower),
        "height": height,
    }
    drawn = element("rect", **box, class_="c-band-back")
    drawn += element("rect", **box, fill=f"url(#{key}-h)")
    for y in (top, bottom):
        drawn += element("line", x1=along(lower), x2=along(upper), y1=y, y2=y, class_="c-band-line")
    for end, outward in ((lower, -1), (upper, 1)):
        room = end if outward < 0 else 1 - end
        if open_ends and room > 0:
            far = end + outward * min(OPEN_END, room)
            for y in (top, bottom):
                drawn += element(
                    "line", x1=along(end), x2=along(far), y1=y, y2=y, class_="c-band-open"
                )
        else:
            drawn += element(
                "line", x1=along(end), x2=along(end), y1=top, y2=bottom, class_="c-band-line"
            )
    return drawn


@cache  # the same on every track of a kind, hundreds of times in a table of bodies
def axis(middle: float, tick: float) -> str:
    """The line from 0 to 1 with a tick at each quarter."""
    drawn = element("line", x1="0%", x2="100%", y1=middle, y2=middle, class_="c-axis")
    for quarter in (0.0, 0.25, 0.5, 0.75, 1.0):
        drawn += element(
            "line",
            x1=along(quarter),
            x2=along(quarter),
            y1=middle - tick,
            y2=middle + tick,
            class_="c-axis",
        )
    return drawn


def target_track(
    *,
    key: str,
    title: str,
    description: str,
    lower: float | None,
    upper: float | None,
    share: float | None = None,
    target: float | None = None,
    target_label: str = "",
    weight: float | None = None,
    open_ends: bool = True,
    known_enough: bool = True,
    ends: tuple[str, str] = ("0", "100"),
) -> str:
    """A target track, 64 px high (46 without a weight).

    `key` is its own in the page; shares are 0 to 1, null when there are no records (the line and the
    target then stand alone). The dot is drawn only when `known_enough`: with fewer than half of the
    answers, the band is the figure. `target_label` (« 75 % ») and `ends` are ready words.
    """
    middle, height = 31.0, 18.0
    drawn = axis(middle, 4)
    if lower is not None and upper is not None:
        drawn = hatch(key) + drawn
        drawn += band(key, lower, upper, middle=middle, height=height, open_ends=open_ends)
    drawn += _end_labels(ends, target, target_label)
    if target is not None:
        anchor = "end" if target > 0.97 else "middle"
        drawn += text(
            target_label, x=along(target), y=11, text_anchor=anchor, class_="c-target-label"
        )
        drawn += at(
            along(target),
            element("path", d=f"M0 16V{number(middle + 15)}", class_="c-target-halo")
            + element("path", d=f"M0 18V{number(middle + 15)}", class_="c-target")
            + element("path", d="M-5.5 14.5h11L0 22z", class_="c-target-head"),
        )
    if share is not None and known_enough:
        drawn += element("circle", cx=along(share), cy=middle, r=7, class_="c-dot")
    if weight is not None:
        drawn += element("line", x1="0%", x2=along(weight), y1=56, y2=56, class_="c-weight")
        drawn += element("circle", cx=along(weight), cy=56, r=4.5, class_="c-weight-end")
    return drawing(key, 46 if weight is None else 64, title, description, drawn, "chart-track")


def _end_labels(ends: tuple[str, str], target: float | None, target_label: str) -> str:
    """0 and 100 at the ends, left out where the target's own number would touch them.

    The narrowest track, on a phone, is 270 px wide.
    """
    room = (len(target_label) / 2 + max(len(one) for one in ends) + 2) * DIGIT / 270
    drawn = ""
    if target is None or target > room:
        drawn += text(ends[0], x="0%", y=11, class_="c-label")
    if target is None or target < 1 - room:
        drawn += text(ends[1], x="100%", y=11, text_anchor="end", class_="c-label")
    return drawn


def body_track(
    *,
    key: str,
    title: str,
    lower: float | None,
    upper: float | None,
    share: float | None = None,
    target: float | None = None,
    open_ends: bool = True,
    known_enough: bool = True,
) -> str:
    """The same track, 24 px high, without words, for a line of a table: tracks of a column align."""
    middle = 12.0
    drawn = axis(middle, 3)
    if lower is not None and upper is not None:
        drawn = hatch(key) + drawn
        drawn += band(key, lower, upper, middle=middle, height=10, open_ends=open_ends)
    if target is not None:
        drawn += element("line", x1=along(target), x2=along(target), y1=2, y2=22, class_="c-target")
    if share is not None and known_enough:
        drawn += element("circle", cx=along(share), cy=middle, r=4.5, class_="c-dot")
    return drawing(key, 24, title, "", drawn, "chart-body")
