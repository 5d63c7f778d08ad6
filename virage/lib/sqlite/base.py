"""Writers wait in line for a file lock instead of failing with "database is locked".

SQLite answers a busy writer by sleeping and trying again, which gives long waits to the unlucky. A
file lock taken before BEGIN IMMEDIATE, and for every statement that writes outside a transaction,
lets writers pass one by one; readers never take it.
"""

import fcntl
import os
import time
from typing import Any

from django.db.backends.sqlite3 import base, schema
from django.db.models import Model
from django.db.utils import OperationalError

READS = (
    "SELECT",
    "PRAGMA",
    "EXPLAIN",
    "WITH",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "BEGIN",
    "COMMIT",
)
STEP_SECONDS = 0.002


class WriteLock:
    """An exclusive lock on the file beside the database, held by one connection at a time."""

    def __init__(self, path: str, timeout: float) -> None:
        self.path = path
        self.timeout = timeout
        self._descriptor: int | None = None
        self.held = False

    def acquire(self) -> None:
        """Wait for the lock; raises `OperationalError` after `timeout` seconds."""
        if self.held:
            return
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        end = time.monotonic() + self.timeout
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise OperationalError(
                        f"database is locked: another writer has held it for {self.timeout} s"
                    ) from None
                time.sleep(STEP_SECONDS)
            else:
                self.held = True
                return

    def release(self) -> None:
        """Let the next writer pass; does nothing when the lock is not held."""
        if self.held and self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self.held = False

    def close(self) -> None:
        """Release the lock and its file descriptor."""
        self.release()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __del__(self) -> None:
        """A thread that ends takes its connection along without closing it: the file must not stay open."""
        self.close()


class LockingCursor(base.SQLiteCursorWrapper):
    """Takes the write lock around each statement that writes outside a transaction."""

    wrapper: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        with self.wrapper.single_statement(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement over many parameters."""
        with self.wrapper.single_statement(query):
            return super().executemany(query, param_list)


class _Statement:
    def __init__(self, lock: WriteLock | None) -> None:
        self.lock = lock

    def __enter__(self) -> None:
        if self.lock:
            self.lock.acquire()

    def __exit__(self, *_: object) -> None:
        if self.lock:
            self.lock.release()


class SchemaEditor(schema.DatabaseSchemaEditor):
    """Changes a table as Django does, by writing it anew, and keeps the triggers that guard it."""

    def _remake_table(self, model: type[Model], *args: Any, **kwargs: Any) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
                [model._meta.db_table],
            )
            guards = [statement for (statement,) in cursor.fetchall()]
        super()._remake_table(model, *args, **kwargs)  # type: ignore[misc]  # the stubs leave it out
        for statement in guards:
            self.execute(statement, params=None)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite connection, with the write lock."""

    SchemaEditorClass = SchemaEditor

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._write_lock: WriteLock | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the connection and name the lock file beside the database."""
        name = str(conn_params["database"])
        if "memory" not in name:
            self._write_lock = WriteLock(f"{name}.lock", float(conn_params.get("timeout", 30)))
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that takes the write lock where a lone statement needs it."""
        cursor = self.connection.cursor(factory=LockingCursor)
        cursor.wrapper = self
        return cursor

    def single_statement(self, query: str) -> _Statement:
        """The lock for a lone writing statement; nothing inside a transaction or for a read."""
        if self._write_lock is None or self._write_lock.held:
            return _Statement(None)
        if self.in_atomic_block or query.lstrip().upper().startswith(READS):
            return _Statement(None)
        return _Statement(self._write_lock)

    def _start_transaction_under_autocommit(self) -> None:
        if self._write_lock is not None:
            self._write_lock.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            if self._write_lock is not None:
                self._write_lock.release()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # the stubs leave it out
        if self._write_lock is not None:
            self._write_lock.release()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # the stubs leave it out
        finally:
            if self._write_lock is not None:
                self._write_lock.release()

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]  # the stubs leave it out
        if self._write_lock is not None:
            self._write_lock.close()
