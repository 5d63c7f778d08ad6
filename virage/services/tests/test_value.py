"""What asking on line saved, held against a recount that tries every other channel."""

from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from virage.services.rules import efforts, value
from virage.services.rules.take_up import is_above

took = st.builds(
    value.Took,
    st.integers(0, 90),
    st.none() | st.integers(0, 9),
    st.sampled_from((29, 30, 400)),
    st.just("services.batch:x#1"),
)
measured = st.dictionaries(st.sampled_from(("online", "phone", "counter", "mail")), took)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 1_000), measured)
def test_a_saving_lies_between_the_quickest_and_the_slowest_other_channel(
    online: int, told: dict[str, value.Took]
) -> None:
    enough = {channel: one for channel, one in told.items() if one.sample >= 30}
    found = value.saved(online, told)
    others = [one for channel, one in enough.items() if channel != "online"]
    if "online" not in enough or not others:
        assert found == value.Saved(None, None)
        return
    each = [online * (one.minutes - enough["online"].minutes) for one in others]
    assert found.minutes == value.Range(min(each), max(each))
    steps = [one.steps for one in (*others, enough["online"])]
    assert (found.steps is None) == (None in steps)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.none() | st.integers(0, 50), measured), max_size=4))
def test_sums_hold_whichever_channel_each_service_is_compared_with(
    services: list[tuple[int | None, dict[str, value.Took]]],
) -> None:
    told = [
        value.ServiceValue(
            str(at), online, value.saved(online or 0, by), None, None, by, None, None, None
        )
        for at, (online, by) in enumerate(services)
    ]
    sums = value.total(told)
    chosen = [
        [
            (online or 0) * (one.minutes - by["online"].minutes)
            for channel, one in by.items()
            if channel != "online" and one.sample >= 30
        ]
        for (online, by), row in zip(services, told, strict=True)
        if online is not None and row.saved.minutes is not None
    ]
    every = [sum(some) for some in product(*chosen)]
    assert sums.minutes == (value.Range(min(every), max(every)) if chosen else None)
    assert sums.unknown == sum(online is None for online, _ in services)
    assert sums.asked is None
    assert sums.prefilled is None


def test_an_old_measurement_no_longer_speaks() -> None:
    assert value.first_day(date(2026, 4, 1)) == date(2023, 4, 1)
    assert value.first_day(date(2028, 2, 29)) == date(2025, 2, 28)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 200), st.integers(0, 200))
def test_the_requests_to_move_are_the_fewest_that_put_the_service_above(
    digital: int, others: int
) -> None:
    whole = digital + others
    number = efforts.requests_to_move(digital, whole)
    if not whole:
        assert number == 0
        return
    tried = [more for more in range(others + 1) if is_above(digital + more, whole)]
    assert number == tried[0]


def test_effort_is_unknown_while_the_channels_do_not_say() -> None:
    assert efforts.take_up_effort({"online": ("provided", 70), "phone": ("provided", 30)}) == 6
    assert efforts.take_up_effort({"online": ("not_provided", None)}) is None
    assert efforts.points_missing(["yes", "no", "no", "not_provided"]) == 2
