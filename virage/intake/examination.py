"""Reads a whole kept file once against the records known now, and says what acceptance would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.audit import queries as audit
from virage.contracts.intakes import Context, Finding, Intake, Preview, Row
from virage.contracts.text import Text
from virage.intake import files
from virage.intake.opening import Progress, opened, silent
from virage.intake.reading.findings import Findings, error


@dataclass(frozen=True, slots=True)
class Examination:
    """The result: findings, preview, number of rows, and the record sequence it was made at.

    `to_stage` is the number of rows that a counted file makes; of others, it is that of the file.
    """

    findings: Findings
    preview: Preview
    bodies: tuple[str, ...]
    parameters: Mapping[str, str]
    rows: int
    known_at: int
    days: tuple[date, date] | None = None
    to_stage: int | None = None


class _Counted:
    """Passes rows on, and counts them."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self.rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.number += 1
            yield row


FILE_ALTERED = "file-altered"


def file_altered() -> Finding:
    """The bytes kept are no longer those received."""
    return error(
        FILE_ALTERED,
        Text(
            "Le fichier gardé ne donne plus son empreinte : il a été abîmé ou changé.",
            "The kept file no longer gives its digest: it was damaged or changed.",
        ),
        Text("Déposez le fichier de nouveau.", "Hand the file in again."),
    )


def examine(
    kind: Intake, sha256: str, context: Context, progress: Progress = silent
) -> Examination:
    """Read and check the file of that digest; bounded memory, writes no record.

    Raises what `progress` raises, which is told how far the counting of a large file is.
    """
    # Taken first: what is recorded while we read will make the acceptance check again.
    known_at = audit.sequence()
    findings = Findings()
    if not files.is_intact(sha256):
        findings.add(file_altered())
        return Examination(findings, Preview(), (), {}, 0, known_at)
    file = opened(kind, sha256, findings, progress)
    rows = _Counted(file.rows(0))
    check = kind.check(rows, context)
    # A kind may stop reading early; what is wrong further on must still be found.
    for _ in rows:
        pass
    if findings.stopped:
        # The kind saw part of the file only: what it thinks is missing may be further on.
        findings.add_all(one for one in check.findings if one.level == "error" and one.line)
        return Examination(findings, Preview(), (), {}, rows.number, known_at)
    findings.add_all(check.findings)
    lines = rows.number if file.lines is None else file.lines
    return Examination(
        findings,
        check.preview,
        check.bodies,
        check.parameters,
        lines,
        known_at,
        check.days,
        file.number,
    )


def as_json(preview: Preview) -> dict[str, Any]:
    """The preview as it is kept and published; lists hold [code, name]."""
    return {
        "added": preview.added,
        "changed": preview.changed,
        "unchanged": preview.unchanged,
        "replaced": preview.replaced,
        "no_longer_listed": [list(one) for one in preview.no_longer_listed],
        "new_bodies": [list(one) for one in preview.new_bodies],
        "new_services": [list(one) for one in preview.new_services],
        "notes": [_said(one) for one in preview.notes],
        "reused": [
            {
                "code": one.code,
                "before": _said(one.before),
                "body_before": one.body_before,
                "after": _said(one.after),
                "body_after": one.body_after,
            }
            for one in preview.reused
        ],
        "changes_nothing": preview.changes_nothing,
    }


def _said(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}
