"""From the pages two people publish: one asks, another confirms, and a task does the work."""

import pytest
from django.db import IntegrityError, transaction

from virage.audit import queries as journal
from virage.barometer import actions, queries
from virage.barometer.models import Edition, Publication
from virage.barometer.rules.errors import AlreadyDecided, LabelTaken, SecondPersonNeeded
from virage.barometer.tests.ledger import AT, CODE, Ledger, measured_by_the_ledger, year
from virage.identity.models import Person
from virage.organisations.rules import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(system: Person) -> Ledger:
    measured_by_the_ledger(system)
    ledger = Ledger()
    ledger.state("yn", 2021)
    return ledger


@pytest.fixture
def asked(ledger: Ledger, secretariat: Person) -> Publication:
    return actions.request_publication(
        label="2021-22", period=year(2021), by=secretariat, at=AT, registry=ledger.registry
    )


def confirm(asked: Publication, ledger: Ledger, by: Person) -> Publication:
    return actions.confirm_publication(publication=asked, by=by, at=AT, registry=ledger.registry)


def carry_out(asked: Publication, ledger: Ledger) -> Publication:
    return actions.carry_out_confirmed(
        publication=asked, at=AT, secret=bytes(32), registry=ledger.registry
    )


def test_who_asked_cannot_confirm(
    asked: Publication, ledger: Ledger, secretariat: Person, other_secretariat: Person
) -> None:
    with pytest.raises(SecondPersonNeeded):
        confirm(asked, ledger, secretariat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=asked.pk).update(confirmed_by=secretariat)
    assert confirm(asked, ledger, other_secretariat).state == "confirmed"


def test_the_cut_is_fixed_by_the_confirmation(
    asked: Publication, ledger: Ledger, other_secretariat: Person
) -> None:
    ledger.state("yy", 2021)
    known = journal.sequence()
    confirmed = confirm(asked, ledger, other_secretariat)
    ledger.state("nn", 2021)
    assert queries.latest() is None
    done = carry_out(confirmed, ledger)
    assert done.state == "published"
    edition = queries.edition("2021-22")
    assert edition.cut_sequence == known
    assert edition.published_by == other_secretariat
    assert queries.figure(edition, CODE).headline["yes"] == 2
    assert carry_out(done, ledger).edition == edition
    assert Edition.objects.count() == 1


def test_a_request_is_decided_once(
    asked: Publication, ledger: Ledger, secretariat: Person, other_secretariat: Person
) -> None:
    stale = Publication.objects.get(pk=asked.pk)
    actions.withdraw_publication(publication=asked, by=secretariat, at=AT)
    with pytest.raises(AlreadyDecided):
        confirm(stale, ledger, other_secretariat)
    with pytest.raises(AlreadyDecided):
        actions.withdraw_publication(publication=stale, by=secretariat, at=AT)
    assert queries.open_publications() == []
    assert not Edition.objects.exists()


def test_only_the_secretariat_asks_and_confirms(
    asked: Publication, ledger: Ledger, officer: Person, auditor: Person
) -> None:
    for person in (officer, auditor):
        with pytest.raises(Refused):
            confirm(asked, ledger, person)
        with pytest.raises(Refused):
            actions.request_publication(
                label="x", period=year(2021), by=person, at=AT, registry=ledger.registry
            )


def test_a_label_that_is_published_is_refused_at_once(
    ledger: Ledger, system: Person, secretariat: Person
) -> None:
    ledger.publish(2021, system)
    with pytest.raises(LabelTaken):
        actions.request_publication(
            label="2021-22", period=year(2021), by=secretariat, at=AT, registry=ledger.registry
        )


def test_a_revision_asked_for_nothing_says_so_on_the_request(
    ledger: Ledger, system: Person, secretariat: Person, other_secretariat: Person
) -> None:
    first = ledger.publish(2021, system)

    def revise() -> Publication:
        asked = actions.request_publication(
            label=first.label,
            period=first.period,
            revision_of=first,
            by=secretariat,
            at=AT,
            registry=ledger.registry,
        )
        return carry_out(confirm(asked, ledger, other_secretariat), ledger)

    failed = revise()
    assert failed.state == "failed"
    assert "Rien ne diffère" in failed.problem
    assert "Nothing differs" in failed.problem
    ledger.state("nn", 2021)
    assert revise().edition == queries.edition("2021-22-r1")
