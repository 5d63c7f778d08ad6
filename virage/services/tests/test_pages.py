"""Pages of services for everyone: the list, one service with its numbers and history, and their files."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from tests.people import AT, FOREST, WATER
from virage.audit.models import JournalLine
from virage.contracts.references import Reference, resolve
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.lib.csv_out import BOM
from virage.services import actions
from virage.services.tests.handing_in import YEAR, hand_in, volume
from virage.services.tests.showing import text, well

__all__ = ["well"]
pytestmark = pytest.mark.django_db


def lines(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(client, address).removeprefix(BOM))))


def test_the_list_finds_services_whatever_accents_and_capitals(
    client: Client, bodies: object
) -> None:
    hand_in(
        [
            volume("puits", "online", 3, name="Forage à l’Écart"),
            volume("coupe", "online", 3, body=FOREST, name="Coupe"),
        ]
    )
    found = text(client, "/services/?q=ecart")
    assert "Forage à l’Écart" in found
    assert "Coupe" not in found
    assert "Coupe" in text(client, "/services/?q=regie")  # by the name of its body
    assert "Coupe" in text(client, "/services/?organisme=regie-forets")
    assert "Aucun service ne répond" in text(client, "/services/?q=rien")


def test_the_list_sets_closed_services_apart(client: Client, well: str, officer: Person) -> None:
    actions.close_service(code="puits", on=date(2026, 6, 1), reason="ended", by=officer, at=AT)
    assert "Permis de forage" not in text(client, "/services/")
    assert "1er\xa0juin 2026" in text(client, "/services/?etat=fermes")
    assert "Le service n’est plus rendu" in text(client, well)


def test_the_list_goes_on_from_page_to_page(client: Client, bodies: object) -> None:
    hand_in([volume(f"s{at:03}", "online", 3) for at in range(60)], chunk=60)
    assert "s049" in text(client, "/services/")
    assert "s055" in text(client, "/services/?page=2")


def test_the_files_say_what_the_list_says(client: Client, bodies: object) -> None:
    hand_in(
        [
            volume("puits", "online", 3, name="=1+1"),
            volume("coupe", "online", 3, body=FOREST, name="Coupe"),
        ]
    )
    (one,) = lines(client, "/services.csv?q=puits")
    assert (one["code"], one["organisation"], one["closed_on"]) == ("puits", WATER, "")
    assert one["name_fr"] == "'=1+1"  # a spreadsheet must not run a name
    rows = client.get("/services.json").json()["rows"]
    assert [row["code"] for row in rows] == ["puits", "coupe"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_of_a_service_shows_its_numbers_and_their_proof(
    client: Client, well: str, prefix: str
) -> None:
    page = text(client, prefix + well)
    english = prefix == "/en"
    assert ("Drilling permit" if english else "Permis de forage") in page
    assert ("1,200" if english else "1\u202f200") in page
    assert ("not collected" if english else "non recueilli") in page
    assert ("on line, phone" if english else "en ligne, téléphone") in page


def test_the_page_of_a_service_tells_its_history_the_latest_first(
    client: Client, well: str
) -> None:
    page = text(client, well)
    renamed = page.index("Devient «\xa0Permis de forage\xa0»")
    offered = page.index("Canaux offerts\xa0: en ligne, téléphone")
    handed = page.index("Inscrit sous le nom «\xa0Permis de puits\xa0»")
    assert renamed < offered < handed
    assert page.count("du journal") >= 2  # the acts say which line of the journal


def test_a_history_tells_each_turn_in_words(
    client: Client, well: str, officer: Person, secretariat: Person
) -> None:
    actions.open_service(
        code="source",
        name=Text("Source", "Spring"),
        organisation=WATER,
        opened_on=date(2026, 1, 1),
        by=officer,
        at=AT,
    )
    actions.record_succession(
        code="source", predecessors=["puits"], on=date(2026, 2, 1), by=officer, at=AT
    )
    for name, body in ((Text("Permis de forage", "Drill"), WATER), (Text("Coupe", "Cut"), FOREST)):
        actions.describe_service(
            code="puits",
            name=name,
            organisation=body,
            valid_from=date(2026, 3, 1) if body == WATER else date(2026, 4, 1),
            by=secretariat,
            at=AT,
        )
    actions.describe_service(
        code="puits",
        name=Text("Coupe", "Cut"),
        organisation=WATER,
        valid_from=date(2026, 5, 1),
        by=secretariat,
        at=AT,
    )
    actions.confirm_service(code="puits", by=secretariat, at=AT)
    actions.close_service(code="puits", on=date(2026, 6, 1), reason="merged", by=secretariat, at=AT)
    actions.keep_service(code="puits", by=secretariat, at=AT)
    actions.keep_service(code="puits", by=secretariat, at=AT)
    page = text(client, well)
    for words in (
        "Sa suite est prise par\xa0: Source (source)",
        "Nom revu dans l’autre langue",
        "Devient «\xa0Coupe\xa0», et passe à\xa0: Régie des forêts",
        "Passe à\xa0: Ministère de l’Eau",
        "Confirmé\xa0: c’est toujours le même service",
        "Réuni à un autre service. Remplacé depuis.",
        "Rouvert",
        "Gardé\xa0: le service est toujours rendu",
        "par le Secrétariat, ligne",
    ):
        assert words in page, words
    other = text(client, "/services/source/")
    assert "Prend la suite de\xa0: Coupe (puits)" in other
    assert "par l’organisme, ligne" in other


def test_the_files_of_a_service_hold_all_of_each_table(client: Client, well: str) -> None:
    volumes = lines(client, f"{well}volumes.csv")
    assert [(one["channel"], one["volume"], one["status"]) for one in volumes] == [
        ("online", "1200", "provided"),
        ("phone", "", "not_collected"),
    ]
    assert volumes[0]["evidence"].startswith("services.batch:")
    assert volumes[0]["evidence"].endswith("#2")
    (answer,) = client.get(f"{well}points.json").json()["rows"]
    assert (answer["point"], answer["answer"]) == ("application", "yes")
    kinds = [one["kind"] for one in lines(client, f"{well}histoire.csv")]
    assert kinds == ["described", "offered", "described"]


def test_a_service_that_nobody_lists_is_not_found(client: Client, bodies: object) -> None:
    for address in ("/services/rien/", "/services/rien/volumes.csv", "/services/rien/autre.csv/"):
        assert client.get(address).status_code == 404


def test_a_code_with_signs_of_addresses_has_a_page(client: Client, officer: Person) -> None:
    actions.open_service(
        code="a/b#1",
        name=Text("Permis", "Permit"),
        organisation=WATER,
        opened_on=YEAR.start,
        by=officer,
        at=AT,
    )
    assert "Permis" in text(client, "/services/a/b%231/")
    assert lines(client, "/services/a/b%231/volumes.csv") == []
    assert "/services/a/b%231/" in text(client, "/services/")


def test_references_to_a_service_lead_to_its_page(well: str) -> None:
    shown = resolve(Reference("services.unit", "puits"))
    assert shown is not None
    assert (shown.title.fr, shown.url) == ("Permis de forage", well)
    subject = JournalLine.objects.filter(entry="services:offer:stated").get().subject
    with translation.override("en"):
        acted_on = resolve(Reference.parse(subject))
    assert acted_on is not None
    assert acted_on.url == f"/en{well}"
    assert resolve(Reference("services.unit", "rien")) is None
