"""Random draws of units of a register: recorded before any collection, made again by anybody, and told by
hand-ins that hold the units drawn and no other."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.people import SignIn
from virage.audit.models import JournalLine
from virage.contracts.indicators import Period
from virage.identity.models import Person
from virage.intake import actions, queries, rules
from virage.intake.models import Draw, HandIn
from virage.intake.tests.handing_in import AT, FOREST, KIND, WATER, found, line, record, volumes
from virage.lib.canonical import canonical
from virage.lib.clock import day_of
from virage.ui.typography import period_in_words

pytestmark = pytest.mark.django_db

ITEMS, FORMS = "exchange.items", "exchange.forms"
SERVICES = [f"s{number:02}" for number in range(12)]
TODAY = day_of(AT)
WINTER = Period(date(2025, 1, 1), date(2025, 4, 1))
BEACON = "balise publique (inventée), premier tirage du jour"


def listed(secretariat: Person) -> None:
    """Twelve services of Water and three of the Forest board."""
    lines = [line(code, "online", 5) for code in SERVICES]
    lines += [line(f"f{number}", "online", 5, body=FOREST) for number in range(3)]
    record(volumes(*lines), secretariat, None)


def drawn_now(by: Person, size: int = 4) -> Draw:
    """A draw of services by the journal’s own line."""
    return actions.announce_draw(kind=ITEMS, body=WATER, size=size, by=by, at=AT)


def of_all(by: Person, period: Period | None = WINTER, again: str = "") -> Draw:
    """Nine times a body, then two of its services, by the journal’s own line."""
    return actions.announce_draw(
        kind=ITEMS, body=None, size=2, clusters=9, period=period, again=again, by=by, at=AT
    )


def items(*codes: str) -> bytes:
    """One item of one form of each service."""
    lines = [f"{WATER},{code},demande,1,adresse,no,,," for code in codes]
    header = "organisation,service,form,version,item,examined,concept,given,obstacle"
    return "\n".join([header, *lines, ""]).encode()


def forms(*codes: str) -> bytes:
    """One form of each service."""
    lines = [f"{WATER},{code},demande,1,2025-01-01,,1" for code in codes]
    return "\n".join(["organisation,service,form,version,since,until,items", *lines, ""]).encode()


def receive(content: bytes, by: Person, draw: Draw | None, kind: str = ITEMS) -> HandIn:
    """Hand in for a draw."""
    return actions.receive(
        kind=kind,
        filename="t.csv",
        stream=[content],
        body=WATER,
        by=by,
        at=AT,
        via="page",
        draw=draw,
    )


def test_the_journal_draws_at_once_and_anybody_can_draw_again(
    officer: Person, secretariat: Person, client: Client
) -> None:
    listed(secretariat)
    before = JournalLine.objects.count()
    draw = drawn_now(officer)
    announced, made = JournalLine.objects.order_by("number")[before:]
    assert (announced.entry, made.entry) == ("intake:draw:announced", "intake:draw:made")
    assert announced.data["frame_sha256"] == draw.frame_sha256
    # The value is the hash of the line that froze the list: nobody knew it before.
    assert draw.value == announced.hash

    told = json.loads(client.get(f"/depots/tirages/{draw.public_id}/tirage.json").content)

    def sha256(*parts: object) -> str:
        return hashlib.sha256(canonical(list(parts))).hexdigest()

    tag = "virage/draw/1"
    assert told["frame_sha256"] == sha256(tag, "frame", ITEMS, told["frame"])
    again = sorted(
        told["frame"][WATER],
        key=lambda code: sha256(tag, told["frame_sha256"], told["value"], WATER, code),
    )
    assert told["drawn"] == {WATER: again[:4]}
    assert told["frame"] == {WATER: SERVICES}


def test_a_public_value_is_named_before_its_day_and_entered_after(
    officer: Person, secretariat: Person
) -> None:
    listed(secretariat)
    with pytest.raises(rules.CannotDraw):
        actions.announce_draw(
            kind=ITEMS, body=WATER, size=4, source=BEACON, day=TODAY, by=officer, at=AT
        )
    draw = actions.announce_draw(
        kind=ITEMS,
        body=WATER,
        size=4,
        source=BEACON,
        day=TODAY + timedelta(days=2),
        by=officer,
        at=AT,
    )
    assert (draw.value, draw.drawn) == ("", {})
    # One at a time waits, and nothing is collected before it is made.
    with pytest.raises(rules.CannotDraw):
        drawn_now(officer)
    with pytest.raises(rules.CannotDraw):
        receive(items("s01"), officer, draw)
    with pytest.raises(rules.CannotDraw):
        actions.draw_units(draw=draw, value="417", by=officer, at=AT + timedelta(days=1))
    # What is listed meanwhile does not enter a list that is frozen.
    record(volumes(line("nouveau", "online", 1, start="2025-04-01", end="2025-07-01")), officer)
    later = AT + timedelta(days=2)
    made = actions.draw_units(draw=draw, value=" 417  ", by=officer, at=later)
    assert made.value == "417"
    assert len(made.drawn[WATER]) == 4
    assert "nouveau" not in made.frame[WATER]
    with pytest.raises(rules.CannotDraw):
        actions.draw_units(draw=draw, value="418", by=officer, at=later)


def test_a_draw_that_was_made_cannot_be_changed_even_by_the_database(
    officer: Person, secretariat: Person
) -> None:
    listed(secretariat)
    draw = drawn_now(officer)
    for change in (
        lambda: Draw.objects.filter(pk=draw.pk).update(drawn={WATER: ["s00"]}),
        lambda: Draw.objects.filter(pk=draw.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_bodies_are_drawn_first_then_their_units(
    officer: Person, secretariat: Person, client: Client
) -> None:
    listed(secretariat)
    draw = of_all(secretariat)
    assert set(draw.frame) == {WATER, FOREST}
    told = json.loads(client.get(f"/depots/tirages/{draw.public_id}/tirage.json").content)

    def place(*parts: object) -> int:
        said = ["virage/draw/1", told["frame_sha256"], told["value"], *parts]
        return int(hashlib.sha256(canonical(said)).hexdigest(), 16)

    # What the page says to do: each time a body, by the place of a unit; then its units of lowest rank.
    listed_units = [(body, unit) for body in sorted(told["frame"]) for unit in told["frame"][body]]
    for time, (body, units) in enumerate(told["picks"], start=1):
        assert body == listed_units[place(time) % len(listed_units)][0]
        ranked = sorted(told["frame"][body], key=lambda one: place(time, body, one))
        assert units == ranked[:2]
    assert len(told["picks"]) == 9
    assert {(body, one) for body, units in told["picks"] for one in units} == {
        (body, one) for body, units in told["drawn"].items() for one in units
    }
    with pytest.raises(rules.NotYours):
        of_all(officer)
    with pytest.raises(rules.CannotDraw):
        actions.announce_draw(kind=ITEMS, body=None, size=2, period=WINTER, by=secretariat, at=AT)


def test_days_are_drawn_once_and_again_only_for_a_public_reason(
    secretariat: Person, sign_in: SignIn, client: Client
) -> None:
    listed(secretariat)
    of_all(secretariat)
    overlapping = Period(date(2025, 3, 1), date(2025, 6, 1))
    for period in (WINTER, overlapping):
        with pytest.raises(rules.CannotDraw, match="already"):
            of_all(secretariat, period=period)
    of_all(secretariat, period=Period(date(2025, 4, 1), date(2025, 7, 1)))
    for wrong in (
        None,
        Period(date(2025, 4, 1), date(2025, 4, 1)),
        Period(date(2030, 1, 1), date(2030, 2, 1)),
    ):
        with pytest.raises(rules.CannotDraw):
            of_all(secretariat, period=wrong)

    mine, here = sign_in(secretariat), f"/depots/registres/{ITEMS}/tirages/"
    days = {"period_from": "2025-01-01", "period_to": "2025-04-01", "clusters": "9", "size": "2"}
    refused = mine.post(here, days)
    assert refused.status_code == 422
    assert "Dites pourquoi en faire un autre" in refused.content.decode()
    again = mine.post(here, {**days, "again": "Les services des lacs manquaient (inventé)."})
    page = client.get(again["Location"]).content.decode()
    assert "Les services des lacs manquaient" in page
    assert period_in_words(WINTER.start, WINTER.end, "fr") in page


def test_only_who_acts_for_a_body_draws_there(officer: Person, other_officer: Person) -> None:
    with pytest.raises(rules.NotYours):
        drawn_now(other_officer)
    with pytest.raises(rules.CannotDraw):
        drawn_now(officer)  # nothing is listed
    with pytest.raises(rules.CannotDraw):
        actions.announce_draw(kind=KIND, body=WATER, size=4, by=officer, at=AT)


def test_a_value_that_never_came_out_is_given_up_in_public(
    officer: Person, secretariat: Person, client: Client
) -> None:
    listed(secretariat)
    draw = actions.announce_draw(
        kind=ITEMS,
        body=WATER,
        size=4,
        source=BEACON,
        day=TODAY + timedelta(days=2),
        by=officer,
        at=AT,
    )
    actions.give_up_draw(draw=draw, why="La balise s’est tue (inventé).", by=officer, at=AT)
    assert (
        "La balise s’est tue" in client.get(f"/depots/tirages/{draw.public_id}/").content.decode()
    )
    assert drawn_now(officer).value


def test_a_hand_in_for_a_draw_tells_its_units_and_no_other(
    officer: Person, secretariat: Person, client: Client
) -> None:
    listed(secretariat)
    done = actions.receive(
        kind=FORMS,
        filename="f.csv",
        stream=[forms(*SERVICES)],
        body=WATER,
        by=officer,
        at=AT,
        via="page",
    )
    actions.accept(hand_in=done, by=officer, at=AT)
    actions.carry_out(hand_in=done, at=AT)
    draw = drawn_now(officer)
    chosen = draw.drawn[WATER]
    other = next(code for code in SERVICES if code not in chosen)

    wrong = receive(items(*chosen, other), officer, draw)
    assert wrong.state == "refused"
    assert "not-drawn" in found(wrong)
    # The same bytes, for no draw, are another hand-in, which may hold them all.
    assert receive(items(*chosen, other), officer, None).state == "checked"

    part = receive(items(*chosen[:3]), officer, draw)
    assert "drawn-not-told" in found(part, "warning")
    actions.withdraw(hand_in=part, by=officer, at=AT)
    whole = receive(items(*chosen), officer, draw)
    assert whole.state == "checked"
    assert "drawn-not-told" not in found(whole, "warning")
    line_of = JournalLine.objects.filter(subject=whole.reference).get()
    assert line_of.data["draw"] == str(draw.public_id)
    actions.accept(hand_in=whole, by=officer, at=AT)
    assert actions.carry_out(hand_in=whole, at=AT).state == "accepted"
    assert queries.told_of(draw) == [whole]
    evidence = client.get(f"/depots/preuves/{whole.public_id}/").content.decode()
    assert f"/depots/tirages/{draw.public_id}/" in evidence


def test_the_pages_ask_show_and_fill_the_template_of_a_draw(
    officer: Person, secretariat: Person, sign_in: SignIn, client: Client
) -> None:
    listed(secretariat)
    mine = sign_in(officer)
    here = f"/depots/registres/{ITEMS}/tirages/"
    assert "/tirages/" in mine.get(f"/depots/registres/{ITEMS}/").content.decode()
    answer = mine.post(here, {"size": "4", "source": "", "day": ""})
    draw = Draw.objects.get()
    assert answer["Location"] == f"/depots/tirages/{draw.public_id}/"
    for code in draw.drawn[WATER]:
        assert code in client.get(answer["Location"]).content.decode()
    assert mine.get(here).status_code == 200

    template = f"/depots/formats/{ITEMS}/long/rempli.csv?organisme={WATER}&tirage={draw.public_id}"
    rows = mine.get(template).content.decode().splitlines()[1:]
    assert [row.split(",")[1] for row in rows] == draw.drawn[WATER]
    assert client.get(template).status_code == 302
    none = f"/depots/formats/{FORMS}/long/rempli.csv?organisme={WATER}&tirage={draw.public_id}"
    assert mine.get(none).status_code == 404

    assert mine.post(here, {"size": "0"}).status_code == 422
    late = mine.post(here, {"size": "4", "source": BEACON, "day": "2020-01-01"})
    assert "nommée après coup" in late.content.decode()


def test_the_page_enters_the_value_or_gives_up(
    officer: Person, other_officer: Person, secretariat: Person, sign_in: SignIn
) -> None:
    listed(secretariat)
    draw = actions.announce_draw(
        kind=ITEMS, body=WATER, size=4, source=BEACON, day=date(2026, 11, 5), by=officer, at=AT
    )
    Draw.objects.filter(pk=draw.pk).update(day=TODAY - timedelta(days=1))
    here = f"/depots/tirages/{draw.public_id}/"
    theirs = sign_in(other_officer)
    assert theirs.post(f"{here}issue/", {"text": "1", "act": "draw"}).status_code == 404
    assert "Tirer par cette valeur" not in theirs.get(here).content.decode()
    mine = sign_in(officer)
    assert mine.post(f"{here}issue/", {"text": "", "act": "draw"}).status_code == 422
    mine.post(f"{here}issue/", {"text": "417", "act": "draw"})
    draw.refresh_from_db()
    assert (draw.value, len(draw.drawn[WATER])) == ("417", 4)
    page = mine.post(f"{here}issue/", {"text": "trop tard", "act": "give-up"}, follow=True)
    assert "déjà fait" in page.content.decode()


def test_a_draw_that_is_not_there_is_not_found(
    client: Client, officer: Person, sign_in: SignIn
) -> None:
    nothing = "/depots/tirages/00000000-0000-0000-0000-000000000000/"
    assert client.get(nothing).status_code == 404
    assert sign_in(officer).get(f"/depots/registres/{KIND}/tirages/").status_code == 404
