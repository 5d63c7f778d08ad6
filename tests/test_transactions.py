"""Transactions handed in: by page, API and command, counted, previewed, recorded by day, replaced."""

from collections.abc import Iterable
from datetime import date, datetime

import pytest

from tests.requests_of_services import (
    COUNTED_ELSEWHERE,
    DAY,
    KIND,
    accept,
    check,
    counts,
    notes,
    puits,
    quarter,
    standing,
    transactions,
)
from virage.audit import queries as audit
from virage.identity.models import Person
from virage.intake import actions, rules, tasks
from virage.intake.condensing import pieces
from virage.intake.models import HandIn
from virage.intake.tests.handing_in import AT, FOREST, WATER, found, line, record, volumes
from virage.services import queries as services
from virage.services.models import DailyUse, Volume

pytestmark = pytest.mark.django_db

__all__ = ["puits"]


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
