"""Copies a whole database into another, new one: from SQLite to PostgreSQL, or back.

Rows keep their keys, so that every link, journal line and record sequence is what it was. Everything
happens in one transaction of the new database: it holds all of the other one, or nothing of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model

from virage.lib.append_only import append_only_tables

SOURCE = "copied"
"""The alias under which the database to copy is opened."""
CHUNK = 2_000


class CannotCopy(RuntimeError):
    """The copy was not begun, or was undone; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How many tables and rows were copied."""

    tables: int
    rows: int


def copy_everything(source: dict[str, object]) -> Copied:
    """Copy every row of `source` (settings of a database) into the database of this installation.

    Raises `CannotCopy` unless both have the tables of this version, and this one holds no records.
    """
    connections.settings[SOURCE] = connections.configure_settings(
        {DEFAULT_DB_ALIAS: {}, SOURCE: source}
    )[SOURCE]
    try:
        for alias, name in ((SOURCE, "the database to copy"), (DEFAULT_DB_ALIAS, "this database")):
            _check_tables(alias, name)
        with transaction.atomic(using=SOURCE):
            _hold_still()
            with transaction.atomic():
                return _copy()
    finally:
        connections[SOURCE].close()
        del connections[SOURCE], connections.settings[SOURCE]


def _check_tables(alias: str, name: str) -> None:
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotCopy(
            f"{name} does not have the tables of this version; run virage migrate on it first."
        )


def _hold_still() -> None:
    """What others write from now on is not seen (SQLite: they wait, since we hold the write lock)."""
    if connections[SOURCE].vendor == "postgresql":
        with connections[SOURCE].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _models() -> list[type[Model]]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _copy() -> Copied:
    target = connections[DEFAULT_DB_ALIAS]
    quoted, models = target.ops.quote_name, _models()
    with target.cursor() as cursor:
        for table in append_only_tables():
            cursor.execute(f"SELECT 1 FROM {quoted(table)} LIMIT 1")  # noqa: S608 - our own tables
            if cursor.fetchone():
                raise CannotCopy("this database holds records already; name a new one.")
        # What migrations wrote here is in the other database too, under keys of its own.
        for model in models:
            cursor.execute(f"DELETE FROM {quoted(model._meta.db_table)}")  # noqa: S608
    rows = sum(_copy_table(model) for model in models)
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    return Copied(len(models), rows)


def _kept_fields(model: type[Model]) -> "list[Field[object, object]]":
    """The columns to copy: those that the database computes are computed again."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _copy_table(model: type[Model]) -> int:
    target = connections[DEFAULT_DB_ALIAS]
    fields = _kept_fields(model)
    columns = ", ".join(target.ops.quote_name(str(field.column)) for field in fields)
    statement = (
        f"INSERT INTO {target.ops.quote_name(model._meta.db_table)} ({columns}) "  # noqa: S608
        f"VALUES ({', '.join(['%s'] * len(fields))})"
    )
    copied = 0
    try:
        with target.cursor() as cursor:
            for rows in _chunks(model):
                prepared = [
                    [
                        field.get_db_prep_save(value, connection=target)
                        for field, value in zip(fields, row, strict=True)
                    ]
                    for row in rows
                ]
                cursor.executemany(statement, prepared)
                copied += len(prepared)
    except DatabaseError as error:
        raise CannotCopy(
            f"{model._meta.db_table} cannot be copied, and nothing was: {error}"
        ) from error
    return copied


def _chunks(model: type[Model]) -> Iterator[list[tuple[object, ...]]]:
    names = [field.attname for field in _kept_fields(model)]
    rows = model._base_manager.using(SOURCE).order_by("pk").values_list(*names)
    chunk: list[tuple[object, ...]] = []
    for row in rows.iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
