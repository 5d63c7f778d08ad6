"""Every figure that the method states for the Canadian inventory comes out exactly of the four files.

In plain Python, from the files to the figures through the rules alone: no database, no framework.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from tests.open_data import NO_CANADA, YEARS, canada_file, has_canada
from virage.barometer.rules.compare import compare
from virage.barometer.rules.figures import figure
from virage.contracts.indicators import Answer, Judgement
from virage.services.rules import canada, end_to_end, take_up
from virage.services.rules.volumes import channel_facts

pytestmark = pytest.mark.skipif(not has_canada(), reason=NO_CANADA)


@dataclass(frozen=True)
class Inventory:
    """One file: its rows in our vocabulary, the last row of each service, what it did not collect."""

    services: dict[str, canada.ServiceYear]
    repeated: dict[str, list[int]]
    not_collected: frozenset[str]
    problems: list[canada.Problem]


@cache
def inventory(year: str) -> Inventory:
    """The inventory of a fiscal year."""
    with canada_file(year).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    not_collected = canada.columns_not_collected(rows)
    services: dict[str, canada.ServiceYear] = {}
    problems: list[canada.Problem] = []
    for row in rows:
        listed, wrong = canada.service_year(row, not_collected)
        problems += wrong
        if listed:
            services[listed.service] = listed
    return Inventory(services, canada.repeated(rows), not_collected, problems)


def every_service_listed_up_to(year: str) -> dict[str, canada.ServiceYear]:
    """The population of the version in force: no hand-in closes a service by leaving it out."""
    known: dict[str, canada.ServiceYear] = {}
    for one in YEARS[: YEARS.index(year) + 1]:
        known |= inventory(one).services
    return known


Judge = Callable[[Mapping[str, Any] | None], Judgement]
FactsOf = Callable[[canada.ServiceYear], Mapping[str, Any]]


def volumes_of(one: canada.ServiceYear) -> Mapping[str, Any]:
    return channel_facts(one.start, one.end, one.volumes, one.offered)


def points_of(one: canada.ServiceYear) -> Mapping[str, Any]:
    return {point.point: point.answer for point in one.points}


def answers(year: str, population: str, facts: FactsOf, judge: Judge) -> list[Answer]:
    """One answer per unit of the population ("listed" up to that year, or in that "file")."""
    file = inventory(year).services
    units = file if population == "file" else every_service_listed_up_to(year)
    found = []
    for code, unit in units.items():
        judgement = judge(facts(file[code]) if code in file else {})
        found.append(
            Answer(
                unit=code,
                name=unit.name,
                organisation=unit.body.code,
                value=judgement.value,
                reason=judgement.reason,
                weight=judgement.weight,
                part=judgement.part,
                whole=judgement.whole,
                source="declared",
                evidence="",
                flags=judgement.flags,
            )
        )
    return found


def take_up_answers(year: str, version: int) -> list[Answer]:
    if version == 1:
        return answers(year, "file", volumes_of, take_up.judge_v1)
    return answers(year, "listed", volumes_of, take_up.judge_v2)


def end_to_end_answers(year: str) -> list[Answer]:
    return answers(year, "listed", points_of, end_to_end.judge_v1)


def test_all_rows_of_the_four_files_are_understood() -> None:
    for year in YEARS:
        assert inventory(year).problems == []
    assert [len(inventory(year).services) for year in YEARS] == [345, 334, 1250, 1231]


def test_two_services_stand_twice_in_the_first_two_files() -> None:
    found = [sorted(inventory(year).repeated) for year in YEARS]
    assert found == [["1464", "1548"], ["1464", "1548"], [], []]


def test_telephone_was_collected_in_the_last_file_only() -> None:
    found = [sorted(inventory(year).not_collected) for year in YEARS]
    assert found == [["telephone_applications"]] * 3 + [[]]


TAKE_UP = """
2016-2017 1 135 140  70   0 49.09 39.13 59.42 442625965/678690321 478578784/678690321  4.0 10
2016-2017 2 135 140   0  70 49.09 49.09 49.09 442625965/678690321 478578784/678690321  4.0 10
2017-2018 1 118 149  67   0 44.19 35.33 55.39 447875821/590230343 440648794/590230343  3.1 11
2017-2018 2 118 149  32  67 44.19 39.46 50.17 447875821/590230343 440648794/590230343  3.1 11
2018-2019 1 249 437 564   0 36.30 19.92 65.04 172353385/377405628 183903598/377405628 12.7 66
2018-2019 2  68 181 893 159 27.31  5.95 84.15   33307501/85830098   61571641/85830098  3.2 52
2019-2020 1 212 477 542   0 30.77 17.22 61.25 186993748/334994989 168690726/334994989 11.9 63
2019-2020 2 212 477 277 498 30.77 21.95 50.62 186993748/334994989 168690726/334994989 11.9 63
""".strip().splitlines()


@pytest.mark.parametrize("line", TAKE_UP, ids=lambda line: "v".join(line.split()[:2]))
def test_take_up_above_75_per_cent(line: str) -> None:
    year, version, yes, no, unknown, na, share, lower, upper, weight, ratio, n_eff, bodies = (
        line.split()
    )
    found = figure(
        take_up_answers(year, int(version)), code="take-up", version=int(version), unit="service"
    )
    assert [found[key] for key in ("yes", "no", "unknown", "not_applicable")] == [
        int(yes),
        int(no),
        int(unknown),
        int(na),
    ]
    assert found["share"]["percent"] == share
    assert found["share"]["fraction"] == f"{yes}/{int(yes) + int(no)}"
    assert (found["lower"]["percent"], found["upper"]["percent"]) == (lower, upper)
    assert found["share_by_weight"]["fraction"] == weight
    assert found["ratio"]["fraction"] == ratio
    assert found["n_eff"]["rounded"] == n_eff
    assert found["bodies_answered"] == int(bodies)


def test_272_of_the_services_that_are_no_have_no_online_channel() -> None:
    listed = inventory("2019-2020").services
    no = [one.unit for one in take_up_answers("2019-2020", 2) if one.value == "no"]
    assert (len(no), sum(listed[code].request_online is False for code in no)) == (477, 272)


def test_without_telephone_is_said_when_telephone_was_not_collected() -> None:
    found = figure(take_up_answers("2018-2019", 2), code="take-up", version=2, unit="service")
    assert found["flags"]["without_phone"]["units"] == 1250
    last = figure(take_up_answers("2019-2020", 2), code="take-up", version=2, unit="service")
    assert "without_phone" not in last["flags"]


def table(text: str) -> dict[str, dict[str, int]]:
    """ "yes 137 29 26 0 57 · no …" as rows; a row that is not told is all zeros."""
    states = ("yes", "no", "unknown", "not_applicable", "absent")
    rows = {state: dict.fromkeys(states, 0) for state in states}
    for row in text.split(" · "):
        name, *cells = row.replace("n.a.", "not_applicable").split()
        rows[name] = dict(zip(states, map(int, cells), strict=True))
    return rows


def test_the_change_under_version_1_as_published_by_the_method() -> None:
    found = compare(take_up_answers("2018-2019", 1), take_up_answers("2019-2020", 1))
    assert found["table"] == table(
        "yes 137 29 26 0 57 · no 24 294 71 0 48 · unknown 22 106 359 0 77 · absent 29 48 86 0 0"
    )
    assert found["bridge"] == "exact"
    panel = found["panel"]
    assert (panel["yes_from"], panel["yes_to"], panel["of"]) == (166, 161, 484)
    assert found["real_effect"]["points"] == "-1.03"
    assert points(found["ways_in"]) == {
        "newly_listed": "+0.49",
        "newly_answered": "-2.99",
        "newly_applicable": "0.00",
        "split_or_merged": "0.00",
    }
    assert points(found["ways_out"]) == {
        "no_longer_listed": "-3.06",
        "no_longer_answered": "+1.06",
        "no_longer_applicable": "0.00",
        "split_or_merged": "0.00",
    }
    assert found["total"]["points"] == "-5.53"
    direction = found["direction"]
    assert direction["code"] == "undetermined"
    assert (direction["turned_to_yes"], direction["turned_to_no"], direction["panel"]) == (
        24,
        29,
        484,
    )


def test_the_change_under_version_2_as_published_by_the_method() -> None:
    found = compare(take_up_answers("2018-2019", 2), take_up_answers("2019-2020", 2))
    assert found["table"] == table(
        "yes 29 7 19 13 0 · no 15 115 29 22 0 · unknown 136 274 199 284 0 "
        "· n.a. 3 33 27 96 0 · absent 29 48 3 83 0"
    )
    panel = found["panel"]
    assert (panel["yes_from"], panel["yes_to"], panel["of"]) == (36, 44, 166)
    assert found["real_effect"]["points"] == "+4.82"
    assert points(found["ways_in"]) == {
        "newly_listed": "+1.25",
        "newly_answered": "+3.96",
        "newly_applicable": "-0.95",
        "split_or_merged": "0.00",
    }
    assert points(found["ways_out"]) == {
        "no_longer_listed": "0.00",
        "no_longer_answered": "-3.45",
        "no_longer_applicable": "-2.17",
        "split_or_merged": "0.00",
    }
    assert found["total"]["points"] == "+3.46"


def points(ways: Mapping[str, Any]) -> dict[str, str]:
    return {name: way["points"] for name, way in ways.items()}


@pytest.mark.parametrize(
    ("year", "counts", "fraction"),
    [
        ("2016-2017", (87, 236, 0, 22), "87/323"),
        ("2017-2018", (104, 211, 32, 19), "104/315"),
        ("2018-2019", (253, 714, 51, 283), "253/967"),
        ("2019-2020", (234, 680, 233, 317), "234/914"),
    ],
)
def test_end_to_end(year: str, counts: tuple[int, ...], fraction: str) -> None:
    found = figure(end_to_end_answers(year), code="end-to-end", version=1, unit="service")
    told = tuple(found[key] for key in ("yes", "no", "unknown", "not_applicable"))
    assert (told, found["share"]["fraction"]) == (counts, fraction)
    assert (found["target"], found["verdict"], found["break_even"]) == (None, None, None)


def test_a_body_is_known_by_one_code_however_its_name_is_written() -> None:
    bodies = {year: {one.body.code for one in inventory(year).services.values()} for year in YEARS}
    assert "cfia-acia" in bodies["2016-2017"] & bodies["2019-2020"]
    assert [len(bodies[year]) for year in YEARS] == [11, 11, 72, 74]
