"""Matches the header of a file with the columns of its kind, long or wide, and says what does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from virage.contracts.intakes import Column, Finding, Intake
from virage.contracts.text import Text
from virage.intake.reading.findings import error, warning


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the kind and where it stands in the file (index from 0, header as received)."""

    index: int
    header: str
    column: Column


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column is. In the wide layout, `spread` holds one place for each value in a header."""

    places: tuple[Place, ...]
    spread: tuple[Place, ...]
    width: int


def folded(name: str) -> str:
    """A column name as it is compared: case and outer spaces do not count."""
    return name.strip().strip("\ufeff").casefold()


def names(kind: Intake) -> frozenset[str]:
    """Every header that the kind knows, folded."""
    known = {folded(one.name) for one in kind.columns}
    if kind.wide:
        known |= {folded(one) for one in _column(kind, kind.wide.spread).choices}
    return frozenset(known)


def _column(kind: Intake, name: str) -> Column:
    return next(one for one in kind.columns if one.name == name)


def is_wide(header: Sequence[str], kind: Intake) -> bool:
    """Whether the header has values of the spread column, and neither that column nor its number."""
    if kind.wide is None:
        return False
    present = {folded(one) for one in header}
    long = {folded(kind.wide.spread), folded(kind.wide.value)}
    return not present & long and bool(present & set(_column(kind, kind.wide.spread).choices))


def match(header: Sequence[str], kind: Intake) -> tuple[Layout, list[Finding]]:
    """The layout of a file with this header, and what is missing, unknown or there twice."""
    wide = kind.wide if is_wide(header, kind) else None
    if wide:
        columns = [_column(kind, name) for name in wide.keys]
        values = {folded(one): one for one in _column(kind, wide.spread).choices}
        number = _column(kind, wide.value)
    else:
        columns, values, number = list(kind.columns), {}, None
    by_name = {folded(one.name): one for one in columns}
    found: list[Finding] = []
    places: list[Place] = []
    spread: list[Place] = []
    seen: set[str] = set()
    unknown: list[tuple[int, str]] = []
    for index, raw in enumerate(header):
        name = folded(raw)
        if not name:
            continue
        if name not in by_name and name not in values:
            unknown.append((index, raw.strip()))
        elif name in seen:
            found.append(_twice(raw.strip()))
        elif name in by_name:
            places.append(Place(index, raw.strip(), by_name[name]))
        elif number is not None:
            spread.append(Place(index, values[name], number))
        seen.add(name)
    missing = [one for one in columns if folded(one.name) not in seen]
    found += _misfits(kind, missing, unknown, recognised=bool(places))
    return Layout(tuple(places), tuple(spread), len(header)), found


def _misfits(
    kind: Intake, missing: list[Column], unknown: list[tuple[int, str]], *, recognised: bool
) -> list[Finding]:
    if not recognised:
        listed = ", ".join(one.name for one in kind.columns)
        return [
            error(
                "no-header",
                Text(
                    "La première ligne ne porte aucun nom de colonne connu.",
                    "The first line holds no known column name.",
                ),
                Text(
                    f"Mettez sur la première ligne : {listed}. Le modèle de ce genre les porte déjà.",
                    f"Put on the first line: {listed}. The template of this kind holds them already.",
                ),
                line=1,
                value=", ".join(name for _, name in unknown),
            )
        ]
    found: list[Finding] = []
    remaining = {folded(name): name for _, name in unknown}
    for column in missing:
        near = get_close_matches(folded(column.name), remaining, n=1, cutoff=0.75)
        if near:
            found.append(_misspelt(column.name, remaining.pop(near[0])))
        elif column.required:
            found.append(_missing(column.name))
    if not kind.other_columns:
        found += [_ignored(name) for name in remaining.values()]
    return found


def _twice(name: str) -> Finding:
    return error(
        "duplicate-column",
        Text("Cette colonne est présente deux fois.", "This column is there twice."),
        Text("N’en gardez qu’une.", "Keep only one."),
        line=1,
        column=name,
    )


def _misspelt(expected: str, received: str) -> Finding:
    return error(
        "unknown-column",
        Text(
            f"La colonne « {received} » n’est pas connue.",
            f"The column “{received}” is not known.",
        ),
        Text(
            f"Vouliez-vous dire « {expected} » ?",
            f"Did you mean “{expected}”?",
        ),
        line=1,
        column=received,
    )


def _missing(name: str) -> Finding:
    return error(
        "missing-column",
        Text(f"La colonne « {name} » manque.", f"The column “{name}” is missing."),
        Text(
            "Ajoutez-la, ou partez du modèle de ce genre de dépôt.",
            "Add it, or start from the template of this kind.",
        ),
        line=1,
        column=name,
    )


def _ignored(name: str) -> Finding:
    return warning(
        "ignored-column",
        Text("Cette colonne n’est pas lue.", "This column is not read."),
        Text(
            "Rien à faire si elle est pour votre usage.",
            "Nothing to do if it is for your own use.",
        ),
        line=1,
        column=name,
    )
