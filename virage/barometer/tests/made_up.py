"""Made-up answers for the tests of the rules: one at a time, from a string, or drawn by hypothesis."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from virage.contracts.indicators import Answer, Value
from virage.contracts.text import Text

LETTERS: Mapping[str, Value] = {"y": "yes", "n": "no", "u": "unknown", "a": "not_applicable"}

ONE = Answer(
    unit="s1",
    name=Text("Service", "Service"),
    organisation="b1",
    value="yes",
    reason="",
    weight=None,
    part=None,
    whole=None,
    source="declared",
    evidence="",
)


def answer(unit: str, value: Value, **changes: Any) -> Answer:
    """An answer with that unit and value; other fields as in `ONE` unless given."""
    return replace(ONE, unit=unit, value=value, **changes)


def answers(letters: str, **changes: Any) -> list[Answer]:
    """Units s0, s1... by letter: y yes, n no, u unknown, a not applicable, - not listed."""
    return [
        answer(f"s{at}", LETTERS[letter], **changes)
        for at, letter in enumerate(letters)
        if letter != "-"
    ]


@st.composite
def drawn_answers(draw: st.DrawFn, *, units: int = 12) -> list[Answer]:
    """Any set of answers about some of `units` services of three bodies."""
    codes = draw(st.lists(st.sampled_from(range(units)), unique=True))
    found = []
    for code in codes:
        whole = draw(st.none() | st.integers(0, 10**6))
        found.append(
            answer(
                f"s{code}",
                draw(st.sampled_from(tuple(LETTERS.values()))),
                organisation=draw(st.sampled_from(("b1", "b2", "b3"))),
                weight=whole,
                part=None if whole is None else draw(st.integers(0, whole)),
                whole=whole,
                source=draw(st.sampled_from(("counted", "measured", "declared"))),
                flags=draw(st.sampled_from(((), ("small",), ("small", "odd")))),
            )
        )
    return found
