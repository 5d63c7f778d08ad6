"""The invented census: its files are sound, its acts succeed, and it shows every case."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from virage.audit import queries as audit
from virage.contracts.indicators import Period, indicators
from virage.contracts.intakes import intakes
from virage.identity.models import Person
from virage.registers import queries, seeds
from virage.registers.tests.handing_in import hand_in
from virage.registers.tests.registry import FOREST, QUESTION, VOLUMES, WATER, question

__all__ = ["question"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("question", "bodies")]
YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
DAYS = ("period_from", "period_to", "due_on", "on")


def test_the_files_of_a_year_say_who_owes_what_and_how_many_they_are() -> None:
    for kind, rows in seeds.files(2025, [WATER, FOREST]):
        typed = [
            {
                name: date.fromisoformat(cell)
                if name in DAYS
                else int(cell)
                if name == "staff"
                else cell or None
                for name, cell in row.items()
            }
            for row in rows
        ]
        hand_in(typed, intakes.get(kind), chunk=50)
    known = audit.sequence()
    assert queries.expected_bodies([VOLUMES], YEAR, known) == [WATER, FOREST]
    assert len(queries.duties_of(WATER)) == len(queries.duty_kinds())
    assert set(queries.staff(date(2026, 3, 31), known)) == {WATER, FOREST}


def test_the_same_seeds_are_drawn_again() -> None:
    assert list(seeds.files(2024, [WATER])) == list(seeds.files(2024, [WATER]))
    assert seeds.staff_of(WATER, 2025) >= seeds.staff_of(WATER, 2022) > 0


def test_most_attest_in_their_own_role_and_one_never_does(
    officer: Person, secretariat: Person
) -> None:
    at = datetime(2026, 3, 20, 12, tzinfo=UTC)
    seeds.attest(
        [WATER, FOREST], never=FOREST, officers={WATER: officer}, secretary=secretariat, at=at
    )
    told = queries.attested()
    assert {body for body, _ in told} == {WATER}
    assert {one.role for one in told.values()} == {"planning_officer"}
    assert len(told) == len(queries.registers())


def test_declarations_are_accepted_refused_and_left_waiting(
    officer: Person,
    other_officer: Person,
    secretariat: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(indicators._items, "essai.autre", replace(QUESTION, code="essai.autre"))
    seeds.declare(
        officers={WATER: officer, FOREST: other_officer},
        secretary=secretariat,
        since=date(2024, 4, 1),
        at=datetime(2026, 3, 20, 12, tzinfo=UTC),
    )
    declared = queries.public_exemptions()
    assert {one.state for one in declared} == {"accepted", "refused", "declared"}
    assert {one.body for one in declared} == {WATER, FOREST}
    assert all("(Inventé)" in one.why for one in declared if one.decided_on)
