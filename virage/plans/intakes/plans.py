"""The plans that a body deposits, and their milestones."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from virage.contracts.text import Text
from virage.plans.intakes.words import (
    PLAN_FIELDS,
    SENTENCES,
    STEPS,
    VERSION,
    Deposited,
    deposited,
    last,
    picked,
)
from virage.plans.models import (
    Milestone,
    PlanVersion,
)
from virage.plans.queries.tables import MILESTONES as MILESTONE_FACTS
from virage.plans.queries.tables import VERSIONS
from virage.registers.columns import (
    NAME_EN,
    NAME_FR,
    PERIOD_FROM,
    PERIOD_TO,
    are_in_order,
    day,
    text,
)
from virage.registers.kinds import ORGANISATION, LineKind, Say, Values


def _read_plan(values: Values, known: Deposited, say: Say) -> Mapping[str, Any] | None:
    if not are_in_order(values, "period_from", "period_to", say):
        return None
    texts = {name: values[name] or "" for name in ("strategic_plan", "page")}
    fields = picked(values, PLAN_FIELDS[:4], **texts)
    before = known.get((values["organisation"], values["version"]))
    if before is not None and before != tuple(fields[name] for name in PLAN_FIELDS[1:]):
        say("version-deposited", "version", values["version"])
        return None
    return fields


PLANS = LineKind(
    code="plans.plans",
    title=Text("Plans de transformation", "Transformation plans"),
    description=Text(
        "Les versions du plan de transformation de l’organisme, et la période qu’elles couvrent.",
        "The versions of the body’s transformation plan, and the period that they cover.",
    ),
    columns=(
        ORGANISATION,
        VERSION,
        day(
            "deposited_on",
            Text("Déposée le", "Deposited on"),
            Text("Jour du dépôt au Secrétariat.", "Day of its deposit with the Secretariat."),
            "2025-03-15",
            required=True,
        ),
        PERIOD_FROM,
        PERIOD_TO,
        text(
            "strategic_plan",
            Text("Plan stratégique", "Strategic plan"),
            Text("Celui auquel elle se rattache.", "The one that it is tied to."),
            "Plan stratégique 2024-2028",
            300,
        ),
        text(
            "page",
            Text("Page", "Page"),
            Text("Adresse où on peut la lire.", "Address where it can be read."),
            "https://example.org/plan",
            500,
        ),
    ),
    table=VERSIONS,
    steps=STEPS,
    world=deposited,
    read=_read_plan,
    last=partial(last, PlanVersion, PLAN_FIELDS),
    sentences=SENTENCES,
    unit="version",
)

_MILESTONE = ("milestone", "name_fr", "name_en", "target", "due_on", "reached_on", "evidence")


def _read_milestone(values: Values, world: None, say: Say) -> Mapping[str, Any] | None:
    texts = {name: values[name] or "" for name in ("target", "evidence")}
    if values["reached_on"] is not None and not texts["evidence"]:
        say("reached-without-evidence", "evidence", values["milestone"])
    named = ("milestone", "name_fr", "name_en", "due_on", "reached_on")
    return picked(values, named, **texts)


MILESTONES = LineKind(
    code="plans.milestones",
    title=Text("Jalons des plans", "Milestones of plans"),
    description=Text(
        "Les résultats que l’organisme s’est fixés, la cible que chacun sert, et la preuve de ceux qui "
        "sont atteints.",
        "The results that the body set itself, the target that each serves, and the evidence of those "
        "reached.",
    ),
    columns=(
        ORGANISATION,
        text(
            "milestone",
            Text("Jalon", "Milestone"),
            Text(
                "Code du jalon, qui ne change jamais.",
                "Code of the milestone, which never changes.",
            ),
            "demandes-en-ligne",
            80,
            required=True,
        ),
        NAME_FR,
        NAME_EN,
        text(
            "target",
            Text("Cible", "Target"),
            Text("Numéro de la cible qu’il sert.", "Number of the target that it serves."),
            "5.1",
            8,
        ),
        day(
            "due_on",
            Text("Prévu le", "Due on"),
            Text("Le jour que l’organisme s’est fixé.", "The day that the body set itself."),
            "2025-12-31",
            required=True,
        ),
        day(
            "reached_on",
            Text("Atteint le", "Reached on"),
            Text("Vide tant qu’il ne l’est pas.", "Empty until it is."),
            "2025-12-12",
        ),
        text(
            "evidence",
            Text("Preuve", "Evidence"),
            Text("Adresse où chacun peut la voir.", "Address where anyone can see it."),
            "https://example.org/jalons/demandes",
            500,
        ),
    ),
    table=MILESTONE_FACTS,
    steps=STEPS,
    world=lambda: None,
    read=_read_milestone,
    last=partial(last, Milestone, _MILESTONE),
    sentences=SENTENCES,
    unit="milestone",
)
