"""A kind as it is checked for a random draw: its lines tell the units drawn, and no other."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from virage.contracts.intakes import Check, Context, Finding, Intake, Row
from virage.contracts.text import Text
from virage.intake.reading.findings import error, warning

MOST_TOLD = 500

TOLD = "drawn-told"
"""Among what a check tells the acceptance: the units drawn that the file tells, as a JSON array."""


def for_draw(kind: Intake, codes: Collection[str]) -> Intake:
    """The kind, whose check also refuses lines on what was not drawn, and says which units are missing."""
    wanted = frozenset(codes)

    def check(rows: Iterable[Row], context: Context) -> Check:
        told: set[str] = set()
        outside: list[Finding] = []

        def passed() -> Iterator[Row]:
            for row in rows:
                code = str(row.values.get(kind.unit) or "")
                told.add(code)
                if code not in wanted and len(outside) < MOST_TOLD:
                    outside.append(_not_drawn(kind.unit, code, row.line))
                yield row

        found = kind.check(passed(), context)
        missing = sorted(wanted - told)
        more = [*outside, *([_missing(kind.unit, missing)] if missing else [])]
        of_draw = {TOLD: json.dumps(sorted(told & wanted), ensure_ascii=False)}
        return replace(
            found,
            findings=(*found.findings, *more),
            parameters={**found.parameters, **of_draw},
        )

    return replace(kind, check=check)


def _not_drawn(column: str, code: str, line: int) -> Finding:
    return error(
        "not-drawn",
        Text(
            f"« {code} » n’a pas été tiré.",
            f"“{code}” was not drawn.",
        ),
        Text(
            "Retirez la ligne : ce dépôt ne dit que les unités du tirage.",
            "Remove the line: this hand-in tells the units of the draw, and no other.",
        ),
        line=line,
        column=column,
        value=code,
    )


def _missing(column: str, codes: list[str]) -> Finding:
    shown = ", ".join(codes[:5]) + (", …" if len(codes) > 5 else "")
    return warning(
        "drawn-not-told",
        Text(
            f"Unités tirées dont le fichier ne dit rien : {len(codes)} ({shown}).",
            f"Units drawn of which the file says nothing: {len(codes)} ({shown}).",
        ),
        Text(
            "Elles comptent comme inconnues : complétez le fichier si vous le pouvez.",
            "They count as unknown: complete the file if you can.",
        ),
        column=column,
    )
