"""A whole installation of its own, for tests that need real processes and real commits.

Its database is a copy of a migrated template: a file, or a PostgreSQL database where
VIRAGE_TEST_POSTGRES names a server.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from psycopg.sql import SQL, Identifier

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

SERVER = os.environ.get("VIRAGE_TEST_POSTGRES") or os.environ.get("VIRAGE_DATABASE_URL", "")
NO_SERVER = (
    "no PostgreSQL named by VIRAGE_TEST_POSTGRES (postgres://user@host:5432/postgres); "
    "Debian: sudo apt-get install postgresql"
)
OTHER_LEG = "shown on the leg of that engine: bin/test runs SQLite's, bin/test --postgres both"
ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Installation:
    """Environment variables of an installation, and a way to ask its database.

    `home` is where its code is.
    """

    folder: Path
    database_url: str = ""
    home: Path = ROOT
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are started with, and nothing else."""
        url = {"VIRAGE_DATABASE_URL": self.database_url} if self.database_url else {}
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(self.home),
            "VIRAGE_DATA": str(self.folder),
            "VIRAGE_SECRET_KEY": "an invented key, for tests",
            "VIRAGE_LOG_LEVEL": "ERROR",
            "VIRAGE_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "virage.site.settings",
            **url,
        }

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """A process of the installation: python with those arguments."""
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=self.folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.processes.append(process)
        return process

    def run(self, *arguments: str, expect: int = 0) -> str:
        """What a process writes; fails when it does not end as expected."""
        process = self.start(*arguments)
        out, errors = process.communicate(timeout=300)
        assert process.returncode == expect, errors or out
        return out + errors

    def virage(self, *arguments: str, expect: int = 0) -> str:
        """What a command of ours writes."""
        return self.run("-m", "django", *arguments, expect=expect)

    def python(self, code: str, *arguments: str) -> str:
        """What a script writes, once the framework is set up."""
        return self.run("-c", f"import django; django.setup()\n{code}", *arguments)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The answer of the database itself, past all of our code."""
        if self.database_url:
            with psycopg.connect(self.database_url) as server:
                return server.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "virage.sqlite3", timeout=30)) as file:
            return file.execute(query).fetchall()

    def wait_for(self, query: str, seconds: float = 120) -> None:
        """Until the first cell of the answer is true."""
        end = time.monotonic() + seconds
        while not self.ask(query)[0][0]:
            assert time.monotonic() < end, f"{query} is not true after {seconds} s"
            time.sleep(0.02)

    def stop_all(self) -> None:
        """End the processes that are left."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()


def _database(name: str) -> str:
    parts = urlsplit(SERVER)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


def _on_server(statement: SQL, *names: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(statement.format(*(Identifier(name) for name in names)))


_made: list[str] = []


@cache
def _template(engine: str, folder: Path) -> str:
    """A migrated database, made once a run: its name on the server, or its file."""
    ours = _database_of_the_tests() if connection.vendor == engine else ""
    if engine == "sqlite":
        file = folder / "virage.sqlite3"
        if ours:
            connection.ensure_connection()
            with closing(sqlite3.connect(file)) as copy:
                connection.connection.backup(copy)
        else:
            Installation(folder).virage("migrate", "--verbosity", "0")
        return str(file)
    name = f"virage_template_{uuid.uuid4().hex[:12]}"
    _made.append(name)
    if ours:
        connection.close()  # a copy is refused while anyone is connected to what is copied
        _on_server(SQL("CREATE DATABASE {} TEMPLATE {}"), name, ours)
    else:
        _on_server(SQL("CREATE DATABASE {}"), name)
        Installation(folder, _database(name)).virage("migrate", "--verbosity", "0")
    return name


def _database_of_the_tests() -> str:
    """The migrated database of this process, without a row of any test; "" when no test asked for it."""
    name = str(connection.settings_dict["NAME"])
    is_theirs = "memory" in name if connection.vendor == "sqlite" else name.startswith("test_")
    return name if is_theirs else ""


@pytest.fixture(scope="session")
def templates(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: "DjangoDbBlocker",
) -> Iterator[Path]:
    """Where the templates are made; the one on the server is dropped at the end."""
    folder = tmp_path_factory.mktemp("template")
    with django_db_blocker.unblock():
        _template(connection.vendor, folder)
    yield folder
    for name in _made:
        _on_server(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)


@pytest.fixture
def migrated(templates: Path) -> Path:
    """An embedded database with its tables and nothing else: a file, to be copied."""
    return Path(_template("sqlite", templates))


@contextmanager
def database_on_server(template: str = "template0") -> Iterator[str]:
    """The address of a database of its own on the server, dropped in the end."""
    name = f"virage_scratch_{uuid.uuid4().hex[:12]}"
    _on_server(SQL("CREATE DATABASE {} TEMPLATE {}"), name, template)
    try:
        yield _database(name)
    finally:
        _on_server(SQL("DROP DATABASE {} WITH (FORCE)"), name)


@contextmanager
def embedded(folder: Path, templates: Path) -> Iterator[Installation]:
    """A fresh installation with its embedded database in `folder`."""
    shutil.copy(_template("sqlite", templates), folder / "virage.sqlite3")
    made = Installation(folder)
    try:
        yield made
    finally:
        made.stop_all()


@contextmanager
def on_server(folder: Path, templates: Path) -> Iterator[Installation]:
    """A fresh installation on PostgreSQL, with its files in `folder`."""
    with database_on_server(_template("postgresql", templates)) as address:
        made = Installation(folder, address)
        try:
            yield made
        finally:
            made.stop_all()


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(
    request: pytest.FixtureRequest, tmp_path: Path, templates: Path
) -> Iterator[Installation]:
    """A fresh installation, on the engine of the leg that runs: each is shown once, on its own."""
    if (request.param == "postgresql") != bool(os.environ.get("VIRAGE_DATABASE_URL")):
        pytest.skip(OTHER_LEG)
    if request.param == "postgresql" and not SERVER:
        pytest.skip(NO_SERVER)
    fresh = on_server if request.param == "postgresql" else embedded
    with fresh(tmp_path, templates) as made:
        yield made
