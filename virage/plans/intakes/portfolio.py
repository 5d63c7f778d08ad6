"""Projects as a body hands them in: who delivers them, what was authorised, how they go, what changed."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from virage.contracts.text import Text
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
from virage.plans.intakes.words import STEPS, picked
from virage.plans.models import Project, ProjectBaseline, ProjectReport, ScopeChange
from virage.plans.queries import portfolio as queries
from virage.plans.queries import portfolio_tables
from virage.plans.rules import portfolio, portfolio_words
from virage.registers.columns import NAME_EN, NAME_FR, SINCE, are_in_order, count, day, text
from virage.registers.kinds import ORGANISATION, LineKind, Say, Values
from virage.registers.owners import owners
from virage.registers.queries import Table

_PROJECT = ("since", "name_fr", "name_en", "authorisation")


def _read_project(values: Values, known: Projects, say: Say) -> Mapping[str, Any] | None:
    if not known.owners.is_own(values, "project", say):
        return None
    return picked(values, ("project", *_PROJECT[:3]), authorisation=values["authorisation"] or "")


PROJECTS = LineKind(
    code="plans.projects",
    title=Text("Projets informatiques", "IT projects"),
    description=Text(
        "Les projets que l’organisme réalise, sous quel nom depuis quel jour, et ce qui les autorise.",
        "The projects that the body delivers, under which name since which day, and what authorises them.",
    ),
    columns=(
        ORGANISATION,
        PROJECT,
        SINCE,
        NAME_FR,
        NAME_EN,
        text(
            "authorisation",
            Text("Autorisation", "Authorisation"),
            Text("Sa référence : décret, décision.", "Its reference: order, decision."),
            "Décision 2025-14",
            120,
        ),
    ),
    table=Table(Project, key=("project", "since"), values=("organisation_id", *_PROJECT[1:])),
    steps=STEPS,
    world=listed,
    read=_read_project,
    last=partial(prefilled, Project, _PROJECT, ()),
    sentences=SENTENCES,
    unit="project",
)

_BASELINE = ("number", "authorised_on", "reason", "starts_on", "ends_on", "cost", "benefits")
_STATED = ("authorised_on", "reason", "starts_on", "ends_on", "cost", "benefits")


def _with_baselines() -> Projects:
    return Projects(owners(queries.project_owners()), queries.baselines_stated(_STATED))


def _read_baseline(values: Values, known: Projects, say: Say) -> Mapping[str, Any] | None:
    if not known.owners.is_listed(values, "project", say):
        return None
    cost = cents(values, "cost", say)
    if cost is None or not are_in_order(values, "starts_on", "ends_on", say):
        return None
    project, number = values["project"], values["number"]
    fields = picked(
        values,
        ("project", *_BASELINE[:5]),
        cost=cost,
        benefits=values["benefits"] or "",
    )
    told = tuple(fields[name] for name in _STATED)
    standing = known.baselines.get((project, number))
    if standing is not None and standing != told:
        say("baseline-stands", "number", number)
        return None
    before = known.baselines.get((project, number - 1))
    if number < 1 or (number > 1 and (before is None or before[0] > fields["authorised_on"])):
        say("baseline-out-of-order", "number", number)
        return None
    known.baselines[project, number] = told
    return fields


BASELINES = LineKind(
    code="plans.project-baselines",
    title=Text("Bases autorisées des projets", "Authorised baselines of projects"),
    description=Text(
        "Ce qui fut autorisé pour chaque projet, et pourquoi ; une base ne change plus, une nouvelle "
        "autorisation est une nouvelle base.",
        "What was authorised for each project, and why; a baseline no longer changes, a new "
        "authorisation is a new baseline.",
    ),
    columns=(
        ORGANISATION,
        PROJECT,
        count(
            "number",
            Text("Numéro", "Number"),
            Text("1 pour la première, puis 2, 3…", "1 for the first, then 2, 3…"),
            "1",
        ),
        day(
            "authorised_on",
            Text("Autorisée le", "Authorised on"),
            Text("Jour de l’autorisation.", "Day of the authorisation."),
            "2025-03-20",
            required=True,
        ),
        text(
            "reason",
            Text("Raison", "Reason"),
            Text(
                "Pourquoi elle est autorisée, ou pourquoi elle remplace la précédente.",
                "Why it is authorised, or why it replaces the one before.",
            ),
            "Première autorisation",
            1000,
            required=True,
        ),
        day(
            "starts_on",
            Text("Début", "Start"),
            Text("Premier jour.", "First day."),
            "2025-04-01",
            required=True,
        ),
        day(
            "ends_on",
            Text("Fin, exclue", "End, excluded"),
            Text("Lendemain du dernier jour.", "The day after the last one."),
            "2026-10-01",
            required=True,
        ),
        amount(
            "cost",
            Text("Coût autorisé", "Authorised cost"),
            Text("En dollars, au cent près.", "In dollars, to the cent."),
            "1250000.00",
        ),
        text(
            "benefits",
            Text("Ce qu’il doit apporter", "What it is to bring"),
            Text("Ce que le public y gagnera.", "What the public will gain."),
            "Une demande en dix minutes.",
            2000,
        ),
    ),
    table=Table(
        ProjectBaseline,
        key=("project", "number"),
        values=("organisation_id", *_BASELINE[1:]),
    ),
    steps=STEPS,
    world=_with_baselines,
    read=_read_baseline,
    last=partial(prefilled, ProjectBaseline, _BASELINE, ("cost",)),
    sentences=SENTENCES,
    unit="project",
)

_AMOUNTS = ("forecast_cost", "spent", "consultants")
_REPORT = ("as_of", "forecast_end", *_AMOUNTS, "declared", "state", "scope_done", "note")


def _read_report(values: Values, known: Projects, say: Say) -> Mapping[str, Any] | None:
    if not known.owners.is_listed(values, "project", say):
        return None
    found = {name: cents(values, name, say) for name in _AMOUNTS}
    told = {name: one for name, one in found.items() if one is not None}
    if len(told) < len(_AMOUNTS) or not is_part(values, "consultants", "spent", told, say):
        return None
    if values["scope_done"] is not None and values["scope_done"] > 100:
        say("above-hundred", "scope_done", values["scope_done"])
        return None
    named = ("project", "as_of", "forecast_end", "declared", "state", "scope_done")
    return picked(values, named, note=values["note"] or "", **told)


REPORTS = LineKind(
    code="plans.project-reports",
    title=Text("Rapports d’avancement des projets", "Progress reports of projects"),
    description=Text(
        "Où en est chaque projet : la fin et le coût prévus, ce qui est dépensé, dont en consultants, et "
        "la couleur que l’organisme lui donne. Un rapport vieux de plus de 92 jours rend le projet gris.",
        "How each project goes: the end and the cost foreseen, what is spent, consultants included, and "
        "the colour that the body gives it. A report more than 92 days old turns the project grey.",
    ),
    columns=(
        ORGANISATION,
        PROJECT,
        day(
            "as_of",
            Text("En date du", "As of"),
            Text("Jour dont parle le rapport.", "Day that the report speaks of."),
            "2026-03-31",
            required=True,
        ),
        day(
            "forecast_end",
            Text("Fin prévue, exclue", "Forecast end, excluded"),
            Text("Celle à laquelle on s’attend ce jour-là.", "The one expected on that day."),
            "2027-01-01",
            required=True,
        ),
        amount(
            "forecast_cost",
            Text("Coût total prévu", "Forecast cost, in all"),
            Text("En dollars, au cent près.", "In dollars, to the cent."),
            "1400000.00",
        ),
        amount(
            "spent",
            Text("Dépensé depuis le début", "Spent since the start"),
            Text("En dollars, au cent près.", "In dollars, to the cent."),
            "610000.00",
        ),
        amount(
            "consultants",
            Text("Dont en consultants", "Consultants’ part"),
            Text("Ce qui est allé à des consultants.", "What went to consultants."),
            "240000.00",
        ),
        choice(
            "declared",
            Text("Couleur déclarée", "Declared colour"),
            {code: portfolio_words.COLOURS[code] for code in portfolio.COLOURS},
            "yellow",
        ),
        choice("state", Text("État", "State"), portfolio_words.STATES, "underway"),
        count(
            "scope_done",
            Text("Portée réalisée, en pourcentage", "Scope done, per cent"),
            Text("De 0 à 100 ; vide si on ne le sait pas.", "From 0 to 100; empty if not known."),
            "45",
            required=False,
        ),
        text(
            "note",
            Text("Ce qu’il faut savoir", "What is to be known"),
            Text("En mots simples.", "In plain words."),
            "L’essai avec le public a pris deux semaines de plus.",
            2000,
        ),
    ),
    table=portfolio_tables.REPORTS,
    steps=STEPS,
    world=listed,
    read=_read_report,
    last=partial(prefilled, ProjectReport, _REPORT, _AMOUNTS),
    sentences=SENTENCES,
    unit="project",
)

_CHANGE = ("change", "decided_on", "author", "reason", "effect")


def _read_change(values: Values, known: Projects, say: Say) -> Mapping[str, Any] | None:
    if not known.owners.is_listed(values, "project", say):
        return None
    return picked(values, ("project", *_CHANGE))


CHANGES = LineKind(
    code="plans.project-scope-changes",
    title=Text("Changements de portée des projets", "Scope changes of projects"),
    description=Text(
        "Ce qui fut ajouté ou retiré, quand, par qui (un rôle, jamais un nom), pourquoi, et avec quel effet.",
        "What was added or taken out, when, by whom (a role, never a name), why, and to what effect.",
    ),
    columns=(
        ORGANISATION,
        PROJECT,
        text(
            "change",
            Text("Changement", "Change"),
            Text("Son code, qui ne change jamais.", "Its code, which never changes."),
            "volet-papier",
            60,
            required=True,
            pattern=CODE,
        ),
        day(
            "decided_on",
            Text("Décidé le", "Decided on"),
            Text("Jour de la décision.", "Day of the decision."),
            "2025-11-04",
            required=True,
        ),
        text(
            "author",
            Text("Auteur", "Author"),
            Text("Un rôle ou une unité, jamais un nom.", "A role or a unit, never a name."),
            "Comité directeur",
            120,
            required=True,
        ),
        text(
            "reason",
            Text("Raison", "Reason"),
            Text("Pourquoi la portée change.", "Why the scope changes."),
            "La loi a changé.",
            1000,
            required=True,
        ),
        text(
            "effect",
            Text("Effet", "Effect"),
            Text(
                "Ce que cela change au résultat, au coût, aux jours.", "On result, cost and days."
            ),
            "Deux mois de plus.",
            1000,
            required=True,
        ),
    ),
    table=portfolio_tables.CHANGES,
    steps=STEPS,
    world=listed,
    read=_read_change,
    last=partial(prefilled, ScopeChange, _CHANGE, ()),
    sentences=SENTENCES,
    unit="change",
)
