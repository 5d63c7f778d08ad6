"""Who gets what from the addresses and operations of plans: open to read, written by their own officer."""

from tests.access_words import ALL, OPEN, SECRETARIAT, WATER_OFFICER, Operation, Row, fixed
from virage.intake.tests.handing_in import FOREST, WATER
from virage.plans.tests.invented import changed

OF_WATER = fixed(code=WATER)
VERSION = fixed(code=WATER, label="2026-1")
# The Forest board has a draft open: for the officer of Water it does not exist.
FOREST_OFFICER = "sign-in no no none yes no no"
PART = fixed(code=FOREST, section="measures")
LINE = fixed(code=FOREST, section="measures", number=1)

PLAN_ROWS = (
    Row("plans:wall", ALL),
    Row("plans:wall-file", ALL, fixed(kind="csv")),
    Row("plans:empty-file", ALL),
    Row("plans:body", ALL, OF_WATER),
    Row("plans:version", ALL, VERSION),
    Row("plans:version-file", ALL, VERSION),
    Row("plans:draft", WATER_OFFICER, OF_WATER),
    Row("plans:draft", WATER_OFFICER, OF_WATER, "POST", 302, data=fixed(act="open")),
    Row("plans:section", FOREST_OFFICER, PART),
    Row("plans:section", FOREST_OFFICER, PART, "POST", 302, data=fixed(code="m")),
    Row("plans:row", FOREST_OFFICER, LINE),
    Row("plans:row", FOREST_OFFICER, LINE, "POST", 302, data=fixed(lu="1", act="keep")),
    Row("plans:draft-file", FOREST_OFFICER, fixed(code=FOREST)),
    Row("plans:take-file", FOREST_OFFICER, fixed(code=FOREST), "POST", 422),
    Row("plans:reach", WATER_OFFICER, OF_WATER, "POST", 422),
    Row("plans:review", SECRETARIAT, VERSION, "POST", 302, data=fixed(act="open")),
)

PLAN_OPERATIONS = (
    Operation("GET /api/v1/plans", OPEN),
    Operation("GET /api/v1/plans/{organisation}", OPEN),
    # A draft of the other body is open: a program does not write over people.
    Operation(
        "POST /api/v1/plans",
        "401 401 201 403 403 409",
        json=changed("measures", ends_on="2027-06-30"),
    ),
)
