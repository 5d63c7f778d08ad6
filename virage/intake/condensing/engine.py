"""One connection to the analytical engine, kept within bounds: its memory, its disk, and no network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MEMORY = "400MB"
SPILLED = "20GB"
"""The most that it may put aside on disk when the counts of a part do not fit in its memory."""

THREADS = 4
"""More would only share the same memory among more hands."""


@contextmanager
def engine(folder: Path) -> Iterator[Any]:
    """A connection that spills into `folder`; nothing is installed, fetched or loaded at run time."""
    import duckdb

    database = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(folder / "spilled"),
            "max_temp_directory_size": SPILLED,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    threads = int(database.execute("SELECT current_setting('threads')").fetchall()[0][0])
    if threads > THREADS:
        database.execute(f"SET threads = {THREADS}")
    database.execute("SET parquet_metadata_cache = true")
    try:
        yield database
    finally:
        database.close()


def quoted(name: str) -> str:
    """A name of a column, as a statement writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: object) -> str:
    """A text, as a statement writes it."""
    return "'" + str(text).replace("'", "''") + "'"
