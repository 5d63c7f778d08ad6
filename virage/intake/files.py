"""Keeps files as received, by their SHA-256: the same content is kept once, and never changes."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from virage.intake import rules

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """The digest (64 hexadecimal digits) and the size in bytes of a kept file."""

    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Where the file of that digest is, or would be."""
    return Path(settings.VIRAGE_FILES) / "hand-ins" / sha256[:2] / sha256


def keep(blocks: Iterable[bytes], largest: int = rules.LARGEST_FILE) -> Kept:
    """Write a file to disk for good before anything speaks of it, and return its digest.

    Written aside, flushed, then renamed: a power cut leaves the whole file or none. Raises
    `rules.TooLarge` and `rules.NoFile`.
    """
    aside = Path(settings.VIRAGE_FILES) / "incoming"
    aside.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    descriptor, name = tempfile.mkstemp(dir=aside)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for block in blocks:
                size += len(block)
                if size > largest:
                    raise rules.TooLarge(largest)
                digest.update(block)
                file.write(block)
            if not size:
                raise rules.NoFile
            file.flush()
            os.fsync(file.fileno())
        final = path_of(digest.hexdigest())
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.replace(final)
        _flush_folder(final.parent)
        _flush_folder(final.parent.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return Kept(digest.hexdigest(), size)


def is_intact(sha256: str) -> bool:
    """Whether the kept file still gives its digest."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def destroy(sha256: str) -> None:
    """Overwrite and remove the bytes; nothing happens when they are gone already."""
    path = path_of(sha256)
    try:
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, BLOCK)))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink()
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
