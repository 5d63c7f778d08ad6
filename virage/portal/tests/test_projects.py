"""Projects on the pages: facts beside what is declared, payments joined with sealed editions, acts in words."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from tests.handing_in import hand_in
from tests.people import SignIn
from virage.audit.models import JournalLine
from virage.barometer import actions as barometer
from virage.barometer.queries import period_of
from virage.contracts.intakes import intakes
from virage.identity.models import Person
from virage.intake import actions as intake
from virage.intake.tests.handing_in import AT, WATER, line, volumes
from virage.lib.clock import day_of, now
from virage.plans.tests.portfolio_rows import baseline, project, report, risk
from virage.portal.projects import joined

pytestmark = pytest.mark.django_db

PAGE = "/projets/puits/"


@pytest.fixture(autouse=True)
def french() -> None:
    """Addresses are the French ones, whatever a test before asked for."""
    translation.activate("fr")


MILESTONE = """\
organisation,project,milestone,name_fr,name_en,due_on,amount,retained,indicator,unit,guarantee_days
ministere-eau,puits,en-ligne,En ligne,On line,2026-06-30,300,30,services.take-up-above-75,puits,365
"""


def deliver(by: Person, kind: str, content: bytes) -> None:
    """A file of Water, received and accepted in the spring, before the quarters that it speaks of end."""
    at = datetime(2026, 4, 2, 14, 0, tzinfo=UTC) if kind.startswith("plans.") else AT
    received = intake.receive(
        kind=kind, filename="f.csv", stream=[content], body=WATER, by=by, at=at, via="page"
    )
    intake.accept(hand_in=received, by=by, at=at, create_new=True)
    assert intake.carry_out(hand_in=received, at=at).state == "accepted"


def state(kind: str, *rows: dict[str, object]) -> None:
    """Hand rows in and accept them."""
    hand_in(intakes.get(f"plans.{kind}"), list(rows))


@pytest.fixture
def wells(bodies: object) -> date:
    """A project that declares green, over by 40 % and late, reported yesterday."""
    today = day_of(now())
    state("projects", project())
    state("project-baselines", baseline(), baseline(2, date(2025, 11, 1), cost="1200"))
    state("project-reports", report(today - timedelta(days=1)))
    return today


def test_the_page_says_what_is_declared_and_what_the_facts_give(
    wells: date, client: Client
) -> None:
    page = client.get(PAGE).content.decode()
    assert "L’organisme le déclare vert\u202f; les faits donnent rouge." in page
    assert "+40,00\u202f%" in page  # against the first baseline, not the second
    assert "Pas évalué" in page
    listed = client.get("/en/projets/").content.decode()
    assert "better than the facts" in listed
    assert "Wells on line" in listed


def test_the_list_is_narrowed_and_its_file_with_it(wells: date, client: Client) -> None:
    for query, count in {
        "cote=red": 1,
        "cote=green": 0,
        "seuls=ecart": 1,
        "seuls=alarme": 0,
    }.items():
        table = client.get(f"/projets.csv?{query}").content.decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(table)))) == count, query
    (row,) = client.get("/projets.json").json()["rows"]
    assert (row["rating"], row["declared"], row["cost_variance_share"]) == ("red", "green", "2/5")
    whole = client.get("/api/v1/projects/puits").json()
    assert [one["number"] for one in whole["every_baseline"]] == [1, 2]
    assert client.get("/api/v1/projects/rien").status_code == 404


def test_a_milestone_pays_what_the_sealed_editions_say(
    wells: date, client: Client, secretariat: Person, officer: Person
) -> None:
    """One service answers yes in the first quarter, then no: what was due is kept, the rest retained."""
    deliver(officer, "plans.project-milestones", MILESTONE.encode())
    for number, online in ((1, 90), (2, 10)):
        start, end = (date(2026, 3 * number + 1, 1), date(2026, 3 * number + 4, 1))
        content = volumes(
            line("puits", "online", online, start=str(start), end=str(end)),
            line("puits", "phone", 10, start=str(start), end=str(end)),
        )
        deliver(officer, "services.volumes", content)
        barometer.publish(
            label=f"Trimestre {number}",
            period=period_of(start, end),
            by=secretariat,
            at=AT,
            secret=bytes(32),
        )
        one = joined.project("puits", wells)
        (paid,) = one.paid
        payment = paid.payment
        if number == 1:
            assert (payment.state, payment.payable, payment.withheld) == ("due", 270_00, 30_00)
        else:
            assert (payment.state, payment.reason) == ("retained", "not-held")
            assert (payment.payable, payment.withheld) == (270_00, 30_00)
            assert [seen.outcome for seen in paid.seen] == ["held", "not-held"]
            assert [sign.code for sign in one.rating.signs if sign.colour == "red"][-1] == (
                "failed-acceptance"
            )
    page = client.get(PAGE).content.decode()
    assert "Il avait tenu\u00a0: seule la part retenue l’est encore." in page


def test_an_officer_reports_and_nothing_typed_is_lost(
    wells: date, officer: Person, sign_in: SignIn
) -> None:
    mine = sign_in(officer)
    typed = {
        "jour": wells.isoformat(),
        "fin": "2026-03-30",
        "cout": "mille",
        "depense": "600",
        "consultants": "700",
        "couleur": "green",
        "etat": "underway",
        "note": "Presque fini.",
    }
    wrong = mine.post(f"{PAGE}avancement/", typed)
    assert wrong.status_code == 422
    assert "Ce n’est pas un montant." in wrong.content.decode()
    assert "Presque fini." in wrong.content.decode()
    typed["cout"] = "1 000,00"
    refused = mine.post(f"{PAGE}avancement/", typed).content.decode()
    assert "dépasse ce qui est dépensé" in refused
    typed["consultants"] = "60"
    assert mine.post(f"{PAGE}avancement/", typed).status_code == 302
    assert "Presque fini." in mine.get(PAGE).content.decode()
    told = JournalLine.objects.latest("number")
    assert (told.entry, told.body) == ("plans:progress:reported", WATER)
    typed["jour"] = (wells + timedelta(days=1)).isoformat()
    assert "pas encore venu" in mine.post(f"{PAGE}avancement/", typed).content.decode()


def test_a_change_of_scope_keeps_its_author_and_reason(
    wells: date, officer: Person, sign_in: SignIn
) -> None:
    mine = sign_in(officer)
    said = {"code": "papier", "jour": wells.isoformat(), "auteur": "Comité directeur"}
    said |= {"raison": "La loi a changé.", "effet": "Deux mois."}
    assert mine.post(f"{PAGE}changement/", said).status_code == 302
    page = mine.get(PAGE).content.decode()
    assert "Comité directeur" in page
    assert "La loi a changé." in page
    assert "déjà inscrit" in mine.post(f"{PAGE}changement/", said).content.decode()


def test_who_does_not_deliver_assesses_and_says_why(
    wells: date, secretariat: Person, officer: Person, sign_in: SignIn
) -> None:
    theirs = sign_in(secretariat)
    assert theirs.post(f"{PAGE}evaluation/", {"niveau-scope": "high"}).status_code == 422
    assert "choisissez au moins un niveau" in theirs.post(f"{PAGE}evaluation/").content.decode()
    seen = {"niveau-scope": "high", "pourquoi-scope": "Trois ajouts en six mois."}
    assert theirs.post(f"{PAGE}evaluation/", seen).status_code == 302
    assert "Trois ajouts en six mois." in theirs.get(PAGE).content.decode()
    assert sign_in(officer).get(f"{PAGE}evaluation/").status_code == 404
    state("project-risks", risk("size"))
    (by_secretariat, by_forest) = sorted(
        joined.project("puits", wells).told.risks, key=lambda one: one.assessor
    )
    assert (by_secretariat.role, by_secretariat.assessor) == ("secretariat", "")
    assert by_forest.role == "planning_officer"
