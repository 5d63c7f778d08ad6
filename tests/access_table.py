"""Who gets what from every address and operation: the one table, and who is asked.

An address without a row, or a row without an address, fails `test_access_matrix`.
"""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access_of_barometer import BAROMETER_OPERATIONS, BAROMETER_ROWS
from tests.access_of_plans import PLAN_OPERATIONS, PLAN_ROWS
from tests.access_of_projects import PROJECT_OPERATIONS, PROJECT_ROWS
from tests.access_of_services import SERVICE_OPERATIONS, SERVICE_ROWS
from tests.access_of_steering import STEERING_OPERATIONS, STEERING_ROWS
from tests.access_of_support import SUPPORT_OPERATIONS, SUPPORT_ROWS
from tests.access_words import (
    ALL,
    AUDITOR,
    FOREST_READERS,
    KEYS,
    NOT_SIGNED_IN,
    OPEN,
    OVERSIGHT,
    PEOPLE,
    READERS,
    SECRETARIAT,
    SIGNED_IN,
    WATER_OFFICER,
    WATER_READERS,
    WATER_WRITERS,
    WRITERS,
    Build,
    Operation,
    Row,
    fixed,
)
from tests.small_government import SmallGovernment, a_file, a_line
from virage.intake.tests.handing_in import FOREST, KIND, WATER
from virage.registers.tests import registry


def recorded(small: SmallGovernment) -> Mapping[str, Any]:
    """The accepted hand-in of Water."""
    return {"public_id": small.recorded.public_id}


def waiting(small: SmallGovernment) -> Mapping[str, Any]:
    """The hand-in of Water that waits."""
    return {"public_id": small.waiting.public_id}


def of_forest(small: SmallGovernment) -> Mapping[str, Any]:
    """The hand-in of the Forest board."""
    return {"public_id": small.of_forest.public_id}


def edition(small: SmallGovernment) -> Mapping[str, Any]:
    """The sealed edition."""
    return {"slug": small.edition.slug}


def publication(small: SmallGovernment) -> Mapping[str, Any]:
    """The publication that waits for a second person."""
    return {"public_id": small.publication.public_id}


def draw(small: SmallGovernment) -> Mapping[str, Any]:
    """The draw that waits for its value."""
    return {"public_id": small.draw.public_id}


def declared(small: SmallGovernment) -> Mapping[str, Any]:
    """What Water declared not to apply."""
    return {"public_id": small.declared.public_id}


def audit(small: SmallGovernment) -> Mapping[str, Any]:
    """The audit of the sealed edition, drawn."""
    return {"public_id": small.audit.public_id}


def opened(small: SmallGovernment) -> Mapping[str, Any]:
    """The first answer that it drew."""
    return {"public_id": small.audit.public_id, "position": 1}


def in_edition(**values: Any) -> Build:
    """Those, in the sealed edition."""
    return lambda small: {"slug": small.edition.slug, **values}


def _file(_: SmallGovernment) -> Mapping[str, Any]:
    content = a_file(a_line("nouveau", "Nouveau", "online", 3))
    return {"kind": KIND, "body": WATER, "file": SimpleUploadedFile("v.csv", content)}


TAKE_UP = "services.take-up-above-75"
QUARTER = {"du": "2025-01-01", "au": "2025-03-31"}
FORMAT = {"kind": KIND, "layout": "long"}
OF_WATER = {"organisme": WATER}
ITEMS = "exchange.items"
ANNOUNCED = {"source": "Une valeur publique.", "jour": "2999-01-01"}
FINDING = {"constat": "upheld", "raison": "Vu."}
ERRATUM = {"francais": "Un mot.", "anglais": "A word."}

DUTY = f"{WATER}~{KIND}~2025-01-01~2025-04-01"
REQUIRED = {
    "genres": KIND,
    "du": "2026-01-01",
    "au": "2026-03-31",
    "echeance": "2026-05-15",
    "organismes": WATER,
}
COUNTED = {"organisme": WATER, "au": "2026-03-31", "effectif": "12"}
DECLARED = {"unite": "pont-2", "raison": "looks-only", "du": "2025-04-01", "au": ""}
QUESTION = {"question": registry.CODE}

__all__ = ["API_ROWS", "KEYS", "OPERATIONS", "PEOPLE", "ROWS", "TAKE_UP", "Operation", "Row"]

