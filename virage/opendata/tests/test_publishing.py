"""Most of the series published: the judgement against every way a probe could have turned out."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virage.opendata.rules.definitions import MAJORITY_1
from virage.opendata.rules.publishing import Looked, Offer, judge_v1, of_series, probed, published

pytestmark = pytest.mark.once

DAY = date(2025, 6, 1)
STATES = st.lists(st.sampled_from(["good", "bad", "unknown"]), min_size=1, max_size=7)


@given(STATES)
def test_the_answer_is_the_one_that_every_probe_could_give(states: list[str]) -> None:
    counts = {
        "attested": True,
        "series": len(states),
        "high": len(states),
        "published": states.count("good"),
        "unprobed": states.count("unknown"),
    }
    ways = {
        2 * (states.count("good") + sum(found)) > len(states)
        for found in product((0, 1), repeat=states.count("unknown"))
    }
    expected = {frozenset({True}): "yes", frozenset({False}): "no"}
    assert judge_v1(counts).value == expected.get(frozenset(ways), "unknown")


def offer(looked: Looked | None, refresh: int | None = 30, licence: str = "cc0-1.0") -> Offer:
    return Offer(licence, "csv", refresh, looked)


def test_what_is_fetched_must_answer_and_be_current() -> None:
    fresh, stale = DAY - timedelta(days=30), DAY - timedelta(days=31)
    assert probed(offer(None)) == "unknown"
    assert probed(offer(Looked(DAY, reachable=False, modified_on=fresh))) == "bad"
    assert probed(offer(Looked(DAY, reachable=True, modified_on=fresh))) == "good"
    assert probed(offer(Looked(DAY, reachable=True, modified_on=stale))) == "bad"
    assert probed(offer(Looked(DAY, reachable=True, modified_on=None))) == "unknown"
    assert probed(offer(Looked(DAY, reachable=True, modified_on=None), refresh=None)) == "good"


def test_only_open_licences_and_machine_readable_formats_count() -> None:
    good = Looked(DAY, reachable=True, modified_on=DAY)
    assert published([offer(good)]) == "good"
    assert published([offer(good, licence="other")]) == "bad"
    assert published([Offer("cc0-1.0", "pdf", 30, good)]) == "bad"
    assert published([]) == "bad"
    assert published([offer(None), offer(good)]) == "good"


def test_a_series_is_published_when_each_of_its_datasets_is() -> None:
    assert of_series(["good", "good"]) == "good"
    assert of_series(["good", "unknown"]) == "unknown"
    assert of_series(["unknown", "bad"]) == "bad"


def test_the_golden_table_holds() -> None:
    for known, answer in MAJORITY_1.golden:
        assert judge_v1(known) == answer
