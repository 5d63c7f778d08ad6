"""What others see of projects and what comes out of them: risks, milestones that pay, code, links."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from virage.contracts.indicators import indicators
from virage.contracts.references import Reference, resolve
from virage.contracts.text import Text
from virage.organisations import queries as organisations
from virage.organisations import rules as roles
from virage.plans.intakes.portfolio_words import (
    CODE,
    PROJECT,
    SENTENCES,
    Projects,
    amount,
    cents,
    choice,
    is_part,
    listed,
    prefilled,
)
from virage.plans.intakes.words import STEPS, as_cells, picked
from virage.plans.models import (
    CodePublication,
    ProjectLink,
    ProjectMilestone,
)
from virage.plans.models.portfolio import MEASURE, SERVICE
from virage.plans.queries import portfolio as queries
from virage.plans.queries import portfolio_tables
from virage.plans.rules import portfolio_words
from virage.registers.columns import (
    NAME_EN,
    NAME_FR,
    SINCE,
    UNTIL,
    are_in_order,
    count,
    day,
    text,
)
from virage.registers.kinds import ORGANISATION, LineKind, Say, Values
from virage.registers.queries import Table

_RISK = ("risk", "assessed_on", "level", "why")


def _read_risk(values: Values, known: Projects, say: Say) -> Mapping[str, Any] | None:
    project, body = values["project"], values["organisation"]
    if project not in known.owners.of:
        say("unit-not-listed", "project", project)
        return None
    if known.owners.allow(project, body):
        say("assessor-delivers", "organisation", body)
        return None
    return {
        **{name: values[name] for name in ("project", *_RISK)},
        "organisation_id": organisations.keys()[known.owners.of[project]],
        "assessor_id": values["organisation_id"],
        "role": roles.PLANNING_OFFICER,
    }


def _last_risks(body: str) -> Iterator[Mapping[str, str]]:
    for row in queries.assessments_by(body, ("project", *_RISK)):
        yield {"organisation": body, **as_cells(row)}


RISKS = LineKind(
    code="plans.project-risks",
    title=Text("Risques des projets", "Risks of projects"),
    description=Text(
        "Les cinq risques que le public a nommés, évalués par un organisme qui ne réalise pas le projet. "
        "« Organisme » est ici celui qui évalue.",
        "The five risks that the public named, assessed by a body that does not deliver the project. "
        "“Body” is here the one that assesses.",
    ),
    columns=(
        ORGANISATION,
        PROJECT,
        choice("risk", Text("Risque", "Risk"), portfolio_words.RISKS, "scope"),
        day(
            "assessed_on",
            Text("Évalué le", "Assessed on"),
            Text("Jour de l’évaluation.", "Day of the assessment."),
            "2026-02-10",
            required=True,
        ),
        choice("level", Text("Niveau", "Level"), portfolio_words.LEVELS, "medium"),
        text(
            "why",
            Text("Pourquoi", "Why"),
            Text("Ce qui a été vu.", "What was seen."),
            "Trois ajouts en six mois.",
            1000,
            required=True,
        ),
    ),
    table=portfolio_tables.RISKS,
    steps=STEPS,
    world=listed,
    read=_read_risk,
    last=_last_risks,
    sentences=SENTENCES,
    unit="project",
    secretariat_only=True,
)

_MILESTONE = (
    "milestone",
    "name_fr",
    "name_en",
    "due_on",
    "amount",
    "retained",
    "indicator",
    "unit",
    "guarantee_days",
)


def _read_milestone(values: Values, known: Projects, say: Say) -> Mapping[str, Any] | None:
    if not known.owners.is_listed(values, "project", say):
        return None
    paid, kept = cents(values, "amount", say), cents(values, "retained", say)
    if paid is None or kept is None:
        return None
    told = {"amount": paid, "retained": kept}
    if not is_part(values, "retained", "amount", told, say):
        return None
    if values["indicator"] not in indicators:
        say("unknown-indicator", "indicator", values["indicator"])
        return None
    register = indicators.get(values["indicator"]).register
    if resolve(Reference(f"{register}.unit", values["unit"])) is None:
        say("unknown-unit", "unit", values["unit"])
    named = (*_MILESTONE[:4], "indicator", "unit", "guarantee_days")
    return picked(values, ("project", *named), **told)


MILESTONES = LineKind(
    code="plans.project-milestones",
    title=Text("Jalons payés des projets", "Paid milestones of projects"),
    description=Text(
        "Ce qui est payé, quand, et l’essai qui le libère : une question du baromètre, posée à un "
        "service, à laquelle il doit répondre oui pendant toute la garantie.",
        "What is paid, when, and the test that releases it: a question of the barometer, put to a "
        "service, to which it must answer yes for the whole guarantee.",
    ),
    columns=(
        ORGANISATION,
        PROJECT,
        text(
            "milestone",
            Text("Jalon", "Milestone"),
            Text("Son code, qui ne change jamais.", "Its code, which never changes."),
            "mise-en-ligne",
            60,
            required=True,
            pattern=CODE,
        ),
        NAME_FR,
        NAME_EN,
        day(
            "due_on",
            Text("Prévu le", "Due on"),
            Text("Jour où l’essai doit tenir.", "Day on which the test must hold."),
            "2026-03-31",
            required=True,
        ),
        amount(
            "amount",
            Text("Montant", "Amount"),
            Text("En dollars, au cent près.", "In dollars, to the cent."),
            "300000.00",
        ),
        amount(
            "retained",
            Text("Dont retenu", "Retained part"),
            Text("Ce qui attend la fin de la garantie.", "What waits for the guarantee to end."),
            "30000.00",
        ),
        text(
            "indicator",
            Text("Question de l’essai", "Question of the test"),
            Text("Code d’un indicateur du baromètre.", "Code of an indicator of the barometer."),
            "services.take-up-above-75",
            80,
            required=True,
        ),
        text(
            "unit",
            Text("Service", "Service"),
            Text("Code du service à qui elle est posée.", "Code of the service that it is put to."),
            "puits",
            120,
            required=True,
        ),
        count(
            "guarantee_days",
            Text("Garantie, en jours", "Guarantee, in days"),
            Text("Combien de temps l’essai doit tenir.", "For how long the test must hold."),
            "365",
        ),
    ),
    table=Table(
        ProjectMilestone,
        key=("project", "milestone"),
        values=("organisation_id", *_MILESTONE[1:]),
    ),
    steps=STEPS,
    world=listed,
    read=_read_milestone,
    last=partial(prefilled, ProjectMilestone, _MILESTONE, ("amount", "retained")),
    sentences=SENTENCES,
    unit="milestone",
)

_CODE = ("component", "stated_on", "url", "licence", "reason", "why")


def _read_code(values: Values, known: Projects, say: Say) -> Mapping[str, Any] | None:
    if not known.owners.is_listed(values, "project", say):
        return None
    told = {name: values[name] or "" for name in _CODE[2:]}
    published = bool(told["url"] and told["licence"]) and not told["reason"]
    withheld = bool(told["reason"] and told["why"]) and not (told["url"] or told["licence"])
    if not (published or withheld):
        say("published-or-a-reason", "url", told["url"])
        return None
    if published and not told["url"].startswith(("https://", "http://")):
        say("not-an-address", "url", told["url"])
        return None
    return picked(values, ("project", "component", "stated_on"), **told)


CODE_PUBLISHED = LineKind(
    code="plans.project-code",
    title=Text("Code source des projets", "Source code of projects"),
    description=Text(
        "Où est publié le code que le public a payé, sous quelle licence ; sinon pourquoi il ne l’est pas.",
        "Where code that the public paid for is published, under which licence; or why it is not.",
    ),
    columns=(
        ORGANISATION,
        PROJECT,
        text(
            "component",
            Text("Composant", "Component"),
            Text("Son code, qui ne change jamais.", "Its code, which never changes."),
            "formulaire",
            60,
            required=True,
            pattern=CODE,
        ),
        day(
            "stated_on",
            Text("Dit le", "Stated on"),
            Text("Jour où cela est vrai.", "Day on which this is true."),
            "2026-03-31",
            required=True,
        ),
        text(
            "url",
            Text("Adresse du code", "Address of the code"),
            Text("Où chacun peut le prendre.", "Where anyone can take it."),
            "https://example.org/code/formulaire",
            500,
        ),
        text(
            "licence",
            Text("Licence", "Licence"),
            Text("Son identifiant SPDX.", "Its SPDX identifier."),
            "LiLiQ-P-1.1",
            80,
        ),
        choice(
            "reason",
            Text("Raison de ne pas publier", "Reason not to publish"),
            portfolio_words.NO_CODE,
            "",
            required=False,
        ),
        text(
            "why",
            Text("En mots", "In words"),
            Text("Requis quand il n’est pas publié.", "Required when it is not published."),
            "",
            1000,
        ),
    ),
    table=Table(
        CodePublication,
        key=("project", "component"),
        values=("organisation_id", *_CODE[1:]),
    ),
    steps=STEPS,
    world=listed,
    read=_read_code,
    last=partial(prefilled, CodePublication, _CODE, ()),
    sentences=SENTENCES,
    unit="component",
)

_LINK = ("link", "code", "since", "until")
_LINK_WORDS: Mapping[str, Text] = {
    SERVICE: Text("un service", "a service"),
    MEASURE: Text("une mesure du plan", "a measure of the plan"),
}


def _read_link(values: Values, known: Projects, say: Say) -> Mapping[str, Any] | None:
    if not known.owners.is_listed(values, "project", say):
        return None
    if not are_in_order(values, "since", "until", say):
        return None
    if values["link"] == SERVICE and resolve(Reference("services.unit", values["code"])) is None:
        say("unknown-unit", "code", values["code"])
    return picked(values, ("project", *_LINK))


LINKS = LineKind(
    code="plans.project-links",
    title=Text("Ce que servent les projets", "What projects serve"),
    description=Text(
        "Les services et les mesures du plan de l’organisme auxquels chaque projet se rattache.",
        "The services and the measures of the body’s plan that each project is tied to.",
    ),
    columns=(
        ORGANISATION,
        PROJECT,
        choice("link", Text("Lien", "Link"), _LINK_WORDS, "service"),
        text(
            "code",
            Text("Code", "Code"),
            Text("Du service, ou de la mesure du plan.", "Of the service, or of the measure."),
            "puits",
            120,
            required=True,
        ),
        SINCE,
        UNTIL,
    ),
    table=Table(
        ProjectLink,
        key=("project", "link", "code"),
        values=("organisation_id", *_LINK[2:]),
    ),
    steps=STEPS,
    world=listed,
    read=_read_link,
    last=partial(prefilled, ProjectLink, _LINK, ()),
    sentences=SENTENCES,
    unit="code",
)

KINDS = (RISKS, MILESTONES, CODE_PUBLISHED, LINKS)
