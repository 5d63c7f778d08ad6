"""Verifies the archive of an edition where nothing else is: no database, no settings, no framework.

An archive is a ZIP of JSON files. This module opens it with suspicion (it may come from anyone), counts
every figure again from the answers, builds the tree of the answers and the seal again, and follows
the seals that came before. `main` is `virage barometer verify --archive FILE [--seal HEX]`.
"""

import argparse
import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from virage.barometer.rules.sealed import (
    Sealed,
    answer_of,
    chain_faults,
    figure_faults,
    resting,
    root_faults,
)
from virage.contracts.indicators import Answer
from virage.contracts.text import Text

FORMAT = "virage/archive/1"
EDITION, FIGURES, DEFINITIONS = "edition.json", "figures.json", "definitions.json"
ANSWERS, CHAIN, ERRATA, CHANGES = "answers.jsonl", "chain.json", "errata.json", "changes.json"
READ_ME = ("LISEZMOI.md", "README.md")
NEEDED = (EDITION, FIGURES, DEFINITIONS, ANSWERS, CHAIN)
ALLOWED = {*NEEDED, ERRATA, CHANGES, *READ_ME}

# What an archive of three hundred bodies and tens of thousands of answers stays far below.
LARGEST_FILE = 256 * 2**20
LARGEST_LIST = 64 * 2**10
LARGEST_JSON = 64 * 2**20
LARGEST_ANSWERS = 256 * 2**20
LONGEST_LINE = 2**20
PIECE = 2**16

PARTS = ("chain", "figures")


class NotAnArchive(ValueError):
    """The file is not an archive of an edition, or not one to be opened safely."""

    def __init__(self, fr: str, en: str) -> None:
        self.sentence = Text(fr, en)
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive says: the sealed content, every answer as a leaf, the seals before it."""

    sealed: Sealed
    leaves: list[dict[str, Any]]
    chain: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What does not hold, part by part ("chain", "figures"); empty lists when all does.

    `withheld` says which figures rest on counts that the archive does not have; it is no fault.
    """

    edition: str
    seal: str
    answers: int
    faults: dict[str, list[Text]]
    withheld: list[Text]

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not any(self.faults.values())

    def as_json(self) -> dict[str, Any]:
        """The output of `verify --archive --format json`."""
        return {
            "edition": self.edition,
            "seal": self.seal,
            "holds": self.holds,
            **{
                part: {
                    "holds": not faults,
                    "differs": [{"fr": one.fr, "en": one.en} for one in faults],
                }
                for part, faults in self.faults.items()
            },
            "withheld": [{"fr": one.fr, "en": one.en} for one in self.withheld],
        }


def _size_of_list(file: IO[bytes], size: int) -> int:
    """Bytes of the ZIP's own list of members: it is read whole, so it is looked at before."""
    file.seek(max(0, size - 22 - 2**16))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise NotAnArchive("Ce fichier n’est pas un ZIP.", "This file is not a ZIP.")
    return int(struct.unpack_from("<L", tail, at + 12)[0])


def _members(path: Path) -> zipfile.ZipFile:
    size = path.stat().st_size
    too_large = NotAnArchive(
        "Ce ZIP est bien plus gros qu’une archive d’édition ; il n’a pas été ouvert.",
        "This ZIP is far larger than the archive of an edition; it was not opened.",
    )
    if size > LARGEST_FILE:
        raise too_large
    with path.open("rb") as file:
        if _size_of_list(file, size) > LARGEST_LIST:
            raise too_large
    return zipfile.ZipFile(path)


def _check_names(archive: zipfile.ZipFile) -> None:
    names = [one.filename for one in archive.infolist()]
    strange = sorted(set(names) - ALLOWED)
    missing = [name for name in NEEDED if name not in names]
    if strange or missing or len(names) != len(set(names)):
        told = ", ".join(strange or missing or names)[:200]
        raise NotAnArchive(
            f"Ce ZIP n’a pas les fichiers d’une archive d’édition : {told}.",
            f"This ZIP does not have the files of the archive of an edition: {told}.",
        )


