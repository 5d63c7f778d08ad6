"""An invented question with a closed list of exemptions, and the few calls that the tests share."""

from datetime import UTC, date, datetime

import pytest

from virage.contracts.indicators import (
    Definition,
    Indicator,
    Judgement,
    Period,
    Unit,
    indicators,
)
from virage.contracts.text import Text
from virage.identity.models import Person
from virage.registers import actions, queries

AT = datetime(2026, 11, 3, 14, 0, tzinfo=UTC)
TODAY = date(2026, 11, 3)
YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
WATER, FOREST = "ministere-eau", "regie-forets"
CODE = "essai.ponts-ouverts"
VOLUMES, POINTS = "services.volumes", "services.interaction-points"


def _text(fr: str, en: str) -> Text:
    return Text(fr, en)


UNITS = (
    Unit("pont-1", _text("Pont du moulin (inventé)", "Mill bridge (invented)"), WATER),
    Unit("pont-2", _text("Pont neuf (inventé)", "New bridge (invented)"), WATER),
    Unit("gué", _text("Gué (inventé)", "Ford (invented)"), FOREST),
)

QUESTION = Indicator(
    code=CODE,
    title=_text("Ponts ouverts (essai)", "Open bridges (a test)"),
    question=_text("Ce pont est-il ouvert ?", "Is this bridge open?"),
    unit_one=_text("pont", "bridge"),
    unit_many=_text("ponts", "bridges"),
    register="essai-ponts",
    target="",
    exemptions={
        "looks-only": _text("seul l’aspect change", "only the looks change"),
        "closed-by-law": _text("fermé par la loi", "closed by law"),
    },
    reasons={},
    definitions=(
        Definition(
            version=1,
            since=date(2019, 6, 1),
            text=_text("Essai.", "A test."),
            population=lambda period, known_at: UNITS,
            facts=lambda period, known_at: {},
            judge=lambda values: Judgement("unknown", "essai"),
            switch=lambda period, known_at: "listed",
        ),
    ),
)


@pytest.fixture
def question(monkeypatch: pytest.MonkeyPatch) -> Indicator:
    """The invented question, declared for the time of one test."""
    monkeypatch.setitem(indicators._items, CODE, QUESTION)
    return QUESTION


def declare(
    by: Person,
    unit: str = "pont-1",
    *,
    body: str = WATER,
    reason: str = "looks-only",
    valid_from: date = YEAR.start,
    valid_to: date | None = None,
) -> queries.PublicExemption:
    """Declare that the invented question does not apply to a unit."""
    return actions.declare_not_applicable(
        body=body,
        indicator=CODE,
        unit=unit,
        reason=reason,
        valid_from=valid_from,
        valid_to=valid_to,
        by=by,
        at=AT,
    )
