"""Four years of the invented government, told through the same actions that everybody uses.

2022-23  one hand-in by the Secretariat lists every body and service; first edition
2023-24  each body hands in; one is late, so the edition is revised; an erratum
2024-25  two offices merge, a bureau leaves, a ministry takes a new name; a new definition
2025-26  latest edition, announced ahead, with its draft: the target on take-up cannot be told
now      what is to come: a calendar, a draft, the provisional days before; how IT projects go
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from virage.barometer import actions as barometer
from virage.barometer.queries import auditing, editions
from virage.contracts.indicators import Period
from virage.contracts.text import Text
from virage.excellence import seeds as support
from virage.identity.models import Person
from virage.intake import actions as intake
from virage.intake.models import Draw
from virage.opendata import actions as opendata
from virage.opendata import queries as datasets
from virage.opendata.seeds import outcomes
from virage.organisations import actions as organisations
from virage.plans.seeds import written
from virage.portal.seeds import coming, government, numbers, projects, registers
from virage.portal.seeds.government import InventedBody, InventedService
from virage.registers import seeds as owed
from virage.services import actions as services

TAKE_UP = "services.take-up-above-75"
ON_LINE_EVERY = 12
"""One service in so many cannot be asked for on line at all, and the register says so."""
NOT_SECRET = b"invented like all that it withholds"[:32]
"""Where anything is true, 32 bytes are drawn for each edition."""

DRAWN_BODIES, DRAWN_SERVICES = 24, 4
"""How many times a body is drawn in the last year, and how many of its services each time."""


OPENED = 54
"""How many of the 60 answers drawn the auditor has opened."""

UPHELD = ("upheld", "La preuve dit la même chose (inventé).")
FOUND = {
    5: ("overturned", "La ligne citée parle d’autre chose (inventé)."),
    11: ("cannot_tell", "La pièce citée n’est plus lisible (inventé)."),
}
"""What is found at some places of the draw."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The invented people: two at the Secretariat, so that one publishes what the other asked; an auditor."""

    secretary: Person
    second_secretary: Person
    auditor: Person
    system: Person
    officers: dict[str, Person]


def moment(year: int, month: int, day: int) -> datetime:
    """Noon, UTC, of a day of the story."""
    return datetime(year, month, day, 12, tzinfo=UTC)


def hand_in(
    kind: str,
    content: bytes,
    *,
    name: str,
    body: str | None,
    by: Person,
    at: datetime,
    draw: Draw | None = None,
) -> None:
    """Hand in a file and accept it, as a person would on the page."""
    received = intake.receive(
        kind=kind,
        filename=name,
        stream=io.BytesIO(content),
        body=body,
        by=by,
        at=at,
        via="page",
        draw=draw,
    )
    checked = intake.check(hand_in=received, at=at)
    accepted = intake.accept(hand_in=checked, by=by, at=at, create_new=True, in_background=False)
    intake.carry_out(hand_in=accepted, at=at)


def listed_in(year: int) -> list[InventedService]:
    """The services whose body hands in for that year."""
    return [
        one for one in government.services() if one.body.first_year <= year <= one.body.last_year
    ]


def of_body(year: int, body: str) -> list[InventedService]:
    """The services of one body that year."""
    return [one for one in listed_in(year) if one.body.code == body]


def bodies_of(year: int, *, without: Iterable[str] = ()) -> list[InventedBody]:
    """The bodies that hand in for that year, those named left out."""
    return [
        body
        for body in government.BODIES
        if body.first_year <= year <= body.last_year and body.code not in without
    ]


def label_of(year: int) -> str:
    """How a year is called: 2022-2023."""
    return f"{year}-{year + 1}"


