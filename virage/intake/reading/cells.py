"""From the text of one cell to a value of its column, or the code of what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache

from virage.contracts.intakes import Column, Finding
from virage.contracts.text import Text
from virage.intake.reading.findings import error

Value = str | int | date | None
Converter = Callable[[str], tuple[Value, str]]

LARGEST = 2**53 - 1
SPREADSHEET_ERRORS = frozenset(
    [
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#NOM?",
        "#VALEUR!",
        "#NOMBRE!",
        "#NUL!",
    ]
)
SENTINELS = frozenset(
    [
        "na",
        "n/a",
        "nd",
        "n/d",
        "nsp",
        "s.o.",
        "s/o",
        "so",
        "-",
        "--",
        "–",
        "—",
        ".",
        "?",
        "null",
        "none",
        "vide",
        "inconnu",
        "unknown",
        "x",
        "xx",
    ]
)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
_FLOAT_OF_INTEGER = re.compile(r"[+-]?[0-9]+\.0")
_DECIMAL = re.compile(r"[+-]?[0-9]*[.,][0-9]+")
_PERCENTAGE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[ \u00a0\u202f]?%")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_OTHER_DATE = re.compile(r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_TRUE = frozenset(["true", "t", "1", "yes", "y"])
_FALSE = frozenset(["false", "f", "0", "no", "n"])
_NEUTRALISED = ("'=", "'+", "'-", "'@")


def converter(column: Column) -> Converter:
    """A function from the text of a cell to (value, ""), or (None, code of the problem).

    Cells repeat (codes, channels, dates), so what was seen is remembered.
    """
    convert = {
        "integer": _to_integer,
        "date": _to_date,
        "datetime": _to_moment,
        "boolean": _to_boolean,
        "string": _to_string,
    }[column.kind]
    pattern = re.compile(column.pattern) if column.pattern else None

    @lru_cache(maxsize=4096)
    def of(text: str) -> tuple[Value, str]:
        stripped = unicodedata.normalize("NFC", text).strip()
        if not stripped:
            return (None, "missing-value") if column.required else (None, "")
        if stripped.upper() in SPREADSHEET_ERRORS or stripped.startswith("####"):
            return None, "spreadsheet-error"
        if stripped.startswith("="):
            return None, "formula"
        if stripped.startswith(_NEUTRALISED):
            stripped = stripped[1:]
        value, problem = convert(stripped)
        if problem:
            return None, problem
        if isinstance(value, str) and pattern and not pattern.fullmatch(value):
            return None, "bad-pattern"
        return _within(column, value)

    return of


def _within(column: Column, value: Value) -> tuple[Value, str]:
    if isinstance(value, str):
        if column.choices and value not in column.choices:
            return None, "not-a-choice"
        if column.max_length is not None and len(value) > column.max_length:
            return None, "too-long"
    if isinstance(value, int) and (
        (column.minimum is not None and value < column.minimum)
        or (column.maximum is not None and value > column.maximum)
    ):
        return None, "out-of-range"
    return value, ""


def _to_integer(text: str) -> tuple[Value, str]:
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[ \u00a0\u202f]", "", text)
    elif _FLOAT_OF_INTEGER.fullmatch(text):
        text = text[:-2]
    if _INTEGER.fullmatch(text):
        # Very long digits are refused before they are converted.
        if len(text) > 17 or abs(int(text)) > LARGEST:
            return None, "too-large"
        return int(text), ""
    if _PERCENTAGE.fullmatch(text):
        return None, "percentage"
    if text.casefold() in SENTINELS:
        return None, "sentinel"
    if _DECIMAL.fullmatch(text):
        return None, "decimal"
    return None, "not-an-integer"


def _to_date(text: str) -> tuple[Value, str]:
    found = _ISO.fullmatch(text)
    if found:
        try:
            value = date.fromisoformat(found.group(1))
        except ValueError:
            return None, "no-such-day"
        return (value, "") if 1900 <= value.year <= 2199 else (None, "date-out-of-range")
    if _SERIAL.fullmatch(text):
        return None, "date-serial"
    if _OTHER_DATE.fullmatch(text):
        return None, "date-order"
    return None, "not-a-date"


def _to_moment(text: str) -> tuple[Value, str]:
    if not _MOMENT.fullmatch(text):
        code = _to_date(text)[1]
        return None, "not-a-moment" if code in ("", "not-a-date") else code
    try:
        return datetime.fromisoformat(text.replace(",", ".")), ""
    except ValueError:
        return None, "no-such-moment"


def _to_boolean(text: str) -> tuple[Value, str]:
    folded = text.casefold()
    if folded in _TRUE:
        return True, ""
    return (False, "") if folded in _FALSE else (None, "not-a-boolean")


def _to_string(text: str) -> tuple[Value, str]:
    if any(unicodedata.category(one) == "Cc" and one not in "\t\r\n" for one in text):
        return None, "control-character"
    return text, ""


def _range(column: Column) -> tuple[str, str]:
    low, high = column.minimum, column.maximum
    if high is None:
        return f"au moins {low}", f"at least {low}"
    if low is None:
        return f"au plus {high}", f"at most {high}"
    return f"de {low} à {high}", f"from {low} to {high}"


def _advice(column: Column, code: str, value: str) -> tuple[str, str]:
    example = column.example
    low, high = (column.minimum, column.maximum)
    if code == "not-a-choice":
        near = get_close_matches(value.casefold(), column.choices, n=1)
        choices = ", ".join(column.choices)
        if near:
            return (
                f"Vouliez-vous dire « {near[0]} » ? Valeurs admises : {choices}.",
                f"Did you mean “{near[0]}”? Allowed values: {choices}.",
            )
        return f"Valeurs admises : {choices}.", f"Allowed values: {choices}."
    if code == "out-of-range" and (low is not None or high is not None):
        fr, en = _range(column)
        return f"La valeur doit être {fr}.", f"The value must be {en}."
    if code == "too-long":
        return (
            f"Au plus {column.max_length} caractères.",
            f"At most {column.max_length} characters.",
        )
    if code in {"bad-pattern", "missing-value"} and example:
        return f"Par exemple : {example}.", f"For example: {example}."
    return ADVICE[code]


MESSAGES: dict[str, tuple[str, str]] = {
    "missing-value": ("Valeur absente.", "The value is missing."),
    "spreadsheet-error": ("Erreur de tableur.", "Spreadsheet error."),
    "formula": (
        "Formule : seul son résultat peut être déposé.",
        "Formula: only its result can be handed in.",
    ),
    "not-a-choice": ("Valeur hors de la liste.", "The value is not in the list."),
    "too-long": ("Texte trop long.", "The text is too long."),
    "out-of-range": ("Nombre hors des limites.", "The number is out of range."),
    "too-large": ("Nombre trop grand.", "The number is too large."),
    "percentage": ("Pourcentage au lieu d’un nombre.", "A percentage instead of a number."),
    "sentinel": ("Mot ou signe au lieu d’un nombre.", "A word or a sign instead of a number."),
    "decimal": ("Nombre à virgule au lieu d’un entier.", "A decimal instead of a whole number."),
    "not-an-integer": ("Ce n’est pas un nombre entier.", "This is not a whole number."),
    "no-such-day": ("Ce jour n’existe pas.", "There is no such day."),
    "date-out-of-range": ("Année invraisemblable.", "An unlikely year."),
    "date-serial": ("Date sous forme de numéro de tableur.", "A date as a spreadsheet’s number."),
    "date-order": (
        "Date dont l’ordre n’est pas sûr (jour, mois ?).",
        "A date whose order is uncertain (day, month?).",
    ),
    "not-a-date": ("Ce n’est pas une date.", "This is not a date."),
    "not-a-moment": ("Ce n’est pas un moment.", "This is not a moment."),
    "no-such-moment": ("Ce moment n’existe pas.", "There is no such moment."),
    "not-a-boolean": ("Ce n’est ni vrai ni faux.", "This is neither true nor false."),
    "control-character": ("Caractère de commande invisible.", "An invisible control character."),
    "bad-pattern": ("Forme inattendue.", "Unexpected form."),
}
_ISO_ADVICE = (
    "Écrivez la date comme 2026-04-01 (année, mois, jour).",
    "Write the date as 2026-04-01 (year, month, day).",
)
_MOMENT_ADVICE = (
    "Écrivez le moment comme 2026-04-01T09:30:00, à l’heure légale du Québec, ou avec son décalage : "
    "2026-04-01T13:30:00Z.",
    "Write the moment as 2026-04-01T09:30:00, in Québec’s legal time, or with its offset: "
    "2026-04-01T13:30:00Z.",
)
_PLAIN_NUMBER = (
    "Écrivez un nombre entier sans virgule ni signe, par exemple 1234.",
    "Write a whole number with no comma or sign, for example 1234.",
)
ADVICE: dict[str, tuple[str, str]] = {
    "missing-value": ("Remplissez cette cellule.", "Fill in this cell."),
    "spreadsheet-error": (
        "Corrigez la formule dans votre tableur, puis collez les valeurs seules.",
        "Correct the formula in your spreadsheet, then paste the values only.",
    ),
    "formula": (
        "Dans votre tableur, copiez la colonne, puis « Collage spécial : valeurs ».",
        "In your spreadsheet, copy the column, then “Paste special: values”.",
    ),
    "out-of-range": _PLAIN_NUMBER,
    "too-large": _PLAIN_NUMBER,
    "percentage": (
        "Déposez le nombre de demandes, et non leur part.",
        "Hand in the number of requests, not their share.",
    ),
    "sentinel": (
        "Laissez le nombre vide, et dites pourquoi dans la colonne d’état.",
        "Leave the number empty, and say why in the status column.",
    ),
    "decimal": _PLAIN_NUMBER,
    "not-an-integer": _PLAIN_NUMBER,
    "no-such-day": _ISO_ADVICE,
    "date-out-of-range": _ISO_ADVICE,
    "date-serial": (
        "Mettez la colonne au format de date, ou écrivez la date comme 2026-04-01.",
        "Format the column as dates, or write the date as 2026-04-01.",
    ),
    "date-order": _ISO_ADVICE,
    "not-a-date": _ISO_ADVICE,
    "not-a-moment": _MOMENT_ADVICE,
    "no-such-moment": _MOMENT_ADVICE,
    "not-a-boolean": ("Écrivez true ou false.", "Write true or false."),
    "control-character": (
        "Effacez la cellule et tapez-la de nouveau.",
        "Clear the cell and type it again.",
    ),
    "bad-pattern": (
        "Voyez la documentation de cette colonne.",
        "See the documentation of this column.",
    ),
}


def problem(column: Column, code: str, line: int, name: str, value: str) -> Finding:
    """The finding for a cell that its column refuses; `name` is the header in the file."""
    return error(
        code,
        Text(*MESSAGES[code]),
        Text(*_advice(column, code, value)),
        line=line,
        column=name,
        value=value,
    )
