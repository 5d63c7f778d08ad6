"""Charts are read back as XML: what stands where, what is named, and what must never be there."""

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.ui.charts import Point, Term, body_track, bridge, target_track, trend

pytestmark = pytest.mark.once


shares = st.floats(min_value=0, max_value=1, allow_nan=False)


def parse(svg: str) -> ElementTree.Element:
    """The chart as a tree; fails when it is not well formed."""
    return ElementTree.fromstring(svg)


def named(tree: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """The parts of a chart with a class."""
    return [one for one in tree.iter() if kind in one.get("class", "").split()]


def place(element: ElementTree.Element, attribute: str) -> float:
    """A place along the chart, as a share."""
    return float(element.get(attribute, "").removesuffix("%")) / 100


def a_track(**changes: object) -> ElementTree.Element:
    values: dict[str, object] = {
        "key": "k",
        "title": "Cible 5.1",
        "description": "Pas encore",
        "lower": 0.2195,
        "upper": 0.5062,
        "share": 0.3077,
        "target": 0.75,
        "target_label": "75 %",
        "weight": 0.5582,
    }
    return parse(target_track(**(values | changes)))  # type: ignore[arg-type]


def test_the_band_the_share_the_target_and_the_weight_stand_where_their_numbers_say() -> None:
    track = a_track()
    (back,) = named(track, "c-band-back")
    assert place(back, "x") == pytest.approx(0.2195)
    assert place(back, "width") == pytest.approx(0.2867)
    assert place(named(track, "c-dot")[0], "cx") == pytest.approx(0.3077)
    assert place(named(track, "c-weight-end")[0], "cx") == pytest.approx(0.5582)
    assert place(named(track, "c-at")[0], "x") == pytest.approx(0.75)
    assert [one.text for one in named(track, "c-target-label")] == ["75 %"]


def test_fewer_than_half_known_leaves_the_band_and_no_dot() -> None:
    track = a_track(known_enough=False)
    assert named(track, "c-dot") == []
    assert len(named(track, "c-band-back")) == 1
    small = parse(
        body_track(key="b", title="Régie", lower=0.1, upper=0.9, share=0.5, known_enough=False)
    )
    assert named(small, "c-dot") == []


def test_no_records_leaves_the_line_and_the_target_alone() -> None:
    track = a_track(lower=None, upper=None, share=None, weight=None)
    assert named(track, "c-band-back") == named(track, "c-dot") == named(track, "c-weight") == []
    assert len(named(track, "c-target")) == 1
    assert track.get("height") == "46"


@given(lower=shares, upper=shares)
def test_the_hatch_is_always_drawn_even_when_the_band_is_a_point(
    lower: float, upper: float
) -> None:
    lower, upper = sorted((lower, upper))
    track = a_track(lower=lower, upper=upper)
    assert [one for one in track.iter() if one.get("fill") == "url(#k-h)"]
    assert [one for one in track.iter() if one.get("id") == "k-h"]


@given(lower=shares, upper=shares)
def test_an_open_band_never_runs_past_the_ends_of_the_line(lower: float, upper: float) -> None:
    lower, upper = sorted((lower, upper))
    for line in named(a_track(lower=lower, upper=upper, open_ends=True), "c-band-open"):
        assert 0 <= place(line, "x1") <= 1
        assert 0 <= place(line, "x2") <= 1


def test_ends_are_open_until_the_register_is_attested_and_closed_where_nothing_can_lie_beyond() -> (
    None
):
    assert len(named(a_track(open_ends=True), "c-band-open")) == 4
    assert named(a_track(open_ends=False), "c-band-open") == []
    assert named(a_track(open_ends=True, lower=0.0, upper=1.0), "c-band-open") == []


def test_an_end_label_gives_way_to_the_number_of_the_target() -> None:
    def ends(target: float) -> list[str | None]:
        return [one.text for one in named(a_track(target=target, ends=("0", "100 %")), "c-label")]

    assert ends(0.75) == ["0", "100 %"]
    assert ends(0.95) == ["0"]
    assert ends(0.05) == ["100 %"]


def four_editions() -> list[Point]:
    return [
        Point("2016-17", "n = 275", 0.49, 0.49, 0.49),
        Point("2017-18", "n = 267", 0.44, 0.39, 0.50, panel=(0.49, 0.42)),
        Point("2018-19", "n = 249", 0.27, 0.06, 0.84, panel=(0.27, 0.16), known_enough=False),
        Point("2019-20", "n = 689", 0.31, 0.22, 0.51, panel=(0.22, 0.27), new_definition="v 2"),
    ]


def a_trend(points: list[Point]) -> ElementTree.Element:
    return parse(trend(points, key="t", title="Évolution", description="", target=0.75))


def test_the_published_line_stops_where_too_few_are_known_and_where_the_definition_changed() -> (
    None
):
    drawn = a_trend(four_editions())
    assert len(named(drawn, "c-published")) == 1
    assert len(named(drawn, "c-dot")) == 3
    assert len(named(drawn, "c-break")) == 1


def test_the_panel_line_joins_what_the_same_units_did() -> None:
    drawn = a_trend(four_editions())
    segments = named(drawn, "c-panel")
    assert len(segments) == 3
    assert float(segments[0].get("y1", "")) < float(segments[0].get("y2", ""))


def test_a_first_edition_alone_has_a_level_and_no_line() -> None:
    drawn = a_trend(four_editions()[:1])
    assert named(drawn, "c-published") == named(drawn, "c-panel") == []
    assert len(named(drawn, "c-dot")) == 1


@given(st.integers(min_value=1, max_value=40))
def test_at_most_four_editions_are_named_and_the_last_always_is(count: int) -> None:
    points = [Point(f"e{n}", "n", 0.5, 0.4, 0.6) for n in range(count)]
    labels = [one.text for one in named(a_trend(points), "c-strong")]
    assert 1 <= len(labels) <= 4
    assert labels[-1] == f"e{count - 1}"


def a_bridge(sizes: list[float]) -> ElementTree.Element:
    steps = [Term(f"pas {n}", size, f"{size:+.2f}") for n, size in enumerate(sizes)]
    return parse(
        bridge(
            steps,
            key="b",
            title="Pont",
            description="",
            start=0.2731,
            start_label="2018-19",
            start_words="27,31 %",
            end_label="2019-20",
            end_words="30,77 %",
        )
    )


def test_each_step_of_a_bridge_starts_where_the_last_one_ended() -> None:
    bars = named(a_bridge([0.0482, 0.0125, 0.0396, 0.01]), "c-step")
    for before, after in itertools.pairwise(bars):
        assert place(after, "x") == pytest.approx(
            place(before, "x") + place(before, "width"), abs=2e-4
        )


@given(st.lists(st.floats(min_value=-0.3, max_value=0.3, allow_nan=False), max_size=10))
def test_a_bridge_keeps_room_for_its_names_and_its_numbers(sizes: list[float]) -> None:
    drawn = a_bridge(sizes)
    for bar in named(drawn, "c-step"):
        assert place(bar, "x") >= 0.42
        assert place(bar, "x") + place(bar, "width") <= 0.87
    assert len(named(drawn, "c-dot")) == 2


def test_a_long_name_is_set_on_several_lines() -> None:
    step = Term("ne sont plus applicables au titre du règlement", 0.1, "+10,00")
    drawn = parse(
        bridge(
            [step], key="b", title="t", description="", start=0.1, start_label="A",
            start_words="1", end_label="B", end_words="2",
        )
    )  # fmt: skip
    assert len([one for one in named(drawn, "c-ink") if one.get("text-anchor") == "end"]) == 3


EVERY_CHART = {
    "track": target_track(key="a", title="<T&>", description="«d»", lower=0.1, upper=0.2, share=0.1),
    "body": body_track(key="b", title="<T&>", lower=0.1, upper=0.2, share=0.1, target=0.5),
    "trend": trend([Point("<p>", "n", 0.1, 0.1, 0.2)], key="c", title="<T&>", description="d"),
    "bridge": bridge(
        [Term("<s>", 0.1, "+1")], key="d", title="<T&>", description="d", start=0.1,
        start_label="a", start_words="b", end_label="c", end_words="d",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EVERY_CHART)
def test_every_chart_is_named_for_those_who_do_not_see_it(name: str) -> None:
    drawn = parse(EVERY_CHART[name])
    ids = {one.get("id"): one for one in drawn.iter() if one.get("id")}
    assert drawn.get("role") == "img"
    named_by = [ids[one] for one in drawn.get("aria-labelledby", "").split()]
    assert named_by[0].text == "<T&>"


@pytest.mark.parametrize("name", EVERY_CHART)
def test_no_chart_carries_a_style_a_script_or_a_scale_that_would_shrink_its_words(
    name: str,
) -> None:
    assert not re.search(r"\bstyle=|<style|<script|viewBox|\bon\w+=", EVERY_CHART[name])
