"""Who gets what from the calendar of editions, their drafts, the provisional series and the corrections."""

from collections.abc import Mapping
from typing import Any

from tests.access_words import (
    ALL,
    OPEN,
    READERS,
    SECRETARIAT,
    WATER_OFFICER,
    WATER_READERS,
    Build,
    Operation,
    Row,
    fixed,
)
from tests.small_government import SmallGovernment
from virage.intake.tests.handing_in import WATER


def planned(small: SmallGovernment) -> Mapping[str, Any]:
    """The edition of the calendar whose draft is open."""
    return {"slug": small.planned.slug}


def of_water(small: SmallGovernment) -> Mapping[str, Any]:
    """What that draft says of Water."""
    return {"slug": small.planned.slug, "code": WATER}


def later(small: SmallGovernment) -> Mapping[str, Any]:
    """A later date, with its reason."""
    return {"projet": "2026-11-03", "publication": "2099-02-02", "raison": "Trop tôt."}


ANNOUNCED: Build = fixed(
    etiquette="Été 2025",
    du="2025-07-01",
    au="2025-09-30",
    projet="2099-01-05",
    publication="2099-03-02",
)

BAROMETER_ROWS = (
    Row("barometer:calendar", ALL),
    Row("barometer:calendar-file", ALL, fixed(kind="csv")),
    Row("barometer:planned", ALL, planned),
    # Those who act for bodies, and those who oversee: nobody else sees figures before everybody.
    Row("barometer:draft", READERS, planned),
    Row("barometer:open-draft", READERS, planned, "POST", 302),
    Row("barometer:draft-body", WATER_READERS, of_water),
    Row("barometer:draft-moved", WATER_READERS, of_water),
    # A comment is the body's: nobody signs for it.
    Row("barometer:draft-comment", WATER_OFFICER, of_water),
    Row(
        "barometer:draft-comment",
        WATER_OFFICER,
        of_water,
        "POST",
        302,
        data=fixed(commentaire="Un mot."),
    ),
    Row("barometer:provisional", ALL),
    Row("barometer:provisional-file", ALL, fixed(kind="json")),
    Row("barometer:corrections", ALL),
    Row("barometer:corrections-file", ALL, fixed(kind="csv")),
    Row("barometer:corrections-feed", ALL),
    Row("barometer:announce", SECRETARIAT),
    Row("barometer:announce", SECRETARIAT, method="POST", status=302, data=ANNOUNCED),
    Row("barometer:put-off", SECRETARIAT, planned),
    Row("barometer:put-off", SECRETARIAT, planned, "POST", 302, data=later),
    Row("barometer:withdraw-planned", SECRETARIAT, planned),
    Row(
        "barometer:withdraw-planned",
        SECRETARIAT,
        planned,
        "POST",
        302,
        data=fixed(raison="Des dépôts manquent."),
    ),
)

BAROMETER_OPERATIONS = (
    Operation("GET /api/v1/barometer/calendar", OPEN),
    Operation("GET /api/v1/barometer/editions/{edition}/comments", OPEN),
    Operation("GET /api/v1/barometer/provisional", OPEN),
    Operation("GET /api/v1/barometer/corrections", OPEN),
)
