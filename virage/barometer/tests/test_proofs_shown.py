"""What proves each answer on the pages: the hand-in with its day, asked for once for a whole page."""

import pytest
from django.test import Client

from virage.barometer.models import Edition
from virage.barometer.tests.ledger import Ledger
from virage.barometer.tests.test_pages import TARGET, ledger, read, two_editions
from virage.contracts.references import declare_grouped_resolver
from virage.identity.models import Person

__all__ = ["ledger", "two_editions"]

pytestmark = pytest.mark.django_db


def test_the_hand_ins_behind_a_page_of_units_are_asked_for_together(
    client: Client, ledger: Ledger, system: Person
) -> None:
    ledger.state("yn" * 40, 2021)
    ledger.publish(2021, system)
    ledger.asked.clear()
    page = read(client, TARGET)
    assert page.count("Dépôt du 3 juin 2026, ligne ") == 50
    assert ledger.asked == [50]


def test_a_record_that_its_owner_no_longer_knows_is_said_so_and_leads_nowhere(
    client: Client, two_editions: tuple[Edition, Edition]
) -> None:
    declare_grouped_resolver("tests.batch", lambda references: {})
    page = read(client, "/barometre/unites/tests.counters/c2/")
    assert "Un dossier qui n’est plus connu" in page
    assert "/barometre/preuves/" not in page
