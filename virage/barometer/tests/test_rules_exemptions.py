"""What a body's "not applicable" does to an answer, before and after it is accepted or refused."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.barometer.rules.exact import share
from virage.barometer.rules.exemptions import DECLARED, REFUSED, State, ruled
from virage.barometer.rules.figures import figure
from virage.barometer.tests.made_up import answer, answers, drawn_answers
from virage.contracts.indicators import Answer, Value

pytestmark = pytest.mark.once

PROOF = "registers.exemption:1"
states = st.sampled_from(get_args(State))


def declared(one: Answer, state: State) -> Answer:
    return ruled(one, state=state, reason="closed_by_law", evidence=PROOF)


@given(drawn_answers(), states)
def test_no_declaration_turns_a_yes_into_a_no_or_settles_what_is_unknown(
    found: list[Answer], state: State
) -> None:
    for one in found:
        after = declared(one, state)
        if state == "accepted":
            assert after.value == "not_applicable"
        else:
            assert (after.value, after.reason) == (one.value, one.reason)
            assert (after.weight, after.part, after.whole) == (one.weight, one.part, one.whole)
            assert (after.source, after.evidence) == (one.source, one.evidence)


@given(drawn_answers(), st.data())
def test_every_figure_is_that_of_a_naive_recount(found: list[Answer], data: st.DataObject) -> None:
    stated: dict[str, State] = data.draw(
        st.dictionaries(st.sampled_from([f"s{at}" for at in range(12)]), states)
    )
    after = [declared(one, stated[one.unit]) if one.unit in stated else one for one in found]
    told = figure(after, code="made.up", version=1, unit="made.unit")
    yes = no = unknown = away = as_no = 0
    for one in found:
        state = stated.get(one.unit)
        if one.value == "not_applicable":
            away += 1
            as_no += one.source == "declared"
        elif state == "accepted":
            away += 1
            as_no += 1
        else:
            yes += one.value == "yes"
            no += one.value == "no"
            unknown += one.value == "unknown"
            as_no += one.value == "unknown" and state == "declared"
    assert (told["yes"], told["no"], told["unknown"], told["not_applicable"]) == (
        yes,
        no,
        unknown,
        away,
    )
    assert told["share_na_as_no"] == share(yes, yes + no + as_no)


@pytest.mark.parametrize("value", ["yes", "no", "unknown"])
def test_accepted_it_sets_the_unit_aside_on_the_word_of_its_body(value: Value) -> None:
    before = answer("s1", value, weight=5, part=2, whole=5, source="counted", flags=("small",))
    after = declared(before, "accepted")
    assert (after.value, after.reason, after.source, after.evidence) == (
        "not_applicable",
        "closed_by_law",
        "declared",
        PROOF,
    )
    assert (after.weight, after.part, after.whole) == (None, None, None)
    assert after.flags == ("small",)


def test_people_set_aside_stay_counted_as_such() -> None:
    before = answer("s1", "unknown", people=(0, 0, 30))
    assert declared(before, "accepted").people == (0, 0, 30)


def test_a_declaration_that_is_not_accepted_is_seen_on_the_answer() -> None:
    (before,) = answers("u", flags=("small",))
    assert declared(before, "declared").flags == (DECLARED, "small")
    assert declared(before, "refused").flags == (REFUSED, "small")


def test_what_records_call_not_applicable_needs_no_acceptance() -> None:
    (before,) = answers("a", source="counted", reason="nobody_due")
    for state in get_args(State):
        assert declared(before, state) == before


def test_a_refused_declaration_counts_as_no_nowhere() -> None:
    found = [*answers("yn"), declared(answer("s8", "unknown"), "refused")]
    told = figure(found, code="made.up", version=1, unit="made.unit")
    assert told["share_na_as_no"] == share(1, 2)
    assert told["flags"] == {REFUSED: {"units": 1, "share_without": share(1, 2)}}
