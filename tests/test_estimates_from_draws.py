"""From a random draw of services to its estimate: drawn, told, measured, sealed, verified, shown."""

from datetime import date

import pytest
from django.test import Client

from virage.audit import queries as audit
from virage.barometer import actions as barometer
from virage.barometer import queries as measuring
from virage.contracts.indicators import Period
from virage.identity.models import Person
from virage.intake import actions
from virage.intake.models import Draw
from virage.intake.tests.handing_in import AT, FOREST, WATER, line, record, volumes

pytestmark = pytest.mark.django_db

WINTER = Period(date(2025, 1, 1), date(2025, 4, 1))
CODE = "exchange.asks-once"
SERVICES = {WATER: [f"e{at}" for at in range(9)], FOREST: [f"f{at}" for at in range(4)]}


def hand_in(
    kind: str, header: str, lines: list[str], body: str, by: Person, draw: Draw | None
) -> None:
    """Hand in, accept, record."""
    content = "\n".join([header, *lines, ""]).encode()
    done = actions.receive(
        kind=kind,
        filename="x.csv",
        stream=[content],
        body=body,
        by=by,
        at=AT,
        via="page",
        draw=draw,
    )
    actions.accept(hand_in=done, by=by, at=AT)
    assert actions.carry_out(hand_in=done, at=AT).state == "accepted"


def tell_items(draw: Draw | None, body: str, services: list[str], by: Person) -> None:
    """One item of one form of each service, examined, typed, and held by nobody."""
    header = "organisation,service,form,version,item,examined,concept,given,obstacle"
    lines = [f"{body},{one},demande,1,adresse,yes,,typed," for one in services]
    hand_in("exchange.items", header, lines, body, by, draw)


@pytest.fixture
def listed(secretariat: Person) -> None:
    """Thirteen services of two bodies, each with one form of one item."""
    lines = [line(one, "online", 5, body=body) for body, codes in SERVICES.items() for one in codes]
    record(volumes(*lines), secretariat, None)
    header = "organisation,service,form,version,since,until,items"
    for body, codes in SERVICES.items():
        forms = [f"{body},{one},demande,1,2025-01-01,,1" for one in codes]
        hand_in("exchange.forms", header, forms, body, secretariat, None)
        said = [f"{body},{one},2025-03-31,yes" for one in codes]
        hand_in(
            "exchange.all-forms",
            "organisation,service,as_of,all_listed",
            said,
            body,
            secretariat,
            None,
        )


def figure(known_at: int | None = None) -> dict:  # type: ignore[type-arg]
    """The figure of the winter, as `measure` tells it."""
    cut = audit.sequence() if known_at is None else known_at
    found = measuring.measure(WINTER, known_at=cut, versions={CODE: 1})
    return found.as_json()["indicators"][0]  # type: ignore[no-any-return]


@pytest.mark.usefixtures("listed")
def test_only_what_is_told_after_the_draw_and_for_it_makes_an_estimate(
    secretariat: Person, client: Client
) -> None:
    # Volunteers: a body examined services of its own choice. Bounds, and nothing else.
    tell_items(None, WATER, SERVICES[WATER][:5], secretariat)
    alone = figure()
    assert alone["yes"] == 5
    assert "draws" not in alone
    before = audit.sequence()

    draw = actions.announce_draw(
        kind="exchange.items", body=None, size=2, clusters=12, period=WINTER, by=secretariat, at=AT
    )
    drawn = {unit for units in draw.drawn.values() for unit in units}
    (waits,) = figure()["draws"]
    # What was known before the draw is not told since: the five yes count as unknown here.
    assert (waits["yes"], waits["unknown"]) == (0, len(drawn))
    assert (waits["reason"], waits["interval"]) == ("not_told", None)

    for body, units in draw.drawn.items():
        tell_items(draw, body, units, secretariat)
    found = figure()
    (estimate,) = found["draws"]
    assert (estimate["yes"], estimate["no"], estimate["unknown"]) == (len(drawn), 0, 0)
    assert (estimate["times"], estimate["bodies"], estimate["units"]) == (12, 2, 13)
    assert estimate["share"]["lower"] == "1/1"
    assert 50 < float(estimate["interval"]["lower_percent"]) < 100
    assert estimate["interval"]["upper_percent"] == "100.00"
    # Another period, and a cut before the draw, know nothing of it.
    assert "draws" not in figure(known_at=before)

    edition = barometer.publish(
        label="Hiver", period=WINTER, versions={CODE: 1}, by=secretariat, at=AT, secret=bytes(32)
    )
    assert measuring.figure(edition, CODE).headline["draws"] == [estimate]
    (report,) = measuring.verify()
    assert report.holds, report
    page = client.get("/barometre/cibles/2.1/").content.decode()
    assert "Estimé par tirage au sort" in page
    assert f"/depots/tirages/{draw.public_id}/" in page
    assert "de confiance" in page
