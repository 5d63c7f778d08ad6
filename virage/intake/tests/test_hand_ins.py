"""A hand-in from the file to the records: kept, checked, decided once, recorded once, taken back."""

import hashlib

import pytest
from django_tasks_db.models import DBTaskResult

from virage.audit.models import JournalLine
from virage.contracts.intakes import intakes
from virage.contracts.references import Reference, resolve
from virage.identity.models import Person
from virage.intake import actions, files, queries, rules, tasks
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import (
    AT,
    FOREST,
    KIND,
    PUITS,
    WATER,
    found,
    line,
    receive,
    record,
    volumes,
)

pytestmark = pytest.mark.django_db


def entries() -> list[str]:
    """The journal's acts on hand-ins, in order."""
    return [one.entry for one in JournalLine.objects.order_by("number") if "hand-in" in one.entry]


def test_a_file_is_kept_as_received(officer: Person) -> None:
    hand_in = receive(PUITS, officer)
    assert hand_in.sha256 == hashlib.sha256(PUITS).hexdigest()
    assert files.path_of(hand_in.sha256).read_bytes() == PUITS
    assert (hand_in.size, hand_in.rows, hand_in.state) == (len(PUITS), 2, "checked")
    assert entries() == ["intake:hand-in:received"]


def test_checking_records_nothing(officer: Person) -> None:
    hand_in = receive(PUITS, officer)
    assert hand_in.preview["added"] == 2
    assert hand_in.preview["new_services"][0][0] == "puits"
    assert not list(intakes.get(KIND).prefill(WATER))


def test_acceptance_makes_the_rows_known_and_says_so_in_the_journal(officer: Person) -> None:
    hand_in = record(PUITS, officer)
    assert hand_in.state == "accepted"
    line = JournalLine.objects.get(number=hand_in.sequence or 0)
    assert line.entry == "services:hand-in:accepted"
    assert line.actor == officer.reference
    assert line.subject == hand_in.reference
    assert [one["volume"] for one in intakes.get(KIND).prefill(WATER)] == ["120", "30"]


def test_accepting_puts_one_task_in_the_queue_that_carries_it_out(officer: Person) -> None:
    hand_in = actions.accept(hand_in=receive(PUITS, officer), by=officer, at=AT, create_new=True)
    assert hand_in.state == "accepting"
    task = DBTaskResult.objects.get()
    tasks.carry_out.call(*task.args_kwargs["args"])
    hand_in.refresh_from_db()
    assert hand_in.state == "accepted"


def test_new_services_are_created_only_when_someone_agrees(officer: Person) -> None:
    hand_in = receive(PUITS, officer)
    with pytest.raises(rules.MustAgreeToNew):
        actions.accept(hand_in=hand_in, by=officer, at=AT)
    hand_in.refresh_from_db()
    assert hand_in.state == "checked"
    assert actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True).create_new


def test_errors_stop_the_acceptance_and_name_line_column_value_and_advice(officer: Person) -> None:
    hand_in = receive(volumes(line("puits", "online", "ND"), line("puits", "fusée", 3)), officer)
    assert hand_in.state == "refused"
    first, second = hand_in.report["findings"]
    assert (first["line"], first["column"], first["value"]) == (2, "volume", "ND")
    assert (second["line"], second["column"], second["value"]) == (3, "channel", "fusée")
    assert all(one["advice"]["fr"] and one["advice"]["en"] for one in (first, second))
    with pytest.raises(rules.NotInThatState, match="errors"):
        actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True)


def test_an_officer_hands_in_for_their_own_body_alone(
    officer: Person, other_officer: Person, agent: Person, citizen: Person, auditor: Person
) -> None:
    for person in (other_officer, agent, citizen, auditor):
        with pytest.raises(rules.NotYours):
            receive(PUITS, person)
    with pytest.raises(rules.NotYours):
        receive(PUITS, officer, None)
    assert not HandIn.objects.exists()


def test_a_row_of_another_body_is_an_error_for_an_officer_not_for_the_secretariat(
    officer: Person, secretariat: Person
) -> None:
    mixed = volumes(line("puits", "online", 3), line("coupe", "online", 4, body=FOREST))
    assert receive(mixed, officer).state == "refused"
    hand_in = receive(mixed, secretariat, None)
    assert hand_in.state == "checked"
    assert hand_in.bodies == [WATER, FOREST]


