"""What readers find on the public pages of the barometer, and that every page shows the sealed rows."""

import csv
import io
import json
import re
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from virage.barometer import actions, queries
from virage.barometer.models import Edition
from virage.barometer.rules import archive
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger, year
from virage.identity.models import Person

pytestmark = pytest.mark.django_db
NUMBERS = ("1.1", "1.2", "1.3", "2.1", "3.1", "4.1", "4.2", "5.1", "5.2", "6.1")
TARGET = "/barometre/cibles/1.1/"


@pytest.fixture
def ledger(system: Person) -> Ledger:
    measured_by_the_ledger(system)
    return Ledger()


@pytest.fixture
def two_editions(ledger: Ledger, system: Person) -> tuple[Edition, Edition]:
    """A first edition, then one in which a counter opened and another fell silent."""
    ledger.state("yynnna", 2020)
    first = ledger.publish(2020, system)
    ledger.state("yyynua", 2021)
    return first, ledger.publish(2021, system)


def read(client: Client, address: str, **query: str) -> str:
    """The page, with ordinary spaces so that a test can be read."""
    response = client.get(address, query)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def words(page: str) -> str:
    """What stands between the tags, drawings left out."""
    page = re.sub(r"<svg.*?</svg>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def file(client: Client, address: str, **query: str) -> list[dict[str, str]]:
    """The lines of a CSV."""
    response = client.get(address, query)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_before_any_edition_all_ten_targets_are_there_without_records(
    client: Client, db: None
) -> None:
    page = read(client, "/barometre/")
    assert [number for number in NUMBERS if f'"target-number">{number}' in page] == [*NUMBERS]
    assert words(page).count("Aucun dossier encore") == len(NUMBERS)
    assert "Aucune édition publiée encore" in page
    for number in NUMBERS:
        assert "Aucun dossier encore" in read(client, f"/barometre/cibles/{number}/")
    assert client.get("/barometre/cibles/9.9/").status_code == 404


def test_the_overview_says_the_figure_the_verdict_and_what_they_rest_on(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    page = words(read(client, "/barometre/"))
    assert (
        "3 des 4 guichets connus (75,00 %) ; de 60,00 % à 80,00 % des 5 concernés ; 1 sans réponse."
    ) in page
    assert "Indéterminée" in page
    assert "sous réserve du recensement" in page
    assert "Parmi les guichets recensés." in page
    assert "on ne sait pas combien étaient attendus" in page
    assert page.count("Aucun dossier encore") == len(NUMBERS) - 1
    seal = two_editions[1].seal
    assert f"{seal[:4]} {seal[4:8]} {seal[8:12]}" in page
    assert "▲ +25,00 points, direction établie" in page


def test_the_overview_costs_the_same_whatever_there_is_to_show(
    client: Client, ledger: Ledger, system: Person
) -> None:
    ledger.state("yyn", 2018)
    ledger.publish(2018, system)
    read(client, "/")  # the first page of a process also asks whether all its data are invented
    with CaptureQueriesContext(
        connection,
    ) as few:
        read(client, "/barometre/")
    for start in (2019, 2020, 2021):
        ledger.state("yynu" * 30, start)
        ledger.publish(start, system)
    with CaptureQueriesContext(connection) as many:
        read(client, "/barometre/")
    assert len(many) == len(few) <= 12
    with CaptureQueriesContext(connection) as of_a_target:
        read(client, TARGET)
    assert len(of_a_target) <= 14


def test_a_first_edition_has_a_level_and_no_trend(
    client: Client, ledger: Ledger, system: Person
) -> None:
    ledger.state("yyn", 2021)
    ledger.publish(2021, system)
    page = read(client, TARGET)
    assert "Première édition : un niveau, et pas encore d’évolution." in page
    assert "chart-trend" not in page
    assert "chart-bridge" not in page


def test_no_dot_and_no_share_are_drawn_when_fewer_than_half_are_known(
    client: Client, ledger: Ledger, system: Person
) -> None:
    ledger.state("ynuuuu", 2021)
    ledger.publish(2021, system)
    page = read(client, TARGET)
    track = page[page.index("chart-track") : page.index("</svg>", page.index("chart-track"))]
    assert "c-hatch" in track
    assert "c-dot" not in track
    headline = words(page[: page.index('id="units"')])
    assert "trop pour donner une part" in headline
    assert "50,00" not in headline


def test_the_band_has_open_ends_while_the_register_is_not_attested(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    assert "c-band-open" in read(client, TARGET)


def test_the_bridge_is_told_in_words_bars_and_a_table(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    page = read(client, TARGET)
    assert "chart-bridge" in page
    assert (
        "En hausse, quoi que cachent les réponses manquantes : 1 guichet est passé à oui, 0 à non, sur 4 suivis."
        in page
    )
    assert "effet réel" in page
    put = queries.figure(two_editions[1], CODE)
    change = queries.changes(two_editions[1])[1][CODE]
    lines = file(client, f"/barometre/editions/2021-22/mesures/{CODE}/changement.csv")
    moves = [one for one in lines if one["kind"] == "move"]
    assert sum(int(one["units"]) for one in moves) == put.answers
    steps = {one["name"]: one["points"].lstrip("'") for one in lines if one["kind"] == "step"}
    assert steps["real_effect"] == change["real_effect"]["points"]


def test_every_unit_behind_the_figure_is_listed_with_what_proves_it(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    page = read(client, TARGET)
    for unit in range(6):
        assert f"/barometre/unites/tests.counters/c{unit}/" in page
    assert "Dépôt du 3 juin 2026, ligne 3" in page
    assert "tel que déclaré" in page
    facets = re.findall(r"(Tous|Oui|Non|Inconnus|Sans objet) <span class=\"count\">(\d+)<", page)
    assert facets == [
        ("Tous", "6"),
        ("Oui", "3"),
        ("Non", "1"),
        ("Inconnus", "1"),
        ("Sans objet", "1"),
    ]


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ({"reponse": "oui"}, {"c0", "c1", "c2"}),
        ({"reponse": "inconnu"}, {"c4"}),
        ({"reponse": "sans-objet"}, {"c5"}),
        ({"reponse": "plus-recense"}, set()),
        ({"q": "GUICHÉT c3"}, {"c3"}),
        ({"organisme": "b0"}, {"c0", "c3"}),
        ({"q": "rien de tel"}, set()),
        ({"reponse": "n’importe quoi", "tri": "inconnu"}, {f"c{unit}" for unit in range(6)}),
    ],
)
def test_the_list_and_its_file_are_narrowed_alike(
    client: Client,
    two_editions: tuple[Edition, Edition],
    query: dict[str, str],
    units: set[str],
) -> None:
    page = read(client, TARGET, **query)
    assert set(re.findall(r"/unites/tests\.counters/(\w+)/", page)) == units
    address = f"/barometre/editions/2021-22/mesures/{CODE}/unites.csv"
    assert {one["unit"] for one in file(client, address, **query)} == units
    if not units:
        assert "Retirez un filtre" in page


def test_a_long_list_is_cut_into_pages_that_keep_the_filter(
    client: Client, ledger: Ledger, system: Person
) -> None:
    ledger.state("y" * 60 + "n" * 20, 2021)
    ledger.publish(2021, system)
    first = read(client, TARGET, reponse="oui")
    second = read(client, TARGET, reponse="oui", page="2")
    listed = [set(re.findall(r"/unites/tests\.counters/(\w+)/", page)) for page in (first, second)]
    assert [len(one) for one in listed] == [50, 10]
    assert not listed[0] & listed[1]
    assert "reponse=oui&amp;page=2" in first


def test_the_page_its_files_and_the_archive_hold_the_same_rows(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    address = f"/barometre/editions/2021-22/mesures/{CODE}/unites"
    as_csv = file(client, f"{address}.csv")
    as_json = json.loads(client.get(f"{address}.json").content)
    streamed = client.get("/barometre/editions/2021-22/archive.zip")
    content = streamed.getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as kept:
        leaves = [json.loads(line) for line in kept.read(archive.ANSWERS).splitlines()]

    def row(one: dict[str, Any]) -> tuple[str, ...]:
        return tuple(str(one[key]) for key in ("unit", "value", "organisation", "evidence"))

    assert as_json["seal"] == two_editions[1].seal
    assert sorted(map(row, as_csv)) == sorted(map(row, as_json["rows"])) == sorted(map(row, leaves))
    figures = file(client, "/barometre/editions/2021-22/chiffres.csv")
    assert [(one["target"], one["share"], one["share_percent"]) for one in figures] == [
        ("1.1", "3/4", "75.00")
    ]


def test_an_older_edition_stays_and_points_to_the_latest(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    page = read(client, "/barometre/editions/2020-21/")
    assert "2 des 5 guichets connus (40,00 %)" in words(page)
    assert "Une édition plus récente existe" in page
    assert "/barometre/editions/2020-21/cibles/1.1/" in page
    assert "Une édition plus récente existe" not in read(client, "/barometre/editions/2021-22/")
    assert "2 des 5 guichets connus" in words(
        read(client, "/barometre/editions/2020-21/cibles/1.1/")
    )


def test_a_revised_edition_says_which_one_to_quote(
    client: Client, ledger: Ledger, system: Person, two_editions: tuple[Edition, Edition]
) -> None:
    ledger.state("yyyyya", 2021)
    actions.revise(
        edition=two_editions[1], by=system, at=AT, secret=bytes(32), registry=ledger.registry
    )
    old = read(client, "/barometre/editions/2021-22/")
    assert "Cette édition a été révisée" in old
    assert "/barometre/editions/2021-22-r1/" in old
    assert "3 des 4 guichets connus" in words(old)
    assert "5 des 5 guichets connus" in words(read(client, "/barometre/"))
    assert "2021-22, révision 1" in read(client, "/barometre/editions/")


def test_an_erratum_stands_beside_its_edition_in_both_languages(
    client: Client, system: Person, two_editions: tuple[Edition, Edition]
) -> None:
    actions.add_erratum(
        edition=two_editions[0], fr="Un mot <b>juste</b>.", en="The right word.", by=system, at=AT
    )
    assert "Un mot &lt;b&gt;juste&lt;/b&gt;." in read(client, "/barometre/editions/2020-21/")
    assert "The right word." in read(client, "/en/barometre/editions/2020-21/")
    assert "Un mot" not in read(client, "/barometre/editions/2021-22/")


def test_a_unit_has_one_address_for_ever(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    page = words(read(client, "/barometre/unites/tests.counters/c2/"))
    assert page.index("2021-22") < page.index("2020-21")
    lines = file(client, "/barometre/unites/tests.counters/c2/donnees.csv")
    assert [(one["edition"], one["value"]) for one in lines] == [
        ("2021-22", "yes"),
        ("2020-21", "no"),
    ]
    assert client.get("/barometre/unites/tests.counters/c99/").status_code == 404


def test_a_body_sees_what_is_missing_and_where_it_stood(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    page = words(read(client, "/barometre/organismes/b1/"))
    assert "Ce qui manque" in page
    assert "1 guichet : tel que déclaré" in page
    assert "Rien ne manque" in read(client, "/barometre/organismes/b0/")
    lines = file(client, "/barometre/organismes/b1/donnees.csv")
    assert [(one["edition"], one["unknown"]) for one in lines] == [
        ("2021-22", "1"),
        ("2020-21", "0"),
    ]
    assert client.get("/barometre/organismes/personne/").status_code == 404


def test_the_list_of_editions_shows_whole_seals_and_how_to_verify(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    page = read(client, "/barometre/editions/")
    for edition in two_editions:
        assert edition.seal in page
    assert "virage barometer verify" in page
    assert f"--seal {two_editions[1].seal}" in page
    listed = file(client, "/barometre/editions.csv")
    assert [one["seal"] for one in listed] == [two_editions[1].seal, two_editions[0].seal]


def test_a_page_kept_by_a_browser_is_good_until_something_is_published(
    client: Client, system: Person, two_editions: tuple[Edition, Edition]
) -> None:
    first = client.get("/barometre/")
    assert "public" in first.headers["Cache-Control"]
    assert "Cookie" in first.headers["Vary"]
    kept = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/barometre/", headers=kept).status_code == 304
    actions.add_erratum(edition=two_editions[1], fr="Un mot.", by=system, at=AT)
    again = client.get("/barometre/", headers=kept)
    assert again.status_code == 200
    assert again.headers["ETag"] != first.headers["ETag"]
    # With a session, the layout differs: nothing of it may be kept for another reader.
    client.cookies["sessionid"] = "somebody"
    assert client.get("/barometre/", headers=kept).headers["Cache-Control"] == "private, no-cache"


def test_the_english_page_says_as_much(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    page = words(read(client, f"/en{TARGET}"))
    assert "3 of the 4 counters known (75.00%)" in page
    assert "subject to the census" in page
    assert (
        "Up, whatever the missing answers hide: 1 counter turned to yes, 0 to no, of 4 followed."
        in page
    )
    for french in ("Aucun", "édition", "guichet ", "recensés", "réponse"):
        assert french not in page.replace("Édition", "")


def test_no_name_brings_markup_to_a_page(client: Client, ledger: Ledger, system: Person) -> None:
    ledger.state("yn", 2021, organisation="<script>")
    edition = ledger.publish(2021, system)
    for address in (TARGET, "/barometre/organismes/", f"/barometre/editions/{edition.slug}/"):
        assert "<script>" not in read(client, address).replace("<script src", "")


@pytest.mark.parametrize(
    "address",
    [
        "/barometre/",
        TARGET,
        "/barometre/cibles/5.1/",
        "/barometre/editions/",
        "/barometre/organismes/",
        "/barometre/organismes/b1/",
        "/barometre/unites/tests.counters/c2/",
    ],
)
def test_each_page_has_one_first_heading_and_no_heading_skips_a_level(
    client: Client, two_editions: tuple[Edition, Edition], address: str
) -> None:
    levels = [int(one) for one in re.findall(r"<h([1-6])", read(client, address))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_missing_period_has_no_page(client: Client, ledger: Ledger) -> None:
    assert year(2021).start.year == 2021
    assert client.get("/barometre/editions/2021-22/").status_code == 404
    assert client.get(f"/barometre/mesures/{CODE}/").status_code == 404
    assert client.get("/barometre/organismes/").status_code == 200
