"""Puts the bundled SQLite in place of the system's, and says when neither has the WAL-reset fix."""

import importlib
import sqlite3
import sys

FIRST_SOUND = (3, 51, 3)


def use_bundled() -> None:
    """Make `import sqlite3` give the wheel's newer library, where a wheel offers one."""
    try:
        bundled = importlib.import_module("pysqlite3")
    except ImportError:
        return
    sys.modules["sqlite3"] = bundled
    sys.modules["sqlite3.dbapi2"] = bundled.dbapi2


def is_sound() -> bool:
    """Whether the SQLite in use has the fix of the WAL-reset bug (3.51.3)."""
    current = sys.modules.get("sqlite3", sqlite3)
    return tuple(int(part) for part in current.sqlite_version.split(".")) >= FIRST_SOUND