def test_only_the_secretariat_hands_in_the_kinds_that_concern_several_bodies(
    officer: Person,
) -> None:
    with pytest.raises(rules.SecretariatOnly):
        receive(PUITS, officer, kind="services.canada-inventory")


def test_an_unknown_kind_lists_those_that_exist(officer: Person) -> None:
    with pytest.raises(rules.UnknownKind, match=r"services\.volumes"):
        receive(PUITS, officer, kind="services.colours")


def test_an_unknown_body_says_so(secretariat: Person) -> None:
    with pytest.raises(rules.UnknownBody):
        receive(PUITS, secretariat, "nowhere")


def test_an_empty_file_is_not_received(officer: Person) -> None:
    with pytest.raises(rules.NoFile):
        receive(b"", officer)
    assert not HandIn.objects.exists()


def test_a_file_too_large_is_not_kept(officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules.hand_ins, "LARGEST_FILE", 1 << 20)
    with pytest.raises(rules.TooLarge):
        receive((bytes(1 << 18) for _ in range(9)), officer)
    assert not HandIn.objects.exists()


def test_the_same_content_twice_changes_nothing_at_all(officer: Person) -> None:
    first = record(PUITS, officer)
    journal, hand_ins = JournalLine.objects.count(), HandIn.objects.count()
    again = receive(PUITS, officer)
    assert again.pk == first.pk
    assert again.state == "accepted"
    assert (JournalLine.objects.count(), HandIn.objects.count()) == (journal, hand_ins)


def test_the_same_content_handed_in_while_it_is_open_is_the_same_hand_in(officer: Person) -> None:
    assert receive(PUITS, officer).pk == receive(PUITS, officer).pk


def test_an_older_content_after_a_correction_is_a_new_hand_in_that_says_it_was_seen(
    officer: Person,
) -> None:
    first = record(PUITS, officer)
    record(volumes(line("puits", "online", 150), line("puits", "phone", 30)), officer)
    again = receive(PUITS, officer)
    assert again.pk != first.pk
    assert "accepted-before" in found(again, "warning")
    assert (again.preview["changed"], again.preview["unchanged"]) == (1, 1)


def test_other_bytes_that_say_the_same_record_nothing(officer: Person) -> None:
    record(PUITS, officer)
    same = receive(PUITS.replace(b",", b";"), officer)
    assert same.preview["changes_nothing"]
    journal = JournalLine.objects.count()
    accepted = actions.accept(hand_in=same, by=officer, at=AT)
    assert (accepted.state, accepted.sequence) == ("accepted", None)
    # The journal says that an officer confirmed these rows, and nothing else has changed.
    assert JournalLine.objects.count() == journal + 1
    last = JournalLine.objects.latest("number")
    assert (last.entry, last.subject) == ("intake:hand-in:confirmed", same.reference)
    assert not DBTaskResult.objects.filter(args_kwargs__args__0=str(same.public_id)).exists()


def test_of_two_decisions_the_second_is_told(officer: Person, secretariat: Person) -> None:
    hand_in = receive(PUITS, officer)
    mine, theirs = HandIn.objects.get(pk=hand_in.pk), HandIn.objects.get(pk=hand_in.pk)
    actions.accept(hand_in=mine, by=officer, at=AT, create_new=True)
    with pytest.raises(rules.NotInThatState, match="Someone has just accepted"):
        actions.accept(hand_in=theirs, by=secretariat, at=AT, create_new=True)
    assert HandIn.objects.get(pk=hand_in.pk).accepted_by == officer


def test_one_acceptance_of_a_kind_at_a_time(officer: Person, other_officer: Person) -> None:
    mine = receive(PUITS, officer)
    theirs = receive(volumes(line("coupe", "online", 4, body=FOREST)), other_officer, FOREST)
    actions.accept(hand_in=mine, by=officer, at=AT, create_new=True)
    with pytest.raises(rules.AnotherUnderWay):
        actions.accept(hand_in=theirs, by=other_officer, at=AT, create_new=True)
    actions.carry_out(hand_in=mine, at=AT)
    actions.accept(hand_in=theirs, by=other_officer, at=AT, create_new=True)
    assert actions.carry_out(hand_in=theirs, at=AT).state == "accepted"


