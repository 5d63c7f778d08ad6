"""Charts drawn on the server as SVG text, from plain numbers and ready words; no framework in here.

Every place along a chart is a percentage of its width and every size is in pixels, so a chart
stretches from a phone to a wall without shrinking its words, its dots or its hatch. Looks come from
classes (`c-…` in ui.css, which know the dark and the forced colours); nothing carries a style.
A number here is a share from 0 to 1: floats are good enough to draw with, never to count with.

    target_track, body_track   where a share stands, its band, its target, its weight
    trend                      one share over editions: published, and on the matched panel
    daily                      a provisional share day by day, dashed: never taken for a published one
    bridge                     what the change from one edition to the next is made of
    spans                      lengths side by side: what was authorised, what is expected
"""

from virage.ui.charts.bridges import Term, bridge
from virage.ui.charts.dailies import Run, daily
from virage.ui.charts.spans import Span, spans
from virage.ui.charts.tracks import body_track, target_track
from virage.ui.charts.trends import Point, trend

__all__ = [
    "Point",
    "Run",
    "Span",
    "Term",
    "body_track",
    "bridge",
    "daily",
    "spans",
    "target_track",
    "trend",
]
