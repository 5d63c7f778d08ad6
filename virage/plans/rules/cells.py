"""Reads one field of a draft at a time: a typed value, or what is wrong with what was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from virage.contracts.text import Text
from virage.plans.rules import form, money
from virage.plans.rules.content import Row
from virage.plans.rules.fields import Section

CODE = re.compile(r"[A-Za-z0-9_-]{1,80}")
MOST_CENTS = 10**15
"""Ten thousand billion dollars: what canonical JSON still holds as an integer."""
YEAR = re.compile(r"(\d{4})-(\d{4})")
SHARE = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})|(\d{1,3})(?:[.,](\d{1,2}))?\s*%")
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)


class Problem(NamedTuple):
    """What stops a deposit: the part, the row (its id; "" for the part), the field, what was typed, what is
    wrong and what to do."""

    section: str
    row: str
    field: str
    code: str
    value: str
    message: Text
    advice: Text


@dataclass(frozen=True, slots=True)
class World:
    """What a plan may name: targets, and by indicator the codes of the body's units (None: not listed)."""

    targets: frozenset[str]
    indicators: Mapping[str, frozenset[str] | None]


@dataclass(slots=True)
class Reader:
    """Reads the fields of one row, and notes what is wrong."""

    section: Section
    row: Row
    world: World
    measures: frozenset[str]
    problems: list[Problem]
    wrong: set[str] = field(default_factory=set)

    def say(self, name: str, code: str, message: Text, advice: Text) -> None:
        self.wrong.add(name)
        value = self.row.get(name, "")[:200]
        self.problems.append(
            Problem(self.section.code, self.row.get("id", ""), name, code, value, message, advice)
        )

    def get(self, name: str) -> Any:
        """The typed value of a field; None when it is empty or wrong."""
        one = self.section.field(name)
        typed = self.row.get(name, "").strip()
        title = one.title
        if not typed:
            if one.required:
                self.say(
                    name,
                    "missing",
                    Text(f"« {title.fr} » n’est pas rempli.", f"“{title.en}” is not filled in."),
                    Text("Remplissez ce champ.", "Fill in this field."),
                )
            return None
        if len(typed) > one.longest and one.kind not in _READERS:
            self.say(
                name,
                "too-long",
                Text(
                    f"« {title.fr} » a {len(typed)} caractères ; {one.longest} au plus.",
                    f"“{title.en}” has {len(typed)} characters; at most {one.longest}.",
                ),
                Text("Raccourcissez ce texte.", "Shorten this text."),
            )
            return None
        read = _READERS.get(one.kind)
        return typed if read is None else read(self, name, typed)

    def text(self, name: str) -> str:
        """A text, "" when it is empty or wrong."""
        return self.get(name) or ""

    def names(self) -> Text:
        """The two names of the row."""
        return Text(self.text("name_fr"), self.text("name_en"))


def _say_not(reader: Reader, name: str, code: str, what: Text, advice: Text) -> None:
    typed = reader.row.get(name, "").strip()[:80]
    reader.say(
        name,
        code,
        Text(f"« {typed} » n’est pas {what.fr}.", f"“{typed}” is not {what.en}."),
        advice,
    )


def _code(reader: Reader, name: str, typed: str) -> str | None:
    if CODE.fullmatch(typed):
        return typed
    _say_not(
        reader,
        name,
        "not-a-code",
        Text("un code", "a code"),
        Text(
            "Gardez des lettres sans accent, des chiffres et des traits d’union.",
            "Keep letters without accents, digits and hyphens.",
        ),
    )
    return None