ROWS = (
    Row("portal:home", ALL),
    # What bodies owe and whether they handed it in: open, all of it.
    Row("portal:obligations", ALL),
    Row("portal:obligations-file", ALL, fixed(kind="csv")),
    Row("portal:body-obligations", ALL, fixed(code=WATER)),
    # What the platform publishes as open data.
    Row("opendata:list", ALL),
    Row("opendata:dataset", ALL, fixed(code=ITEMS)),
    Row("opendata:rows", ALL, fixed(code=ITEMS)),
    Row("opendata:schema", ALL, fixed(code=ITEMS)),
    # The journal: whoever may read it sees all of it.
    Row("portal:journal", OVERSIGHT),
    Row("portal:journal-file", OVERSIGHT),
    Row("health", ALL),
    Row("api-documentation", ALL),
    Row("ui:gallery", ALL),
    # Accounts: each person reads and changes only what hangs on their own session.
    Row("identity-link", ALL, fixed(secret="none-such"), status=410),
    Row("identity-link", ALL, fixed(secret="none-such"), "POST", status=410),
    Row("account_login", NOT_SIGNED_IN),
    Row("account_logout", "away yes yes yes yes yes yes"),
    Row("account_inactive", ALL),
    Row("account_reauthenticate", SIGNED_IN),
    Row("account_change_password", SIGNED_IN),
    Row("account_set_password", "sign-in away away away away away away"),
    Row("mfa_index", SIGNED_IN),
    Row("mfa_authenticate", "sign-in away away away away away away"),
    Row("mfa_reauthenticate", SIGNED_IN),
    Row("mfa_activate_totp", "sign-in away away away away away away"),
    Row("mfa_deactivate_totp", "sign-in away away away away away away"),
    # These people have made no recovery codes.
    Row("mfa_view_recovery_codes", "sign-in none none none none none none"),
    Row("mfa_generate_recovery_codes", "sign-in away away away away away away"),
    Row("mfa_download_recovery_codes", "sign-in none none none none none none"),
    # The barometer: open, all of it.
    Row("barometer:overview", ALL),
    Row("barometer:target", ALL, fixed(number="1.1")),
    Row("barometer:measure", ALL, fixed(code=TAKE_UP)),
    Row("barometer:editions", ALL),
    Row("barometer:editions-file", ALL, fixed(kind="csv")),
    Row("barometer:edition", ALL, edition),
    Row("barometer:edition-document", ALL, edition),
    Row("barometer:edition-figures", ALL, in_edition(kind="json")),
    Row("barometer:archive", ALL, edition),
    Row("barometer:edition-target", ALL, in_edition(number="1.1")),
    Row("barometer:edition-measure", ALL, in_edition(code=TAKE_UP)),
    Row("barometer:table", ALL, in_edition(code=TAKE_UP, table="unites", kind="csv")),
    Row("barometer:edition-audit", ALL, edition),
    Row("barometer:edition-audit-file", ALL, in_edition(kind="json")),
    Row("barometer:bodies", ALL),
    Row("barometer:body", ALL, fixed(code=WATER)),
    Row("barometer:body-file", ALL, fixed(code=WATER, kind="json")),
    Row("portal:report", ALL, fixed(code=WATER)),
    Row("portal:report-of-edition", ALL, in_edition(code=WATER)),
    Row("portal:report-document", ALL, in_edition(code=WATER)),
    Row("barometer:promises", ALL),
    Row("barometer:promises-file", ALL, fixed(kind="csv")),
    Row("barometer:unit", ALL, fixed(register="services", code="puits")),
    Row("barometer:unit-file", ALL, fixed(register="services", code="puits", kind="csv")),
    Row("barometer:proof", "none none none none none none none", query={"de": "nothing:1"}),
    # The Secretariat: auditors look, the Secretariat decides.
    Row("barometer:secretariat", OVERSIGHT),
    Row("barometer:measure-period", OVERSIGHT, query=QUARTER),
    Row("barometer:publication", OVERSIGHT, publication),
    Row(
        "barometer:request-publication",
        SECRETARIAT,
        method="POST",
        status=302,
        query=QUARTER,
        data=fixed(etiquette="Autre"),
    ),
    Row("barometer:confirm", SECRETARIAT, publication, "POST", 302),
    Row("barometer:withdraw", SECRETARIAT, publication, "POST", 302),
    Row("barometer:erratum", SECRETARIAT, edition),
    Row("barometer:erratum", SECRETARIAT, edition, "POST", 302, data=fixed(**ERRATUM)),
    Row("barometer:revise", SECRETARIAT, edition),
    Row("barometer:revise", SECRETARIAT, edition, "POST", 302, data=fixed(raison="Un dépôt.")),
    # The audit of declared yes: whoever publishes only reads it.
    Row("barometer:audits", OVERSIGHT),
    Row("barometer:audit", OVERSIGHT, audit),
    Row("barometer:announce-audit", AUDITOR, edition),
    Row("barometer:announce-audit", AUDITOR, edition, "POST", 422, data=fixed(**ANNOUNCED)),
    Row("barometer:draw-audit", AUDITOR, audit, "POST", 422, data=fixed(valeur="Encore")),
    Row("barometer:give-up-audit", AUDITOR, audit, "POST", 422, data=fixed(raison="Non.")),
    Row("barometer:audit-item", AUDITOR, opened),
    Row("barometer:audit-item", AUDITOR, opened, "POST", 302, data=fixed(**FINDING)),
    # Hand-ins: formats and evidence are open, the rest is for those of the body.
    Row("intake:kinds", ALL),
    Row("intake:kind", ALL, fixed(kind=KIND)),
    Row("intake:schema", ALL, fixed(**FORMAT)),
    Row("intake:template", ALL, fixed(**FORMAT, ending="xlsx")),
    Row("intake:evidence", ALL, recorded),
    # What was not accepted proves nothing, and is shown to nobody.
    Row("intake:evidence", "none none none none none none none", waiting),
    Row("intake:list", READERS),
    Row("intake:new", WRITERS),
    Row("intake:new", "sign-in no no yes refused yes no", method="POST", status=302, data=_file),
    Row("intake:hand-in", WATER_READERS, waiting),
    Row("intake:hand-in", WATER_READERS, recorded),
    Row("intake:hand-in", FOREST_READERS, of_forest),
    Row("intake:report-json", WATER_READERS, waiting),
    Row("intake:report-csv", WATER_READERS, waiting),
    Row("intake:accept", WATER_WRITERS, waiting, "POST", 302, data=fixed(create_new="on")),
    Row("intake:check-again", WATER_WRITERS, waiting, "POST", 302),
    Row("intake:withdraw", WATER_WRITERS, waiting, "POST", 302),
    Row(
        "intake:prefilled",
        WATER_WRITERS,
        fixed(**FORMAT, ending="csv"),
        query={"organisme": WATER},
    ),
    Row(
        "intake:prefilled",
        "sign-in no no none yes yes no",
        fixed(**FORMAT, ending="csv"),
        query={"organisme": FOREST},
    ),
    # Registers of a body: its officer and the Secretariat edit and confirm, auditors look.
    Row("intake:registers", WATER_READERS, query=OF_WATER),
    Row("intake:register", WATER_READERS, fixed(kind=KIND), query=OF_WATER),
    Row("intake:unchanged", WATER_WRITERS, fixed(kind=KIND), query=OF_WATER),
    Row("intake:unchanged", WATER_WRITERS, fixed(kind=KIND), "POST", 302, OF_WATER),
    Row("intake:open-draft", WATER_WRITERS, fixed(kind=KIND), "POST", 302, OF_WATER),
    # A draft is its owner's alone; the Secretariat, who has none here, is led to the register.
    Row("intake:draft", "sign-in no no yes none away no", fixed(kind=KIND), query=OF_WATER),
    Row(
        "intake:draft",
        WATER_WRITERS,
        fixed(kind=KIND),
        "POST",
        302,
        OF_WATER,
        fixed(row="1", act="keep"),
    ),
    Row("intake:discard-draft", WATER_WRITERS, fixed(kind=KIND), "POST", 302, OF_WATER),
    # Random draws: open to read; who hands in for a body draws there, the Secretariat among all.
    Row("intake:draws", WATER_READERS, fixed(kind=ITEMS), query=OF_WATER),
    Row(
        "intake:draws",
        "sign-in no no yes none yes none",
        fixed(kind=ITEMS),
        "POST",
        302,
        OF_WATER,
        fixed(size="1"),
    ),
    Row("intake:draw", ALL, draw),
    Row("intake:draw-file", ALL, draw),
    Row(
        "intake:settle-draw",
        "sign-in no no none none yes no",
        draw,
        "POST",
        302,
        data=fixed(text="La valeur ne sortira pas.", act="give-up"),
    ),
    # The census: open to read; bodies attest and declare, the Secretariat requires and decides.
    Row("registers:index", ALL),
    Row("registers:attestations", ALL, query={"registre": "services"}),
    Row("registers:attestations-file", ALL, fixed(kind="json")),
    Row("registers:headcounts", ALL),
    Row("registers:headcounts-file", ALL, fixed(kind="csv")),
    Row("registers:duties-file", ALL, fixed(kind="csv")),
    Row("registers:exemptions", ALL),
    Row("registers:exemptions-file", ALL, fixed(kind="csv")),
    Row("registers:exemption", ALL, declared),
    Row("registers:rules", ALL),
    Row("registers:rules-file", ALL, fixed(kind="json")),
    Row("registers:attest", WATER_WRITERS, fixed(code=WATER)),
    Row(
        "registers:attest",
        WATER_WRITERS,
        fixed(code=WATER),
        "POST",
        302,
        data=fixed(**{"registre-services": "complete"}),
    ),
    Row("registers:declare", WATER_OFFICER, fixed(code=WATER), query=QUESTION),
    Row(
        "registers:declare",
        WATER_OFFICER,
        fixed(code=WATER),
        "POST",
        302,
        query=QUESTION,
        data=fixed(**DECLARED),
    ),
    Row("registers:withdraw", WATER_OFFICER, declared, "POST", 302),
    Row(
        "registers:decide",
        SECRETARIAT,
        declared,
        "POST",
        302,
        data=fixed(pourquoi="Vu sur place.", decision="accepted"),
    ),
    Row("registers:duties", OVERSIGHT),
    Row("registers:require", SECRETARIAT),
    Row("registers:require", SECRETARIAT, method="POST", status=302, data=fixed(**REQUIRED)),
    Row(
        "registers:release",
        SECRETARIAT,
        method="POST",
        status=302,
        data=fixed(obligation=DUTY),
    ),
    Row("registers:count-staff", SECRETARIAT),
    Row("registers:count-staff", SECRETARIAT, method="POST", status=302, data=fixed(**COUNTED)),
    *PROJECT_ROWS,
    *SERVICE_ROWS,
    *PLAN_ROWS,
    *SUPPORT_ROWS,
    *STEERING_ROWS,
    *BAROMETER_ROWS,
)

