"""Collects what is wrong or odd in a file: every finding counted, the first of each level kept."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from virage.contracts.intakes import Finding
from virage.contracts.text import Text

KEPT = 500
LONGEST_VALUE = 120


class Unreadable(Exception):
    """The file cannot be read any further; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message.fr)
        self.finding = finding


class Findings:
    """At most `KEPT` errors and as many warnings, and how many there are of each in all.

    `warned` has the lines of every warning by code: they stay with the rows, shown or not. `stopped`
    says that the file was not read to its end.
    """

    def __init__(self) -> None:
        self.errors: list[Finding] = []
        self.warnings: list[Finding] = []
        self.totals: Counter[tuple[str, str]] = Counter()
        self.warned: dict[str, list[int]] = {}
        self.stopped = False

    def add(self, finding: Finding) -> None:
        """Count `finding`, and keep it if there is room."""
        self.totals[finding.level, finding.code] += 1
        lines = finding.lines if finding.line is None else (finding.line,)
        if finding.level == "warning" and lines:
            self.warned.setdefault(finding.code, []).extend(lines)
        kept = self.errors if finding.level == "error" else self.warnings
        # What is said of the whole file explains the rest, and is often found last.
        if finding.line is None or len(kept) < KEPT:
            kept.append(finding)

    def add_all(self, findings: Iterable[Finding]) -> None:
        """Count and keep several."""
        for finding in findings:
            self.add(finding)

    def count(self, level: str) -> int:
        """How many findings of a level there are in all."""
        return sum(number for (of, _), number in self.totals.items() if of == level)

    @property
    def has_errors(self) -> bool:
        """Whether anything stops the acceptance."""
        return bool(self.errors)

    def report(self) -> dict[str, Any]:
        """The report as it is kept and published: totals, then errors before warnings, those of the
        whole file first.

        `by_code` maps "level:code" to a count; each finding has level, code, line, column, value and
        message and advice in "fr" and "en".
        """
        return {
            "errors": self.count("error"),
            "warnings": self.count("warning"),
            "by_code": {
                f"{level}:{code}": number for (level, code), number in sorted(self.totals.items())
            },
            "findings": [
                as_json(one)
                for found in (self.errors, self.warnings)
                for one in sorted(found, key=lambda finding: finding.line is not None)
            ],
        }


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as it is kept in the report."""
    return {
        "level": finding.level,
        "code": finding.code,
        "line": finding.line,
        "column": finding.column,
        "value": finding.value,
        "message": {"fr": finding.message.fr, "en": finding.message.en},
        "advice": {"fr": finding.advice.fr, "en": finding.advice.en},
    }


def error(
    code: str,
    message: Text,
    advice: Text,
    *,
    line: int | None = None,
    column: str = "",
    value: str = "",
) -> Finding:
    """A finding that stops the acceptance."""
    return Finding("error", code, line, column, value[:LONGEST_VALUE], message, advice)


def warning(
    code: str,
    message: Text,
    advice: Text,
    *,
    line: int | None = None,
    column: str = "",
    value: str = "",
) -> Finding:
    """A finding that lets the rows in."""
    return Finding("warning", code, line, column, value[:LONGEST_VALUE], message, advice)