def _day(reader: Reader, name: str, typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is not None and FIRST_DAY <= day <= LAST_DAY:
        return day
    _say_not(
        reader,
        name,
        "not-a-day",
        Text("un jour que l’on puisse lire", "a day that can be read"),
        Text(
            "Écrivez-le ainsi : 2026-03-31 (année, mois, jour).",
            "Write it this way: 2026-03-31 (year, month, day).",
        ),
    )
    return None


def _money(reader: Reader, name: str, typed: str) -> int | None:
    found = money.cents(typed)
    if found is not None and found <= MOST_CENTS:
        return found
    _say_not(
        reader,
        name,
        "not-money",
        Text("un montant en dollars", "an amount in dollars"),
        Text("Écrivez-le ainsi : 120000.50.", "Write it this way: 120000.50."),
    )
    return None


def _count(reader: Reader, name: str, typed: str) -> int | None:
    if typed.isascii() and typed.isdigit() and int(typed) > 0:
        return int(typed)
    _say_not(
        reader,
        name,
        "not-a-count",
        Text("un nombre d’unités", "a number of units"),
        Text("Écrivez un nombre entier, à partir de 1.", "Write a whole number, from 1 on."),
    )
    return None


def _share(reader: Reader, name: str, typed: str) -> tuple[int, int] | None:
    found = SHARE.fullmatch(typed.replace("\u00a0", " ").replace("\u202f", " "))
    if found:
        if found[2]:
            part, whole = int(found[1]), int(found[2])
        else:
            decimals = found[4] or ""
            part, whole = int(found[3] + decimals), 100 * 10 ** len(decimals)
        if 0 < part <= whole:
            return part, whole
    _say_not(
        reader,
        name,
        "not-a-share",
        Text("une part", "a share"),
        Text(
            "Écrivez « 75 % » ou « 3/4 », plus que rien et pas plus que tout.",
            "Write “75%” or “3/4”, more than nothing and not more than all.",
        ),
    )
    return None


def _year(reader: Reader, name: str, typed: str) -> str | None:
    found = YEAR.fullmatch(typed)
    if found and int(found[2]) == int(found[1]) + 1:
        return typed
    _say_not(
        reader,
        name,
        "not-a-year",
        Text("un exercice", "a fiscal year"),
        Text("Écrivez-le ainsi : 2025-2026.", "Write it this way: 2025-2026."),
    )
    return None


def _choice(reader: Reader, name: str, typed: str) -> str | None:
    if typed in form.TIE_KINDS:
        return typed
    _say_not(
        reader,
        name,
        "not-a-choice",
        Text("de la liste", "in the list"),
        Text(
            f"Choisissez parmi : {', '.join(form.TIE_KINDS)}.",
            f"Choose among: {', '.join(form.TIE_KINDS)}.",
        ),
    )
    return None


def _target(reader: Reader, name: str, typed: str) -> str | None:
    if typed in reader.world.targets:
        return typed
    _say_not(
        reader,
        name,
        "not-a-target",
        Text("le numéro d’une cible", "the number of a target"),
        Text(
            f"Choisissez parmi : {', '.join(sorted(reader.world.targets))}.",
            f"Choose among: {', '.join(sorted(reader.world.targets))}.",
        ),
    )
    return None


def _measure(reader: Reader, name: str, typed: str) -> str | None:
    if typed in reader.measures:
        return typed
    _say_not(
        reader,
        name,
        "not-a-measure",
        Text("le code d’une mesure de ce plan", "the code of a measure of this plan"),
        Text("Corrigez le code, ou ajoutez la mesure.", "Correct the code, or add the measure."),
    )
    return None


def _indicator(reader: Reader, name: str, typed: str) -> str | None:
    if typed in reader.world.indicators:
        return typed
    _say_not(
        reader,
        name,
        "not-an-indicator",
        Text("une question du baromètre", "a question of the barometer"),
        Text("Choisissez-en une de la liste.", "Choose one of the list."),
    )
    return None


def split_units(typed: str) -> tuple[str, ...]:
    """The codes of units as typed, one per line (or parted by semicolons); none means all."""
    codes = [one.strip() for one in re.split(r"[\n;]", typed.replace("\r", "\n"))]
    named = tuple(dict.fromkeys(one for one in codes if one))
    return () if named == (form.ALL_UNITS,) else named


def _units(reader: Reader, name: str, typed: str) -> tuple[str, ...] | None:
    listed = reader.world.indicators.get(reader.row.get("indicator", "").strip())
    named = split_units(typed)
    unknown = [one for one in named if listed is not None and one not in listed]
    if not unknown:
        return named
    _say_units(reader, name, unknown)
    return None


def _say_units(reader: Reader, name: str, unknown: list[str]) -> None:
    told = ", ".join(unknown[:5])[:200]
    reader.say(
        name,
        "not-a-unit",
        Text(
            f"Ces codes ne sont pas au registre de l’organisme : {told}.",
            f"These codes are not in the body’s register: {told}.",
        ),
        Text(
            "Corrigez-les, ou écrivez * pour toutes les unités.",
            "Correct them, or write * for all units.",
        ),
    )


def is_address(text: str) -> bool:
    """Whether a text is an address that a page may link to."""
    return re.fullmatch(r"https?://[^\s\"<>]+", text) is not None


def _address(reader: Reader, name: str, typed: str) -> str | None:
    if is_address(typed):
        return typed
    _say_not(
        reader,
        name,
        "not-an-address",
        Text("une adresse", "an address"),
        Text("Écrivez-la en entier : https://…", "Write it in full: https://…"),
    )
    return None


_READERS: Mapping[str, Any] = {
    "code": _code,
    "day": _day,
    "money": _money,
    "count": _count,
    "share": _share,
    "year": _year,
    "choice": _choice,
    "target": _target,
    "measure": _measure,
    "indicator": _indicator,
    "units": _units,
    "address": _address,
}
