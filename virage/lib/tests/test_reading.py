"""One measurement reads the same thing once, and nothing of it is kept after."""

import pytest

from virage.lib.reading import one_reading, read_once

pytestmark = pytest.mark.once

asked: list[tuple[str, int]] = []


@read_once
def known(what: str, *, known_at: int) -> tuple[str, int]:
    asked.append((what, known_at))
    return what, known_at


@pytest.fixture(autouse=True)
def nothing_asked_yet() -> None:
    asked.clear()


def test_the_same_is_read_once_in_a_reading_and_something_else_is_read() -> None:
    with one_reading():
        assert known("names", known_at=1) is known("names", known_at=1)
        assert known("names", known_at=2) == ("names", 2)
        assert known("lives", known_at=2) == ("lives", 2)
    assert asked == [("names", 1), ("names", 2), ("lives", 2)]


def test_nothing_is_kept_from_one_reading_to_the_next_nor_outside() -> None:
    with one_reading():
        known("names", known_at=1)
    with one_reading():
        known("names", known_at=1)
    known("names", known_at=1)
    known("names", known_at=1)
    assert len(asked) == 4


def test_a_reading_that_fails_leaves_nothing() -> None:
    def fail() -> None:
        with one_reading():
            known("names", known_at=1)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    known("names", known_at=1)
    assert len(asked) == 2


def test_a_reading_within_another_reads_for_itself() -> None:
    with one_reading():
        known("names", known_at=1)
        with one_reading():
            known("names", known_at=1)
        known("names", known_at=1)
    assert len(asked) == 2
