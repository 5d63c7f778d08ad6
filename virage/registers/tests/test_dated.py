"""Whose a thing was on a day: as bodies took over from one another, whenever that was handed in."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from virage.registers.rules.dated import Said, Stood, path, stood

MERGED = {"north": [(date(2024, 4, 1), "land")], "land": [(date(2026, 1, 1), "country")]}


def said(on: date, body: str, name: str = "Well") -> Said:
    return Said(on, body, f"{name} (fr)", name)


def test_a_period_before_a_merger_keeps_the_owner_of_its_last_day() -> None:
    listed = [said(date(2023, 5, 1), "north"), said(date(2025, 5, 1), "land", "Wells")]
    assert stood(listed, date(2024, 3, 31), MERGED) == Stood("north", "Well (fr)", "Well")
    # From the day of the merger on, though the hand-in that says so came a year later.
    assert stood(listed, date(2024, 4, 1), MERGED) == Stood("land", "Wells (fr)", "Wells")


def test_a_body_that_never_handed_in_still_held_it_between_two_mergers() -> None:
    listed = [said(date(2023, 5, 1), "north"), said(date(2026, 5, 1), "country")]
    days = (date(2024, 3, 31), date(2024, 4, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [stood(listed, day, MERGED).organisation for day in days] == [
        "north",
        "land",
        "land",
        "country",
    ]


def test_a_name_holds_from_the_day_on_which_it_came() -> None:
    listed = [said(date(2023, 5, 1), "north"), said(date(2025, 5, 1), "north", "Pump")]
    assert stood(listed, date(2025, 4, 30), {}).name_en == "Well"
    assert stood(listed, date(2025, 5, 1), {}).name_en == "Pump"
    # What was listed after the period had the name that it was first given.
    assert stood(listed, date(2020, 1, 1), {}).name_en == "Well"


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 5), st.integers(0, 5)), max_size=8),
    st.integers(0, 45),
)
def test_the_path_leads_from_owner_to_owner(links: list[tuple[int, int, int]], day: int) -> None:
    taken: dict[str, list[tuple[date, str]]] = {}
    for at, before, after in links:
        taken.setdefault(str(before), []).append((date(2024, 1, at % 28 + 1), str(after)))
    steps = path("0", "5", taken)
    here = "0"
    for on, body in steps:
        assert (on, body) in taken[here]
        here = body
    assert here == ("5" if steps else "0")
    listed = [said(date(2024, 1, 1), "0"), said(date(2024, 1, 2), "5")]
    held = stood(listed, date(2024, 1, 1 + day % 28), taken).organisation
    assert held in {"0", "5", *(body for _, body in steps)}
