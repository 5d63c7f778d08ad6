"""Transactions handed in: by page, API and command, counted, previewed, recorded by day, replaced."""

import io
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from tests.people import SignIn
from virage.audit import queries as audit
from virage.identity.models import Person
from virage.intake import actions, rules, tasks
from virage.intake.condensing import pieces
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import AT, FOREST, WATER, found, line, record, volumes
from virage.intake.tests.test_api import secret
from virage.services import queries as services
from virage.services.models import DailyUse, Volume

pytestmark = pytest.mark.django_db

KIND, COUNTED_ELSEWHERE = "services.transactions", "services.daily-use"
HEADER = "service,at,channel,completed,asked,prefilled"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def puits(officer: Person) -> None:
    """A service of the ministry of Water, with its volumes of the first quarter."""
    record(volumes(line("puits", "online", 120), line("puits", "phone", 30)), officer)


def transactions(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


def quarter(online: int = 120, service: str = "puits", minute: int = 0) -> bytes:
    """A file of the first quarter: that many requests on line, spread over its days."""
    days = [date(2025, 1, 1) + at * DAY for at in range(90)]
    return transactions(
        *(
            f"{service},{days[at % 90]}T10:{minute:02d}:00,online,{int(at % 3 > 0)},10,{at % 5}"
            for at in range(online)
        )
    )


def check(content: bytes, by: Person, body: str | None = WATER, kind: str = KIND) -> HandIn:
    """Hand in, and check as the worker does."""
    hand_in = actions.receive(
        kind=kind, filename="t.csv", stream=[content], body=body, by=by, at=AT, via="page"
    )
    assert hand_in.state in ("received", "accepted")
    tasks.check.call(str(hand_in.public_id))
    hand_in.refresh_from_db()
    return hand_in


def accept(hand_in: HandIn, by: Person) -> HandIn:
    assert hand_in.state == "checked", hand_in.report
    actions.accept(hand_in=hand_in, by=by, at=AT, in_background=False)
    return actions.carry_out(hand_in=hand_in, at=AT)


def standing() -> dict[tuple[str, date, date], int | None]:
    """The volumes that stand, by channel and period."""
    rows = Volume.objects.current().values_list("channel", "period_from", "period_to", "volume")
    return {(channel, start, end): volume for channel, start, end, volume in rows}


def counts() -> Path:
    return Path(settings.VIRAGE_DATA) / "condensed"


def notes(hand_in: HandIn) -> str:
    return " ".join(one["en"] for one in hand_in.preview["notes"])


def test_a_quarter_is_replaced_by_all_of_its_days_and_the_preview_says_so(officer: Person) -> None:
    hand_in = check(quarter(130), officer)
    assert hand_in.state == "checked"
    assert (hand_in.rows, hand_in.to_stage) == (130, 90)
    assert (hand_in.preview["added"], hand_in.preview["replaced"]) == (90, 1)
    assert "90 days, from 2025-01-01 to 2025-03-31; 1 service, 1 row a day." in notes(hand_in)
    assert "130 requests, of which 86 completed. By channel: online 130." in notes(hand_in)
    assert "1,300 items asked, of which 260 came prefilled." in notes(hand_in)
    assert found(hand_in, "warning") == ["sum-differs"]
    assert (hand_in.days_from, hand_in.days_to) == (date(2025, 1, 1), date(2025, 4, 1))

    before = audit.sequence()
    assert accept(hand_in, officer).state == "accepted"
    days = {key: volume for key, volume in standing().items() if key[0] == "online"}
    assert len(days) == 90
    assert sum(volume or 0 for volume in days.values()) == 130
    assert all(end - start == DAY for _, start, end in days)
    assert standing()["phone", date(2025, 1, 1), date(2025, 4, 1)] == 30
    # Who asks what was known before still reads the quarter.
    assert Volume.objects.as_known_at(before).get(channel="online").volume == 120
    evidence = Volume.objects.get(channel="online", period_from=date(2025, 1, 2))
    assert evidence.line == 3


def test_steps_saved_are_read_over_the_days_that_say_what_was_asked(officer: Person) -> None:
    accept(
        check(
            transactions(
                "puits,2025-05-01T10:00,online,true,10,4",
                "puits,2025-05-01T11:00,online,false,10,6",
                "puits,2025-05-02T10:00,online,true,,",
                "puits,2025-05-03T10:00,kiosk,true,8,0",
            ),
            officer,
        ),
        officer,
    )
    use = services.use_over(date(2025, 5, 1), date(2025, 6, 1), audit.sequence())["puits"]
    assert use == services.UseOver(requests=4, completed=3, said=3, asked=28, prefilled=10)
    assert DailyUse.objects.filter(asked=None).get().day == date(2025, 5, 2)
    assert not services.use_over(date(2025, 1, 1), date(2025, 5, 1), audit.sequence())


def test_the_same_content_twice_changes_nothing(officer: Person) -> None:
    accept(check(quarter(), officer), officer)
    rows = Volume.objects.count(), DailyUse.objects.count()
    assert check(quarter(), officer).state == "accepted"
    # Other bytes that say the same.
    again = check(quarter(minute=5), officer)
    assert again.preview["unchanged"] == 90
    assert again.preview["changes_nothing"]
    actions.accept(hand_in=again, by=officer, at=AT)
    assert (Volume.objects.count(), DailyUse.objects.count()) == rows


def test_a_corrected_file_replaces_the_days_that_differ_and_no_others(officer: Person) -> None:
    accept(check(quarter(180), officer), officer)
    corrected = check(quarter(179), officer)
    assert (corrected.preview["changed"], corrected.preview["unchanged"]) == (1, 89)
    accept(corrected, officer)
    last = Volume.objects.current().get(channel="online", period_from=date(2025, 3, 31))
    assert last.volume == 1
    assert Volume.objects.filter(superseded_by=last.batch).count() == 1
    assert DailyUse.objects.filter(superseded_by=last.batch).count() == 1
    use = services.use_over(date(2025, 1, 1), date(2025, 4, 1), audit.sequence())["puits"]
    assert use.requests == 179


def test_what_was_asked_may_change_while_the_volumes_do_not(officer: Person) -> None:
    accept(check(quarter(90), officer), officer)
    hand_in = check(quarter(90).replace(b",10,", b",11,"), officer)
    assert hand_in.preview["changed"] == 90
    accept(hand_in, officer)
    assert DailyUse.objects.current().count() == 90
    assert set(DailyUse.objects.current().values_list("asked", flat=True)) == {11}


def test_a_day_on_which_a_correction_finds_no_request_is_taken_back(officer: Person) -> None:
    one, two = (f"puits,2025-05-0{day}T10:00,online,true,10,1" for day in (1, 3))
    accept(check(transactions(one, "puits,2025-05-02,online,true,10,1", two), officer), officer)
    accept(check(transactions(one, two), officer), officer)
    use = services.use_over(date(2025, 5, 1), date(2025, 6, 1), audit.sequence())["puits"]
    assert (use.requests, use.asked) == (2, 20)
    assert standing()["online", date(2025, 5, 2), date(2025, 5, 3)] == 0


def test_days_that_cover_only_a_part_of_an_accepted_period_are_refused(officer: Person) -> None:
    hand_in = check(quarter().replace(b"2025-03-31", b"2025-03-30"), officer)
    assert hand_in.state == "refused"
    assert found(hand_in) == ["straddles-days"]
    assert "2025-01-01 – 2025-04-01" in hand_in.report["findings"][0]["message"]["en"]


@pytest.mark.parametrize(
    ("bad", "code", "line_number"),
    [
        ("puit,2025-05-01,online,true,1,0", "requests-not-listed", 3),
        ("puits,2025-05-01,online,true,1,2", "above-another", 3),
        ("puits,2025-05-01,total,true,1,0", "not-a-choice", 3),
        ("puits,2026-11-04T00:00,online,true,1,0", "day-to-come", 3),
        ("puits,,online,true,1,0", "missing-value", 3),
    ],
)
def test_what_is_wrong_stops_the_file_and_is_told_with_its_first_line(
    officer: Person, bad: str, code: str, line_number: int
) -> None:
    good = "puits,2026-11-03T09:00,online,true,1,0"
    hand_in = check(transactions(good, bad, bad), officer)
    assert hand_in.state == "refused"
    (told,) = [one for one in hand_in.report["findings"] if one["level"] == "error"]
    assert (told["code"], told["line"]) == (code, line_number)
    assert "2" in told["message"]["en"], "how many lines are so"
    assert not DailyUse.objects.exists()


def test_a_day_before_any_transaction_is_refused(officer: Person) -> None:
    lines = (f"puits,{day},online,true,1,0" for day in ("1999-12-31", "2000-01-01"))
    assert found(check(transactions(*lines), officer)) == ["day-too-early"]


def test_a_body_hands_in_its_own_services_only_and_the_secretariat_all(
    other_officer: Person, secretariat: Person
) -> None:
    refused = check(quarter(), other_officer, FOREST)
    assert found(refused) == ["service-of-another-body"]
    theirs = check(quarter(), secretariat, None)
    assert theirs.state == "checked"
    assert theirs.bodies == [WATER]


def test_services_of_the_period_before_that_the_file_does_not_name_are_told(
    officer: Person,
) -> None:
    record(volumes(line("carte", "online", 5)), officer)
    lines = (f"puits,{date(2025, 4, 1) + at * DAY},online,true,1,0" for at in range(91))
    hand_in = check(transactions(*lines), officer)
    assert [code for code, _ in hand_in.preview["no_longer_listed"]] == ["carte"]


def test_what_was_counted_waits_for_the_acceptance_and_goes_with_it(officer: Person) -> None:
    hand_in = check(quarter(), officer)
    assert len(list(counts().glob(f"{hand_in.sha256}-*"))) == 1
    accept(hand_in, officer)
    assert not list(counts().glob(f"{hand_in.sha256}-*"))
    withdrawn = check(quarter(7), officer)
    actions.withdraw(hand_in=withdrawn, by=officer, at=AT)
    assert not list(counts().glob(f"{withdrawn.sha256}-*"))
    kept = check(quarter(8), officer)
    actions.forget_counts(before=AT - 365 * 9 * DAY)
    assert len(list(counts().glob(f"{kept.sha256}-*"))) == 1
    actions.forget_counts(before=AT + 365 * 9 * DAY)
    assert not list(counts().glob(f"{kept.sha256}-*"))
    # It is counted again when it is needed.
    assert accept(kept, officer).state == "accepted"


def test_a_file_withdrawn_while_it_is_counted_stops_and_leaves_nothing(
    officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "PIECE", 2_000)
    hand_in = actions.receive(
        kind=KIND,
        filename="t.csv",
        stream=[quarter(900)],
        body=WATER,
        by=officer,
        at=AT,
        via="page",
    )
    told: list[int] = []

    def withdrawn_half_way(percent: int) -> None:
        told.append(percent)
        assert HandIn.objects.get(pk=hand_in.pk).progress == percent
        if percent >= 50:
            actions.withdraw(hand_in=hand_in, by=officer, at=AT)

    with pytest.raises(rules.NotInThatState):
        actions.check(hand_in=hand_in, at=AT, told=withdrawn_half_way)
    assert 3 < len(told) < 15
    assert max(told) < 70
    hand_in.refresh_from_db()
    assert hand_in.state == "withdrawn"
    assert not list(counts().glob(f"{hand_in.sha256}-*"))
    tasks.check.call(str(hand_in.public_id))  # the task that was in the queue does nothing


def test_the_page_shows_how_much_is_counted_and_the_report_once_it_is(
    officer: Person, sign_in: SignIn
) -> None:
    client = sign_in(officer)
    posted = client.post(
        "/depots/nouveau/",
        {"kind": KIND, "body": WATER, "file": SimpleUploadedFile("t.csv", quarter())},
    )
    hand_in = HandIn.objects.get(kind=KIND)
    here = f"/depots/{hand_in.public_id}/"
    assert posted["Location"] == here
    HandIn.objects.filter(pk=hand_in.pk).update(progress=42)
    page = client.get(here).content.decode()
    assert 'max="100" value="42"' in page
    assert "42\u202f%" in page
    assert "42%" in client.get(f"/en{here}").content.decode()
    tasks.check.call(str(hand_in.public_id))
    page = client.get(f"/en{here}").content.decode()
    assert "<progress" not in page
    assert "120 requests" in page
    client.post(f"{here}acceptation/")
    actions.carry_out(hand_in=hand_in, at=AT)
    assert len(standing()) == 91


def test_a_program_follows_the_counting_and_the_recording(officer: Person) -> None:
    program = Client(headers={"Authorization": f"Bearer {secret(officer)}"})
    sent = program.post(
        "/api/v1/hand-ins", {"kind": KIND, "file": SimpleUploadedFile("t.csv", quarter())}
    )
    said = sent.json()
    assert (sent.status_code, said["state"], said["progress"]) == (201, "received", None)
    here = f"/api/v1/hand-ins/{said['id']}"
    HandIn.objects.filter(public_id=said["id"]).update(progress=42)
    assert program.get(here).json()["progress"] == 42
    tasks.check.call(said["id"])
    checked = program.get(here).json()
    assert (checked["state"], checked["rows"], checked["to_stage"]) == ("checked", 120, 90)
    assert checked["progress"] is None
    program.post(f"{here}/accept", json.dumps({}), content_type="application/json")
    tasks.carry_out.call(said["id"])
    assert program.get(here).json()["state"] == "accepted"


def parquet(folder: Path) -> Path:
    path = folder / "transactions.parquet"
    duckdb.sql(
        "COPY (SELECT 'puits' AS service, TIMESTAMPTZ '2025-01-01 05:00:00+00' + to_hours(i) AS "
        "\"at\", 'online' AS channel, true AS completed, 10 AS asked, i % 3 AS prefilled "
        f"FROM range(90 * 24 - 1) r(i)) TO '{path}' (FORMAT parquet)"
    )
    return path


def test_the_command_takes_parquet_says_how_far_it_is_and_records(tmp_path: Path) -> None:
    out, errors = io.StringIO(), io.StringIO()
    path = str(parquet(tmp_path))
    call_command("intake", KIND, path, "--accept", "--language", "en", stdout=out, stderr=errors)
    assert "Accepted and recorded" in out.getvalue()
    assert "100\u00a0%" in errors.getvalue()
    assert "%" not in out.getvalue()
    days = {key: volume for key, volume in standing().items() if key[0] == "online"}
    assert len(days) == 90
    # The night of 9 March 2025 has one hour less.
    assert days["online", date(2025, 3, 9), date(2025, 3, 10)] == 23
    assert sum(volume or 0 for volume in days.values()) == 90 * 24 - 1


def test_counts_made_elsewhere_give_the_same_records(officer: Person) -> None:
    content = quarter(400)
    accept(check(content, officer), officer)
    counted = list(
        DailyUse.objects.order_by("day").values_list(
            "day", "requests", "completed", "asked", "prefilled"
        )
    )
    lines: Iterable[str] = (f"puits,online,{','.join(map(str, one))}" for one in counted)
    header = "service,channel,day,requests,completed,asked,prefilled"
    elsewhere = "\n".join([header, *lines, ""]).encode()
    again = check(elsewhere, officer, kind=COUNTED_ELSEWHERE)
    assert again.preview["changes_nothing"]
    assert again.preview["unchanged"] == 90
    twice = check(elsewhere + elsewhere.splitlines()[-1] + b"\n", officer, kind=COUNTED_ELSEWHERE)
    assert found(twice) == ["duplicate"]


def test_zeros_in_counts_made_elsewhere_reach_to_the_ends_of_a_period(officer: Person) -> None:
    header = "service,channel,day,requests,completed,asked,prefilled"
    lines = ["puits,online,2025-01-01,0,0,0,0", "puits,online,2025-02-01,120,90,1200,240"]
    short = check("\n".join([header, *lines, ""]).encode(), officer, kind=COUNTED_ELSEWHERE)
    assert found(short) == ["straddles-days"]
    lines.append("puits,online,2025-03-31,0,0,0,0")
    whole = check("\n".join([header, *lines, ""]).encode(), officer, kind=COUNTED_ELSEWHERE)
    accept(whole, officer)
    assert len([key for key in standing() if key[0] == "online"]) == 90
    assert DailyUse.objects.count() == 1, "of a day without a request there is nothing to say"


def test_an_acceptance_withdrawn_half_way_leaves_no_volume_and_no_use(
    officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "CHUNK", 40)
    hand_in = check(quarter(), officer)
    actions.accept(hand_in=hand_in, by=officer, at=AT, in_background=False)
    before = standing()

    def withdrawn_at_the_second_chunk() -> datetime:
        if DailyUse.objects.exists():
            actions.withdraw(hand_in=hand_in, by=officer, at=AT)
        return AT

    actions.carry_out(hand_in=hand_in, at=AT, clock=withdrawn_at_the_second_chunk)
    hand_in.refresh_from_db()
    assert hand_in.state == "withdrawn"
    assert standing() == before
    assert not DailyUse.objects.exists()
    assert not Volume.objects.filter(superseded_by__isnull=False).exists()


def test_the_documentation_says_what_is_counted_and_offers_no_workbook(client: Client) -> None:
    page = client.get(f"/en/depots/formats/{KIND}/").content.decode()
    assert "Québec’s legal time" in page
    assert "service × channel" in page
    assert ".xlsx" not in page
    assert client.get(f"/depots/formats/{KIND}/long/modele.xlsx").status_code == 404
    template = client.get(f"/depots/formats/{KIND}/long/modele.csv").content.decode()
    assert template.strip("\ufeff\r\n").split(",") == HEADER.split(",")
    schema = json.loads(client.get(f"/en/depots/formats/{KIND}/long/schema.json").content)
    assert schema["counted"] == {
        "by": ["service", "channel"],
        "day": {"name": "day", "of": "at", "zone": "America/Toronto"},
        "tallies": [
            {"name": "requests", "count": "lines"},
            {"name": "completed", "sum": "completed"},
            {"name": "asked", "sum": "asked"},
            {"name": "prefilled", "sum": "prefilled"},
        ],
        "neverAbove": [["prefilled", "asked"]],
        "once": False,
    }
    assert {one["name"]: one["type"] for one in schema["fields"]}["at"] == "datetime"
