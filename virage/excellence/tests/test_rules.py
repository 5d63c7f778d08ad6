"""What may be done to a request, in which state, by which side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.excellence import rules


@given(st.lists(st.sampled_from(rules.VERBS[1:]), max_size=12))
def test_what_is_possible_is_what_follows_and_an_end_is_an_end(verbs: list[str]) -> None:
    state = rules.ASKED
    for verb in verbs:
        side = rules.SIDES[verb]
        if verb in rules.possible(state, side):
            state = rules.follows(state, verb)
        else:
            with pytest.raises(rules.Ended):
                rules.follows(state, verb)
        assert state in rules.STATES
        if state not in rules.OPEN:
            assert not rules.possible(state, "body")
            assert not rules.possible(state, "centre")


def test_nothing_is_closed_before_it_was_taken_or_answered() -> None:
    assert rules.CLOSE not in rules.possible(rules.ASKED, "centre")
    assert rules.follows(rules.ASKED, rules.ANSWER) == rules.TAKEN


def test_words_are_counted_as_people_count_them() -> None:
    line = "é" * 999 + "\r\n"
    assert len(rules.checked_words(line * 2, rules.ADD)) == 1_999
    with pytest.raises(rules.CannotDo, match="1 characters too long"):
        rules.checked_words("é" * 2_001, rules.ADD)


@pytest.mark.parametrize("verb", sorted(rules.NEEDS_WORDS))
def test_blanks_are_no_words(verb: str) -> None:
    with pytest.raises(rules.CannotDo):
        rules.checked_words(" \r\n ", verb)