def _pieces(archive: zipfile.ZipFile, name: str, most: int) -> Iterator[bytes]:
    """The content of a member, piece by piece, never more than `most` bytes whatever it claims."""
    read = 0
    with archive.open(name) as member:
        while piece := member.read(PIECE):
            read += len(piece)
            if read > most:
                raise NotAnArchive(
                    f"{name} se déplie en plus de {most} octets ; lecture arrêtée.",
                    f"{name} unpacks to more than {most} bytes; reading stopped.",
                )
            yield piece


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    rest = b""
    for piece in _pieces(archive, name, LARGEST_ANSWERS):
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
        if len(rest) > LONGEST_LINE:
            raise NotAnArchive(
                f"{name} a une ligne sans fin ; lecture arrêtée.",
                f"{name} has an endless line; reading stopped.",
            )
    if rest:
        yield rest


def _no_float(text: str) -> Any:
    raise NotAnArchive(
        f"Le nombre {text[:40]} n’est pas exact : une archive n’a que des entiers et des fractions.",
        f"The number {text[:40]} is not exact: an archive holds integers and fractions only.",
    )


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotAnArchive("Une clé y est deux fois.", "A key stands there twice.")
    return found


def _parsed(data: bytes) -> Any:
    return json.loads(
        data.decode("utf-8"),
        parse_float=_no_float,
        parse_constant=_no_float,
        object_pairs_hook=_once,
    )


def _json(archive: zipfile.ZipFile, name: str) -> Any:
    return _parsed(b"".join(_pieces(archive, name, LARGEST_JSON)))


def read(path: Path) -> Archive:
    """Read an archive; raises `NotAnArchive` on anything that is not one."""
    try:
        with _members(path) as archive:
            _check_names(archive)
            about = _json(archive, EDITION)
            if about["format"] != FORMAT:
                raise NotAnArchive(
                    f"Cette archive est au format {about['format']}, et ce logiciel lit {FORMAT}.",
                    f"This archive has the format {about['format']}, and this software reads {FORMAT}.",
                )
            sealed = Sealed(
                slug=str(about["edition"]),
                number=about["number"],
                previous=about["previous_seal"],
                root=about["merkle_root"],
                seal=about["seal"],
                figures=_json(archive, FIGURES),
                definitions=_json(archive, DEFINITIONS),
                cut=about["cut"],
            )
            leaves = [_parsed(line) for line in _lines(archive, ANSWERS) if line]
            return Archive(sealed, leaves, _json(archive, CHAIN))
    except OSError as error:
        raise NotAnArchive(
            f"{path} ne peut pas être lu ({error.strerror or error}).",
            f"{path} cannot be read ({error.strerror or error}).",
        ) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        RuntimeError,  # an encrypted member, or JSON nested without end
        EOFError,
        UnicodeDecodeError,
        json.JSONDecodeError,
        KeyError,
        TypeError,
    ) as error:
        raise NotAnArchive(
            f"{path.name} n’est pas une archive d’édition entière ({type(error).__name__}).",
            f"{path.name} is not a whole archive of an edition ({type(error).__name__}).",
        ) from error


def check(archive: Archive, *, seal: str = "") -> Checked:
    """Count, build and seal again; `seal` is the one noted elsewhere, "" when there is none.

    Raises `NotAnArchive` when the content does not have the shape of an edition.
    """
    sealed = archive.sealed
    try:
        answers: dict[str, list[Answer]] = {}
        versions = {one["code"]: one["version"] for one in sealed.definitions}
        stray = 0
        for leaf in archive.leaves:
            answers.setdefault(leaf["indicator"], []).append(answer_of(leaf))
            stray += leaf["version"] != versions.get(leaf["indicator"])
        figures = figure_faults(sealed, answers)
        if stray:
            figures.append(
                Text(
                    f"{stray} réponses sont d’une autre version que la définition de l’édition.",
                    f"{stray} answers are of another version than the edition’s definition.",
                )
            )
        withheld = resting(sealed, answers)
        chain = [
            *root_faults(sealed, archive.leaves),
            *chain_faults(sealed, _before(archive)),
            *_link_faults(archive),
        ]
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise NotAnArchive(
            f"Le contenu n’a pas la forme d’une édition ({type(error).__name__} : {error}).",
            f"The content does not have the shape of an edition ({type(error).__name__}: {error}).",
        ) from error
    noted = seal.strip().lower()
    if noted and noted != sealed.seal:
        chain.append(
            Text(
                f"Le sceau de l’archive est {sealed.seal}, et vous avez noté {noted}.",
                f"The seal of the archive is {sealed.seal}, and you noted {noted}.",
            )
        )
    return Checked(
        sealed.slug,
        sealed.seal,
        len(archive.leaves),
        {"chain": chain, "figures": figures},
        withheld,
    )


