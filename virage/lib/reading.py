"""What several questions of one measurement ask of the records alike is read once.

What is known at a line of the journal never changes, so that what was read a moment before, for the same
period and line, is what would be read again. It is kept until the measurement ends, and no longer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_read: ContextVar[dict[Any, Any] | None] = ContextVar("read", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Until the end of the block, each function marked `read_once` reads once for the same arguments."""
    before = _read.set({})
    try:
        yield
    finally:
        _read.reset(before)


def read_once(read: Callable[P, R]) -> Callable[P, R]:
    """Marks a read whose arguments say as known at which line; nobody alters what it returns.

    Outside `one_reading` it reads each time.
    """

    @wraps(read)
    def reader(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _read.get()
        if kept is None:
            return read(*args, **kwargs)
        asked = read, args, tuple(sorted(kwargs.items()))
        if asked not in kept:
            kept[asked] = read(*args, **kwargs)
        found: R = kept[asked]
        return found

    return reader
