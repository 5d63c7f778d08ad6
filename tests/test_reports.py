"""The annual report of a body: page and document tell the same, from the answers, promises and plan."""

import re
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.small_government import SmallGovernment, small_government
from virage.intake.tests.handing_in import WATER

__all__ = ["small_government"]  # a fixture
pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    told = re.sub(r"<[^>]*>", " ", response.content.decode())
    # What a printed page bears of its address is its own.
    return " ".join(told.replace("\u202f", " ").split()).partition("http://testserver")[0]


def document(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    pages = PdfReader(BytesIO(response.content), strict=True).pages
    return " ".join(" ".join(one.extract_text() for one in pages).replace("\u202f", " ").split())


def test_page_and_document_tell_the_same(client: Client, small_government: SmallGovernment) -> None:
    slug = small_government.edition.slug
    told = page(client, f"/bilans/{WATER}/")
    assert told == page(client, f"/bilans/{WATER}/{slug}/")
    taken = document(client, f"/bilans/{WATER}/{slug}.pdf")
    for words in (
        "Bilan public annuel",
        "Les dix cibles",
        "Ce qui manque, et pour quand",
        "Aucune promesse n’était en vigueur.",
        "Son plan de transformation",
        "Un plan est déposé, à l’examen ou à modifier",
        "Demandes en ligne",
        "Trois demandes de plus",
        "Aucun engagement n’a été redéfini depuis la première version.",
    ):
        assert words.replace("\u00a0", " ") in told.replace("\u00a0", " ")
        assert words in taken
    assert small_government.edition.seal in taken.replace(" ", "")
    # What was measured of it reads the same in both: "yes no unknown not-applicable lower – upper".
    [line] = re.findall(r"5\.1 [^%]*% (\d+ \d+ \d+ \d+ [\d,]+ %)", taken)
    assert line in told


def test_a_report_is_whole_in_english(client: Client, small_government: SmallGovernment) -> None:
    taken = document(client, f"/en/bilans/{WATER}/{small_government.edition.slug}.pdf")
    assert "Annual public report" in taken
    assert "Its transformation plan" in taken
    assert "édition" not in taken


def test_of_no_body_or_no_edition_there_is_no_report(
    client: Client, small_government: SmallGovernment
) -> None:
    assert client.get("/bilans/personne/").status_code == 404
    assert client.get(f"/bilans/{WATER}/1999/").status_code == 404
    assert client.get(f"/bilans/{WATER}/1999.pdf").status_code == 404


def test_before_the_first_edition_there_is_no_report(client: Client, db: None) -> None:
    assert client.get(f"/bilans/{WATER}/").status_code == 404
