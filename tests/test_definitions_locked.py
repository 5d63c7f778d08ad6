"""No definition changes without a new version: the code is what the committed lock files say."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from tests import house
from virage.barometer.rules import locks
from virage.contracts.indicators import indicators

pytestmark = pytest.mark.once

LOCKED: list[ModuleType] = [
    importlib.import_module(module.name)
    for module in house.product()
    if module.name.endswith(".rules.definitions")
]


def _file(definitions: ModuleType) -> Path:
    return house.HOME / "virage" / _package(definitions) / "definitions.lock.json"


def _package(definitions: ModuleType) -> str:
    return definitions.__name__.split(".")[1]


@pytest.mark.parametrize("definitions", LOCKED, ids=_package)
def test_the_definitions_of_a_package_are_what_its_lock_says(definitions: ModuleType) -> None:
    again = (
        f"python -m virage.barometer.rules.locks {definitions.__name__} "
        f"virage/{_package(definitions)}/definitions.lock.json --write"
    )
    present = locks.lock_all(definitions.LOCKABLE)
    assert locks.differences(locks.read(_file(definitions)), present) == [], again


def test_every_declared_indicator_is_locked_as_it_is_declared() -> None:
    committed = {code: lock for one in LOCKED for code, lock in locks.read(_file(one)).items()}
    declared = locks.lock_all({one.code: one.definitions for one in indicators})
    assert {code: committed.get(code) for code in declared} == declared


@pytest.mark.parametrize("definitions", LOCKED, ids=_package)
def test_every_reason_of_a_golden_answer_is_told_in_both_languages(
    definitions: ModuleType,
) -> None:
    for code, versions in definitions.LOCKABLE.items():
        for one in versions:
            reasons = {answer.reason for _, answer in one.golden}
            flags = {flag for _, answer in one.golden for flag in answer.flags}
            assert reasons <= set(definitions.REASONS[code])
            assert flags <= set(definitions.FLAGS)
