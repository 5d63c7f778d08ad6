"""What a plan says: read from what was typed, kept and read back, compared, counted against the first."""

from datetime import date
from typing import Any

import pytest

from virage.plans.rules import form
from virage.plans.rules.cells import World, split_units
from virage.plans.rules.checking import check
from virage.plans.rules.comparing import (
    ADDED,
    CHANGED,
    REMOVED,
    commitments,
    compare,
    counted,
    rebaselinings,
)
from virage.plans.rules.content import Content, as_document, as_json, from_json
from virage.plans.tests.invented import TAKE_UP, changed, document

WORLD = World(frozenset({"5.1", "5.2"}), {TAKE_UP: frozenset({"puits", "pompe"}), "other": None})


def read(said: dict[str, Any]) -> Content:
    checked = check(said, WORLD)
    assert checked.content is not None, checked.problems
    return checked.content


def test_what_was_typed_becomes_a_plan_of_plain_values() -> None:
    plan = read(document())
    assert (plan.period_from, plan.period_to) == (date(2026, 4, 1), date(2029, 4, 1))
    (measure,) = plan.measures
    assert measure.budget == (("2026-2027", 12_000_050), ("2027-2028", 0))
    assert measure.cents == 12_000_050
    assert plan.promises[0].share == (75, 100)
    assert plan.promises[0].units == ()
    assert plan.strategic_plan == "Plan 2024-2028"


def test_a_plan_is_kept_and_read_back_the_same_and_typed_again_the_same() -> None:
    plan = read(document())
    assert from_json(as_json(plan)) == plan
    assert read(as_document(plan)) == plan


@pytest.mark.parametrize(
    ("section", "cells", "found"),
    [
        ("plan", {"period_from": "1er avril"}, ("period_from", "not-a-day")),
        ("plan", {"period_from": ""}, ("period_from", "missing")),
        ("plan", {"period_last": "2026-03-30"}, ("period_last", "days-reversed")),
        ("plan", {"page": "javascript:alert(1)"}, ("page", "not-an-address")),
        ("plan", {"summary_fr": "x" * 2001}, ("summary_fr", "too-long")),
        ("ties", {"kind": "autre"}, ("kind", "not-a-choice")),
        ("measures", {"code": "en ligne"}, ("code", "not-a-code")),
        ("measures", {"target": "9.9"}, ("target", "not-a-target")),
        ("measures", {"owner": "Mme Tremblay"}, ("owner", "a-person")),
        ("measures", {"ends_on": "2026-03-01"}, ("ends_on", "days-reversed")),
        ("budgets", {"amount": "-3"}, ("amount", "not-money")),
        ("budgets", {"year": "2026-2028"}, ("year", "not-a-year")),
        ("budgets", {"year": "2027-2028"}, ("year", "twice")),
        ("milestones", {"measure": "rien"}, ("measure", "not-a-measure")),
        ("promises", {"indicator": "rien"}, ("indicator", "not-an-indicator")),
        ("promises", {"units": "puits\nmoulin"}, ("units", "not-a-unit")),
        ("promises", {"share": "0 %"}, ("share", "not-a-share")),
        ("promises", {"share": "5/4"}, ("share", "not-a-share")),
        ("promises", {"at_least": "2"}, ("at_least", "one-of-two")),
        ("promises", {"share": "", "at_least": "3", "units": "puits;pompe"}, ("at_least", "more-than-units")),
        ("promises", {"share": "", "at_least": "0"}, ("at_least", "not-a-count")),
    ],
)  # fmt: skip
def test_each_thing_wrong_is_told_at_its_field(
    section: str, cells: dict[str, str], found: tuple[str, str]
) -> None:
    checked = check(changed(section, **cells), WORLD)
    assert checked.content is None
    told = [(one.section, one.field, one.code) for one in checked.problems]
    assert (section, *found) in told
    for one in checked.problems:
        assert one.message.fr
        assert one.advice.en


def test_an_empty_draft_says_all_that_is_missing() -> None:
    told = {(one.section, one.field) for one in check({}, WORLD).problems}
    needed = {(form.PLAN, one.name) for one in form.BY_CODE[form.PLAN].fields if one.required}
    assert told == needed | {(form.TIES, ""), (form.MEASURES, "")}


def test_every_measure_has_a_milestone_by_which_it_is_seen() -> None:
    (problem,) = check(document(milestones=[]), WORLD).problems
    assert (problem.section, problem.code) == (form.MILESTONES, "none")
    assert "en-ligne" in problem.message.fr


def test_the_same_code_twice_is_told() -> None:
    twice = document()
    twice["measures"] = twice["measures"] * 2
    assert ("measures", "code", "twice") in {
        (one.section, one.field, one.code) for one in check(twice, WORLD).problems
    }


@pytest.mark.parametrize(
    ("typed", "units"),
    [("*", ()), ("a\r\nb", ("a", "b")), ("a; b ;a", ("a", "b")), ("a\n*", ("a", "*"))],
)
def test_units_are_one_per_line_or_all(typed: str, units: tuple[str, ...]) -> None:
    assert split_units(typed) == units


def test_two_versions_side_by_side_tell_all_that_differs_and_nothing_else() -> None:
    before = read(document())
    assert compare(before, before) == []
    later = changed("measures", ends_on="2028-03-31")
    later["budgets"][0]["amount"] = "130000"
    later["milestones"].append({**later["milestones"][0], "code": "quatre"})
    later["promises"] = []
    told = {(one.section, one.key, one.kind) for one in compare(before, read(later))}
    assert told == {
        ("measures", "en-ligne", CHANGED),
        ("budgets", "en-ligne 2026-2027", CHANGED),
        ("milestones", "quatre", ADDED),
        ("promises", "p1", REMOVED),
    }


def test_every_rebaselining_is_counted_against_the_first_version() -> None:
    first = read(document())
    second = read(changed("measures", ends_on="2027-06-30"))
    third = read(changed("measures", ends_on="2027-09-30"))
    back = read(document())
    found = rebaselinings(
        [
            ("1", date(2026, 5, 1), first),
            ("2", date(2027, 1, 1), second),
            ("3", date(2027, 5, 1), third),
            ("4", date(2027, 8, 1), back),
        ]
    )
    assert [(one.version, one.against_first) for one in found] == [("2", 91), ("3", 183), ("4", 0)]
    assert {one.first for one in found} == {date(2027, 3, 31)}
    assert counted(found) == {("measures", "en-ligne"): 3}


def test_what_is_dropped_is_told_once_and_keeps_its_first_when_it_comes_back() -> None:
    first, without = read(document()), read(document(promises=[]))
    returned = read(changed("promises", share="50 %"))
    found = rebaselinings(
        [(str(at), date(2026, 5, at), one) for at, one in enumerate((first, without, without, returned), 1)]
    )  # fmt: skip
    assert [(one.version, one.field) for one in found] == [("2", "dropped"), ("4", "wanted")]
    assert (found[1].first, found[1].after) == ("75/100", "50/100")
    assert commitments(first)[form.MEASURES, "en-ligne", "cents"] == 12_000_050
