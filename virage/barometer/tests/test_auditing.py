"""Declared yes drawn by a value that nobody knew, opened one by one, and told beside the edition."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from virage.audit import queries as journal
from virage.audit.models import JournalLine
from virage.barometer import actions, queries
from virage.barometer.models import Audit, AuditItem, Edition, EditionAnswer
from virage.barometer.queries import auditing
from virage.barometer.rules import archive, sampling
from virage.barometer.rules.errors import CannotAudit
from virage.barometer.rules.exact import share
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger
from virage.identity.models import Person
from virage.lib.clock import day_of
from virage.organisations.rules import Refused

pytestmark = pytest.mark.django_db
SOURCE = "Les six numéros du tirage public du 27 novembre 2026, dans l’ordre croissant."
DAY = date(2026, 11, 27)
LATER = AT + timedelta(days=8)
VALUE = "3 11 24 25 40 49"


@pytest.fixture
def ledger(system: Person) -> Ledger:
    measured_by_the_ledger(system)
    return Ledger()


def published(ledger: Ledger, by: Person, letters: str) -> Edition:
    ledger.state(letters, 2021)
    return ledger.publish(2021, by)


@pytest.fixture
def edition(ledger: Ledger, system: Person) -> Edition:
    """An edition of a hundred declared yes, and thirty others."""
    return published(ledger, system, "y" * 100 + "n" * 20 + "u" * 10)


def announce(edition: Edition, by: Person, day: date = DAY, at: datetime = AT) -> Audit:
    return actions.announce_audit(edition=edition, source=SOURCE, day=day, by=by, at=at)


def draw(audit: Audit, by: Person, value: str = VALUE, at: datetime = LATER) -> Audit:
    return actions.draw_audit(audit=audit, value=value, by=by, at=at)


def record(items: Sequence[AuditItem], by: Person, outcome: str) -> None:
    for item in items:
        actions.record_finding(item=item, outcome=outcome, reason="Vu.", by=by, at=LATER)


def items(audit: Audit) -> list[AuditItem]:
    return [one.item for one in auditing.opened(audit)]


def told(audit: Audit) -> dict[str, Any]:
    return auditing.result(audit, auditing.opened(audit))


def test_the_value_is_named_before_it_is_known(edition: Edition, auditor: Person) -> None:
    for day in (day_of(AT), day_of(AT) - timedelta(days=1)):
        with pytest.raises(CannotAudit, match="a day to come"):
            announce(edition, auditor, day)
    audit = announce(edition, auditor)
    assert told(audit)["state"] == "announced"
    with pytest.raises(CannotAudit, match="wait for that day"):
        draw(audit, auditor, at=AT)


def test_an_edition_has_one_audit(edition: Edition, auditor: Person) -> None:
    announce(edition, auditor)
    with pytest.raises(CannotAudit, match="announced already"):
        announce(edition, auditor)


def test_sixty_are_drawn_as_anyone_can_draw_them_again(
    edition: Edition, auditor: Person, tmp_path: Any
) -> None:
    audit = draw(announce(edition, auditor), auditor)
    chosen = [one.answer for one in items(audit)]
    assert len(chosen) == 60
    assert {(one.value, one.source) for one in chosen} == {("yes", "declared")}
    assert audit.frame == 100
    path = tmp_path / "edition.zip"
    path.write_bytes(b"".join(queries.archive(edition)))
    read = archive.read(path)
    frame = [
        (leaf["indicator"], leaf["unit"])
        for leaf in read.leaves
        if (leaf["value"], leaf["source"]) == ("yes", "declared")
    ]
    again = sampling.drawn(frame, seal=read.sealed.seal, value=VALUE)
    assert [(CODE, one.unit) for one in chosen] == again


def test_the_value_counts_as_it_is_read_and_not_as_it_is_spaced(
    edition: Edition, auditor: Person
) -> None:
    audit = draw(announce(edition, auditor), auditor, value=f"  {VALUE.replace(' ', '   ')} ")
    assert audit.value == VALUE


def test_a_draw_is_not_made_again_nor_given_up(edition: Edition, auditor: Person) -> None:
    audit = draw(announce(edition, auditor), auditor)
    with pytest.raises(CannotAudit, match="already made"):
        draw(audit, auditor, value="autre")
    with pytest.raises(CannotAudit, match="already made"):
        actions.give_up_audit(audit=audit, why="Non.", by=auditor, at=LATER)


def test_a_value_that_never_came_out_is_given_up_in_public_and_another_is_named(
    edition: Edition, auditor: Person
) -> None:
    first = actions.give_up_audit(
        audit=announce(edition, auditor), why="Aucun tirage ce jour-là.", by=auditor, at=LATER
    )
    with pytest.raises(CannotAudit, match="given up"):
        draw(first, auditor)
    second = announce(edition, auditor, day=date(2026, 12, 4), at=LATER)
    assert auditing.audits([edition])[edition.pk] == [first, second]
    assert told(first)["state"] == "given_up"
    standing = auditing.of_edition(edition)
    assert standing is not None
    assert standing["audit"] == str(second.public_id)


def test_without_a_declared_yes_there_is_nothing_to_draw(
    ledger: Ledger, system: Person, auditor: Person
) -> None:
    with pytest.raises(CannotAudit, match="nothing to draw"):
        announce(published(ledger, system, "nnu"), auditor)


def test_there_is_no_limit_until_every_answer_was_opened(edition: Edition, auditor: Person) -> None:
    audit = draw(announce(edition, auditor), auditor)
    drawn = items(audit)
    record(drawn[:59], auditor, "upheld")
    before = told(audit)
    assert (before["state"], before["opened"], before["drawn"]) == ("drawn", 59, 60)
    assert (before["rate"], before["limit"], before["indicators"]) == (None, None, [])
    record(drawn[59:], auditor, "upheld")
    after = told(audit)
    assert after["state"] == "done"
    assert after["rate"] == share(0, 60)


def test_the_limit_and_the_adjusted_bound_are_those_of_the_method(
    edition: Edition, auditor: Person
) -> None:
    audit = draw(announce(edition, auditor), auditor)
    drawn = items(audit)
    record(drawn[:2], auditor, "overturned")
    record(drawn[2:3], auditor, "cannot_tell")
    record(drawn[3:], auditor, "upheld")
    found = told(audit)
    assert (found["upheld"], found["overturned"], found["cannot_tell"]) == (57, 2, 1)
    assert found["rate"] == share(2, 60)
    limit = sampling.upper_limit(3, 60, 100)
    assert limit is not None
    assert found["limit"]["fraction"] == f"{limit.numerator}/{limit.denominator}"
    (figure,) = found["indicators"]
    assert (figure["yes"], figure["yes_declared"], figure["n"]) == (100, 100, 130)
    assert Fraction(figure["lower_adj"]["fraction"]) == (1 - limit) * 100 / 130
    assert figure["lower"] == share(100, 130)


def test_of_fewer_than_sixty_every_one_is_opened_and_the_rate_is_known(
    ledger: Ledger, system: Person, auditor: Person
) -> None:
    edition = published(ledger, system, "yyyyn")
    audit = draw(announce(edition, auditor), auditor)
    drawn = items(audit)
    record(drawn[:1], auditor, "overturned")
    record(drawn[1:], auditor, "upheld")
    found = told(audit)
    assert found["limit"]["fraction"] == "1/4"
    assert found["indicators"][0]["lower_adj"] == {"fraction": "3/5", "percent": "60.00"}


def test_what_was_found_again_counts_and_what_was_found_before_stays(
    edition: Edition, auditor: Person
) -> None:
    audit = draw(announce(edition, auditor), auditor)
    one = items(audit)[0]
    record([one], auditor, "cannot_tell")
    record([one], auditor, "upheld")
    assert (told(audit)["upheld"], told(audit)["cannot_tell"]) == (1, 0)
    assert [finding.outcome for finding in auditing.findings(one)] == ["upheld", "cannot_tell"]


def test_an_outcome_has_a_reason_and_is_one_of_three(edition: Edition, auditor: Person) -> None:
    one = items(draw(announce(edition, auditor), auditor))[0]
    with pytest.raises(CannotAudit, match="from 1 to 500"):
        actions.record_finding(item=one, outcome="upheld", reason="  ", by=auditor, at=LATER)
    with pytest.raises(CannotAudit, match="upheld, overturned or cannot tell"):
        actions.record_finding(item=one, outcome="yes", reason="Vu.", by=auditor, at=LATER)


def test_whoever_publishes_does_not_audit(
    edition: Edition, secretariat: Person, auditor: Person, officer: Person
) -> None:
    audit = announce(edition, auditor)
    for person in (secretariat, officer):
        with pytest.raises(Refused):
            announce(edition, person)
        with pytest.raises(Refused):
            draw(audit, person)
        with pytest.raises(Refused):
            actions.give_up_audit(audit=audit, why="Non.", by=person, at=LATER)
    one = items(draw(audit, auditor))[0]
    with pytest.raises(Refused):
        actions.record_finding(item=one, outcome="upheld", reason="Vu.", by=secretariat, at=LATER)


def test_the_audit_changes_nothing_of_the_edition(
    edition: Edition, ledger: Ledger, auditor: Person
) -> None:
    before = b"".join(queries.archive(edition))
    audit = draw(announce(edition, auditor), auditor)
    record(items(audit), auditor, "overturned")
    assert b"".join(queries.archive(edition)) == before
    (verified,) = queries.verify(registry=ledger.registry)
    assert verified.holds
    assert EditionAnswer.objects.filter(value="yes").count() == 100


def test_the_journal_holds_what_was_announced_and_drawn_without_words(
    edition: Edition, auditor: Person
) -> None:
    start = journal.sequence()
    audit = draw(announce(edition, auditor), auditor)
    record(items(audit)[:1], auditor, "upheld")
    lines = JournalLine.objects.filter(number__gt=start).order_by("number")
    assert [one.entry for one in lines] == [
        "barometer:audit:announced",
        "barometer:audit:drawn",
        "barometer:audit:found",
    ]
    assert {one.subject for one in lines} == {audit.reference}
    assert lines[0].data["day"] == "2026-11-27"
    assert lines[1].data["drawn"] == 60


@pytest.mark.parametrize(
    "table", ["barometer_audit", "barometer_audititem", "barometer_auditfinding"]
)
def test_the_database_refuses_to_change_what_was_drawn_or_found(
    edition: Edition, auditor: Person, table: str
) -> None:
    audit = draw(announce(edition, auditor), auditor)
    record(items(audit)[:1], auditor, "overturned")
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_people_are_counted_as_people_in_the_adjusted_bound() -> None:
    figure = {
        "code": "made.up",
        "yes": 30,
        "no": 10,
        "unknown": 10,
        "target": None,
        "lower": None,
        "people": {"declared": {"yes": 20, "no": 0, "unknown": 0}},
    }
    found = auditing._of_figure(figure, 2, Fraction(1, 10))
    assert found["yes_declared"] == 20
    assert found["lower_adj"] == {"fraction": "14/25", "percent": "56.00"}
