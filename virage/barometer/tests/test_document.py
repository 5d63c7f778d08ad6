"""An edition as one document says what its pages say, in both languages, until it is corrected."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from virage.barometer import actions
from virage.barometer.models import Edition
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger
from virage.identity.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(system: Person) -> Edition:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yynnn", 2020)
    ledger.publish(2020, system)
    ledger.state("yyynnu", 2021)
    return ledger.publish(2021, system)


def words(client: Client, address: str) -> str:
    """What the document says, with ordinary spaces."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(response.content), strict=True).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages).replace(" ", " ")


def test_a_document_holds_the_ten_targets_and_what_the_pages_say_of_them(
    client: Client, edition: Edition
) -> None:
    said = words(client, "/barometre/editions/2021-22.pdf")
    for number in ("1.1", "1.2", "1.3", "2.1", "3.1", "4.1", "4.2", "5.1", "5.2", "6.1"):
        assert f"Cible {number}" in said
    assert "3 des 5 guichets connus (60,00 %) ; de 50,00 % à 66,67 % des 6 concernés" in said
    assert "Définition 1." in said
    assert "Aucun dossier encore" in said
    assert edition.seal in said.replace(" ", "")
    assert "b0 1 1 0 0 50,00 % – 50,00 %" in said
    assert "/barometre/editions/2021-22/cibles/1.1/" in said


def test_a_document_is_whole_in_english(client: Client, edition: Edition) -> None:
    said = words(client, "/en/barometre/editions/2021-22.pdf")
    assert "3 of the 5 counters known (60.00%)" in said
    assert "Verify for yourself" in said
    assert "édition" not in said


def test_a_document_is_made_once_until_something_is_corrected(
    client: Client, edition: Edition, system: Person
) -> None:
    address = "/barometre/editions/2021-22.pdf"
    first = client.get(address)
    assert client.get(address).content == first.content
    asked_again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert asked_again.status_code == 304
    actions.add_erratum(edition=edition, fr="Lire « cinq » et non « six ».", by=system, at=AT)
    assert "Lire « cinq » et non « six »." in words(client, address)


def test_a_revised_edition_says_which_one_to_quote(
    client: Client, edition: Edition, system: Person
) -> None:
    ledger = Ledger()
    ledger.state("y", 2021)
    actions.revise(edition=edition, by=system, at=AT, secret=bytes(32), registry=ledger.registry)
    said = words(client, "/barometre/editions/2021-22.pdf")
    assert "La révision à citer est 2021-22, révision 1" in said
    assert client.get("/barometre/editions/1999.pdf").status_code == 404


def test_a_question_without_a_target_has_its_place(client: Client, system: Person) -> None:
    ledger = Ledger()
    ledger.state("yn", 2021)
    ledger.publish(2021, system)
    said = words(client, "/barometre/editions/2021-22.pdf")
    assert "Sans cible" in said
    assert f"/mesures/{CODE}/" in said.replace(" ", "")
