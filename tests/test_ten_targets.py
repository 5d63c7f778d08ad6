"""The strategy and the registers agree: each target has its question, and each question its target."""

from datetime import date

import pytest

from virage.barometer.queries import strategies
from virage.contracts.indicators import indicators
from virage.contracts.intakes import intakes

pytestmark = pytest.mark.django_db


def test_each_of_the_ten_targets_is_measured_by_a_declared_question() -> None:
    stated = strategies.strategy(date(2023, 12, 31), known_at=0)["targets"]
    measured_by = {one["target"]: one["indicator"] for one in stated}
    assert len(measured_by) == 10
    assert measured_by == {one.target: one.code for one in indicators if one.target}


def test_a_question_about_people_measures_a_target_about_people() -> None:
    stated = strategies.strategy(date(2023, 12, 31), known_at=0)["targets"]
    about_people = {one["indicator"] for one in stated if one["basis"] == "people"}
    assert about_people == {one.code for one in indicators if one.people}


def test_every_question_of_a_target_names_the_kinds_of_hand_in_that_bring_its_records() -> None:
    for one in indicators:
        if one.target:
            assert one.kinds, one.code
            assert all(kind in intakes for kind in one.kinds), one.code