def test_a_stopped_acceptance_goes_on_where_it_was(
    officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "CHUNK", 3)
    content = volumes(*(line(f"s{number}", "online", number + 1) for number in range(10)))
    hand_in = actions.accept(hand_in=receive(content, officer), by=officer, at=AT, create_new=True)
    kind = intakes.get(KIND)
    real, staged = kind.stage, []

    def stage(*arguments: object) -> int:
        staged.append(len(arguments[1]))  # type: ignore[arg-type]
        if len(staged) == 3:
            raise ConnectionError("the power went out")
        return real(*arguments)  # type: ignore[arg-type]

    # A dataclass with slots: the declaration itself is replaced, for this test.
    object.__setattr__(kind, "stage", stage)
    try:
        with pytest.raises(ConnectionError):
            actions.carry_out(hand_in=hand_in, at=AT)
        hand_in.refresh_from_db()
        assert (hand_in.state, hand_in.staged) == ("accepting", 6)
        # Nothing of what was recorded so far is seen by anyone.
        assert not list(kind.prefill(WATER))
        actions.carry_out(hand_in=hand_in, at=AT)
    finally:
        object.__setattr__(kind, "stage", real)
    hand_in.refresh_from_db()
    assert (hand_in.state, hand_in.staged) == ("accepted", 10)
    assert staged == [3, 3, 3, 3, 1]
    assert len(list(kind.prefill(WATER))) == 10


def test_records_that_moved_since_the_check_are_checked_again(officer: Person) -> None:
    """A correction accepted between check and acceptance: the older file is judged anew."""
    record(PUITS, officer)
    older = receive(volumes(line("puits", "online", 1), line("puits", "phone", 1)), officer)
    assert older.preview["changed"] == 2
    record(volumes(line("puits", "online", 1), line("puits", "phone", 99)), officer)
    actions.accept(hand_in=older, by=officer, at=AT)
    done = actions.carry_out(hand_in=older, at=AT)
    assert done.state == "accepted"
    assert (done.preview["changed"], done.preview["unchanged"]) == (1, 1)


def test_new_services_that_nobody_agreed_to_send_the_hand_in_back(officer: Person) -> None:
    """Between check and acceptance the file is found to create what its reader never saw."""
    hand_in = receive(PUITS, officer)
    actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True)
    HandIn.objects.filter(pk=hand_in.pk).update(
        preview={**hand_in.preview, "new_services": []}, known_at=0
    )
    back = actions.carry_out(hand_in=hand_in, at=AT)
    assert back.state == "checked"
    assert back.preview["new_services"][0][0] == "puits"


def test_a_damaged_file_is_never_recorded(officer: Person) -> None:
    hand_in = receive(PUITS + b"\n", officer)
    actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True)
    path = files.path_of(hand_in.sha256)
    path.write_bytes(path.read_bytes().replace(b"120", b"999"))
    refused = actions.carry_out(hand_in=hand_in, at=AT)
    path.unlink()
    assert refused.state == "refused"
    assert found(refused)[0] == "file-altered"
    assert not list(intakes.get(KIND).prefill(WATER))


def test_a_hand_in_can_be_withdrawn_until_it_is_accepted(officer: Person) -> None:
    hand_in = receive(PUITS, officer)
    assert actions.withdraw(hand_in=hand_in, by=officer, at=AT).state == "withdrawn"
    assert entries() == ["intake:hand-in:received", "intake:hand-in:withdrawn"]
    with pytest.raises(rules.NotInThatState):
        actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True)
    done = record(PUITS, officer)
    with pytest.raises(rules.NotInThatState):
        actions.withdraw(hand_in=done, by=officer, at=AT)


