"""What is wrong in a file that was counted: the value, how many lines have it, and the first of them."""

from collections.abc import Iterable
from dataclasses import replace

from virage.contracts.intakes import Column, Condense, Finding
from virage.contracts.text import Text
from virage.intake.condensing.statements import ABOVE, MALFORMED
from virage.intake.reading.cells import converter, problem
from virage.intake.reading.findings import error, warning

MOST_DAYS = 3_700
"""Ten years and a little more: beyond, a date is wrong."""

MOST_APART = 200_000
"""Different values of the columns that tell rows apart: beyond, one of them is not what it should be."""

MOST_TOLD = 100
"""Of the lines that say the same thing, how many are told."""

_FALLBACK = {
    "integer": "not-an-integer",
    "boolean": "not-a-boolean",
    "date": "not-a-date",
    "datetime": "not-a-moment",
    "string": "bad-pattern",
}


def counted(finding: Finding, lines: int) -> Finding:
    """The finding, which says of how many lines it speaks when there are several."""
    if lines < 2:
        return finding
    return replace(
        finding,
        message=Text(
            f"{finding.message.fr} {lines} lignes sont ainsi ; celle-ci est la première.",
            f"{finding.message.en} {lines} lines are so; this is the first.",
        ),
    )


def of_cell(column: Column, code: str, value: str, lines: int, first: int) -> Finding:
    """A cell that is missing, malformed or out of range, or larger than the one it is a part of."""
    if code == ABOVE:
        return counted(_above(column, value, first), lines)
    if code == MALFORMED:
        code = converter(column)(value)[1] or _FALLBACK[column.kind]
    return counted(problem(column, code, first, column.name, value), lines)


def and_more(column: Column, lines: int) -> Finding:
    """Lines that are wrong in the same way, with too many values for each to be told."""
    return error(
        "and-more",
        Text(
            f"… et {lines} autres lignes de cette colonne, pour la même raison.",
            f"… and {lines} more lines of this column, for the same reason.",
        ),
        Text(
            "Les premières valeurs sont montrées ; corrigez-les d’abord.",
            "The first values are shown; correct them first.",
        ),
        column=column.name,
    )


def of_value(column: Column, value: str, lines: int, first: int) -> Finding | None:
    """A value that its column does not admit (one of the columns that tell rows apart), if it is one."""
    code = converter(column)(value)[1]
    return counted(problem(column, code, first, column.name, value), lines) if code else None


def _above(column: Column, value: str, first: int) -> Finding:
    return error(
        ABOVE,
        Text(
            "Une partie est plus grande que le tout.",
            "A part is larger than the whole.",
        ),
        Text(
            "Vérifiez laquelle des deux colonnes est la partie de l’autre.",
            "Check which of the two columns is the part of the other.",
        ),
        line=first,
        column=column.name,
        value=value,
    )


def wrong_type(column: Column, kind: str, accepted: str) -> Finding:
    """A Parquet column of a type that says something else."""
    return error(
        "column-type",
        Text(
            f"La colonne « {column.name} » est de type {kind}.",
            f"The column “{column.name}” is of type {kind}.",
        ),
        Text(
            f"Donnez-lui un de ces types : {accepted}.", f"Give it one of these types: {accepted}."
        ),
        column=column.name,
        value=kind,
    )


def not_a_table() -> Finding:
    """Neither CSV nor Parquet."""
    return error(
        "not-csv-nor-parquet",
        Text(
            "Ce fichier n’est ni du CSV ni du Parquet.",
            "This file is neither CSV nor Parquet.",
        ),
        Text(
            "Déposez-le tel quel, sans le compresser ni le mettre dans un classeur.",
            "Hand it in as it is, neither compressed nor inside a workbook.",
        ),
    )


def unreadable(failure: Exception) -> Finding:
    """The engine could not read a part."""
    return error(
        "unreadable",
        Text(
            "Une partie du fichier ne peut pas être lue : elle est abîmée.",
            "A part of the file cannot be read: it is damaged.",
        ),
        Text(
            "Exportez-le de nouveau en entier, puis déposez-le.",
            "Export it again in full, then hand it in.",
        ),
        value=" ".join(str(failure).split()),
    )


def too_many_lines(lines: int, most: int) -> Finding:
    """More lines than can be numbered."""
    return error(
        "too-many-rows",
        Text(
            f"Le fichier a plus de {most} lignes.",
            f"The file has more than {most} lines.",
        ),
        Text("Déposez-le en plusieurs fois.", "Hand it in in several parts."),
        value=str(lines),
    )


def too_many_apart(condense: Condense) -> Finding:
    """One of the columns that tell rows apart holds something else."""
    names = ", ".join(condense.by)
    return error(
        "too-many-values",
        Text(
            f"Il y a plus de {MOST_APART} valeurs différentes de : {names}.",
            f"There are more than {MOST_APART} different values of: {names}.",
        ),
        Text(
            "Vérifiez que ces colonnes ne portent pas autre chose, comme un numéro de demande.",
            "Check that these columns do not hold something else, such as the number of a request.",
        ),
        column=names,
    )


def too_far_apart(condense: Condense, first: tuple[str, int], last: tuple[str, int]) -> Finding:
    """The days of the file are so far apart that one of them is wrong."""
    return error(
        "days-too-far-apart",
        Text(
            f"Les jours vont du {first[0]} (ligne {first[1]}) au {last[0]} (ligne {last[1]}).",
            f"The days go from {first[0]} (line {first[1]}) to {last[0]} (line {last[1]}).",
        ),
        Text(
            "L’un des deux est faux, ou le fichier couvre plus de dix ans : déposez-le par années.",
            "One of the two is wrong, or the file covers more than ten years: hand it in by years.",
        ),
        column=condense.moment,
        value=first[0],
    )


def without_lines(days: Iterable[str]) -> Finding:
    """Days between the first and the last of which the file says nothing."""
    every = list(days)
    shown = ", ".join(every[:10]) + (", …" if len(every) > 10 else "")
    return warning(
        "days-without-lines",
        Text(
            f"Aucune ligne pour {len(every)} jours entre le premier et le dernier : zéro y sera compté.",
            f"No line for {len(every)} days between the first and the last: they will count as zero.",
        ),
        Text(
            "Vérifiez qu’il n’y a eu aucune demande ces jours-là, et que rien ne manque au fichier.",
            "Check that there was no request on those days, and that nothing is missing in the file.",
        ),
        value=shown,
    )


def twice(condense: Condense, value: str, lines: int, first: int) -> Finding:
    """Several lines that would make the same row."""
    return error(
        "duplicate",
        Text(
            f"{lines} lignes disent la même chose ; celle-ci est la première.",
            f"{lines} lines say the same thing; this is the first.",
        ),
        Text("N’en gardez qu’une.", "Keep only one."),
        line=first,
        column=condense.moment,
        value=value,
    )
