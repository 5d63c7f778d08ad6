"""Consultations handed in, measured for a period, and measured again as they were known."""

from datetime import date
from typing import Any

import pytest

from tests.handing_in import check, codes, hand_in, judged
from tests.people import AT, FOREST, WATER
from virage.audit import queries as audit
from virage.consultations.rules.definitions import DIGITAL_WAY
from virage.contracts.indicators import Period, indicators
from virage.contracts.intakes import intakes
from virage.contracts.references import Reference, resolve
from virage.identity.models import Person
from virage.organisations import actions as organisations

pytestmark = pytest.mark.django_db

REGISTER = intakes.get("consultations.register")
MEANS = intakes.get("consultations.means")
YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


@pytest.fixture(autouse=True)
def existing_bodies(bodies: object) -> None:
    """The ministry of Water and the Forest board."""


def listed(
    code: str, start: date | None = MAY, end: date | None = JUNE, body: str = WATER, **more: Any
) -> dict[str, Any]:
    names = {"name_fr": f"Consultation {code}", "name_en": f"Consultation {code} (en)"}
    held = {"organisation": body, "consultation": code, "window_from": start, "window_to": end}
    return {**held, **names, "participants": 40, "page": "", **more}


def means(code: str, use: str, since: date = MAY, by: str = "online") -> dict[str, Any]:
    return {"organisation": WATER, "consultation": code, "means": by, "since": since, "use": use}


def test_each_consultation_closed_in_the_period_is_answered() -> None:
    hand_in(
        REGISTER,
        [
            listed("rives"),
            listed("digues"),
            listed("quais"),
            listed("later", date(2026, 3, 1), date(2026, 4, 2)),
            listed("last-day", date(2026, 3, 1), date(2026, 4, 1)),
            listed("open", date(2026, 3, 1), None),
            listed("next-year", date(2026, 5, 1), None),
        ],
    )
    hand_in(MEANS, [means("rives", "submit"), means("digues", "read"), means("last-day", "none")])
    answers = judged(DIGITAL_WAY, YEAR)
    assert {code: one.value for code, one in answers.items()} == {
        "rives": "yes",
        "digues": "no",
        "quais": "unknown",
        "last-day": "no",
        "open": "unknown",
    }
    assert answers["open"].reason == "window_not_recorded"


def test_what_was_known_before_a_correction_can_still_be_measured() -> None:
    hand_in(REGISTER, [listed("rives")])
    first = hand_in(MEANS, [means("rives", "read")])
    hand_in(MEANS, [means("rives", "submit")])
    assert judged(DIGITAL_WAY, YEAR, known_at=first)["rives"].value == "no"
    assert judged(DIGITAL_WAY, YEAR)["rives"].value == "yes"


def test_an_outage_is_one_more_line_and_makes_the_answer_no() -> None:
    hand_in(REGISTER, [listed("rives")])
    hand_in(MEANS, [means("rives", "submit")])
    down, up = date(2025, 5, 10), date(2025, 5, 12)
    hand_in(MEANS, [means("rives", "none", down), means("rives", "submit", up)])
    assert judged(DIGITAL_WAY, YEAR)["rives"].reason == "part_of_the_window"


def test_what_is_wrong_is_told_with_its_line() -> None:
    hand_in(REGISTER, [listed("rives")])
    assert codes(REGISTER, [listed("rives", body=FOREST)]) == ["unit-of-another-body"]
    assert codes(REGISTER, [listed("digues", JUNE, MAY), listed("rives")]) == ["days-reversed"]
    assert codes(REGISTER, [listed("digues"), listed("digues")], FOREST) == ["other-body"] * 2
    assert "duplicate" in codes(REGISTER, [listed("digues"), listed("digues")])
    assert "not-an-address" in codes(REGISTER, [listed("digues", page="rives.html")])
    assert "unit-not-listed" in codes(MEANS, [means("digues", "read")])


def test_the_same_file_again_changes_nothing() -> None:
    rows = [listed("rives"), listed("digues")]
    hand_in(REGISTER, rows)
    preview = check(REGISTER, rows).preview
    assert (preview.unchanged, preview.changes_nothing) == (2, True)


def test_the_template_holds_what_the_body_said_last() -> None:
    hand_in(REGISTER, [listed("rives", end=None)])
    hand_in(MEANS, [means("rives", "submit")])
    (row,) = REGISTER.prefill(WATER)
    assert (row["consultation"], row["window_to"], row["participants"]) == ("rives", "", "40")
    assert [one["use"] for one in MEANS.prefill(WATER)] == ["submit"]
    assert list(REGISTER.prefill(FOREST)) == []


def test_a_consultation_left_out_of_a_file_stays_and_is_told() -> None:
    hand_in(REGISTER, [listed("rives"), listed("digues")])
    found = check(REGISTER, [listed("rives")])
    assert found.preview.no_longer_listed == (("digues", "Consultation digues"),)
    assert [one.code for one in found.findings] == ["absent-from-file"]


def test_the_evidence_of_an_answer_resolves_to_its_hand_in() -> None:
    hand_in(REGISTER, [listed("rives")])
    from_facts = _evidence()
    assert from_facts.fragment == "2"
    assert resolve(from_facts) is not None


def _evidence() -> Reference:
    facts = indicators.get(DIGITAL_WAY).definition(1).facts(YEAR, 10**6)
    return Reference.parse(facts["rives"].evidence)


def test_a_body_speaks_of_what_it_took_over_with_another(secretariat: Person) -> None:
    hand_in(REGISTER, [listed("rives", body=FOREST)])
    assert codes(REGISTER, [listed("rives")]) == ["unit-of-another-body"]
    organisations.merge_bodies(
        into=WATER, predecessors=[FOREST], on=date(2025, 6, 1), by=secretariat, at=AT
    )
    hand_in(REGISTER, [listed("rives")])
    assert [row["consultation"] for row in REGISTER.prefill(WATER)] == ["rives"]


def test_a_period_shows_the_body_of_its_last_day_whoever_took_over_since(
    secretariat: Person,
) -> None:
    closed = {"window_from": date(2025, 4, 2), "window_to": date(2025, 5, 1)}
    known_then = hand_in(REGISTER, [{**listed("rives", body=FOREST), **closed}])
    organisations.merge_bodies(
        into=WATER, predecessors=[FOREST], on=date(2025, 6, 1), by=secretariat, at=AT
    )
    hand_in(REGISTER, [{**listed("rives", body=WATER), **closed}])
    population = indicators.get(DIGITAL_WAY).definition(1).population
    spring, whole = (
        Period(date(2025, 4, 1), date(2025, 6, 1)),
        Period(date(2025, 4, 1), date(2026, 4, 1)),
    )
    now = audit.sequence()
    assert [unit.organisation for unit in population(spring, now)] == [FOREST]
    assert [unit.organisation for unit in population(whole, now)] == [WATER]
    assert [unit.organisation for unit in population(whole, known_then)] == [FOREST]
