"""A database for one run of a benchmark, made before it and gone after it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import django
import psycopg
from django.core.management import call_command
from psycopg import sql

SERVER = "VIRAGE_DATABASE_URL"
MIGRATED = "VIRAGE_BENCH_MIGRATED"
"""Names an empty, migrated embedded database to begin with a copy of, for runs that have many to make."""
SWITCHES = ("VIRAGE_DEBUG", "VIRAGE_DEMONSTRATION")
"""Not for a benchmark: it measures what an installation runs."""


def create() -> None:
    """Start the framework on a new database: embedded, or on the server that SERVER names."""
    for name in SWITCHES:
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="virage-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["VIRAGE_DATA"] = str(folder)
    if os.environ.get(SERVER):
        os.environ[SERVER] = _on_server(os.environ[SERVER])
    elif os.environ.get(MIGRATED):
        shutil.copy(os.environ[MIGRATED], folder / "virage.sqlite3")
    attach()
    call_command("migrate", verbosity=0)


def attach() -> None:
    """Start the framework on the database that the environment names."""
    os.environ.setdefault("VIRAGE_LOG_LEVEL", "WARNING")
    os.environ["DJANGO_SETTINGS_MODULE"] = "virage.site.settings"
    django.setup()


def _on_server(address: str) -> str:
    """Make a database on the server of `address`, dropped at the end; returns its address."""
    name = f"virage_bench_{os.getpid()}"
    _run(address, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _run(address, "CREATE DATABASE {}", name)
    atexit.register(_run, address, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def _run(address: str, statement: str, name: str) -> None:
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(name)))
