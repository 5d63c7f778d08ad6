"""Inventories and publications handed in, probed, measured, and measured again as they were known."""

from datetime import date
from typing import Any

import pytest

from tests.handing_in import check, codes, hand_in, judged
from tests.people import AT, FOREST, WATER
from virage.audit import queries as audit
from virage.contracts.indicators import Period, indicators
from virage.contracts.intakes import intakes
from virage.contracts.references import Reference, resolve
from virage.identity.models import Person
from virage.opendata import actions, queries
from virage.opendata.probing import Outcome
from virage.opendata.rules.definitions import MAJORITY
from virage.organisations.rules import Refused
from virage.registers import actions as registers

pytestmark = pytest.mark.django_db

INVENTORY = intakes.get("opendata.inventory")
PUBLICATIONS = intakes.get("opendata.publications")
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
SEEN = date(2025, 11, 3)
SITE = "https://data.example/"


@pytest.fixture(autouse=True)
def existing_bodies(bodies: object) -> None:
    """The ministry of Water and the Forest board."""


def dataset(code: str, series: str = "", score: int = 2, **more: Any) -> dict[str, Any]:
    named = {"organisation": WATER, "dataset": code, "series": series or code}
    names = {"name_fr": code, "name_en": code}
    scores = dict.fromkeys(("demand", "value", "duty", "transparency"), score)
    return {**named, **names, **scores, "since": date(2020, 1, 1), "until": None, **more}


def publication(code: str, **more: Any) -> dict[str, Any]:
    place = {"organisation": WATER, "dataset": code, "url": f"{SITE}{code}.csv"}
    days = {"since": date(2021, 1, 1), "until": None}
    return {**place, **days, "licence": "cc-by-4.0", "format": "csv", "refresh_days": None, **more}


def note(by: Person, *codes: str, on: date = SEEN, reachable: bool = True) -> int:
    outcomes = [
        Outcome(f"{SITE}{code}.csv", reachable, 200 if reachable else 404) for code in codes
    ]
    return actions.note_probes(
        run=f"{on}-{'-'.join(codes)}", outcomes=outcomes, on=on, by=by, at=AT
    )


def attest(by: Person) -> None:
    registers.attest(body=WATER, states={"opendata.inventory": "complete"}, by=by, at=AT)


def answer(known_at: int | None = None) -> tuple[str, str]:
    found = judged(MAJORITY, YEAR, known_at=known_at)[WATER]
    return found.value, found.reason


def test_a_body_that_publishes_most_of_its_attested_inventory_is_a_yes(secretariat: Person) -> None:
    hand_in(INVENTORY, [dataset("wells"), dataset("dams"), dataset("notes", score=1)])
    hand_in(PUBLICATIONS, [publication("wells"), publication("dams")])
    assert answer() == ("unknown", "inventory_not_attested")
    attest(secretariat)
    assert answer() == ("unknown", "turns_on_probes")
    before = note(secretariat, "wells", "dams")
    found = judged(MAJORITY, YEAR)[WATER]
    assert (found.value, found.part, found.whole, found.weight) == ("yes", 2, 2, 3)
    note(secretariat, "wells", "dams", on=date(2025, 12, 3), reachable=False)
    assert answer() == ("no", "majority_not_published")
    assert answer(known_at=before)[0] == "yes"


def source() -> str:
    return indicators.get(MAJORITY).definition(1).facts(YEAR, audit.sequence())[WATER].source


def test_an_answer_that_rests_on_the_scores_of_the_body_is_declared(secretariat: Person) -> None:
    hand_in(INVENTORY, [dataset("wells"), dataset("dams", score=1)])
    hand_in(PUBLICATIONS, [publication("wells"), publication("dams")])
    attest(secretariat)
    # One is not published: it is no only if the body scores it high.
    note(secretariat, "wells")
    assert (answer()[0], source()) == ("yes", "declared")
    # All are published, or none, whatever the scores: the probes alone say so.
    note(secretariat, "dams")
    assert (answer()[0], source()) == ("yes", "measured")
    later = date(2025, 12, 3)
    note(secretariat, "wells", "dams", on=later, reachable=False)
    assert (answer()[0], source()) == ("no", "measured")


def test_datasets_of_one_series_count_once(secretariat: Person) -> None:
    hand_in(
        INVENTORY,
        [dataset("wells-24", "wells"), dataset("wells-25", "wells"), dataset("dams")],
    )
    hand_in(PUBLICATIONS, [publication(code) for code in ("wells-24", "wells-25")])
    attest(secretariat)
    note(secretariat, "wells-24", "wells-25")
    found = judged(MAJORITY, YEAR)[WATER]
    assert (found.value, found.part, found.whole) == ("no", 1, 2)


def test_a_body_without_inventory_stays_in_the_population() -> None:
    hand_in(INVENTORY, [dataset("wells")])
    assert judged(MAJORITY, YEAR)[FOREST].reason == "no_inventory"


def test_what_is_inventoried_only_when_published_is_flagged(secretariat: Person) -> None:
    hand_in(INVENTORY, [dataset("wells")])
    hand_in(PUBLICATIONS, [publication("wells")])
    facts = indicators.get(MAJORITY).definition(1).facts(YEAR, 10**6)[WATER]
    assert facts.flags == ("inventory_equals_catalogue",)
    hand_in(INVENTORY, [dataset("dams")])
    assert indicators.get(MAJORITY).definition(1).facts(YEAR, 10**6)[WATER].flags == ()


def test_probes_ask_what_is_published_today_and_only_the_secretariat_notes_them(
    officer: Person,
) -> None:
    hand_in(INVENTORY, [dataset("wells"), dataset("dams")])
    hand_in(PUBLICATIONS, [publication("wells"), publication("dams", until=date(2022, 1, 1))])
    assert queries.addresses_to_probe(SEEN) == [f"{SITE}wells.csv"]
    with pytest.raises(Refused):
        note(officer, "wells")


def test_what_is_wrong_is_told_with_its_line() -> None:
    hand_in(INVENTORY, [dataset("wells")])
    assert "unit-of-another-body" in codes(INVENTORY, [dataset("wells", organisation=FOREST)])
    assert "days-reversed" in codes(INVENTORY, [dataset("dams", until=date(2019, 1, 1))])
    assert "unit-not-listed" in codes(PUBLICATIONS, [publication("dams")])
    assert "not-an-address" in codes(PUBLICATIONS, [publication("wells", url="wells.csv")])


def test_the_templates_hold_what_was_said_last_and_change_nothing() -> None:
    hand_in(INVENTORY, [dataset("wells")])
    hand_in(PUBLICATIONS, [publication("wells", refresh_days=30)])
    assert [row["series"] for row in INVENTORY.prefill(WATER)] == ["wells"]
    assert [row["refresh_days"] for row in PUBLICATIONS.prefill(WATER)] == ["30"]
    assert check(INVENTORY, [dataset("wells")]).preview.changes_nothing


def test_the_evidence_of_an_answer_resolves_to_its_hand_in() -> None:
    hand_in(INVENTORY, [dataset("dams"), dataset("wells")])
    facts = indicators.get(MAJORITY).definition(1).facts(YEAR, 10**6)
    reference = Reference.parse(facts[WATER].evidence)
    assert reference.fragment == "3"
    assert resolve(reference) is not None
