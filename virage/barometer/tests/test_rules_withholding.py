"""Counts of people of one to nine are withheld, and nothing published lets anyone deduce them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from virage.barometer.rules import withholding
from virage.barometer.rules.blocks import quantities
from virage.barometer.rules.figures import figure
from virage.barometer.rules.seal import answer_leaf
from virage.barometer.rules.sealed import answer_of, recounted
from virage.barometer.rules.withholding import Past, PastCell, Plan
from virage.barometer.tests.deducing import Published, widths
from virage.barometer.tests.made_up import answer
from virage.contracts.indicators import (
    ELSEWHERE,
    ONCE,
    OVER_TIME,
    Answer,
    CountsPeople,
    Period,
    Value,
)

pytestmark = pytest.mark.once

YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
NEXT = Period(date(2026, 4, 1), date(2027, 4, 1))
FORMS: Mapping[str, CountsPeople] = {"people": ONCE, "parts": OVER_TIME, "weight": ONCE}
FEW = range(1, 10)


def quietly(examples: int) -> settings:
    """So many examples, however slow the machine."""
    slow = [HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow)


COUNT = st.sampled_from((0, 0, 1, 3, 5, 9, 10, 12, 15, 30, 60)) | st.integers(0, 120)


def surveyed(unit: str, yes: int, no: int, silent: int, **changes: Any) -> Answer:
    """What the people of a unit said, and the answer of most."""
    people = yes + no + silent
    value: Value = "yes" if 2 * yes > people else "no" if 2 * no >= people else "unknown"
    told: Value = changes.pop("value", value)
    return answer(unit, told, people=(yes, no, silent), **changes)


def reached(unit: str, part: int, whole: int, **changes: Any) -> Answer:
    """Of so many people due, so many were reached."""
    value: Value = "yes" if 2 * part >= whole else "no"
    return answer(unit, value, weight=whole, part=part, whole=whole, **changes)


@st.composite
def unit_of(draw: st.DrawFn, form: str, code: str) -> Answer:
    """One unit of a small government: two parents, two bodies in each."""
    own: dict[str, Any] = {"organisation": draw(st.sampled_from(("p1.a", "p1.b", "p2.a", "p2.b")))}
    if form == "people":
        yes, no, silent = draw(COUNT), draw(COUNT), draw(COUNT)
        silent = max(silent, 10 - yes - no)
        own["source"] = draw(st.sampled_from(("measured", "measured", "declared")))
        if draw(st.integers(0, 9)) == 0:
            own["value"] = "not_applicable"
        return surveyed(code, yes, no, silent, **own)
    if form == "parts":
        part, rest = draw(COUNT), draw(COUNT)
        if draw(st.integers(0, 4)) == 0:
            return answer(code, "unknown", weight=max(part, 1), **own)
        return reached(code, part, max(part + rest, 1), **own)
    values: tuple[Value, ...] = ("yes", "yes", "no", "unknown", "not_applicable")
    value = draw(st.sampled_from(values))
    return answer(code, value, weight=draw(COUNT), **own)


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[tuple[Period, list[Answer]]]]:
    """An edition, its revision, and the edition of the next year: much stays the same in each."""
    form = draw(st.sampled_from(tuple(FORMS)))
    codes = [f"u{at}" for at in range(draw(st.integers(1, 7)))]
    told = {code: draw(unit_of(form, code)) for code in codes}
    editions = [(YEAR, list(told.values()))]
    for period in (YEAR, NEXT):
        for code in codes:
            turn = draw(st.sampled_from(("same", "same", "same", "logged", "changed", "gone")))
            if turn == "gone":
                told.pop(code, None)
            elif turn == "logged" and form == "parts" and code in told:
                due = told[code].weight or 1
                told[code] = reached(code, draw(st.integers(0, due)), due)
            elif turn == "changed" or (code not in told and draw(st.booleans())):
                told[code] = draw(unit_of(form, code))
        editions.append((period, list(told.values())))
    return form, editions


def planned(form: str, editions: Sequence[tuple[Period, list[Answer]]]) -> list[Plan]:
    """What each edition withholds, in the order in which they are sealed."""
    past: list[Past] = []
    plans = []
    for period, answers in editions:
        made = withholding.plan(answers, counts_people=FORMS[form], period=period, past=past)
        cells = {
            one.unit: PastCell(quantities(one), one.unit in made, made.get(one.unit))
            for one in answers
            if quantities(one)
        }
        past.append(Past(period, cells))
        plans.append(made)
    return plans


def terms(form: str, answers: list[Answer], plan: Plan) -> dict[str, Any]:
    """A definition as it is sealed, with its terms."""
    sums = withholding.sums(answers, plan)
    return {
        "code": "made.up",
        "version": 1,
        "register": "made",
        "target": "",
        **({"people": {}} if form == "people" else {}),
        "terms": {
            "population": "",
            "phase": "before",
            "reached": False,
            "bodies_expected": None,
            "attested": True,
            "withheld": [one.as_json() for one in sums],
        },
    }


def leaves(answers: list[Answer], plan: Plan) -> list[dict[str, Any]]:
    """The answers as the archive has them."""
    made = {
        one.unit: withholding.commitment("made.up", one, "salt")
        for one in answers
        if one.unit in plan
    }
    return [answer_leaf("made.up", 1, one) for one in withholding.published(answers, plan, made)]


@quietly(40)
@given(histories())
def test_every_withheld_count_may_be_ten_apart_given_all_that_is_published(
    history: tuple[str, list[tuple[Period, list[Answer]]]],
) -> None:
    form, editions = history
    plans = planned(form, editions)
    published = [
        Published(
            leaves(answers, plan),
            terms(form, answers, plan)["terms"],
            form,
            of_people=form == "people",
        )
        for (_, answers), plan in zip(editions, plans, strict=True)
    ]
    for leaf in (leaf for one in published for leaf in one.leaves):
        counts = quantities(answer_of(leaf))
        assert not set(counts.values()) & set(FEW), "a count of a few people is shown"
    # Counts of other days that add up over time are other facts; any other count is one fact.
    known = [
        (a, b, one.unit)
        for a, (early, before) in enumerate(editions)
        for b, (late, after) in enumerate(editions)
        if a < b and (early == late or form != "parts")
        for one in before
        for other in after
        if one.unit == other.unit and quantities(one) and quantities(one) == quantities(other)
    ]
    wholes = {
        (a, one.unit): quantities(one)["whole"]
        for a, (early, before) in enumerate(editions)
        for b, (late, after) in enumerate(editions)
        if a != b and early == late
        for one in before
        for other in after
        if one.unit == other.unit and other.unit not in plans[b] and quantities(one)
        if quantities(one)["whole"] == quantities(other).get("whole")
    }
    for cell, width in widths(published, known, wholes).items():
        assert width >= 10 - 1e-6, (cell, width)


def asked(form: str, answers: list[Answer], **more: Any) -> dict[str, Any]:
    basis: Any = "people" if form == "people" else "units"
    return figure(
        answers, code="made.up", version=1, unit="made", basis=basis, attested=True, **more
    )


@quietly(80)
@given(histories())
def test_figures_are_those_of_the_true_counts(
    history: tuple[str, list[tuple[Period, list[Answer]]]],
) -> None:
    form, editions = history
    _, answers = editions[0]
    (plan, *_) = planned(form, editions)
    definition = terms(form, answers, plan)
    read = [answer_of(leaf) for leaf in leaves(answers, plan)]
    told = dict(recounted(definition, (), read))
    counted = [
        replace(one, people=None, weight=None, part=None, whole=None)
        if plan.get(one.unit, 0) is None
        else one
        for one in answers
    ]
    naive = asked(form, counted)
    for key in ("yes", "no", "unknown", "not_applicable", "share", "lower", "upper", "ratio"):
        assert told[key] == naive[key], key
    for key in ("share_by_weight", "weight_bounds", "share_na_as_no", "flags", "declared"):
        assert told[key] == naive[key], key
    if told["n_eff"]:
        assert float(told["n_eff"]["rounded"]) <= float(naive["n_eff"]["rounded"])
    if form == "people":
        assert told["people"]["declared"] == naive["people"]["declared"]
        assert told["people"]["share_without_declared"] == naive["people"]["share_without_declared"]
    left_out = sum(block is None for block in plan.values())
    assert told.get("withheld", {"units": 0, "left_out": 0}) == {
        "units": len(plan),
        "left_out": left_out,
    }


@quietly(80)
@given(histories())
def test_answers_are_never_withheld_and_bodies_sum_what_is_shown(
    history: tuple[str, list[tuple[Period, list[Answer]]]],
) -> None:
    form, editions = history
    for (_, answers), plan in zip(editions, planned(form, editions), strict=True):
        shown = withholding.published(answers, plan)
        for one, other in zip(answers, shown, strict=True):
            kept = replace(
                other,
                weight=one.weight,
                part=one.part,
                whole=one.whole,
                people=one.people,
                withheld="",
                left_out=False,
            )
            assert kept == one
            if other.withheld:
                assert quantities(other) == {}
        bodies = asked(form, shown)["by_organisation"]
        alone = [one for one in answers if one.unit not in plan]
        for body, told in bodies.items():
            here = sum(one.organisation == body and one.unit in plan for one in answers)
            assert told.get("withheld", 0) == here
            if form == "people":
                own = asked(form, alone)["by_organisation"].get(body, {"yes": 0, "no": 0})
                assert (told["yes"], told["no"]) == (own["yes"], own["no"])


@given(histories())
@quietly(60)
def test_the_order_of_answers_changes_nothing(
    history: tuple[str, list[tuple[Period, list[Answer]]]],
) -> None:
    form, editions = history
    turned = [(period, answers[::-1]) for period, answers in editions]
    assert planned(form, editions) == planned(form, turned)


def test_what_counts_no_people_is_never_withheld() -> None:
    assert withholding.plan([answer("s1", "yes", weight=3)], counts_people="", period=YEAR) == {}


def test_a_unit_of_a_few_takes_another_with_it() -> None:
    units = [surveyed("a", 95, 5, 0), surveyed("b", 25, 20, 20), surveyed("c", 300, 200, 150)]
    plan = withholding.plan(units, counts_people=ONCE, period=YEAR)
    assert plan == {"a": 0, "b": 0}


def test_alone_it_is_in_no_sum() -> None:
    units = [surveyed("a", 95, 5, 0), surveyed("b", 30, 20, 15, source="measured")]
    plan = withholding.plan(units, counts_people=ONCE, period=YEAR)
    assert plan == {"a": None}
    told = asked("people", withholding.published(units, plan))
    assert (told["yes"], told["no"], told["unknown"]) == (30, 20, 15)
    assert told["subject_to_census"]
    assert told["people"]["units_answered"] == 2


def test_what_is_public_elsewhere_protects_nothing() -> None:
    units = [answer("b1", "yes", weight=7), answer("b2", "yes", weight=45)]
    assert withholding.plan(units, counts_people=ELSEWHERE, period=YEAR) == {"b1": None}


def test_a_year_tells_no_people_after_one_of_its_quarters_did() -> None:
    quarter = Period(date(2025, 4, 1), date(2025, 7, 1))
    units = [reached("d1", 60, 100), reached("d2", 40, 50)]
    past = [
        Past(
            quarter,
            {one.unit: PastCell(quantities(one), withheld=False, block=None) for one in units[:1]},
        ),
    ]
    plan = withholding.plan(units, counts_people=OVER_TIME, period=YEAR, past=past)
    assert plan == {"d1": None, "d2": None}
    assert withholding.plan(units, counts_people=OVER_TIME, period=NEXT, past=past) == {}


def test_a_commitment_opens_with_its_salt_alone() -> None:
    one = surveyed("a", 95, 5, 0)
    salt = withholding.salt_of(bytes(32), "made.up", "a")
    other = withholding.salt_of(bytes(31) + b"x", "made.up", "a")
    made = withholding.commitment("made.up", one, salt)
    assert made == withholding.commitment("made.up", surveyed("a", 95, 5, 0), salt)
    assert made != withholding.commitment("made.up", one, other)
    assert made != withholding.commitment("made.up", surveyed("a", 94, 6, 0), salt)
    assert made != withholding.commitment("made.up", surveyed("b", 95, 5, 0), salt)
