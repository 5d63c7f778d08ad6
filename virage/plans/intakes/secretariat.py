"""What the Secretariat states: the legal list, and the reviews of plans."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from virage.contracts.intakes import Column
from virage.contracts.text import Text
from virage.plans.intakes.words import (
    SENTENCES,
    STEPS,
    VERSION,
    Deposited,
    deposited,
    last,
    picked,
)
from virage.plans.models import (
    LegalDate,
    PlanReview,
)
from virage.plans.queries.tables import LEGAL_DATES
from virage.plans.queries.tables import REVIEWS as REVIEW_FACTS
from virage.plans.rules.deploying import AMENDMENT, DECISIONS
from virage.registers.columns import (
    SINCE,
    UNTIL,
    are_in_order,
    day,
    text,
)
from virage.registers.kinds import ORGANISATION, LineKind, Say, Values

_LAW = ("since", "until", "plan_due_on")


def _read_law(values: Values, world: None, say: Say) -> Mapping[str, Any] | None:
    return picked(values, _LAW) if are_in_order(values, "since", "until", say) else None


LAW = LineKind(
    code="plans.legal-dates",
    title=Text("Organismes de la liste légale", "Bodies of the legal list"),
    description=Text(
        "Quels organismes la loi oblige à déposer un plan, depuis quand, et pour quel jour.",
        "Which bodies the law obliges to deposit a plan, since when, and by which day.",
    ),
    columns=(
        ORGANISATION,
        SINCE,
        UNTIL,
        day(
            "plan_due_on",
            Text("Plan dû le", "Plan due on"),
            Text("Jour légal du premier plan.", "Legal day of the first plan."),
            "2025-03-31",
            required=True,
        ),
    ),
    table=LEGAL_DATES,
    steps=STEPS,
    world=lambda: None,
    read=_read_law,
    last=partial(last, LegalDate, _LAW),
    sentences=SENTENCES,
    unit="organisation",
    secretariat_only=True,
)

_REVIEW = ("version", "decided_on", "decision", "due_on", "reason")


def _read_review(values: Values, known: Deposited, say: Say) -> Mapping[str, Any] | None:
    if (values["organisation"], values["version"]) not in known:
        say("version-not-deposited", "version", values["version"])
        return None
    if values["decision"] == AMENDMENT and not (values["due_on"] and values["reason"]):
        say("amendment-without-day", "due_on")
        return None
    return picked(values, _REVIEW[:4], reason=values["reason"] or "")


REVIEWS = LineKind(
    code="plans.reviews",
    title=Text("Examen des plans", "Reviews of plans"),
    description=Text(
        "Ce que le Secrétariat a décidé de chaque version : acceptée, ou à modifier.",
        "What the Secretariat decided of each version: accepted, or to be amended.",
    ),
    columns=(
        ORGANISATION,
        VERSION,
        day(
            "decided_on",
            Text("Décidé le", "Decided on"),
            Text("Jour de la décision.", "Day of the decision."),
            "2025-04-20",
            required=True,
        ),
        Column(
            name="decision",
            kind="string",
            title=Text("Décision", "Decision"),
            help=Text(
                "accepted : acceptée ; amendment : à modifier.",
                "accepted, or amendment: to be amended.",
            ),
            required=True,
            choices=DECISIONS,
            example="accepted",
        ),
        day(
            "due_on",
            Text("Modification due le", "Amendment due on"),
            Text("Requis pour une modification.", "Required for an amendment."),
            "2025-06-30",
        ),
        text(
            "reason",
            Text("Raison", "Reason"),
            Text("Requise pour une modification.", "Required for an amendment."),
            "Aucun jalon n’est daté.",
            500,
        ),
    ),
    table=REVIEW_FACTS,
    steps=STEPS,
    world=deposited,
    read=_read_review,
    last=partial(last, PlanReview, _REVIEW),
    sentences=SENTENCES,
    unit="version",
    secretariat_only=True,
)
