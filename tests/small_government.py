"""An invented government of two bodies, small and hostile: what its files say tries to break pages.

One hand-in waits to be accepted, one is recorded, one of another body waits too; an edition is sealed,
an erratum and an audit stand beside it, a publication waits for a second person, and the draft of another
edition is open. Water owes a hand-in, and says
that an invented question does not apply to a bridge.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.handing_in import hand_in as record_rows
from tests.kept import kept
from virage.barometer import actions as barometer
from virage.barometer import queries
from virage.barometer.models import Audit, Edition, PlannedEdition, Publication
from virage.barometer.rules.calendar import Dates
from virage.contracts.indicators import indicators
from virage.contracts.intakes import intakes
from virage.excellence import actions as support
from virage.excellence.models import SupportRequest
from virage.identity.models import Person
from virage.intake import actions, files
from virage.intake.models import Draw, HandIn
from virage.intake.tests.handing_in import FOREST, KIND, WATER
from virage.plans import actions as plan_actions
from virage.plans.tests import invented as plans
from virage.plans.tests import portfolio_rows
from virage.registers import actions as registers
from virage.registers.queries import PublicExemption
from virage.registers.tests import registry

AT = datetime(2026, 11, 3, 14, 0, tzinfo=UTC)
HEADER = (
    "organisation;organisation_name_fr;organisation_name_en;service;name_fr;name_en;"
    "period_from;period_to;channel;volume;status"
)
MARKUP = '<script>alert("nom")</script><img src=x onerror=alert(1)>'
FORMULA = '=HYPERLINK("http://exemple.invalid";"x")'


OF_PROJECTS = {
    "plans.projects": portfolio_rows.project(name_fr=MARKUP, name_en=MARKUP),
    "plans.project-baselines": portfolio_rows.baseline(reason=MARKUP),
    "plans.project-reports": portfolio_rows.report(note=MARKUP),
    "plans.project-milestones": portfolio_rows.milestone(name_fr=MARKUP, name_en=MARKUP),
}


def quoted(text: str) -> str:
    """A cell of a file, whatever it holds."""
    return '"' + text.replace('"', '""') + '"'


def a_line(service: str, name: str, channel: str, volume: object, body: str = WATER) -> str:
    """One line of volumes, of the first quarter of 2025."""
    cells = [body, "", "", service, quoted(name), quoted(name), "2025-01-01", "2025-04-01"]
    return ";".join([*cells, channel, str(volume), ""])


def a_file(*lines: str) -> bytes:
    """A file of volumes."""
    return "\n".join([HEADER, *lines, ""]).encode()


def hand_in(
    content: bytes, by: Person, body: str | None = WATER, filename: str = "volumes.csv"
) -> HandIn:
    """Hand in by a page."""
    return actions.receive(
        kind=KIND, filename=filename, stream=[content], body=body, by=by, at=AT, via="page"
    )


@dataclass(frozen=True)
class SmallGovernment:
    """What there is to see and to act on."""

    recorded: HandIn
    waiting: HandIn
    of_forest: HandIn
    edition: Edition
    publication: Publication
    draw: Draw
    audit: Audit
    declared: PublicExemption
    support: SupportRequest
    planned: PlannedEdition


def open_draft(*people: Person, by: Person) -> PlannedEdition:
    """An edition of the calendar whose draft is open, seen by some people, with a comment of Water."""
    planned = barometer.announce_edition(
        label="Printemps 2025",
        period=queries.period_of(date(2025, 4, 1), date(2025, 7, 1)),
        dates=Dates(date(2026, 11, 3), date(2099, 1, 5)),
        by=by,
        at=AT,
    )
    barometer.open_draft(planned=planned, by=by, at=AT, secret=bytes(32))
    for one in people:
        barometer.look_early(planned=planned, by=one, at=AT)
    barometer.comment(planned=planned, body=WATER, about="", text=MARKUP, by=people[0], at=AT)
    barometer.note_day(at=AT)
    return planned


RECORDED = a_file(
    a_line("puits", MARKUP, "online", 120),
    a_line("puits", MARKUP, "phone", 30),
    a_line("formule", f"'{FORMULA}", "online", 1),
    a_line("formule", f"'{FORMULA}", "counter", 1),
)
WAITING = a_file(a_line("pompe", MARKUP, "online", 7))
OF_FOREST = a_file(a_line("coupe", "Coupe", "online", 7, FOREST))


@pytest.fixture
def small_government(
    officer: Person,
    other_officer: Person,
    secretariat: Person,
    auditor: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> SmallGovernment:
    """The government, with its records and its edition."""
    monkeypatch.setitem(indicators._items, registry.CODE, registry.QUESTION)
    for content in (RECORDED, WAITING, OF_FOREST):
        files.keep([content])  # an earlier test may have destroyed it
    return kept("small government", lambda: _made_by(officer, other_officer, secretariat, auditor))


def _made_by(
    officer: Person, other_officer: Person, secretariat: Person, auditor: Person
) -> SmallGovernment:
    recorded = hand_in(RECORDED, officer, filename=f"../../{MARKUP}.csv")
    actions.accept(hand_in=recorded, by=officer, at=AT, create_new=True)
    recorded = actions.carry_out(hand_in=recorded, at=AT)
    assert recorded.state == "accepted"
    actions.open_draft(kind=KIND, body=WATER, by=officer, at=AT)
    draw = actions.announce_draw(
        kind="exchange.items",
        body=None,
        clusters=1,
        size=1,
        period=queries.period_of(date(2025, 1, 1), date(2025, 4, 1)),
        source=MARKUP,
        day=date(2026, 12, 1),
        by=secretariat,
        at=AT,
    )
    edition = barometer.publish(
        label="Hiver 2025",
        period=queries.period_of(date(2025, 1, 1), date(2025, 4, 1)),
        by=secretariat,
        at=AT,
        secret=bytes(32),
    )
    barometer.add_erratum(edition=edition, fr=MARKUP, en=MARKUP, by=secretariat, at=AT)
    audit = barometer.announce_audit(
        edition=edition, source=MARKUP, day=date(2026, 11, 4), by=auditor, at=AT
    )
    audit = barometer.draw_audit(audit=audit, value=MARKUP, by=auditor, at=AT + timedelta(days=1))
    registers.require(
        kinds=[KIND],
        bodies=[WATER],
        period=queries.period_of(date(2025, 1, 1), date(2025, 4, 1)),
        due_on=date(2025, 5, 15),
        by=secretariat,
        at=AT,
    )
    plans.deposit(officer)
    plan_actions.replace(body=FOREST, document=plans.document(), by=other_officer, at=AT)
    for kind, row in OF_PROJECTS.items():
        record_rows(intakes.get(kind), [row])
    return SmallGovernment(
        recorded=recorded,
        waiting=hand_in(WAITING, officer),
        of_forest=hand_in(OF_FOREST, other_officer, FOREST),
        edition=edition,
        draw=draw,
        publication=barometer.request_publication(
            label="Encore",
            period=queries.period_of(date(2025, 1, 1), date(2025, 4, 1)),
            by=secretariat,
            at=AT,
        ),
        audit=audit,
        declared=registry.declare(officer),
        support=support.ask(body=WATER, title=MARKUP, words=MARKUP, by=officer, at=AT),
        planned=open_draft(officer, other_officer, secretariat, auditor, by=secretariat),
    )
