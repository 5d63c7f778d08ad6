"""The colours themselves: every pair that meets on a page is far enough apart, in light and in dark."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once


STATIC = Path(__file__).parent.parent / "static" / "ui"
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
SHEET = (STATIC / "ui.css").read_text(encoding="utf-8")

PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS
    )
}
PLAIN = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS))

TEXT = [
    *(
        (ink, back)
        for ink in ("ink", "ink-soft", "action", "accent")
        for back in ("paper", "paper-sunk")
    ),
    *((ink, f"{ink}-back") for ink in ("good", "warn", "bad", "info")),
    *(("ink", f"{state}-back") for state in ("good", "warn", "bad", "info")),
    *(("action", f"{state}-back") for state in ("good", "warn", "bad", "info")),
    *((state, "paper") for state in ("good", "warn", "bad", "info")),
    ("ink-soft", "warn-back"),
    ("action-ink", "action-back"),
    ("paper", "ink"),
]
PARTS = [
    *(
        (part, "paper")
        for part in ("line-strong", "chart-dot", "chart-axis", "chart-weight", "chart-flow")
    ),
    *(
        (part, back)
        for part in ("chart-band-line", "chart-hatch")
        for back in ("paper", "chart-band-back")
    ),
    *((part, "chart-band-back") for part in ("chart-dot", "accent")),
    ("accent", "paper"),
    ("chart-axis", "paper-sunk"),
]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "back"), TEXT)
def test_text_stands_out_from_what_it_is_written_on(ink: str, back: str, side: int) -> None:
    assert contrast(PAIRS[ink][side], PAIRS[back][side]) >= 4.5


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("part", "back"), PARTS)
def test_parts_of_charts_and_controls_stand_out(part: str, back: str, side: int) -> None:
    assert contrast(PAIRS[part][side], PAIRS[back][side]) >= 3


def test_browsers_without_light_dark_get_exactly_the_light_side() -> None:
    assert {name: light for name, (light, _dark) in PAIRS.items()} == PLAIN


def test_every_colour_of_the_sheet_is_a_token_that_exists() -> None:
    declared = set(re.findall(r"--([\w-]+):", TOKENS)) | set(re.findall(r"--([\w-]+):", SHEET))
    assert set(re.findall(r"var\(--([\w-]+)", SHEET)) <= declared
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", SHEET)


def test_nothing_comes_from_another_origin() -> None:
    assert not re.search(r"https?:|//[a-z]", TOKENS + SHEET)
    assert re.findall(r'url\("([^"]+)"\)', SHEET) == ["fonts/public-sans.woff2"]


def test_the_licence_of_the_typeface_is_shipped_with_it() -> None:
    assert (STATIC / "fonts" / "public-sans.woff2").stat().st_size < 27_500
    assert "SIL Open Font License" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")
