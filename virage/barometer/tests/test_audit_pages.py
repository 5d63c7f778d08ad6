"""What an auditor does on the pages of an audit, and what everyone reads of it."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people import SignIn
from virage.barometer import actions, queries
from virage.barometer.models import Audit, AuditFinding, Edition
from virage.barometer.queries import auditing
from virage.barometer.tests.ledger import Ledger, measured_by_the_ledger
from virage.identity.models import Person
from virage.lib.clock import day_of, now

pytestmark = pytest.mark.django_db
SOURCE = "Les numéros du tirage public, dans l’ordre croissant."
PUBLIC = "/barometre/editions/2021-22/audit/"


@pytest.fixture
def edition(system: Person) -> Edition:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yyyyn", 2021)
    return ledger.publish(2021, system)


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def announced(desk: Client, edition: Edition) -> Audit:
    """Announced on the page, for tomorrow."""
    tomorrow = day_of(now()) + timedelta(days=1)
    response = desk.post(
        f"/audits/editions/{edition.slug}/", {"source": SOURCE, "jour": tomorrow.isoformat()}
    )
    assert response.status_code == 302
    return Audit.objects.get()


def due(edition: Edition, by: Person) -> Audit:
    """Announced two days ago, for yesterday."""
    return actions.announce_audit(
        edition=edition,
        source=SOURCE,
        day=day_of(now()) - timedelta(days=1),
        by=by,
        at=now() - timedelta(days=2),
    )


def test_an_auditor_announces_and_waits_for_the_day(
    edition: Edition, auditor: Person, sign_in: SignIn, client: Client
) -> None:
    assert "n’est annoncé" in words(client, PUBLIC)
    desk = sign_in(auditor)
    assert "Annoncer un audit" in words(desk, "/audits/")
    assert "À venir" in words(desk, f"/audits/editions/{edition.slug}/")
    audit = announced(desk, edition)
    page = f"/audits/{audit.public_id}/"
    assert "n’est pas encore sortie" in words(desk, page)
    assert SOURCE in words(client, PUBLIC)
    early = desk.post(f"{page}tirage/", {"valeur": "1 2 3"})
    assert early.status_code == 422
    assert not auditing.opened(audit)


def test_an_auditor_draws_and_opens_and_everyone_reads(
    edition: Edition, auditor: Person, sign_in: SignIn, client: Client
) -> None:
    desk = sign_in(auditor)
    page = f"/audits/{due(edition, auditor).public_id}/"
    assert "Tirer les réponses" in words(desk, page)
    assert desk.post(f"{page}tirage/", {"valeur": "1 2 3"}).status_code == 302
    assert "4 « oui » tirés sur 4 déclarés" in words(desk, page)
    for position, outcome in enumerate(("overturned", "upheld", "upheld", "upheld"), start=1):
        item = f"{page}{position}/"
        assert "Votre constat" in words(desk, item)
        made = desk.post(item, {"constat": outcome, "raison": f"Preuve no {position} ouverte."})
        assert made.status_code == 302
    told = words(client, PUBLIC)
    assert "1 des 4 « oui » ouverts est renversé (25,00 %)." in told
    assert "Preuve no 1 ouverte." in told
    assert "60,00 %" in told
    english = words(client, f"/en{PUBLIC}")
    assert "1 of the 4 “yes” opened is overturned (25.00%)." in english
    listed = client.get(f"{PUBLIC.removesuffix('/')}.json").json()
    assert listed["limit"] == {"fraction": "1/4", "percent": "25.00"}
    assert [row["outcome"] for row in listed["rows"]].count("upheld") == 3
    assert queries.show(edition)["audit"]["limit"] == listed["limit"]


def test_a_finding_without_a_reason_is_not_recorded(
    edition: Edition, auditor: Person, sign_in: SignIn
) -> None:
    desk = sign_in(auditor)
    audit = due(edition, auditor)
    desk.post(f"/audits/{audit.public_id}/tirage/", {"valeur": "1"})
    answer = desk.post(f"/audits/{audit.public_id}/1/", {"constat": "upheld", "raison": " "})
    assert answer.status_code == 422
    assert not AuditFinding.objects.exists()
    assert desk.get(f"/audits/{audit.public_id}/9/").status_code == 404


def test_a_draw_given_up_stays_to_be_read(
    edition: Edition, auditor: Person, sign_in: SignIn, client: Client
) -> None:
    desk = sign_in(auditor)
    audit = announced(desk, edition)
    made = desk.post(f"/audits/{audit.public_id}/abandon/", {"raison": "Le tirage est annulé."})
    assert made.status_code == 302
    told = words(client, PUBLIC)
    assert "Tirages abandonnés" in told
    assert "Le tirage est annulé." in told
    assert "Annoncer un audit" in words(desk, "/audits/")


def test_the_secretariat_reads_and_is_offered_nothing_to_do(
    edition: Edition, auditor: Person, secretariat: Person, sign_in: SignIn
) -> None:
    audit = announced(sign_in(auditor), edition)
    page = words(sign_in(secretariat), f"/audits/{audit.public_id}/")
    assert "Entrer la valeur" not in page
    assert "Annoncer un audit" not in words(sign_in(secretariat), "/audits/")


def test_the_target_leads_to_the_audit_of_its_edition(edition: Edition, client: Client) -> None:
    assert PUBLIC in words(client, "/barometre/cibles/1.1/")
