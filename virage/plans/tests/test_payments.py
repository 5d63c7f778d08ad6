"""What milestones pay, held against a naive walk through the editions."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from virage.plans.rules.payments import Seen, Terms, payment

TERMS = Terms(due_on=date(2024, 3, 31), amount=100_00, retained=10_00, guarantee_days=365)
TODAY = date(2026, 6, 1)


def years(*outcomes: str, first: int = 2024) -> list[Seen]:
    """An edition a year, each of a period that ends on 1 April."""
    return [
        Seen(f"{first + place - 1}-{first + place}", date(first + place, 4, 1), outcome)
        for place, outcome in enumerate(outcomes)
    ]


def test_before_its_day_and_before_an_edition_nothing_is_due() -> None:
    told = payment(TERMS, years("held", first=2023), date(2024, 3, 31))
    assert (told.state, told.reason, told.payable) == ("not-yet-due", "before-day", 0)
    told = payment(TERMS, years("held", first=2023), date(2024, 4, 1))
    assert (told.state, told.reason) == ("not-yet-due", "awaits-edition")


def test_the_edition_that_counts_is_the_first_to_end_on_the_day_or_after() -> None:
    told = payment(TERMS, years("held"), TODAY)
    assert (told.state, told.payable, told.withheld) == ("due", 90_00, 10_00)
    assert (told.edition, told.guarantee_to) == ("2023-2024", date(2025, 4, 1))
    a_day_later = Terms(date(2024, 4, 1), 100_00, 10_00, 365)
    assert payment(a_day_later, years("held"), TODAY).state == "not-yet-due"


def test_what_does_not_hold_or_cannot_be_told_is_retained_and_says_which() -> None:
    told = payment(TERMS, years("not-held"), TODAY)
    assert (told.state, told.reason, told.payable, told.withheld) == (
        "retained",
        "not-held",
        0,
        100_00,
    )
    assert payment(TERMS, years("cannot-tell"), TODAY).reason == "cannot-tell"


def test_held_for_the_whole_guarantee_it_is_released() -> None:
    told = payment(TERMS, years("held", "held"), TODAY)
    assert (told.state, told.payable, told.withheld) == ("released", 100_00, 0)
    assert told.edition == "2024-2025"
    at_once = Terms(date(2024, 3, 31), 100_00, 10_00, 0)
    assert payment(at_once, years("held"), TODAY).state == "released"


def test_a_test_that_falls_back_within_the_guarantee_keeps_the_retained_share_only() -> None:
    told = payment(TERMS, years("held", "not-held"), TODAY)
    assert (told.state, told.payable, told.withheld) == ("retained", 90_00, 10_00)
    assert told.became_due
    again = payment(TERMS, years("held", "not-held", "held"), TODAY)
    assert (again.state, again.guarantee_to) == ("due", date(2027, 4, 1))


def test_what_was_released_stays_so_and_a_fall_back_is_shown() -> None:
    told = payment(TERMS, years("held", "held", "not-held"), TODAY)
    assert (told.state, told.payable, told.fell_back) == ("released", 100_00, True)
    assert not payment(TERMS, years("held", "held", "not-held", "held"), TODAY).fell_back


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(("held", "not-held", "cannot-tell")), max_size=7),
    st.integers(0, 1200),
    st.integers(0, 100_00),
    st.dates(date(2023, 1, 1), date(2031, 1, 1)),
)
def test_the_state_is_that_of_a_naive_walk(
    outcomes: list[str], guarantee: int, retained: int, due_on: date
) -> None:
    editions = years(*outcomes)
    told = payment(Terms(due_on, 100_00, retained, guarantee), editions, TODAY)
    relevant = [one for one in editions if one.period_to > due_on]
    assert told.payable + told.withheld == 100_00
    # Every run of editions at which the test holds, and how long each lasted.
    released = any(
        all(one.outcome == "held" for one in relevant[start : end + 1])
        and relevant[end].period_to - relevant[start].period_to >= timedelta(days=guarantee)
        for start in range(len(relevant))
        for end in range(start, len(relevant))
    )
    if not relevant:
        assert (told.state, told.payable) == ("not-yet-due", 0)
    elif released:
        assert (told.state, told.payable) == ("released", 100_00)
        assert told.fell_back == (relevant[-1].outcome != "held")
    elif relevant[-1].outcome == "held":
        assert (told.state, told.payable) == ("due", 100_00 - retained)
    else:
        ever = any(one.outcome == "held" for one in relevant)
        assert (told.state, told.reason) == ("retained", relevant[-1].outcome)
        assert told.payable == (100_00 - retained if ever else 0)
