"""What the pages of hand-ins show: states in words, findings and previews in one language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from virage.contracts.intakes import Intake
from virage.contracts.text import Text
from virage.intake.models import (
    ACCEPTED,
    ACCEPTING,
    CHECKED,
    DRAFT,
    RECEIVED,
    REFUSED,
    UNCHANGED,
    WITHDRAWN,
    HandIn,
)
from virage.intake.queries import Listed
from virage.organisations import rules as roles
from virage.ui.components import Facet, Step

STATES = {
    RECEIVED: gettext_lazy("Vérification en cours"),
    CHECKED: gettext_lazy("Vérifié, à accepter"),
    REFUSED: gettext_lazy("À corriger"),
    ACCEPTING: gettext_lazy("Enregistrement en cours"),
    ACCEPTED: gettext_lazy("Accepté"),
    WITHDRAWN: gettext_lazy("Retiré"),
}
BADGES = {
    RECEIVED: "sent",
    CHECKED: "draft",
    REFUSED: "error",
    ACCEPTING: "sent",
    ACCEPTED: "accepted",
    WITHDRAWN: "withdrawn",
}
ROLES = {
    roles.PLANNING_OFFICER: gettext_lazy("responsable de la planification de l’organisme"),
    roles.SECRETARIAT: gettext_lazy("le Secrétariat, au nom de l’organisme"),
}
ORIGINS = {
    UNCHANGED: gettext_lazy("valeurs confirmées sans changement"),
    DRAFT: gettext_lazy("modifié en ligne"),
}
MOST_SHOWN = 200
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    public_id: str
    kind: str
    body: str
    filename: str
    received_at: datetime
    rows: int
    badge: str
    state: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in one language; `where` says its line and column, or that it is the whole file."""

    badge: str
    level: str
    where: str
    value: str
    message: str
    advice: str


def role(code: str, *, several: bool) -> str:
    """In which role a file was handed in, for one body or `several`; never the person."""
    if several and code == roles.SECRETARIAT:
        return _("le Secrétariat")
    return str(ROLES.get(code, ""))


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted over the lines of a large file: all of them, those where a column is true, a sum."""

    name: str
    of: str
    is_count: bool
    is_boolean: bool
    may_be_unknown: bool


def tallies(kind: Intake) -> list[Counted]:
    """What is counted of the files of a kind; nothing of one that is read line by line."""
    columns = {one.name: one for one in kind.columns}
    found = []
    for one in kind.condense.tallies if kind.condense else ():
        column = columns.get(one.of)
        found.append(
            Counted(
                one.name,
                one.of,
                is_count=column is None,
                is_boolean=column is not None and column.kind == "boolean",
                may_be_unknown=column is not None and not column.required,
            )
        )
    return found


def row(listed: Listed, language: str) -> Row:
    """A hand-in as a line of the list."""
    one = listed.hand_in
    return Row(
        public_id=str(one.public_id),
        kind=listed.kind.in_language(language),
        body=listed.body.in_language(language),
        filename=one.filename,
        received_at=one.received_at,
        rows=one.rows,
        badge=BADGES[one.state],
        state=str(STATES[one.state]),
    )


def state_facets(counts: dict[str, int], wanted: str) -> list[Facet]:
    """The states there are, each with how many hand-ins; all of them first."""
    facets = [Facet(_("Tous"), sum(counts.values()), "?", wanted not in STATES)]
    return facets + [
        Facet(str(words), counts[state], f"?etat={state}", state == wanted)
        for state, words in STATES.items()
        if counts.get(state)
    ]


def steps(state: str) -> list[Step]:
    """Where a hand-in is on its way; "" before there is one."""
    at = {"": 0, RECEIVED: 1, REFUSED: 1, CHECKED: 2, ACCEPTING: 2, ACCEPTED: 3}.get(state, 0)
    words = [_("Déposer"), _("Vérifier"), _("Accepter")]
    return [
        Step(word, "done" if position < at else "current" if position == at else "ahead")
        for position, word in enumerate(words)
    ]


def page(one: HandIn, body: Text, title: Text, language: str) -> dict[str, Any]:
    """The variables of the page of a hand-in."""
    preview, report = one.preview, one.report
    findings = [_shown(finding, language) for finding in report.get("findings", [])[:MOST_SHOWN]]
    total = report.get("errors", 0) + report.get("warnings", 0)
    to_stage = one.rows if one.to_stage is None else one.to_stage
    return {
        "hand_in": one,
        "title": title.in_language(language),
        "body": body.in_language(language),
        "role": role(one.received_as, several=one.body is None),
        "origin": str(ORIGINS.get(one.origin, "")),
        "badge": BADGES[one.state],
        "state": str(STATES[one.state]),
        "steps": steps(one.state) if one.state != WITHDRAWN else [],
        "is_moving": one.state in (RECEIVED, ACCEPTING),
        "is_checked": one.state == CHECKED,
        "is_refused": one.state == REFUSED,
        "is_accepting": one.state == ACCEPTING,
        "is_accepted": one.state == ACCEPTED,
        "may_check_again": one.state in (CHECKED, REFUSED) and not one.withheld,
        "may_withdraw": one.state in (RECEIVED, CHECKED, REFUSED, ACCEPTING),
        "errors": report.get("errors", 0),
        "warnings": report.get("warnings", 0),
        "findings": findings,
        "hidden_findings": total - len(findings),
        "preview": _preview(preview, language) if preview and not report.get("errors") else None,
        "is_counted": one.state == RECEIVED and one.progress is not None,
        "percent_counted": f"{one.progress or 0}",
        "to_stage": to_stage,
        "percent_staged": 100 * one.staged // to_stage if to_stage else 0,
    }


def _preview(preview: dict[str, Any], language: str) -> dict[str, Any]:
    new = len(preview["new_bodies"]) + len(preview["new_services"])
    return {
        **preview,
        "notes": [one[language] for one in preview["notes"]],
        "reused": [
            {**one, "before": one["before"][language], "after": one["after"][language]}
            for one in preview.get("reused", [])
        ],
        "new": new,
        "no_longer": len(preview["no_longer_listed"]),
        "no_longer_listed": preview["no_longer_listed"][:MOST_LISTED],
        "new_bodies": preview["new_bodies"][:MOST_LISTED],
        "new_services": preview["new_services"][:MOST_LISTED],
        "not_shown": max(0, new - 2 * MOST_LISTED),
    }


def _where(line: int | None, column: str) -> str:
    if line and column:
        return _("ligne %(line)s, %(column)s") % {"line": line, "column": column}
    if line:
        return _("ligne %(line)s") % {"line": line}
    return column or _("tout le fichier")


def _shown(finding: dict[str, Any], language: str) -> Shown:
    is_error = finding["level"] == "error"
    return Shown(
        badge="error" if is_error else "warning",
        level=_("Erreur") if is_error else _("Avertissement"),
        where=_where(finding["line"], finding["column"]),
        value=finding["value"],
        message=finding["message"][language],
        advice=finding["advice"][language],
    )
