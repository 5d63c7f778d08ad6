"""The same figures come out of the database: four files handed in, accepted, and then measured.

Through the command as anyone types it, the records, and the declared indicators; the method's numbers
are those of `test_canada_figures`.
"""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.open_data import NO_CANADA, YEARS, canada_file, has_canada
from tests.test_canada_figures import TAKE_UP, points, table
from virage.audit import queries as audit
from virage.barometer.rules.compare import compare
from virage.barometer.rules.figures import figure
from virage.contracts.indicators import Answer, Period, indicators
from virage.contracts.references import Reference, resolve

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not has_canada(), reason=NO_CANADA),
]


def hand_in(year: str) -> None:
    call_command(
        "intake",
        "services.canada-inventory",
        str(canada_file(year)),
        accept=True,
        create_new=True,
        stdout=StringIO(),
    )


@pytest.fixture(scope="module")
def cuts(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """The record sequence after each file, the four files handed in once for all these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = {}
        for year in YEARS:
            hand_in(year)
            found[year] = audit.sequence()
        yield found
        transaction.set_rollback(True)


def answers(code: str, version: int, year: str, known_at: int) -> list[Answer]:
    period = Period(date(int(year[:4]), 4, 1), date(int(year[5:]), 4, 1))
    definition = indicators.get(code).definition(version)
    facts = definition.facts(period, known_at)
    found = []
    for unit in definition.population(period, known_at):
        known = facts.get(unit.code)
        judgement = definition.judge(known.values if known else None)
        found.append(
            Answer(
                unit=unit.code,
                name=unit.name,
                organisation=unit.organisation,
                value=judgement.value,
                reason=judgement.reason,
                weight=judgement.weight,
                part=judgement.part,
                whole=judgement.whole,
                source=known.source if known else "declared",
                evidence=known.evidence if known else "",
                flags=(*judgement.flags, *(known.flags if known else ())),
                succeeds=unit.succeeds,
            )
        )
    return found


def take_up(version: int, year: str, known_at: int) -> list[Answer]:
    return answers("services.take-up-above-75", version, year, known_at)


@pytest.mark.parametrize("line", TAKE_UP, ids=lambda line: "v".join(line.split()[:2]))
def test_take_up_comes_out_of_the_records_as_out_of_the_files(
    cuts: dict[str, int], line: str
) -> None:
    year, version, yes, no, unknown, na, share, lower, upper, weight, ratio, n_eff, bodies = (
        line.split()
    )
    for known_at in (cuts[year], cuts[YEARS[-1]]):
        answered = take_up(int(version), year, known_at)
        found = figure(answered, code="take-up", version=int(version), unit="service")
        told = [str(found[key]) for key in ("yes", "no", "unknown", "not_applicable")]
        assert told == [yes, no, unknown, na]
        assert found["share"]["percent"] == share
        assert (found["lower"]["percent"], found["upper"]["percent"]) == (lower, upper)
        assert found["share_by_weight"]["fraction"] == weight
        assert found["ratio"]["fraction"] == ratio
        assert found["n_eff"]["rounded"] == n_eff
        assert found["bodies_answered"] == int(bodies)


@pytest.mark.parametrize(
    ("version", "expected", "total"),
    [
        (
            1,
            "yes 137 29 26 0 57 · no 24 294 71 0 48 · unknown 22 106 359 0 77 "
            "· absent 29 48 86 0 0",
            "-5.53",
        ),
        (
            2,
            "yes 29 7 19 13 0 · no 15 115 29 22 0 · unknown 136 274 199 284 0 "
            "· n.a. 3 33 27 96 0 · absent 29 48 3 83 0",
            "+3.46",
        ),
    ],
)
def test_the_change_between_two_years_comes_out_of_the_records(
    cuts: dict[str, int], version: int, expected: str, total: str
) -> None:
    found = compare(
        take_up(version, "2018-2019", cuts["2018-2019"]),
        take_up(version, "2019-2020", cuts["2019-2020"]),
    )
    assert found["table"] == table(expected)
    assert found["total"]["points"] == total
    assert sum(map(float, points(found["ways_in"]).values())) != 0


@pytest.mark.parametrize(
    ("year", "counts"),
    [
        ("2016-2017", (87, 236, 0, 22)),
        ("2017-2018", (104, 211, 32, 19)),
        ("2018-2019", (253, 714, 51, 283)),
        ("2019-2020", (234, 680, 233, 317)),
    ],
)
def test_end_to_end_comes_out_of_the_records(
    cuts: dict[str, int], year: str, counts: tuple[int, ...]
) -> None:
    found = figure(
        answers("services.end-to-end", 1, year, cuts[year]),
        code="end-to-end",
        version=1,
        unit="service",
    )
    assert tuple(found[key] for key in ("yes", "no", "unknown", "not_applicable")) == counts


def test_every_answer_opens_onto_the_line_that_proves_it(cuts: dict[str, int]) -> None:
    answered = take_up(2, "2019-2020", cuts["2019-2020"])
    known = [one for one in answered if one.reason != "no_longer_listed"]
    assert len(known) == 1231
    assert all(one.evidence for one in known)
    shown = resolve(Reference.parse(known[0].evidence))
    assert shown is not None
    assert "/depots/preuves/" in shown.url


def test_a_warning_of_the_file_stays_with_the_answer(cuts: dict[str, int]) -> None:
    answered = {one.unit: one for one in take_up(2, "2016-2017", cuts["2016-2017"])}
    assert "repeated" in answered["1464"].flags
    assert "repeated" not in answered["135"].flags


def test_a_file_handed_in_twice_changes_nothing(cuts: dict[str, int]) -> None:
    before = take_up(2, "2019-2020", audit.sequence())
    hand_in("2019-2020")
    assert take_up(2, "2019-2020", audit.sequence()) == before
