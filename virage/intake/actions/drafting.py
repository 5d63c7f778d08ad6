"""Edit a register row by row: open a draft from the last values, keep its cells, hand it in as a file."""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from virage.contracts.intakes import Intake
from virage.identity.models import Person
from virage.intake import formats, queries, rules
from virage.intake.actions.receiving import check_may_hand_in, receive
from virage.intake.actions.withdrawing import withdraw
from virage.intake.models import (
    ACCEPTED,
    ACCEPTING,
    CHECKED,
    DRAFT,
    REFUSED,
    Draft,
    DraftRow,
    HandIn,
)
from virage.organisations import queries as organisations

AT_ONCE = 500
REPLACED = (CHECKED, REFUSED)
"""States in which a file made from a draft gives way to the next one made from it."""


class Edited(NamedTuple):
    """What a person put in the row of a draft: its cells by column, and whether to leave it out."""

    cells: Mapping[str, str]
    left_out: bool


def open_draft(*, kind: str, body: str, by: Person, at: datetime) -> Draft:
    """The draft that a person has of a register; a new one, from the last values, if they have none.

    One whose file was accepted is done with: it begins again. Raises `rules.Refused`.
    """
    declared = queries.kept_kind(kind)
    check_may_hand_in(declared, body, by)
    if not rules.is_by_hand(declared):
        raise rules.NotByHand
    rows = list(islice(declared.prefill(body), rules.MOST_EDITED + 1))
    if len(rows) > rules.MOST_EDITED:
        raise rules.TooManyRows
    with transaction.atomic():
        draft, made = Draft.objects.get_or_create(
            kind=kind,
            body=organisations.record(body),
            owner=by,
            defaults={"opened_at": at, "changed_at": at},
        )
        if not made and is_done(draft):
            draft.rows.all().delete()
            draft.opened_at = draft.changed_at = at
            draft.hand_in = None
            draft.save()
            made = True
        if made:
            names = [one.name for one in declared.columns]
            DraftRow.objects.bulk_create(
                (
                    DraftRow(draft=draft, position=position, cells=cells, before=cells)
                    for position, row in enumerate(rows, start=1)
                    for cells in [{name: row.get(name, "") for name in names}]
                ),
                batch_size=AT_ONCE,
            )
        if made and not rows:
            add_row(draft=draft, at=at)
    return draft


def is_done(draft: Draft) -> bool:
    """Whether the file made from a draft is accepted, or being recorded."""
    return draft.hand_in is not None and draft.hand_in.state in (ACCEPTING, ACCEPTED)


def keep(*, draft: Draft, rows: Mapping[int, Edited], at: datetime) -> int:
    """Keep what a person typed, by position of the row; returns how many rows that changed.

    Cells of columns that the kind does not have, and rows that the draft does not have, are ignored.
    """
    names = {one.name for one in queries.kind(draft.kind).columns}
    changed = []
    with transaction.atomic():
        for row in draft.rows.filter(position__in=rows).select_for_update():
            edited = rows[row.position]
            typed = {
                name: text[: rules.LONGEST_CELL]
                for name, text in edited.cells.items()
                if name in names
            }
            cells = {**row.cells, **typed}
            if cells != row.cells or edited.left_out != row.left_out:
                row.cells, row.left_out = cells, edited.left_out
                changed.append(row)
        if changed:
            DraftRow.objects.bulk_update(changed, ["cells", "left_out"], batch_size=AT_ONCE)
            _touch(draft, at)
    return len(changed)


def add_row(*, draft: Draft, at: datetime) -> DraftRow:
    """Add an empty row at the end; raises `rules.TooManyRows`."""
    kind = queries.kind(draft.kind)
    with transaction.atomic():
        Draft.objects.select_for_update().get(pk=draft.pk)
        last = draft.rows.aggregate(Max("position"))["position__max"] or 0
        if last >= rules.MOST_EDITED:
            raise rules.TooManyRows
        cells = {one.name: "" for one in kind.columns}
        if rules.OWN in cells:
            cells[rules.OWN] = draft.body.code
        row = DraftRow.objects.create(draft=draft, position=last + 1, cells=cells)
        _touch(draft, at)
    return row


def hand_in_draft(*, draft: Draft, by: Person, at: datetime) -> HandIn:
    """Hand in the rows of a draft, as a file like any other; those left out are not in it, nor those in
    which nobody wrote anything.

    A file made from it before, and not accepted, gives way: it is withdrawn. Raises `rules.Refused`.
    """
    kind = queries.kept_kind(draft.kind)
    rows = [row for row in draft.rows.all() if not row.left_out and not is_untouched(kind, row)]
    hand_in = receive(
        kind=kind.code,
        filename=f"{kind.code}-{draft.body.code}-brouillon.csv",
        stream=(part.encode() for part in formats.as_csv(kind, (row.cells for row in rows))),
        body=draft.body.code,
        by=by,
        at=at,
        via="page",
        origin=DRAFT,
    )
    before = draft.hand_in
    if before is not None and before.pk != hand_in.pk:
        before.refresh_from_db()
        if before.state in REPLACED:
            withdraw(hand_in=before, by=by, at=at)
    with transaction.atomic():
        draft.rows.update(line=None)
        for line, row in enumerate(rows, start=2):
            row.line = line
        DraftRow.objects.bulk_update(rows, ["line"], batch_size=AT_ONCE)
        draft.hand_in = hand_in
        draft.save(update_fields=["hand_in"])
    return hand_in


def is_untouched(kind: Intake, row: DraftRow) -> bool:
    """Whether nobody wrote anything in a row: an added one still blank (but for the body's own code), or
    one of the template that waits for a value."""
    if row.before is None:
        return not any(text.strip() for name, text in row.cells.items() if name != rules.OWN)
    return bool(row.cells == row.before) and rules.waits(kind.columns, row.cells)


def discard(*, draft: Draft) -> None:
    """Forget a draft; what was handed in from it stays."""
    draft.delete()


def forget_drafts(*, before: datetime) -> int:
    """Forget the drafts that nobody has changed since that moment; returns how many."""
    old = Draft.objects.filter(changed_at__lt=before)
    return sum(1 for draft in old if draft.delete()[0])


def _touch(draft: Draft, at: datetime) -> None:
    draft.changed_at = at
    draft.save(update_fields=["changed_at"])
