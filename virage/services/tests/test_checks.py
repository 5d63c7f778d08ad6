"""Each thing that can be wrong or odd in a hand-in is found, at its line, with what to do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from virage.contracts.intakes import ANOTHER_CODES, SAME_CODES, Check, Context, Row
from virage.contracts.text import Text
from virage.services.models import BatchWarning
from virage.services.rules.findings import FLAGS, MOST_ERRORS, Findings
from virage.services.rules.findings.sentences import SENTENCES
from virage.services.rules.statements import Statement, nearest, standing
from virage.services.tests.handing_in import (
    FOREST,
    POINTS,
    QUARTERS,
    VOLUMES,
    WATER,
    YEAR,
    begin,
    check,
    hand_in,
    point,
    rows,
    volume,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def existing_bodies(bodies: object) -> None:
    """Two invented bodies exist."""


def codes(found: Check) -> list[str]:
    return [one.code for one in found.findings]


def test_a_sound_file_has_no_finding() -> None:
    found = check([volume("a", "online", 3), volume("a", "fax", "not_applicable")])
    assert (codes(found), found.preview.added, found.bodies) == ([], 2, (WATER,))
    assert found.preview.new_services == (("a", "Service a"),)


def test_a_row_of_another_body_stops_an_officer_and_not_the_secretariat() -> None:
    values = [volume("a", "online", 3), volume("b", "online", 3, body=FOREST)]
    found = check(values, body=WATER)
    assert [(one.code, one.line, one.value) for one in found.findings] == [
        ("other-body", 3, FOREST)
    ]
    assert codes(check(values)) == []


def test_a_body_that_is_not_known_waits_for_the_secretariat() -> None:
    value = [volume("a", "online", 3, body="inconnu")]
    assert codes(check(value, create_new=False)) == [
        "body-unknown",
        "body-unnamed",
        "service-unknown",
    ]
    assert codes(check(value, body="inconnu")) == ["body-unknown", "body-unnamed"]


def test_a_new_service_needs_a_name_and_someone_to_agree() -> None:
    assert codes(check([volume("a", "online", 3, name="")])) == ["service-unnamed"]
    refused = check([volume("a", "online", 3)], create_new=False)
    assert codes(refused) == ["service-unknown"]
    assert refused.awaits_create_new
    assert refused.preview.new_services == (("a", "Service a"),)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"volume": 3, "status": "not_provided"}, "number-with-status"),
        ({"volume": None, "status": None}, "missing-number"),
        ({"volume": None, "status": "provided"}, "missing-number"),
        ({"volume": 99_999_999}, "sentinel"),
        ({"period_to": date(2025, 1, 1)}, "period-reversed"),
    ],
)
def test_a_row_that_contradicts_itself_is_an_error(changed: dict[str, Any], code: str) -> None:
    found = check([{**volume("a", "online", 3), **changed}])
    assert codes(found) == [code]
    assert found.findings[0].line == 2
    assert found.has_errors


def test_what_is_not_a_number_is_left_to_the_collector_to_say() -> None:
    (row,) = rows([volume("a", "online", None)])
    row = Row(row.line, {**row.cells, "volume": "beaucoup"}, row.values)
    assert VOLUMES.check([row], Context(None, create_new=True)).findings == ()


def test_the_same_thing_twice_and_periods_that_overlap_are_errors() -> None:
    twice = check([volume("a", "online", 3), volume("a", "online", 4)])
    assert [(one.code, one.line) for one in twice.findings] == [("duplicate", 3)]
    assert codes(check([volume("a", "online", 3), volume("a", "online", 1, QUARTERS[1])])) == [
        "overlap"
    ]


def test_a_service_with_two_bodies_on_one_day_is_an_error() -> None:
    values = [volume("a", "online", 3), volume("a", "mail", 3, body=FOREST)]
    assert codes(check(values)) == ["two-bodies"]


def test_an_officer_cannot_take_the_service_of_another_body() -> None:
    hand_in([volume("a", "online", 3)])
    taken = [volume("a", "online", 3, QUARTERS[1], body=FOREST)]
    assert "service-of-another-body" in codes(check(taken, body=FOREST))


def test_a_code_whose_name_and_body_changed_must_be_answered_for() -> None:
    hand_in([volume("a", "online", 3, QUARTERS[0])])
    moved = [volume("a", "online", 3, QUARTERS[1], body=FOREST)]
    reused = [volume("a", "online", 3, QUARTERS[1], body=FOREST, name="Tout autre")]
    assert codes(check(moved)) == []
    assert check(moved).preview.reused == ()
    found = check(reused)
    assert codes(found) == ["reused-kept"]
    (asked,) = found.preview.reused
    assert (asked.code, asked.body_before, asked.body_after) == ("a", WATER, FOREST)
    assert (asked.before.fr, asked.after.en) == ("Service a", "Tout autre (en)")
    same = VOLUMES.check(rows(reused), Context(None, create_new=True, parameters={SAME_CODES: "a"}))
    assert codes(same) == ["reused-kept"]
    another = Context(None, create_new=True, parameters={ANOTHER_CODES: "b,a"})
    assert codes(VOLUMES.check(rows(reused), another)) == ["reused"]


def test_a_body_is_asked_too_when_its_code_meant_something_of_another_body() -> None:
    hand_in([volume("a", "online", 3, QUARTERS[0])])
    reused = [volume("a", "online", 3, QUARTERS[1], body=FOREST, name="Tout autre")]
    assert [one.code for one in check(reused, body=FOREST).preview.reused] == ["a"]


def test_what_someone_answered_for_leaves_no_mark_on_the_answers() -> None:
    hand_in([volume("a", "online", 3, QUARTERS[0])])
    reused = [volume("a", "online", 3, QUARTERS[1], body=FOREST, name="Tout autre")]
    batch, _ = begin(found=check(reused))
    assert [one.code for one in BatchWarning.objects.filter(batch__public_id=batch)] == [
        "reused-kept"
    ]
    VOLUMES.abandon(batch)
    found = check(reused)
    batch, _ = begin(found=replace(found, parameters={SAME_CODES: "a"}))
    assert not BatchWarning.objects.filter(batch__public_id=batch).exists()


def test_a_channel_above_the_total_and_parts_that_do_not_make_it_are_warnings() -> None:
    above = check([volume("a", "online", 9), volume("a", "total", 5)])
    assert codes(above) == ["channel-above-total", "parts-not-total"]
    assert not above.has_errors
    assert above.warnings == ((2, "channel-above-total"), (3, "parts-not-total"))
    hidden = [volume("a", "online", 4), volume("a", "mail", "not_provided")]
    assert codes(check([*hidden, volume("a", "total", 5)])) == []
    assert codes(check([*hidden[:1], volume("a", "total", 5)])) == ["parts-not-total"]


def test_a_unit_a_thousand_times_larger_is_a_warning() -> None:
    hand_in([volume("a", "online", 5_000, QUARTERS[0]), volume("b", "online", 5, QUARTERS[0])])
    later = [volume("a", "online", 5, QUARTERS[1]), volume("b", "online", 1, QUARTERS[1])]
    assert [(one.code, one.line) for one in check(later).findings] == [("unit-jump", 2)]


def test_counts_that_look_like_percentages_are_a_warning() -> None:
    values = [
        volume(f"s{at}", channel, 10 * at if channel == "online" else 100 - 10 * at)
        for at in range(1, 7)
        for channel in ("online", "mail")
    ]
    assert codes(check(values)) == ["percentages"]


def test_a_channel_filled_for_the_first_time_is_a_warning() -> None:
    hand_in([volume("a", "phone", "not_collected", QUARTERS[0])])
    found = check([volume("a", "phone", 8, QUARTERS[1]), volume("a", "mail", 3, QUARTERS[1])])
    assert codes(found) == ["newly-filled"]
    # It is said once of the file, and stays with the lines that hold it.
    (told,) = found.findings
    assert (told.line, told.lines) == (None, (2,))


def test_a_column_slipped_by_one_row_is_an_error() -> None:
    values = [volume(f"s{at}", "online", 100 + 7 * at * at) for at in range(8)]
    hand_in(values)
    slipped = [
        {**one, "volume": other["volume"]}
        for one, other in zip(values, [*values[1:], values[0]], strict=True)
    ]
    assert "shifted-rows" in codes(check(slipped))
    corrected = [{**one, "volume": one["volume"] + 1} for one in values]
    assert codes(check(corrected)) == []


def test_names_that_are_nearly_those_of_others_are_warnings() -> None:
    hand_in([volume("a", "online", 3, name="Permis de construire un puits")])
    near = [volume("b", "online", 3, name="Permis de construire un  Puits.")]
    assert "near-name-service" in codes(check(near))
    body = {
        **volume("c", "online", 3, body="eau"),
        "organisation_name_fr": "Ministère de l'Eau",
        "organisation_name_en": "Ministry of Water",
    }
    assert "near-name-body" in codes(check([body]))


def test_points_are_checked_against_the_register() -> None:
    hand_in([volume("a", "online", 3)])
    day = date(2025, 3, 31)
    sound = point("a", "application", "yes", day)
    assert check([sound], POINTS).preview.added == 1
    assert codes(check([point("z", "application", "yes", day)], POINTS)) == ["service-not-listed"]
    assert codes(check([{**sound, "organisation": FOREST}], POINTS)) == ["service-of-another-body"]
    assert codes(check([sound, sound], POINTS)) == ["duplicate"]
    assert codes(check([sound], POINTS, body=FOREST)) == ["other-body"]


def test_every_finding_is_said_in_both_languages_and_filled_in() -> None:
    found = Findings()
    for code in SENTENCES:
        found.add(code, 2, "volume", "v", known="k", body="b")
    for one in found.all():
        for text in (one.message, one.advice):
            assert text.fr
            assert text.en
            assert "{" not in text.fr + text.en
    assert set(FLAGS) <= set(SENTENCES)


def test_a_file_that_is_all_wrong_shows_the_first_lines_and_counts_the_rest() -> None:
    found = check([volume("a", "online", 3, body=FOREST)] * (MOST_ERRORS + 7), body=WATER)
    assert len(found.findings) == MOST_ERRORS + 1
    assert found.findings[-1].message.en.startswith("… and 7 more")


def test_what_was_said_last_holds_until_something_else_is_said() -> None:
    first = Statement(date(2020, 1, 1), "a", "A", "A")
    second = Statement(date(2021, 1, 1), "b", "B", "B")
    again = Statement(date(2021, 1, 1), "c", "C", "C")
    said = [first, second, again]
    assert standing(said, date(2019, 12, 31)) is None
    assert nearest(said, date(2019, 12, 31)) == first
    assert standing(said, date(2020, 12, 31)) == first
    assert standing(said, date(2021, 1, 1)) == again
    assert nearest([], date(2021, 1, 1)) is None
    assert again.name == Text("C", "C")


def test_the_template_gives_a_body_its_own_last_values() -> None:
    hand_in([volume("a", "online", 3, QUARTERS[0]), volume("a", "online", 5, QUARTERS[1])])
    hand_in([volume("a", "mail", "not_provided", QUARTERS[1])])
    hand_in([volume("b", "online", 5, body=FOREST)])
    found = list(VOLUMES.prefill(WATER))
    assert [(one["service"], one["channel"], one["volume"], one["status"]) for one in found] == [
        ("a", "mail", "", "not_provided"),
        ("a", "online", "5", ""),
    ]
    assert found[0]["period_to"] == QUARTERS[1].end.isoformat()
    points = list(POINTS.prefill(WATER))
    assert [one["point"] for one in points][:2] == ["registration", "authentication"]
    hand_in([point("a", "decision", "no", YEAR.start + timedelta(days=9))], POINTS)
    (one,) = POINTS.prefill(WATER)
    assert (one["point"], one["answer"]) == ("decision", "no")
