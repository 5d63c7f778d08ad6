"""No definition changes without a new version: the code is what the committed lock file says."""

from pathlib import Path

from virage.barometer.rules import locks
from virage.contracts.indicators import indicators
from virage.services.rules import definitions

LOCK_FILE = Path(definitions.__file__).parent.parent / "definitions.lock.json"
AGAIN = (
    "python -m virage.barometer.rules.locks virage.services.rules.definitions "
    "virage/services/definitions.lock.json --write"
)


def test_the_definitions_of_the_services_are_what_their_lock_says() -> None:
    present = locks.lock_all(definitions.LOCKABLE)
    assert locks.differences(locks.read(LOCK_FILE), present) == [], AGAIN


def test_every_declared_indicator_is_locked_as_it_is_declared() -> None:
    committed = locks.read(LOCK_FILE)
    declared = locks.lock_all({one.code: one.definitions for one in indicators})
    assert {code: committed.get(code) for code in declared} == declared


def test_every_reason_of_a_golden_answer_is_told_in_both_languages() -> None:
    for code, versions in definitions.LOCKABLE.items():
        for one in versions:
            reasons = {answer.reason for _, answer in one.golden}
            flags = {flag for _, answer in one.golden for flag in answer.flags}
            assert reasons <= set(definitions.REASONS[code])
            assert flags <= set(definitions.FLAGS)
