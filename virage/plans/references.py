"""Shows the references to plans and projects: the hand-in that brought an answer, a project, its tests."""

from collections.abc import Sequence

from django.urls import reverse

from virage.contracts.references import Reference, Resolved, declare_grouped_resolver
from virage.contracts.text import Text
from virage.plans import queries
from virage.plans.models import RecordBatch
from virage.registers.evidence import declare_batches
from virage.ui.context import page_of

PROJECT_PAGE = "portal:project"
"""The page that joins what plans know with what the barometer found: it stands above, and is named only."""


def _projects(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """By their last names, with their permanent pages. One query."""
    names = queries.project_names(one.id for one in references)
    return {
        one: Resolved(names[one.id], page_of(PROJECT_PAGE, one.id))
        for one in references
        if one.id in names
    }


def _tests(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """An acceptance test by its project and milestone. Two queries."""
    parts = {one: one.id.partition("~") for one in references}
    projects = [project for project, _, _ in parts.values()]
    named, milestones = queries.project_names(projects), queries.milestone_names(projects)
    found = {}
    for one, (project, _, milestone) in parts.items():
        name = milestones.get((project, milestone))
        if name is not None and project in named:
            whole = named[project]
            found[one] = Resolved(
                Text(f"{whole.fr}\u00a0: {name.fr}", f"{whole.en}: {name.en}"),
                f"{page_of(PROJECT_PAGE, project)}#paiements",
            )
    return found


def _plans(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """ "plans.plan:BODY/VERSION", or the plan of a body as a whole. One query."""
    found = {}
    bodies = queries.labels_by_body({one.id.partition("/")[0] for one in references})
    for one in references:
        body, _, label = one.id.partition("/")
        known = bodies.get(body, set())
        if label and label in known:
            url = reverse("plans:version", args=[body, label])
            title = Text(f"Plan, version {label}", f"Plan, version {label}")
        elif known and not label:
            url = reverse("plans:body", args=[body])
            title = Text("Plan de transformation", "Transformation plan")
        else:
            continue
        found[one] = Resolved(title, url)
    return found


def _promises(references: Sequence[Reference]) -> dict[Reference, Resolved]:
    """ "plans.promise:BODY/CODE", at the last version that says it."""
    known = {str(one.reference): one for one in queries.promised()}
    found = {}
    for one in references:
        promised = known.get(f"{one.kind}:{one.id}")
        if promised is not None:
            url = reverse("plans:version", args=[promised.body, promised.version])
            code = promised.terms.code
            title = Text(f"Contribution promise {code}", f"Promised contribution {code}")
            found[one] = Resolved(title, f"{url}#promesse-{code}")
    return found


declare_batches(
    RecordBatch, Text("Inscription au registre des plans", "Entry in the register of plans")
)
declare_grouped_resolver("plans.project", _projects)
declare_grouped_resolver(queries.ACCEPTANCE, _tests)
declare_grouped_resolver("plans.plan", _plans)
declare_grouped_resolver(queries.PROMISE, _promises)
