"""Typed readers of the environment: a wrong value stops the start with a sentence that says what to do."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def flag(name: str, *, default: bool = False) -> bool:
    """A yes or no from `name`."""
    text = os.environ.get(name)
    if text is None:
        return default
    if text.lower() in TRUE | FALSE:
        return text.lower() in TRUE
    raise ImproperlyConfigured(f"{name} is {text!r}; write 1 or 0.")


def text(name: str, default: str = "") -> str:
    """A text from `name`."""
    return os.environ.get(name, default)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list from `name`."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder from `name`, made if it is not there."""
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} names {path}, which cannot be made ({error.strerror}); name another folder."
        ) from error
    return path


def database(name: str, data: Path) -> dict[str, Any]:
    """The database that `name` addresses (postgres://...), or the embedded one in `data`."""
    return database_at(os.environ.get(name, ""), data, told_by=name)


def database_at(address: str, data: Path, *, told_by: str) -> dict[str, Any]:
    """The database at an address, or the embedded one in `data` when the address is empty."""
    if not address:
        return {
            "ENGINE": "virage.lib.sqlite",
            "NAME": data / "virage.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
            },
            "CONN_MAX_AGE": 600,
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{told_by} must look like postgres://user:password@host:5432/database; got the scheme "
            f"{parts.scheme!r}."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