# Addresses of the API's own: its description, open to all.
API_ROWS = (Row("api-v1:openapi-json", ALL), Row("api-v1:api-root", "none " * 6 + "none"))


OPERATIONS = (
    Operation("GET /api/v1/barometer/editions", OPEN),
    Operation("GET /api/v1/barometer/editions/{edition}", OPEN),
    Operation("GET /api/v1/barometer/editions/{edition}/indicators/{code}", OPEN),
    Operation("GET /api/v1/barometer/editions/{edition}/indicators/{code}/answers", OPEN),
    Operation("GET /api/v1/barometer/editions/{edition}/archive", OPEN),
    Operation("GET /api/v1/barometer/promises", OPEN),
    Operation("GET /api/v1/barometer/compare?a={edition}&b={edition}", OPEN),
    *BAROMETER_OPERATIONS,
    Operation("GET /api/v1/hand-ins/kinds", "200 200 200 200 200 200"),
    Operation("GET /api/v1/hand-ins/kinds/{kind}/schema", "200 200 200 200 200 200"),
    Operation("GET /api/v1/hand-ins", "401 401 200 200 403 200"),
    # The other body's key sends rows of Water: received for its own body, and refused there.
    Operation("POST /api/v1/hand-ins", "401 401 201 403 201 201", form=_file),
    Operation("GET /api/v1/hand-ins/registers", "401 401 200 200 403 200"),
    # The other body has nothing to confirm.
    Operation("POST /api/v1/hand-ins/unchanged", "401 401 201 403 201 409", json={"kind": KIND}),
    Operation("GET /api/v1/hand-ins/{public_id}", "401 401 200 200 403 404"),
    Operation(
        "POST /api/v1/hand-ins/{public_id}/accept",
        "401 401 202 403 202 404",
        json={"create_new": True},
    ),
    Operation("POST /api/v1/hand-ins/{public_id}/withdraw", "401 401 200 403 200 404", json={}),
    Operation("GET /api/v1/registers/duties", OPEN),
    Operation("GET /api/v1/registers/attestations", OPEN),
    Operation("GET /api/v1/registers/headcounts", OPEN),
    Operation("GET /api/v1/registers/exemption-rules", OPEN),
    Operation("GET /api/v1/registers/exemptions", OPEN),
    Operation("GET /api/v1/registers/exemptions/{declaration}", OPEN),
    # A key attests and declares for its own body, if it was given that scope.
    Operation(
        "POST /api/v1/registers/attestations",
        "401 401 201 403 403 201",
        json={"states": {"services": "complete"}},
    ),
    Operation(
        "POST /api/v1/registers/exemptions",
        "401 401 201 403 403 422",
        json={
            "indicator": registry.CODE,
            "unit": "pont-2",
            "reason": "looks-only",
            "valid_from": "2025-04-01",
        },
    ),
    Operation(
        "POST /api/v1/registers/exemptions/{declaration}/withdraw",
        "401 401 200 403 403 404",
        json={},
    ),
    *PROJECT_OPERATIONS,
    *SERVICE_OPERATIONS,
    *PLAN_OPERATIONS,
    *SUPPORT_OPERATIONS,
    *STEERING_OPERATIONS,
)
