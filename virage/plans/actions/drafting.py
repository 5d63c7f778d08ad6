"""Write the next version of a plan together: every row is kept as typed, and nobody overwrites unseen."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from virage.identity.models import Person
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.plans import queries
from virage.plans.models import PlanDraft, PlanDraftRow
from virage.plans.rules import form, refusals
from virage.plans.rules.content import Document, as_document
from virage.plans.rules.fields import Section

NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What neither people type nor a spreadsheet holds."""


def _check(by: Person, body: str) -> None:
    roles.check_may(roles.WRITE_PLAN, organisations.roles_of(by), body)


def open_draft(*, body: str, by: Person, at: datetime) -> PlanDraft:
    """The draft of a body; a new one begins with what its last version deposited here says."""
    _check(by, body)
    with transaction.atomic():
        draft, made = PlanDraft.objects.get_or_create(
            organisation=organisations.record(body), defaults={"opened_at": at}
        )
        if made:
            label, content = queries.last_content(body)
            PlanDraft.objects.filter(pk=draft.pk).update(follows=label)
            draft.follows = label
            _fill(draft, as_document(content) if content else {}, by, at)
    return draft


def _fill(draft: PlanDraft, document: Document, by: Person, at: datetime) -> None:
    """Put these rows in an empty draft; a single part has its one row in any case."""
    made = []
    for section in form.SECTIONS:
        said: Any = document.get(section.code, {} if section.single else [])
        rows: list[Mapping[str, str]] = [said] if section.single else list(said)
        if len(rows) > form.MOST_ROWS:
            raise refusals.TooManyRows(form.MOST_ROWS)
        made += [
            PlanDraftRow(
                draft=draft,
                section=section.code,
                number=0 if section.single else number,
                cells=_cells(section, row),
                changed_by=by,
                changed_at=at,
            )
            for number, row in enumerate(rows, start=1)
        ]
    PlanDraftRow.objects.bulk_create(made, batch_size=500)


def _cells(section: Section, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed under the names of the part, line ends as one character."""
    return {
        one.name: NOT_TEXT.sub("", str(typed.get(one.name, "")).replace("\r\n", "\n"))[
            : form.LONGEST
        ]
        for one in section.fields
    }


def _draft(body: str, by: Person) -> PlanDraft:
    """The draft of a body, held until the transaction ends; raises `NoDraft`."""
    _check(by, body)
    draft = PlanDraft.objects.select_for_update().filter(organisation__code=body).first()
    if draft is None:
        raise refusals.NoDraft
    return draft


def keep(
    *,
    body: str,
    section: str,
    number: int,
    cells: Mapping[str, str],
    seen: int,
    by: Person,
    at: datetime,
) -> PlanDraftRow:
    """Keep what was typed in a row, however wrong; `seen` is the revision that the person read.

    Raises `NoDraft`, `NoRow`, and `ChangedMeanwhile` when somebody else kept something else since:
    nothing is overwritten.
    """
    with transaction.atomic():
        row = _row(_draft(body, by), section, number)
        typed = _cells(form.BY_CODE[section], {**row.cells, **cells})
        if typed == row.cells:
            return row
        if row.revision != seen:
            raise refusals.ChangedMeanwhile(row.changed_by.name, row.cells, row.revision)
        row.cells, row.changed_by, row.changed_at = typed, by, at
        row.revision += 1
        row.save(update_fields=["cells", "changed_by", "changed_at", "revision"])
        return row


def _row(draft: PlanDraft, section: str, number: int) -> PlanDraftRow:
    rows = PlanDraftRow.objects.select_related("changed_by")
    row = rows.filter(draft=draft, section=section, number=number).first()
    if row is None:
        raise refusals.NoRow
    return row


def add_row(
    *, body: str, section: str, cells: Mapping[str, str], by: Person, at: datetime
) -> PlanDraftRow:
    """A row more at the end of a part; raises `TooManyRows`."""
    declared = form.BY_CODE[section]
    with transaction.atomic():
        draft = _draft(body, by)
        rows = PlanDraftRow.objects.filter(draft=draft, section=section)
        if declared.single or rows.count() >= form.MOST_ROWS:
            raise refusals.TooManyRows(form.MOST_ROWS)
        last = rows.aggregate(Max("number"))["number__max"] or 0
        return PlanDraftRow.objects.create(
            draft=draft,
            section=section,
            number=last + 1,
            cells=_cells(declared, cells),
            changed_by=by,
            changed_at=at,
        )


def remove_row(
    *, body: str, section: str, number: int, seen: int, by: Person, at: datetime
) -> None:
    """Take a row out; raises `ChangedMeanwhile` when somebody else kept something in it since."""
    with transaction.atomic():
        draft = _draft(body, by)
        if form.BY_CODE[section].single:
            raise refusals.NoRow
        row = _row(draft, section, number)
        if row.revision != seen:
            raise refusals.ChangedMeanwhile(row.changed_by.name, row.cells, row.revision)
        row.delete()


def replace(*, body: str, document: Document, by: Person, at: datetime) -> PlanDraft:
    """Put a whole document (of a spreadsheet, of a program) in the draft of a body, opened if need be.

    All of it or nothing: what the draft held before is replaced in one transaction.
    """
    with transaction.atomic():
        open_draft(body=body, by=by, at=at)
        draft = _draft(body, by)
        PlanDraftRow.objects.filter(draft=draft).delete()
        _fill(draft, document, by, at)
    return draft


def discard_draft(*, body: str, by: Person, at: datetime) -> None:
    """Forget the draft of a body, with who typed what; deposited versions stay."""
    with transaction.atomic():
        _draft(body, by).delete()
