"""Levers counted in whole numbers, held against recounts that try every subset of small populations."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from virage.barometer.rules import levers
from virage.barometer.rules.counts import counts, people_counts
from virage.barometer.rules.exact import Threshold
from virage.barometer.rules.verdicts import side
from virage.contracts.indicators import Answer
from virage.contracts.text import Text

FEW = settings(max_examples=60, deadline=None)
thresholds = st.builds(
    lambda q, share, sense: Threshold(min(q, share), q, sense),
    st.integers(1, 12),
    st.integers(0, 12),
    st.sampled_from(("at_least", "at_most")),
)
letters = st.lists(st.sampled_from("ynua"), max_size=8)
VALUE = {"y": "yes", "n": "no", "u": "unknown", "a": "not_applicable"}


def answers(said: list[str]) -> list[Answer]:
    """Units u0, u1…, of three bodies in turn."""
    return [
        Answer(
            f"u{at}", Text("", ""), f"b{at % 3}", VALUE[one], "", 10 + at, None, None, "counted", ""  # type: ignore[arg-type]
        )
        for at, one in enumerate(said)
    ]  # fmt: skip


def judged(found: list[Answer], threshold: Threshold) -> str | None:
    """The side on which the barometer itself puts these answers."""
    whole = counts(found).whole
    return side(whole.yes, whole.unknown, whole.n, threshold)


def seen(found: list[Answer], threshold: Threshold) -> levers.Standing:
    """The whole, from the target."""
    whole = counts(found).whole
    return levers.standing({"yes": whole.yes, "no": whole.no, "unknown": whole.unknown}, threshold)


def good_of(threshold: Threshold) -> str:
    """The answer that the target wants."""
    return "yes" if threshold.sense == "at_least" else "no"


@FEW
@given(letters, thresholds)
def test_the_distance_is_the_fewest_units_that_make_the_target_hold_surely(
    said: list[str], threshold: Threshold
) -> None:
    found = answers(said)
    good = good_of(threshold)
    behind = [one.unit for one in found if one.value not in (good, "not_applicable")]
    if not any(one.value != "not_applicable" for one in found):
        return
    tried = [
        size
        for size in range(len(behind) + 1)
        for some in combinations(behind, size)
        if judged(
            levers.supposed(found, units=frozenset(some), bodies=frozenset(), side=good),  # type: ignore[arg-type]
            threshold,
        )
        == "at"
    ]
    assert levers.distance(seen(found, threshold), threshold).certain == min(tried)


@FEW
@given(letters, thresholds)
def test_some_must_turn_even_if_every_unknown_were_good(
    said: list[str], threshold: Threshold
) -> None:
    found = answers(said)
    good = good_of(threshold)
    best = [
        one if one.value != "unknown" else answers(["y" if good == "yes" else "n"])[0]
        for one in found
    ]
    whole = seen(best, threshold)
    expected = levers.distance(whole, threshold).certain if whole.n else 0
    assert levers.distance(seen(found, threshold), threshold).turning == expected


@FEW
@given(letters, thresholds)
def test_what_settles_a_verdict_is_the_smallest_set_of_answers_and_none_other_open_verdict(
    said: list[str], threshold: Threshold
) -> None:
    found = answers(said)
    told = levers.settling(seen(found, threshold), threshold)
    if judged(found, threshold) != "undetermined":
        assert told is None
        return
    unknown = [one.unit for one in found if one.value == "unknown"]
    assert told is not None
    assert told.if_good + told.if_bad - 1 == len(unknown)
    good = good_of(threshold)
    for answer, number, verdict in (
        (good, told.if_good, "at"),
        ("no" if good == "yes" else "yes", told.if_bad, "not"),
    ):
        for size in range(len(unknown) + 1):
            settled = [
                judged(
                    levers.supposed(found, units=frozenset(some), bodies=frozenset(), side=answer),  # type: ignore[arg-type]
                    threshold,
                )
                == verdict
                for some in combinations(unknown, size)
            ]
            assert all(settled) if size >= number else not any(settled)


amounts = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.builds(levers.Standing, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)),
)


@FEW
@given(amounts, st.integers(0, 40))
def test_no_other_bodies_of_the_same_number_close_more(
    standings: dict[str, levers.Standing], gap: int
) -> None:
    told = levers.levers(standings, gap)
    movable = [one.movable for one in standings.values()]
    for taken, lever in enumerate(told, start=1):
        best = max(sum(some) for some in combinations(movable, taken))
        assert lever.reached == min(best, gap)
        assert lever.suffices == (0 < gap <= standings[lever.code].movable)
        assert lever.closes == min(lever.movable, gap)
    enough = [
        size
        for size in range(len(movable) + 1)
        if any(sum(some) >= gap for some in combinations(movable, size))
    ]
    assert levers.fewest(movable, gap) == (min(enough) if enough else None)


@FEW
@given(letters, thresholds, st.sets(st.sampled_from(["b0", "b1", "b2"])))
def test_supposing_changes_what_was_chosen_and_nothing_else(
    said: list[str], threshold: Threshold, bodies: set[str]
) -> None:
    found = answers(said)
    after = levers.supposed(found, units=frozenset({"u0"}), bodies=frozenset(bodies), side="yes")
    for before, now in zip(found, after, strict=True):
        chosen = before.unit == "u0" or before.organisation in bodies
        if chosen and before.value != "not_applicable":
            assert now.value == "yes"
            assert now.weight == before.weight
        else:
            assert now is before


@FEW
@given(letters, thresholds)
def test_the_distance_by_weight_is_what_the_known_weights_lack(
    said: list[str], threshold: Threshold
) -> None:
    found = answers(said)
    gap, movable = levers.weight_gap(found, threshold)
    whole = counts(found).whole
    good, total = whole.weight_yes, whole.weight_yes + whole.weight_no
    held = good if threshold.sense == "at_least" else total - good
    assert sum(movable.values()) == total - held
    asked = good + gap if threshold.sense == "at_least" else good - gap
    assert not total or threshold.holds(asked, total)
    if gap:
        less = asked - 1 if threshold.sense == "at_least" else asked + 1
        assert not threshold.holds(less, total)


def test_all_the_people_of_a_unit_that_turns_say_the_same() -> None:
    one = Answer(
        "u", Text("", ""), "b", "no", "", None, None, None, "counted", "", people=(10, 20, 30)
    )
    (turned,) = levers.supposed([one], units=frozenset("u"), bodies=frozenset(), side="yes")
    assert turned.people == (60, 0, 0)
    assert people_counts([turned]).whole.yes == 60