def _before(archive: Archive) -> str:
    """The seal of the edition just before, as the archive's own list of seals says."""
    number = archive.sealed.number
    return next((str(one["seal"]) for one in archive.chain if one["number"] == number - 1), "")


def _link_faults(archive: Archive) -> list[Text]:
    """Whether the seals listed follow each other from the first edition to this one."""
    sealed, previous = archive.sealed, ""
    faults = []
    for expected, link in enumerate(archive.chain, start=1):
        if link["number"] != expected or link["previous_seal"] != previous:
            faults.append(
                Text(
                    f"La chaîne se rompt à l’édition {link['number']} ({link['edition']}).",
                    f"The chain breaks at edition {link['number']} ({link['edition']}).",
                )
            )
        previous = link["seal"]
    last = archive.chain[-1] if archive.chain else {}
    if (last.get("number"), last.get("seal")) != (sealed.number, sealed.seal):
        faults.append(
            Text(
                "La chaîne des sceaux ne finit pas par cette édition.",
                "The chain of seals does not end with this edition.",
            )
        )
    if sealed.cut.get("number") != sealed.number or sealed.cut.get("edition") != sealed.slug:
        faults.append(
            Text(
                "Le numéro ou l’adresse de l’édition n’est pas ce qui a été scellé.",
                "The number or the address of the edition is not what was sealed.",
            )
        )
    return faults


def disagreements(archives: Sequence[Archive]) -> list[Text]:
    """Where several archives tell different chains: one of them was rebuilt."""
    faults: list[Text] = []
    seals: dict[int, tuple[str, str]] = {}
    for archive in archives:
        for link in archive.chain:
            known = seals.setdefault(link["number"], (link["seal"], archive.sealed.slug))
            if known[0] != link["seal"]:
                faults.append(
                    Text(
                        f"Les archives {known[1]} et {archive.sealed.slug} ne donnent pas le même sceau "
                        f"à l’édition {link['number']}.",
                        f"The archives {known[1]} and {archive.sealed.slug} do not give the same seal to "
                        f"edition {link['number']}.",
                    )
                )
    return faults


def _told(checked: Checked, language: str) -> Iterator[str]:
    headings = {
        "chain": Text("Sceaux", "Seals"),
        "figures": Text("Chiffres refaits des réponses", "Figures made again from the answers"),
    }
    yield Text(
        f"Édition {checked.edition}, {checked.answers} réponses, sceau {checked.seal}",
        f"Edition {checked.edition}, {checked.answers} answers, seal {checked.seal}",
    ).in_language(language)
    for part in PARTS:
        faults = checked.faults[part]
        word = Text("diffèrent", "differ") if faults else Text("concordent", "agree")
        heading = headings[part].in_language(language)
        yield f"  {heading} : {word.fr}" if language == "fr" else f"  {heading}: {word.en}"
        yield from (f"    {one.in_language(language)}" for one in faults)
    yield from (f"  {one.in_language(language)}" for one in checked.withheld)


def main(argv: Sequence[str] | None = None) -> int:
    """Verify archives; 0 when all holds, 1 with a sentence when something differs."""
    parser = argparse.ArgumentParser(prog="virage barometer verify")
    parser.add_argument("--archive", type=Path, action="append", required=True, metavar="FILE")
    parser.add_argument("--seal", default="", metavar="HEX", help="the seal that you noted")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--language", choices=["fr", "en"], default="fr")
    options = parser.parse_args(argv)
    language: str = options.language
    try:
        archives = [read(path) for path in options.archive]
        # A seal noted elsewhere is that of the last edition named.
        found = [
            check(one, seal=options.seal if at == len(archives) - 1 else "")
            for at, one in enumerate(archives)
        ]
        clash = disagreements(archives)
    except NotAnArchive as error:
        sys.stderr.write(error.sentence.in_language(language) + "\n")
        return 1
    if clash:
        found[-1].faults["chain"].extend(clash)
    if options.format == "json":
        told: Mapping[str, Any] = {
            "holds": all(one.holds for one in found),
            "editions": [one.as_json() for one in found],
        }
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        for one in found:
            sys.stdout.write("\n".join(_told(one, language)) + "\n")
    if all(one.holds for one in found):
        return 0
    sentence = Text("Cette archive ne se vérifie pas.", "This archive does not verify.")
    sys.stderr.write(sentence.in_language(language) + "\n")
    return 1
