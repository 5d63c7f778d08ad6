"""The Canadian inventory row by row: what each cell means, and what cannot be understood."""

from datetime import date
from typing import Any

import pytest

from virage.services.rules import canada
from virage.services.rules.canada_bodies import BODIES, body_named
from virage.services.rules.volumes import VolumeLine

pytestmark = pytest.mark.once


ROW = {
    "fiscal_yr": "2019-2020",
    "service_id": "135 ",
    "service_name_en": "Farm Debt\nMediation_x000D_\n Service",
    "service_name_fr": "Médiation en matière d’endettement agricole",
    "department_name_en": "Agriculture and Agri-Food Canada",
    "department_name_fr": "Agriculture et Agroalimentaire Canada",
    "service_channels": "onl,eml",
    "online_applications": "12",
    "telephone_applications": "NA",
    "in_person_applications": "ND",
    "postal_mail_applications": "",
    "other_applications": "ND",
    "e_registration": "Y",
    "e_authentication": "N",
    "e_application": "NA",
    "e_decision": "ND",
    "e_issuance": "",
    "e_feedback": "Y",
}


def mapped(not_collected: frozenset[str] = frozenset(), **cells: str) -> canada.ServiceYear:
    found, problems = canada.service_year({**ROW, **cells}, not_collected)
    assert problems == []
    assert found is not None
    return found


def statuses(found: canada.ServiceYear) -> dict[str, tuple[str, int | None]]:
    return {line.channel: (line.status, line.volume) for line in found.volumes}


def test_a_row_is_a_service_over_a_fiscal_year() -> None:
    found = mapped()
    assert (found.service, found.body.code) == ("135", "aafc-aac")
    assert found.name.en == "Farm Debt Mediation Service"
    assert (found.start, found.end) == (date(2019, 4, 1), date(2020, 4, 1))
    assert found.observed_on == date(2020, 3, 31)
    assert found.volumes[0] == VolumeLine(
        "online", date(2019, 4, 1), date(2020, 4, 1), "provided", 12
    )


def test_no_data_means_not_offered_when_the_row_names_other_channels() -> None:
    assert statuses(mapped()) == {
        "online": ("provided", 12),
        "phone": ("not_applicable", None),
        "counter": ("not_applicable", None),
        "mail": ("not_applicable", None),
        "other": ("not_provided", None),
    }


@pytest.mark.parametrize("silence", ["", "ND"])
def test_no_data_means_not_provided_when_the_row_names_no_channel(silence: str) -> None:
    found = mapped(service_channels=silence)
    assert statuses(found)["counter"] == ("not_provided", None)
    assert statuses(found)["phone"] == ("not_applicable", None)
    assert (found.offered, found.request_online) == (None, None)


def test_no_data_on_every_row_means_that_nobody_was_asked() -> None:
    rows = [ROW, {**ROW, "in_person_applications": "", "telephone_applications": "ND"}]
    silent = canada.columns_not_collected(rows)
    assert silent == {
        "in_person_applications",
        "postal_mail_applications",
        "other_applications",
    }
    found = mapped(frozenset(silent), telephone_applications="ND")
    assert statuses(found)["counter"] == ("not_collected", None)
    assert statuses(found)["phone"] == ("not_applicable", None)


def test_fax_and_e_mail_are_counted_as_other() -> None:
    assert mapped(service_channels="fax,tel").offered == ("online", "other", "phone")
    assert mapped(service_channels="non", online_applications="0").offered == ()


def test_a_channel_that_counts_requests_is_offered_though_the_row_does_not_name_it() -> None:
    assert mapped(service_channels="post").request_online is True
    assert mapped(service_channels="post", online_applications="0").request_online is False


def test_interaction_points_without_an_answer_are_not_provided() -> None:
    assert [(one.point, one.answer) for one in mapped().points] == [
        ("registration", "yes"),
        ("authentication", "no"),
        ("application", "not_applicable"),
        ("decision", "not_provided"),
        ("issuance", "not_provided"),
        ("feedback", "yes"),
    ]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("fiscal_yr", "2019", "not_a_fiscal_year"),
        ("fiscal_yr", "2019-2021", "not_a_fiscal_year"),
        ("service_id", " ", "empty"),
        ("service_name_fr", "", "empty"),
        ("department_name_en", "Ministry of Silly Walks", "unknown_body"),
        ("department_name_fr", "Santé Canada", "unknown_body"),
        ("online_applications", "#REF!", "not_a_number"),
        ("online_applications", "1,234", "not_a_number"),
        ("online_applications", "-5", "not_a_number"),
        ("online_applications", "0.75", "not_a_number"),
        ("service_channels", "onl,web", "not_a_channel"),
        ("e_feedback", "12", "not_an_answer"),
    ],
)
def test_what_is_not_understood_is_named(column: str, value: str, code: str) -> None:
    found, problems = canada.service_year({**ROW, column: value}, frozenset())
    assert found is None
    assert [one.code for one in problems] == [code]


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    wrong: dict[str, Any] = {**ROW, "service_id": "", "online_applications": "?", "e_decision": "?"}
    _, problems = canada.service_year(wrong, frozenset())
    assert [one.column for one in problems] == ["service_id", "online_applications", "e_decision"]


def test_a_service_that_stands_twice_is_told_with_its_places() -> None:
    rows = [ROW, {**ROW, "service_id": "7"}, {**ROW, "service_id": "135"}]
    assert canada.repeated(rows) == {"135": [0, 2]}


def test_a_body_has_one_code_and_is_found_however_its_name_is_typed() -> None:
    assert len({body.code for body in BODIES}) == len(BODIES)
    curly = body_named(
        "Canadian Food Inspection Agency", "Agence canadienne d’inspection des aliments"
    )
    straight = body_named(
        "Canadian food inspection agency ", "Agence canadienne d'inspection des aliments"
    )
    assert curly == straight
    assert curly is not None
    assert curly.code == "cfia-acia"