def test_withdrawing_stops_an_acceptance_and_leaves_no_record(
    officer: Person, other_officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "CHUNK", 1)
    hand_in = actions.accept(hand_in=receive(PUITS, officer), by=officer, at=AT, create_new=True)
    kind = intakes.get(KIND)
    real = kind.finish

    def finish(*_: object) -> int:
        raise ConnectionError("the power went out")

    object.__setattr__(kind, "finish", finish)
    try:
        with pytest.raises(ConnectionError):
            actions.carry_out(hand_in=hand_in, at=AT)
    finally:
        object.__setattr__(kind, "finish", real)
    hand_in.refresh_from_db()
    assert hand_in.staged == 2
    actions.withdraw(hand_in=hand_in, by=officer, at=AT)
    assert actions.carry_out(hand_in=hand_in, at=AT).state == "withdrawn"
    assert not list(kind.prefill(WATER))
    # Nothing is left behind that would hold up the next one.
    theirs = volumes(line("coupe", "online", 4, body=FOREST))
    assert record(theirs, other_officer, FOREST).state == "accepted"


def test_redacting_destroys_the_bytes_and_keeps_all_the_rest(
    officer: Person, secretariat: Person
) -> None:
    hand_in = record(volumes(line("puits", "online", 120, status="provided")), officer)
    with pytest.raises(rules.SecretariatRedacts):
        actions.redact(hand_in=hand_in, by=officer, at=AT)
    done = actions.redact(hand_in=hand_in, by=secretariat, at=AT)
    assert done.withheld
    assert not files.path_of(hand_in.sha256).exists()
    assert (done.state, done.sha256, done.filename) == ("accepted", hand_in.sha256, "")
    assert list(intakes.get(KIND).prefill(WATER))
    assert entries()[-1] == "intake:hand-in:redacted"
    evidence = queries.evidence(done.public_id)
    assert evidence is not None
    assert evidence.withheld


def test_a_redacted_report_quotes_nothing(officer: Person, secretariat: Person) -> None:
    hand_in = receive(volumes(line("puits", "online", "Marie Tremblay")), officer)
    assert hand_in.report["findings"][0]["value"] == "Marie Tremblay"
    done = actions.redact(hand_in=hand_in, by=secretariat, at=AT)
    assert "Marie" not in str(done.report)
    with pytest.raises(rules.Withheld):
        actions.check(hand_in=done, at=AT)


def test_a_reference_to_a_hand_in_shows_its_public_evidence(officer: Person) -> None:
    hand_in = receive(PUITS, officer)
    reference = Reference.parse(f"{hand_in.reference}#3")
    assert resolve(reference) is None
    actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True)
    actions.carry_out(hand_in=hand_in, at=AT)
    shown = resolve(reference)
    assert shown is not None
    assert shown.title.fr == "Dépôt du 3 novembre 2026, ligne 3"
    assert shown.url.endswith(f"/depots/preuves/{hand_in.public_id}/?ligne=3")


def test_a_large_file_is_checked_in_the_background(
    officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules.hand_ins, "CHECKED_AT_ONCE", 10)
    hand_in = receive(PUITS, officer)
    assert hand_in.state == "received"
    tasks.check.call(str(hand_in.public_id))
    hand_in.refresh_from_db()
    assert hand_in.state == "checked"


def test_a_refused_hand_in_can_be_checked_again_once_the_cause_is_gone(
    officer: Person, secretariat: Person
) -> None:
    hand_in = receive(PUITS, officer)
    HandIn.objects.filter(pk=hand_in.pk).update(state="refused")
    hand_in.refresh_from_db()
    assert actions.check_again(hand_in=hand_in, by=secretariat, at=AT).state == "checked"


def test_acceptances_that_stalled_are_put_back_in_the_queue(officer: Person) -> None:
    hand_in = actions.accept(
        hand_in=receive(PUITS, officer), by=officer, at=AT, create_new=True, in_background=False
    )
    assert not DBTaskResult.objects.exists()
    tasks.take_up_stalled.call()
    task = DBTaskResult.objects.get()
    assert task.args_kwargs["args"] == [str(hand_in.public_id)]


def test_the_report_counts_all_and_keeps_the_first(officer: Person) -> None:
    content = volumes(*(line(f"s{number}", "fusée", 1) for number in range(700)))
    hand_in = receive(content, officer)
    assert hand_in.report["errors"] == 700
    assert len(hand_in.report["findings"]) == 500
    assert hand_in.report["by_code"] == {"error:not-a-choice": 700}
