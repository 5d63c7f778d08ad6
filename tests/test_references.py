"""References are shown by those who own what they name, a hundred for the price of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.small_government import AT, SmallGovernment, small_government
from virage.barometer.models import EditionAnswer
from virage.contracts.references import Reference, resolve, resolve_all
from virage.identity.models import Person
from virage.intake import actions
from virage.intake.tests.handing_in import WATER
from virage.organisations.models import PublicBody
from virage.services.models import Service

__all__ = ["small_government"]

pytestmark = pytest.mark.django_db


def _known(small: SmallGovernment) -> list[Reference]:
    """A reference to one thing of each kind that is shown."""
    body, service = PublicBody.objects.get(code=WATER), Service.objects.get(code="puits")
    answer = EditionAnswer.objects.filter(unit="puits").exclude(evidence="").first()
    assert answer is not None
    return [
        Reference("organisations.body", str(body.public_id)),
        Reference("services.service", str(service.public_id)),
        Reference.parse(small.edition.reference),
        Reference.parse(f"{small.recorded.reference}#2"),
        Reference.parse(answer.evidence),
    ]


def test_each_is_shown_by_its_owner_alone_or_among_others(
    small_government: SmallGovernment,
) -> None:
    known = _known(small_government)
    together = resolve_all(known)
    assert set(together) == set(known)
    assert together == {one: resolve(one) for one in known}
    assert together[known[3]].title.fr == "Dépôt du 3\u00a0novembre 2026, ligne\u00a02"
    assert together[known[3]].title.en == "Hand-in of November\u00a03, 2026, line\u00a02"


def test_what_nobody_knows_is_left_out_and_stops_nothing(
    small_government: SmallGovernment, officer: Person
) -> None:
    known = _known(small_government)
    unknown = [
        Reference("nobody.thing", "1"),
        Reference.parse(officer.reference),
        Reference.parse(small_government.waiting.reference),
        *(Reference(one.kind, "not an id") for one in known),
        *(Reference(one.kind, "00000000-0000-4000-8000-000000000000") for one in known),
    ]
    assert set(resolve_all([*unknown, *known])) == set(known)


def test_many_cost_as_many_queries_as_one_of_each_kind(small_government: SmallGovernment) -> None:
    known = _known(small_government)
    with CaptureQueriesContext(connection) as few:
        resolve_all(known)
    many = [Reference(one.kind, one.id, str(line)) for one in known for line in range(1, 90)]
    with CaptureQueriesContext(connection) as more:
        shown = resolve_all(many)
    assert len(shown) == len(many)
    assert len(more) == len(few)


def test_what_a_redacted_hand_in_proved_is_said_to_be_withheld(
    small_government: SmallGovernment, secretariat: Person
) -> None:
    known = _known(small_government)
    assert not any(one.withheld for one in resolve_all(known).values())
    actions.redact(hand_in=small_government.recorded, by=secretariat, at=AT)
    withheld = {one.kind for one, shown in resolve_all(known).items() if shown.withheld}
    assert withheld == {"intake.hand-in", "services.batch"}
