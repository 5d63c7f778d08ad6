"""The journal is added to, in the transaction of what it records, and tells when it was altered."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from virage.audit import actions, queries, rules
from virage.audit.models import JournalLine
from virage.lib.append_only import check_triggers, triggers

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def add(count: int = 1, **more: Any) -> JournalLine:
    """Write `count` lines and return the last."""
    for _ in range(count):
        with transaction.atomic():
            line = actions.record(
                by="identity.person:x",
                at=AT,
                entry="audit:line:tested",
                subject="audit.test:1",
                **more,
            )
    return line


def without_triggers() -> None:
    """What someone who owns the database can do."""
    with connection.cursor() as cursor:
        for name in triggers(connection.vendor, "audit_journalline", "number"):
            on = " ON audit_journalline" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")


def test_numbers_follow_each_other_and_the_chain_holds() -> None:
    assert add(3).number == queries.sequence() == 3
    assert queries.first_break() is None
    call_command("audit", "verify")


@pytest.mark.parametrize(
    "data",
    [{"who": "Jean Tremblay"}, {"who": "jean@exemple.ca"}, {"text": "élégant"}, {"l": ["a b"]}],
)
def test_names_emails_and_free_text_are_refused(data: Any) -> None:
    with pytest.raises(rules.NotACode):
        add(data=data)
    assert queries.sequence() == 0


def test_an_entry_that_is_not_a_code_is_refused() -> None:
    with pytest.raises(rules.NotACode), transaction.atomic():
        actions.record(by="x", at=AT, entry="free text", subject="s")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_journalline SET entry = 'audit:line:forged' WHERE number = 2",
        "DELETE FROM audit_journalline WHERE number = 3",
    ],
)
def test_the_database_itself_refuses_a_change(statement: str) -> None:
    add(3)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_replacing_a_line_under_its_key_is_refused() -> None:
    line = add(2)
    columns = "number, at, actor, entry, subject, body, data, previous, hash"
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"{verb} INTO audit_journalline ({columns}) SELECT {columns} FROM audit_journalline "
            "WHERE number = %s",
            [line.number],
        )


def test_an_altered_line_is_named() -> None:
    add(4)
    without_triggers()
    JournalLine.objects.filter(number=3).update(entry="audit:line:forged")
    assert queries.first_break() == queries.Break(3, "altered")
    with pytest.raises(CommandError, match="Line 3 was altered"):
        call_command("audit", "verify")


def test_a_missing_line_is_named() -> None:
    add(4)
    without_triggers()
    JournalLine.objects.filter(number=2).delete()
    assert queries.first_break() == queries.Break(2, "missing")


def test_a_cut_tail_is_named_when_its_length_was_noted() -> None:
    add(4)
    without_triggers()
    JournalLine.objects.filter(number=4).delete()
    assert queries.first_break() is None
    assert queries.first_break(expected_head=4) == queries.Break(4, "missing")


def test_reordered_lines_are_named() -> None:
    add(4)
    without_triggers()
    second, third = JournalLine.objects.filter(number__in=(2, 3)).order_by("number")
    JournalLine.objects.filter(number__in=(2, 3)).delete()
    second.number, third.number = 3, 2
    for line in (second, third):
        line.hash = line.expected_hash()
        line.save(force_insert=True)
    assert queries.first_break() == queries.Break(2, "reordered")


def test_a_dropped_trigger_fails_the_system_check() -> None:
    assert check_triggers(["default"]) == []
    without_triggers()
    assert [problem.id for problem in check_triggers(["default"])] == ["virage.E001"]