class Story:
    """Plays the four years in order; `say` is told what happens."""

    def __init__(self, cast: Cast, say: Callable[[str], None]) -> None:
        self.cast = cast
        self.say = say

    def play(self, once_bodies_exist: Callable[[], None]) -> None:
        """Everything, from an empty database to the latest edition."""
        self.first_year()
        once_bodies_exist()
        self.second_year()
        self.third_year()
        self.fourth_year()

    def first_year(self) -> None:
        """The Secretariat lists everything in one file; the first edition has a level, no trend."""
        self.say("2022-2023: the Secretariat lists the bodies and their services")
        at = moment(2023, 5, 15)
        self._secretariat("services.volumes", 2022, listed_in(2022), at)
        self._points(2022, at)
        self._offers(listed_in(2022), date(2022, 4, 1), at)
        self._registers(2022, at)
        self._publish(2022, version=1, at=moment(2023, 6, 15))

    def second_year(self) -> None:
        """One body is late: the edition comes out without it, then a revision with it."""
        self.say("2023-2024: each body hands in, one late; an erratum, a revision")
        written.first(self.cast.officers, self.cast.secretary, moment(2023, 9, 12))
        self._each_body(2023, moment(2024, 5, 10), without=(government.LATE, government.SILENT))
        self._points(2023, moment(2024, 5, 14))
        self._registers(2023, moment(2024, 5, 14))
        self._publish(2023, version=1, at=moment(2024, 6, 14))
        at = moment(2024, 8, 20)
        self._of_one_body(2023, government.LATE, at)
        barometer.revise(
            edition=editions.edition(label_of(2023)),
            reason=Text(
                "Le ministère des Soins a déposé ses nombres après la publication (inventé).",
                "The Ministry of Care handed in its numbers after the publication (invented).",
            ),
            by=self.cast.secretary,
            at=at,
            secret=NOT_SECRET,
        )
        barometer.add_erratum(
            edition=editions.edition(label_of(2022)),
            fr="La note de méthode jointe à cette édition datait la définition du 1er mai 2019 ; "
            "elle est du 1er juin 2019. Aucun chiffre ne change.",
            en="The method note that came with this edition dated the definition 1 May 2019; it is "
            "of 1 June 2019. No figure changes.",
            by=self.cast.secretary,
            at=at,
        )

    def third_year(self) -> None:
        """Bodies merge, leave and change names; a new definition of take-up is in force."""
        self.say("2024-2025: a merger, a departure, a new name, a new definition")
        by, at = self.cast.secretary, moment(2024, 4, 1)
        code, name, year = government.RENAMED
        organisations.rename_body(code=code, name=name, valid_from=date(year, 4, 1), by=by, at=at)
        self._merge(at)
        self._close(of_body(2023, government.CLOSED[0]), date(2024, 4, 1), "ended", at)
        organisations.end_body(code=government.CLOSED[0], on=date(2024, 4, 1), by=by, at=at)
        self._each_body(2024, moment(2025, 5, 12), without=(government.SILENT,))
        self._points(2024, moment(2025, 5, 16))
        self._registers(2024, moment(2025, 5, 16))
        self._publish(2024, version=2, at=moment(2025, 6, 13))

    def fourth_year(self) -> None:
        """The latest year: enough answers are missing for the verdict to be undetermined."""
        self.say("2025-2026: the latest edition")
        written.second(self.cast.officers, self.cast.secretary, moment(2025, 9, 10))
        self._each_body(2025, moment(2026, 5, 11), without=(government.SILENT,))
        self._points(2025, moment(2026, 5, 15))
        self._registers(2025, moment(2026, 5, 15))
        self._sample(2025, moment(2026, 5, 18))
        planned = coming.last_edition(
            self.actors,
            label=label_of(2025),
            period=Period(date(2025, 4, 1), date(2026, 4, 1)),
            opens=moment(2026, 5, 19),
        )
        owed.declare(
            officers=self.cast.officers,
            secretary=self.cast.secretary,
            since=date(2025, 4, 1),
            at=moment(2026, 5, 20),
        )
        barometer.publish_planned(
            planned=planned, by=self.cast.system, at=moment(2026, 6, 12), secret=NOT_SECRET
        )
        self._audit(2025, announced=moment(2026, 6, 15), drawn=moment(2026, 6, 22))
        support.play(self.cast.officers, self.cast.secretary, moment(2026, 6, 30))

    def last_months(self, at: datetime) -> None:
        """What is said of plans and projects now: what is too old tells nothing, so these days move with today."""
        self.say("Now: plans under review, how projects go, and who assessed their risks")
        written.now(self.cast.officers, self.cast.secretary, at)

        def of_projects(kind: str, rows: registers.Rows) -> None:
            name = f"{kind.replace('.', '-')}.csv"
            content = registers.as_file(kind, rows)
            hand_in(kind, content, name=name, body=None, by=self.cast.secretary, at=at)

        projects.tell(
            of_projects, secretary=self.cast.secretary, officers=self.cast.officers, at=at
        )

    def what_is_to_come(self, at: datetime) -> None:
        """Editions announced, a draft open, and the provisional days before it."""
        self.say("Now: a calendar, a draft, a provisional series")
        coming.play(self.actors, at=at, hand_in=self._first_half)

    @property
    def actors(self) -> coming.Actors:
        """Who keeps the calendar."""
        cast = self.cast
        return coming.Actors(cast.secretary, cast.system, cast.auditor, cast.officers, NOT_SECRET)

    def _first_half(self, period: Period, at: datetime) -> None:
        """Three bodies hand in the numbers of a half-year."""
        year = coming.fiscal_year(period)
        for body, officer in self.cast.officers.items():
            hand_in(
                "services.volumes",
                numbers.volume_file(
                    of_body(government.LAST_YEAR, body),
                    year,
                    (period.start.isoformat(), period.end.isoformat()),
                ),
                name=f"volumes-{body}-{period.start}.csv",
                body=body,
                by=officer,
                at=at,
            )

    def _secretariat(
        self, kind: str, year: int, listed: list[InventedService], at: datetime
    ) -> None:
        hand_in(
            kind,
            numbers.volume_file(listed, year),
            name=f"volumes-{label_of(year)}.csv",
            body=None,
            by=self.cast.secretary,
            at=at,
        )

    def _points(self, year: int, at: datetime) -> None:
        listed = [
            one for one in listed_in(year) if year == 2022 or one.body.code != government.SILENT
        ]
        hand_in(
            "services.interaction-points",
            numbers.point_file(listed, year),
            name=f"points-{label_of(year)}.csv",
            body=None,
            by=self.cast.secretary,
            at=at,
        )

    def _registers(self, year: int, at: datetime) -> None:
        for kind, content in registers.files(year, listed_in(year)):
            name = f"{kind.replace('.', '-')}-{label_of(year)}.csv"
            hand_in(kind, content, name=name, body=None, by=self.cast.secretary, at=at)
        self._probe(date(year + 1, 2, 1), at)
        owed.attest(
            [body.code for body in bodies_of(year)],
            never=government.SILENT,
            # They have their roles from the second year on.
            officers=self.cast.officers if year > government.FIRST_YEAR else {},
            secretary=self.cast.secretary,
            at=at,
        )

    def _sample(self, year: int, at: datetime) -> None:
        """Draw services at random, then look at every item that their forms ask."""
        draw = intake.announce_draw(
            kind=registers.ITEMS,
            body=None,
            clusters=DRAWN_BODIES,
            size=DRAWN_SERVICES,
            period=Period(date(year, 4, 1), date(year + 1, 4, 1)),
            by=self.cast.secretary,
            at=at,
        )
        drawn = {code for codes in draw.drawn.values() for code in codes}
        hand_in(
            registers.ITEMS,
            registers.looked_at(year, listed_in(year), drawn),
            name=f"exchange-items-tirage-{label_of(year)}.csv",
            body=None,
            by=self.cast.secretary,
            at=at,
            draw=draw,
        )

    def _audit(self, year: int, *, announced: datetime, drawn: datetime) -> None:
        """Open the evidence of declared yes drawn at random; some do not hold, and a few stay to open."""
        by = self.cast.auditor
        audit = barometer.announce_audit(
            edition=editions.edition(label_of(year)),
            source="Numéro gagnant de la loterie inventée du 20 juin 2026",
            day=date(year + 1, 6, 20),
            by=by,
            at=announced,
        )
        audit = barometer.draw_audit(audit=audit, value="417 902 (inventé)", by=by, at=drawn)
        for opened in auditing.opened(audit)[:OPENED]:
            outcome, reason = FOUND.get(opened.item.position % 12, UPHELD)
            barometer.record_finding(
                item=opened.item, outcome=outcome, reason=reason, by=by, at=drawn
            )

    def _probe(self, on: date, at: datetime) -> None:
        """Note what probes would have found at the invented addresses on a day."""
        opendata.note_probes(
            run=f"invented-{on}",
            outcomes=outcomes(datasets.addresses_to_probe(on), on),
            on=on,
            by=self.cast.secretary,
            at=at,
        )

    def _each_body(self, year: int, at: datetime, *, without: Iterable[str]) -> None:
        for body in bodies_of(year, without=without):
            self._of_one_body(year, body.code, at)

    def _of_one_body(self, year: int, body: str, at: datetime) -> None:
        hand_in(
            "services.volumes",
            numbers.volume_file(of_body(year, body), year),
            name=f"volumes-{body}-{label_of(year)}.csv",
            body=body if body in self.cast.officers else None,
            by=self.cast.officers.get(body, self.cast.secretary),
            at=at,
        )

    def _offers(self, listed: list[InventedService], since: date, at: datetime) -> None:
        for place, one in enumerate(listed):
            services.state_offer(
                code=one.code,
                valid_from=since,
                channels=("online", *numbers.OTHERS),
                request_online="no" if place % ON_LINE_EVERY == 5 else "yes",
                by=self.cast.secretary,
                at=at,
            )

    def _merge(self, at: datetime) -> None:
        predecessors, into, year = government.MERGED
        by, on = self.cast.secretary, date(year, 4, 1)
        body = next(one for one in government.BODIES if one.code == into)
        organisations.create_body(
            code=into, name=body.name, valid_from=on, kind=body.kind, by=by, at=at
        )
        organisations.merge_bodies(into=into, predecessors=predecessors, on=on, by=by, at=at)
        for code in predecessors:
            self._close(of_body(2023, code), on, "merged", at)

    def _close(self, closing: list[InventedService], on: date, reason: str, at: datetime) -> None:
        for one in closing:
            services.close_service(
                code=one.code, on=on, reason=reason, by=self.cast.secretary, at=at
            )

    def _publish(self, year: int, *, version: int, at: datetime) -> None:
        asked = barometer.request_publication(
            period=Period(date(year, 4, 1), date(year + 1, 4, 1)),
            label=label_of(year),
            versions={TAKE_UP: version},
            by=self.cast.secretary,
            at=at,
        )
        confirmed = barometer.confirm_publication(
            publication=asked, by=self.cast.second_secretary, at=at
        )
        barometer.carry_out_confirmed(publication=confirmed, at=at, secret=NOT_SECRET)
