"""Tables whose rows can be added and never changed: the database itself refuses, on both engines.

A migration names the table with `AppendOnly`; a system check fails when a trigger is missing, since
a later schema change can drop one silently.
"""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_tables: dict[str, tuple[str, str, str]] = {}


def declare_append_only(table: str, key: str, when: str = "", batches: str = "") -> None:
    """Say that `table` (primary key column `key`) must keep its triggers.

    `when` is an SQL condition on OLD ("OLD.state = 'sealed'"): only the rows that fulfil it are kept
    from change. `batches` is the table of the record batches of rows that are staged before they are
    known: while its batch has no sequence, a row may still be deleted, and never changed.
    """
    _tables[table] = (key, when, batches)


def append_only_tables() -> list[str]:
    """The names of the tables declared so."""
    return sorted(_tables)


def _sqlite(table: str, key: str, when: str, batches: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    kept = f" WHEN {when}" if when else ""
    is_known = f"(SELECT sequence FROM {batches} WHERE id = OLD.batch_id) IS NOT NULL"  # noqa: S608 - our own tables
    gone = f" WHEN {is_known}" if batches else kept
    return {
        f"{table}_no_update": (
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}{kept} {refuse}"
        ),
        f"{table}_no_delete": (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}{gone} {refuse}"
        ),
        f"{table}_no_replace": (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - our own tables
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) {refuse}"
        ),
    }


def _postgresql(table: str, when: str, batches: str) -> dict[str, str]:
    kept = f"WHEN ({when}) " if when else ""
    acts = "UPDATE" if batches else "UPDATE OR DELETE"
    staged = {
        f"{table}_no_delete": (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION virage_known_rows_stay('{batches}')"
        )
    }
    return {
        **(staged if batches else {}),
        f"{table}_no_change": (
            f"CREATE TRIGGER {table}_no_change BEFORE {acts} ON {table} "
            f"FOR EACH ROW {kept}EXECUTE FUNCTION virage_append_only()"
        ),
        f"{table}_no_truncate": (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION virage_append_only()"
        ),
    }


FUNCTION = """
CREATE OR REPLACE FUNCTION virage_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
STAGED_FUNCTION = """
CREATE OR REPLACE FUNCTION virage_known_rows_stay() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE is_known boolean; BEGIN
EXECUTE format('SELECT sequence IS NOT NULL FROM %I WHERE id = $1', TG_ARGV[0])
INTO is_known USING OLD.batch_id;
IF is_known THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF;
RETURN OLD; END $$
"""


def triggers(
    vendor: str, table: str, key: str, when: str = "", batches: str = ""
) -> dict[str, str]:
    """The triggers a table must have, by name, with the statement that creates each."""
    if vendor == "sqlite":
        return _sqlite(table, key, when, batches)
    return _postgresql(table, when, batches)


class AppendOnly(Operation):
    """Migration operation: from here on, rows of `table` are added and never changed.

    With `when`, an SQL condition on OLD, this holds of the rows that fulfil it; `batches` as in
    `declare_append_only`.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, key: str = "id", when: str = "", batches: str = "") -> None:
        self.table = table
        self.key = key
        self.when = when
        self.batches = batches

    def _triggers(self, vendor: str) -> dict[str, str]:
        return triggers(vendor, self.table, self.key, self.when, self.batches)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The model itself does not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers, again where a change of the schema before kept them or dropped some."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(FUNCTION, params=None)
            if self.batches:
                schema_editor.execute(STAGED_FUNCTION, params=None)
        vendor = schema_editor.connection.vendor
        for name, statement in self._triggers(vendor).items():
            schema_editor.execute(self._dropped(vendor, name, "IF EXISTS "), params=None)
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        vendor = schema_editor.connection.vendor
        for name in self._triggers(vendor):
            schema_editor.execute(self._dropped(vendor, name), params=None)

    def _dropped(self, vendor: str, name: str, condition: str = "") -> str:
        on_table = f" ON {self.table}" if vendor == "postgresql" else ""
        return f"DROP TRIGGER {condition}{name}{on_table}"

    def describe(self) -> str:
        """One line for the migration's plan."""
        return f"Make {self.table} append-only"


def existing_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers in the database."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


@register(Tags.database)
def check_triggers(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """An error for each append-only table that exists without all its triggers."""
    problems: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        tables = set(connection.introspection.table_names())
        present = existing_triggers(connection)
        for table, (key, when, batches) in _tables.items():
            missing = set(triggers(connection.vendor, table, key, when, batches)) - present
            if table in tables and missing:
                problems.append(
                    Error(
                        f"{table} is append-only, but lacks {', '.join(sorted(missing))}.",
                        hint="Recreate it with virage.lib.append_only.AppendOnly in a migration.",
                        id="virage.E001",
                    )
                )
    return problems
