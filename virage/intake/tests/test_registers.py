"""Registers of a body: where each stands, what is owed, and "unchanged since last time" in one act."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people import SignIn
from virage.audit.models import JournalLine
from virage.contracts.indicators import Period
from virage.identity.models import Person
from virage.intake import actions, files, queries, rules, tasks
from virage.intake.models import HandIn
from virage.intake.rules import hand_ins as large
from virage.intake.tests.handing_in import (
    AT,
    FOREST,
    KIND,
    PUITS,
    WATER,
    line,
    receive,
    record,
    volumes,
    volumes_known,
)
from virage.intake.tests.test_api import secret
from virage.lib.clock import day_of
from virage.registers import actions as registers
from virage.registers.queries import duties

pytestmark = pytest.mark.django_db

POINTS = "services.interaction-points"
REGISTERS = "/depots/registres/"
TODAY = day_of(AT)


def points(*answers: str, day: str = "2025-03-31") -> bytes:
    """The first points of the service puits."""
    from_start = ("registration", "authentication", "application")
    lines = [
        f"{WATER},puits,{day},{point},{answer}"
        for point, answer in zip(from_start, answers, strict=False)
    ]
    return "\n".join(["organisation,service,observed_on,point,answer", *lines, ""]).encode()


def record_points(by: Person, *answers: str, day: str = "2025-03-31") -> HandIn:
    """Points handed in and recorded."""
    hand_in = receive(points(*answers, day=day), by, kind=POINTS)
    actions.accept(hand_in=hand_in, by=by, at=AT)
    return actions.carry_out(hand_in=hand_in, at=AT)


def standing(kind: str, person: Person) -> queries.Register:
    """A register of Water as that person sees it."""
    return queries.register(kind, WATER, person)


def test_a_register_goes_from_never_opened_to_waiting_to_accepted(officer: Person) -> None:
    never = standing(KIND, officer)
    assert (never.last, never.open) == (None, None)
    waiting = receive(PUITS, officer)
    assert standing(KIND, officer).open == waiting
    actions.accept(hand_in=waiting, by=officer, at=AT, create_new=True)
    done = actions.carry_out(hand_in=waiting, at=AT)
    there = standing(KIND, officer)
    assert (there.last, there.open) == (done, None)
    assert done.received_as == "planning_officer"


def test_what_was_refused_and_then_corrected_waits_no_more(officer: Person) -> None:
    wrong = receive(volumes(line("puits", "fusée", 1)), officer)
    assert standing(KIND, officer).open == wrong
    hand_in = actions.receive(
        kind=KIND,
        filename="v.csv",
        stream=[PUITS],
        body=WATER,
        by=officer,
        at=AT + timedelta(minutes=1),
        via="page",
    )
    actions.accept(hand_in=hand_in, by=officer, at=AT, create_new=True)
    actions.carry_out(hand_in=hand_in, at=AT)
    assert standing(KIND, officer).open is None


def test_a_file_of_several_bodies_counts_for_each_of_them(
    officer: Person, other_officer: Person, secretariat: Person, sign_in: SignIn
) -> None:
    both = volumes(line("puits", "online", 1), line("coupe", "online", 2, body=FOREST))
    done = record(both, secretariat, None)
    for body, person in ((WATER, officer), (FOREST, other_officer)):
        assert queries.register(KIND, body, person).last == done
        assert queries.accepted_days(KIND, body) == [
            rules.HandedIn(TODAY, (date(2025, 1, 1), date(2025, 4, 1)))
        ]
    assert queries.accepted_days(POINTS, WATER) == []
    # Who sees one body alone reads the public evidence of a file that holds others too.
    page = words(sign_in(officer), f"{REGISTERS}{KIND}/")
    assert f"/depots/preuves/{done.public_id}/" in page
    assert f"/depots/{done.public_id}/" not in page
    page = words(sign_in(secretariat), f"{REGISTERS}{KIND}/?organisme={WATER}")
    assert f"/depots/{done.public_id}/" in page


def owe(secretariat: Person, kind: str, start: date, end: date, due_on: date) -> None:
    """Both bodies owe that kind."""
    registers.require(
        kinds=[kind],
        bodies=[WATER, FOREST],
        period=Period(start, end),
        due_on=due_on,
        by=secretariat,
        at=AT,
    )


def test_what_is_owed_is_met_by_the_days_handed_in(officer: Person, secretariat: Person) -> None:
    winter, spring = date(2025, 1, 1), date(2025, 4, 1)
    owe(secretariat, KIND, winter, spring, TODAY)
    owe(secretariat, KIND, winter, date(2026, 1, 1), date(2026, 2, 1))
    record(PUITS, officer)
    met = {one.duty.period.end: one.on for one in queries.owed_by(WATER)}
    assert met == {spring: TODAY, date(2026, 1, 1): None}
    (in_time,) = [one for one in queries.owed_by(WATER) if one.on]
    assert in_time.in_time
    assert [one.on for one in queries.owed_by(FOREST)] == [None, None]


def test_duties_of_all_bodies_are_judged_in_one_query(officer: Person, secretariat: Person) -> None:
    for month in range(1, 7):
        owe(secretariat, KIND, date(2025, month, 1), date(2025, month + 1, 1), TODAY)
    record(PUITS, officer)
    owed = duties()
    with CaptureQueriesContext(connection) as asked:
        met = queries.met(owed)
    assert len(asked) == 1
    water = {one.duty.period.start.month for one in met if one.on and one.duty.body == WATER}
    assert water == {1, 2, 3}
    assert not [one for one in met if one.on and one.duty.body == FOREST]


def test_confirming_records_that_nothing_changed_and_nothing_else(officer: Person) -> None:
    first = record(PUITS, officer)
    rows, lines = volumes_known(), JournalLine.objects.count()
    hand_in = actions.confirm_unchanged(kind=KIND, body=WATER, by=officer, at=AT, via="page")
    assert (hand_in.state, hand_in.origin, hand_in.rows) == ("accepted", "unchanged", 2)
    assert hand_in.preview["changes_nothing"]
    assert volumes_known() == rows
    # Kept as a file with its digest, and in the journal.
    assert files.is_intact(hand_in.sha256)
    assert hand_in.sha256 != first.sha256
    told = list(JournalLine.objects.order_by("number").values_list("entry", "subject"))[lines:]
    assert told == [
        ("intake:hand-in:received", hand_in.reference),
        ("intake:hand-in:confirmed", hand_in.reference),
    ]
    assert standing(KIND, officer).last == hand_in
    assert queries.accepted_days(KIND, WATER)[-1].days == (date(2025, 1, 1), date(2025, 4, 1))


def test_confirming_again_is_another_confirmation(officer: Person) -> None:
    record(PUITS, officer)
    one = actions.confirm_unchanged(kind=KIND, body=WATER, by=officer, at=AT, via="page")
    other = actions.confirm_unchanged(
        kind=KIND, body=WATER, by=officer, at=AT + timedelta(days=90), via="page"
    )
    assert one.pk != other.pk
    assert one.sha256 == other.sha256
    assert other.state == "accepted"


def test_what_is_observed_on_a_day_is_confirmed_on_another(officer: Person) -> None:
    record(PUITS, officer)
    record_points(officer, "yes", "no")
    hand_in = actions.confirm_unchanged(
        kind=POINTS, body=WATER, by=officer, at=AT, via="page", observed_on=date(2026, 3, 31)
    )
    assert hand_in.state == "accepting"
    done = actions.carry_out(hand_in=hand_in, at=AT)
    assert (done.state, done.days_from) == ("accepted", date(2026, 3, 31))
    last = [(row["observed_on"], row["answer"]) for row in queries.kind(POINTS).prefill(WATER)]
    assert {("2026-03-31", "yes"), ("2026-03-31", "no")} <= set(last)
    # What nobody had answered was not confirmed.
    assert done.rows == 2


def test_nothing_is_observed_on_a_day_to_come(officer: Person) -> None:
    record(PUITS, officer)
    record_points(officer, "yes")
    with pytest.raises(rules.NotThatDay):
        actions.confirm_unchanged(
            kind=POINTS,
            body=WATER,
            by=officer,
            at=AT,
            via="page",
            observed_on=TODAY + timedelta(days=1),
        )
    assert HandIn.objects.filter(origin="unchanged").count() == 0


def test_there_must_be_something_to_confirm_and_a_role_to_do_it(
    officer: Person, other_officer: Person
) -> None:
    with pytest.raises(rules.NothingToConfirm):
        actions.confirm_unchanged(kind=KIND, body=WATER, by=officer, at=AT, via="page")
    record(PUITS, officer)
    with pytest.raises(rules.NotYours):
        actions.confirm_unchanged(kind=KIND, body=WATER, by=other_officer, at=AT, via="page")
    with pytest.raises(rules.SecretariatOnly):
        actions.confirm_unchanged(
            kind="services.canada-inventory", body=WATER, by=officer, at=AT, via="page"
        )


def test_a_confirmation_made_by_the_secretariat_is_shown_as_theirs(
    officer: Person, secretariat: Person, client: Client
) -> None:
    record(PUITS, officer)
    hand_in = actions.confirm_unchanged(kind=KIND, body=WATER, by=secretariat, at=AT, via="page")
    page = client.get(f"/depots/preuves/{hand_in.public_id}/").content.decode()
    assert "le Secrétariat, au nom de l’organisme" in page


def test_a_large_confirmation_is_accepted_when_its_check_is_done(
    officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(PUITS, officer)
    monkeypatch.setattr(large, "CHECKED_AT_ONCE", 10)
    hand_in = actions.confirm_unchanged(kind=KIND, body=WATER, by=officer, at=AT, via="page")
    assert hand_in.state == "received"
    tasks.check.call(str(hand_in.public_id))
    hand_in.refresh_from_db()
    assert hand_in.state == "accepted"


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_officer_sees_the_registers_of_the_body_and_what_is_due(
    officer: Person, secretariat: Person, sign_in: SignIn, prefix: str
) -> None:
    mine = sign_in(officer)
    owe(secretariat, KIND, date(2026, 4, 1), date(2026, 7, 1), date(2026, 8, 1))
    page = words(mine, f"{prefix}{REGISTERS}")
    for kind in queries.kinds_kept():
        assert f"{prefix}{REGISTERS}{kind.code}/" in page
    assert "services.canada-inventory" not in page
    assert ("En retard" if not prefix else "Late") in page
    record(PUITS, officer)
    page = words(mine, f"{prefix}{REGISTERS}{KIND}/")
    assert "puits" in page
    assert "120" in page
    assert ("responsable de la planification" if not prefix else "planning officer") in page


def test_the_values_are_sorted_and_paged(officer: Person, sign_in: SignIn) -> None:
    record(volumes(*(line(f"s{number:03}", "online", number) for number in range(120))), officer)
    mine = sign_in(officer)
    here = f"{REGISTERS}{KIND}/"
    assert "s119" not in words(mine, here)
    assert "s119" in words(mine, f"{here}?page=3")
    down = words(mine, f"{here}?tri=-volume")
    assert "s119" in down
    assert "s010" not in down
    # What is the same on every line is said once.
    assert words(mine, here).count("Organisme ministere-eau") <= 1


def test_the_secretariat_and_auditors_choose_a_body(
    officer: Person, secretariat: Person, auditor: Person, sign_in: SignIn
) -> None:
    record(PUITS, officer)
    for person in (secretariat, auditor):
        client = sign_in(person)
        page = words(client, REGISTERS)
        assert f'value="{WATER}"' in page
        assert KIND not in page
        assert client.get(f"{REGISTERS}{KIND}/")["Location"] == REGISTERS
        page = words(client, f"{REGISTERS}{KIND}/?organisme={WATER}")
        assert "puits" in page
        assert ("Rien n’a changé" in page) == (person == secretariat)
    assert (
        sign_in(auditor).post(f"{REGISTERS}{KIND}/sans-changement/?organisme={WATER}").status_code
        == 403
    )


def test_someone_of_another_body_sees_and_confirms_nothing(
    officer: Person, other_officer: Person, sign_in: SignIn
) -> None:
    record(PUITS, officer)
    theirs = sign_in(other_officer)
    for rest in ("", f"{KIND}/", f"{KIND}/sans-changement/"):
        assert theirs.get(f"{REGISTERS}{rest}?organisme={WATER}").status_code == 404
    assert theirs.post(f"{REGISTERS}{KIND}/sans-changement/?organisme={WATER}").status_code == 404
    assert "puits" not in words(theirs, f"{REGISTERS}{KIND}/")
    assert HandIn.objects.count() == 1


def test_an_unknown_or_foreign_register_is_not_found(officer: Person, sign_in: SignIn) -> None:
    mine = sign_in(officer)
    for kind in ("services.colours", "services.canada-inventory"):
        for rest in ("", "sans-changement/", "brouillon/"):
            assert mine.get(f"{REGISTERS}{kind}/{rest}").status_code == 404


def test_one_act_on_the_page_confirms_everything(officer: Person, sign_in: SignIn) -> None:
    record(PUITS, officer)
    mine = sign_in(officer)
    here = f"{REGISTERS}{KIND}/sans-changement/"
    assert "2 lignes" in words(mine, here)
    answer = mine.post(here, follow=True)
    assert "Vos valeurs sont confirmées" in answer.content.decode()
    assert HandIn.objects.filter(origin="unchanged", state="accepted").count() == 1


def test_the_page_refuses_a_day_to_come_and_keeps_the_rest(
    officer: Person, sign_in: SignIn
) -> None:
    record(PUITS, officer)
    record_points(officer, "yes")
    mine = sign_in(officer)
    here = f"{REGISTERS}{POINTS}/sans-changement/"
    answer = mine.post(here, {"observed_on": "2199-01-01"})
    assert answer.status_code == 422
    assert "n’est pas encore passé" in answer.content.decode()
    assert mine.post(here, {"observed_on": "hier"}).status_code == 422
    assert HandIn.objects.filter(origin="unchanged").count() == 0


@pytest.fixture
def program(officer: Person) -> Client:
    """A program of the ministry of Water."""
    return Client(headers={"Authorization": f"Bearer {secret(officer)}"})


def confirm(client: Client, **said: Any) -> Any:
    return client.post(
        "/api/v1/hand-ins/unchanged", json.dumps(said), content_type="application/json"
    )


def test_a_program_confirms_and_reads_where_registers_stand(
    officer: Person, program: Client
) -> None:
    assert confirm(program, kind=KIND).status_code == 409
    record(PUITS, officer)
    said = confirm(program, kind=KIND)
    assert said.status_code == 201
    assert (said.json()["state"], said.json()["preview"]["changes_nothing"]) == ("accepted", True)
    found = {one["kind"]: one for one in program.get("/api/v1/hand-ins/registers").json()}
    assert found[KIND]["last_accepted"] == said.json()["id"]
    assert found[POINTS]["last_accepted"] is None
    assert "services.canada-inventory" not in found
    assert confirm(program, kind="services.colours").status_code == 404


def test_a_confirmed_file_is_the_filled_template(officer: Person) -> None:
    record(PUITS, officer)
    hand_in = actions.confirm_unchanged(kind=KIND, body=WATER, by=officer, at=AT, via="page")
    text = files.path_of(hand_in.sha256).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(one["channel"], one["volume"]) for one in rows] == [("online", "120"), ("phone", "30")]
